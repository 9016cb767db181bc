/// What brings notifications to this device: Apple's service.
public protocol PushService: Sendable {
    /// Whether the app may notify the person, who is asked the first time.
    func isAllowed() async throws -> Bool

    /// By what this device is reached: now, and whenever that changes.
    func tokens() async -> AsyncThrowingStream<DeviceToken, any Error>
}

/// A service that always does the same, for tests.
public struct FakePushService: PushService {
    private let allows: Bool
    private let known: [DeviceToken]
    private let problem: Problem?

    public init(allows: Bool = true, tokens: [DeviceToken] = [], problem: Problem? = nil) {
        self.allows = allows
        known = tokens
        self.problem = problem
    }

    public func isAllowed() -> Bool {
        allows
    }

    public func tokens() -> AsyncThrowingStream<DeviceToken, any Error> {
        AsyncThrowingStream { continuation in
            for token in known {
                continuation.yield(token)
            }
            continuation.finish(throwing: problem)
        }
    }
}
