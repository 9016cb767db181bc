import Observation

/// The passkeys of the person who is signed in, and what people do with them.
@MainActor
@Observable
public final class PasskeyListModel {
    /// Nothing until they were read for the first time.
    public private(set) var passkeys: [Passkey]?
    public private(set) var problem: String?
    public private(set) var isAdding = false

    private let repository: any PasskeyRepository

    public init(repository: any PasskeyRepository) {
        self.repository = repository
    }

    public func load() async {
        await attempt { passkeys = try await repository.passkeys() }
    }

    public func add() async {
        guard !isAdding else { return }
        isAdding = true
        await attempt {
            try await repository.add()
            passkeys = try await repository.passkeys()
        }
        isAdding = false
    }

    public func delete(_ passkey: Passkey) async {
        await attempt {
            try await repository.delete(passkey)
            passkeys?.removeAll { $0.id == passkey.id }
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        problem = nil
        do {
            try await work()
        } catch {
            problem = error.localizedDescription
        }
    }
}
