import Observation

/// Signing in with a provider.
@MainActor
@Observable
public final class ProviderSignInModel {
    public private(set) var problem: String?
    public private(set) var isLeaving = false

    private let way: any ProviderSignIn

    public init(_ way: any ProviderSignIn) {
        self.way = way
    }

    /// Whether the person signed in.
    public func signIn(with provider: Provider) async -> Bool {
        guard !isLeaving else { return false }
        isLeaving = true
        problem = nil
        defer { isLeaving = false }
        do {
            return try await way.signIn(with: provider)
        } catch {
            problem = error.localizedDescription
            return false
        }
    }
}
