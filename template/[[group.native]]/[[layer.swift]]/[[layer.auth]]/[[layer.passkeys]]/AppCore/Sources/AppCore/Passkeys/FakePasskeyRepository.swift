import Foundation

/// Passkeys in memory, for previews and tests.
public actor FakePasskeyRepository: PasskeyRepository {
    private var known: [Passkey]
    private var problem: Problem?

    public init(_ passkeys: [Passkey] = [], problem: Problem? = nil) {
        known = passkeys
        self.problem = problem
    }

    public func passkeys() throws -> [Passkey] {
        try fail()
        return known
    }

    public func add() throws {
        try fail()
        known.append(Passkey(id: "added \(known.count)", name: "iCloud Keychain", created: .now))
    }

    public func delete(_ passkey: Passkey) throws {
        try fail()
        known.removeAll { $0.id == passkey.id }
    }

    /// From now on everything fails with a problem, or nothing does.
    public func fail(with problem: Problem?) {
        self.problem = problem
    }

    private func fail() throws {
        if let problem {
            throw problem
        }
    }
}
