import Foundation
import Observation

/// What people write while this is shown, and what somebody says to it.
@MainActor
@Observable
public final class MessageListModel {
    public private(set) var messages: [Message] = []
    public private(set) var problem: String?
    public private(set) var isSending = false
    public var newMessage = ""

    private let repository: any MessageRepository
    private let pause: Duration

    /// `pause` is how long it waits before it listens again.
    public init(repository: any MessageRepository, pause: Duration = .seconds(5)) {
        self.repository = repository
        self.pause = pause
    }

    public var canSend: Bool {
        !isSending && !text.isEmpty
    }

    private var text: String {
        newMessage.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Listens until the task is cancelled, over every lost connection.
    public func follow() async {
        while !Task.isCancelled {
            do {
                for try await message in repository.messages() {
                    messages.append(message)
                    problem = nil
                }
            } catch {
                problem = error.localizedDescription
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Sends what was typed, which then arrives as the messages of others do.
    public func send() async {
        guard canSend else { return }
        isSending = true
        problem = nil
        do {
            try await repository.send(Message(id: UUID().uuidString, text: text))
            newMessage = ""
        } catch {
            problem = error.localizedDescription
        }
        isSending = false
    }
}
