import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct TodoListModelTests {
    private let milk = TodoItem(id: "1", content: "Buy milk")

    private func model(_ repository: FakeTodoRepository) -> TodoListModel {
        TodoListModel(repository: repository, pause: .milliseconds(1))
    }

    /// Runs while the model follows its repository.
    private func following(_ model: TodoListModel, _ work: () async throws -> Void) async rethrows {
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

    @Test("to-dos are nothing until they were read, then all of them")
    func reads() async {
        let model = model(FakeTodoRepository([milk]))
        #expect(model.todos == nil)
        await following(model) {
            await until { model.todos == [milk] }
        }
    }

    @Test("a change that somebody else makes is shown")
    func follows() async throws {
        let repository = FakeTodoRepository([milk])
        let model = model(repository)
        try await following(model) {
            await until { model.todos != nil }
            try await repository.delete(milk)
            await until { model.todos == [] }
        }
    }

    @Test("a lost connection is told, and the list follows again once it can")
    func reconnects() async {
        let repository = FakeTodoRepository([milk])
        let model = model(repository)
        await following(model) {
            await until { model.todos != nil }
            await repository.fail(with: Problem("No connection"))
            await repository.disconnect()
            await until { model.problem == "No connection" }
            #expect(model.todos == [milk])
            await repository.fail(with: nil)
            await until { model.problem == nil }
        }
    }

    @Test("a new to-do is saved without the spaces around it, and the field is empty again")
    func adds() async {
        let model = model(FakeTodoRepository())
        await following(model) {
            await until { model.todos != nil }
            model.newTodo = " Buy bread "
            await model.add()
            #expect(model.todos?.map(\.content) == ["Buy bread"])
            #expect(model.newTodo.isEmpty)
        }
    }

    @Test("nothing is no to-do", arguments: ["", "  \n"])
    func addsNothing(content: String) async {
        let model = model(FakeTodoRepository(problem: Problem("Nobody should ask")))
        model.newTodo = content
        #expect(!model.canAdd)
        await model.add()
        #expect(model.problem == nil)
    }

    @Test("a to-do is done, undone and deleted")
    func changes() async {
        let model = model(FakeTodoRepository([milk]))
        await following(model) {
            await until { model.todos != nil }
            await model.setDone(true, of: milk)
            #expect(model.todos?.first?.isDone == true)
            await model.setDone(false, of: milk)
            #expect(model.todos?.first?.isDone == false)
            await model.delete(milk)
            #expect(model.todos == [])
        }
    }

    @Test("what the backend refuses is told, and what was typed stays")
    func refusals() async {
        let model = model(FakeTodoRepository([milk], problem: Problem("Not allowed")))
        model.newTodo = "Buy bread"
        await model.add()
        #expect(model.problem == "Not allowed")
        #expect(model.newTodo == "Buy bread")
        #expect(model.canAdd)
        await model.setDone(true, of: milk)
        #expect(model.problem == "Not allowed")
        await model.delete(milk)
        #expect(model.problem == "Not allowed")
    }
}
