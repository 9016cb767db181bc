import Foundation

/// What somebody did, as it is recorded. Add what you want to know, and nothing that tells who it was.
public struct AnalyticsEvent: Codable, Hashable, Sendable {
    public let name: String
    /// In milliseconds since 1970.
    public let at: Int

    public init(_ name: String, at date: Date = .now) {
        self.name = name
        at = Int(date.timeIntervalSince1970 * 1000)
    }
}
