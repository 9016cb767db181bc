/// What people write to each other.
public protocol MessageRepository: Sendable {
    /// Every message that somebody sends from now on.
    ///
    /// It ends or fails when the connection is lost.
    func messages() -> AsyncThrowingStream<Message, any Error>

    func send(_ message: Message) async throws
}
