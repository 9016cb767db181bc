/// The way to a provider, and back.
public protocol ProviderSignIn: Sendable {
    /// Whether the person signed in there; whoever closes the browser has changed their mind.
    func signIn(with provider: Provider) async throws -> Bool
}

/// A way that always ends the same, for previews and tests.
public struct FakeProviderSignIn: ProviderSignIn {
    private let fixed: Result<Bool, Problem>

    public init(signsIn: Bool = true) {
        fixed = .success(signsIn)
    }

    public init(problem: Problem) {
        fixed = .failure(problem)
    }

    public func signIn(with provider: Provider) throws -> Bool {
        try fixed.get()
    }
}
