/// The tokens that Apple gives this device, for whoever follows them.
@MainActor
public final class DeviceTokens {
    private var follower: AsyncThrowingStream<DeviceToken, any Error>.Continuation?

    public init() {}

    /// Those from now on; who followed before gets no more.
    public func follow() -> AsyncThrowingStream<DeviceToken, any Error> {
        follower?.finish()
        let (tokens, continuation) = AsyncThrowingStream<DeviceToken, any Error>.makeStream()
        follower = continuation
        return tokens
    }

    public func receive(_ token: DeviceToken) {
        follower?.yield(token)
    }

    public func fail(with error: any Error) {
        follower?.finish(throwing: error)
    }
}
