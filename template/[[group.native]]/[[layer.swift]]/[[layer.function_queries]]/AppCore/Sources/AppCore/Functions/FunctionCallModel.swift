import Foundation
import Observation

/// A function that somebody calls, and its answer.
@MainActor
@Observable
public final class FunctionCallModel: Identifiable {
    public let function: BackendFunction
    public var argument = ""
    public private(set) var isCalling = false
    /// Nothing until there was an answer, which can be nothing, too.
    public private(set) var answer: String??
    public private(set) var problem: String?

    public init(_ function: BackendFunction) {
        self.function = function
    }

    public func call() async {
        guard !isCalling else { return }
        isCalling = true
        answer = nil
        problem = nil
        do {
            answer = try await function.call(argument.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            problem = error.localizedDescription
        }
        isCalling = false
    }
}
