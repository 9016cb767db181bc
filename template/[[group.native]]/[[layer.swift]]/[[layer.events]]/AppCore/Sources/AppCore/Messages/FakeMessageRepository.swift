/// Messages in memory, for previews and tests.
public actor FakeMessageRepository: MessageRepository {
    private let earlier: [Message]
    private var problem: Problem?
    private var listeners: [AsyncThrowingStream<Message, any Error>.Continuation] = []

    /// `earlier` are those that each listener gets at once.
    public init(_ earlier: [Message] = [], problem: Problem? = nil) {
        self.earlier = earlier
        self.problem = problem
    }

    public nonisolated func messages() -> AsyncThrowingStream<Message, any Error> {
        AsyncThrowingStream { listener in
            Task { await self.show(to: listener) }
        }
    }

    public func send(_ message: Message) throws {
        if let problem {
            throw problem
        }
        for listener in listeners {
            listener.yield(message)
        }
    }

    /// From now on everything fails with a problem, or nothing does.
    public func fail(with problem: Problem?) {
        self.problem = problem
    }

    /// Ends what everybody listens to, as a lost connection does.
    public func disconnect() {
        for listener in listeners {
            listener.finish(throwing: problem)
        }
        listeners = []
    }

    private func show(to listener: AsyncThrowingStream<Message, any Error>.Continuation) {
        if let problem {
            listener.finish(throwing: problem)
        } else {
            listeners.append(listener)
            for message in earlier {
                listener.yield(message)
            }
        }
    }
}
