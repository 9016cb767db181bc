/// The person who is signed in.
public protocol Account: Sendable {
    /// What others know them by, such as an e-mail address.
    func name() async throws -> String
    func signOut() async throws
}

/// Somebody, for previews and tests.
public struct FakeAccount: Account {
    private let fixed: Result<String, Problem>

    public init(_ name: String = "ada@example.com") {
        fixed = .success(name)
    }

    public init(problem: Problem) {
        fixed = .failure(problem)
    }

    public func name() throws -> String {
        try fixed.get()
    }

    public func signOut() throws {
        _ = try fixed.get()
    }
}
