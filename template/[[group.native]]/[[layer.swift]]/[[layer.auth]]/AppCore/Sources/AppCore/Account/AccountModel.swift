import Observation

/// Who is signed in, and the way out.
@MainActor
@Observable
public final class AccountModel {
    public private(set) var name: String?
    public private(set) var problem: String?
    public private(set) var isLeaving = false

    /// Whether a problem is to be told; not any more once somebody read it.
    public var hasProblem: Bool {
        get { problem != nil }
        set { if !newValue { problem = nil } }
    }

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
