import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct MessageListModelTests {
    private func model(_ repository: FakeMessageRepository) -> MessageListModel {
        MessageListModel(repository: repository, pause: .milliseconds(1))
    }

    /// Runs while the model listens.
    private func following(_ model: MessageListModel, _ work: () async throws -> Void) async rethrows {
        let task = Task { await model.follow() }
        defer { task.cancel() }
        try await work()
    }

    /// Waits until something is true; the suite's time limit ends it.
    private func until(_ isTrue: () -> Bool) async {
        while !isTrue() {
            await Task.yield()
        }
    }

    @Test("what others send is shown in the order of its arrival")
    func listens() async {
        let model = model(FakeMessageRepository([Message(id: "1", text: "Hello"), Message(id: "2", text: "World")]))
        await following(model) {
            await until { model.messages.map(\.text) == ["Hello", "World"] }
        }
    }

    @Test("what is sent arrives without the spaces around it, and the field is empty again")
    func sends() async {
        let model = model(FakeMessageRepository([Message(id: "1", text: "Hello")]))
        await following(model) {
            await until { !model.messages.isEmpty }
            model.newMessage = " Good morning "
            await model.send()
            await until { model.messages.last?.text == "Good morning" }
            #expect(model.newMessage.isEmpty)
        }
    }

    @Test("nothing is no message", arguments: ["", " \n"])
    func nothing(text: String) async {
        let model = model(FakeMessageRepository(problem: Problem("Nobody should ask")))
        model.newMessage = text
        #expect(!model.canSend)
        await model.send()
        #expect(model.problem == nil)
    }

    @Test("a lost connection is told, and the list listens again once it can")
    func reconnects() async {
        let repository = FakeMessageRepository([Message(id: "1", text: "Hello")])
        let model = model(repository)
        await following(model) {
            await until { !model.messages.isEmpty }
            await repository.fail(with: Problem("No connection"))
            await repository.disconnect()
            await until { model.problem == "No connection" }
            await repository.fail(with: nil)
            await until { model.messages.count == 2 }
            #expect(model.problem == nil)
        }
    }

    @Test("what is refused is told, and what was typed stays")
    func refused() async {
        let model = model(FakeMessageRepository(problem: Problem("Not allowed")))
        model.newMessage = "Hello"
        await model.send()
        #expect(model.problem == "Not allowed")
        #expect(model.newMessage == "Hello")
        #expect(model.canSend)
    }
}
