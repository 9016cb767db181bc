import Foundation

/// What went wrong, in words for the person who has to do something about it.
public struct Problem: LocalizedError, Hashable {
    public let errorDescription: String?

    public init(_ description: String) {
        errorDescription = description
    }
}
