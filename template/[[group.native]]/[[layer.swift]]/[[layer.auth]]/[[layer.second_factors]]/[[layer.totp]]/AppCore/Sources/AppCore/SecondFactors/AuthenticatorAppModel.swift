import Foundation
import Observation

/// An authenticator app that somebody sets up.
@MainActor
@Observable
public final class AuthenticatorAppModel: Identifiable {
    public private(set) var key: AuthenticatorKey?
    public private(set) var problem: String?
    public private(set) var isConfirming = false
    public var code = ""

    private let repository: any SecondFactorRepository

    public init(repository: any SecondFactorRepository) {
        self.repository = repository
    }

    public var canConfirm: Bool {
        key != nil && !isConfirming && !trimmed.isEmpty
    }

    private var trimmed: String {
        code.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    public func load() async {
        await attempt { key = try await repository.makeKey() }
    }

    /// Whether the code proves that the app holds the key.
    public func confirm() async -> Bool {
        guard canConfirm else { return false }
        isConfirming = true
        let isConfirmed = await attempt { try await repository.confirmKey(with: trimmed) }
        isConfirming = false
        return isConfirmed
    }

    @discardableResult
    private func attempt(_ work: () async throws -> Void) async -> Bool {
        problem = nil
        do {
            try await work()
            return true
        } catch {
            problem = error.localizedDescription
            return false
        }
    }
}
