import Observation

/// Who is signed in, and the way out.
@MainActor
@Observable
public final class AccountModel {
    public private(set) var name: String?
    public var problem: String?
    public private(set) var isLeaving = false

    private let account: any Account

    public init(_ account: any Account) {
        self.account = account
    }

    /// The name may stay unknown: whoever sees this is signed in.
    public func load() async {
        name = try? await account.name()
    }

    public func signOut() async {
        guard !isLeaving else { return }
        isLeaving = true
        do {
            try await account.signOut()
        } catch {
            problem = error.localizedDescription
        }
        isLeaving = false
    }
}
