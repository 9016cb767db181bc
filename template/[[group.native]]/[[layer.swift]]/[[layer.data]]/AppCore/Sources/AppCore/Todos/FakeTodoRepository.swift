/// To-dos in memory, for previews and tests.
public actor FakeTodoRepository: TodoRepository {
    private var items: [TodoItem]
    private var problem: Problem?
    private var lists: [AsyncThrowingStream<[TodoItem], any Error>.Continuation] = []
    private var count = 0

    public init(_ items: [TodoItem] = [], problem: Problem? = nil) {
        self.items = items
        self.problem = problem
    }

    public nonisolated func todos() -> AsyncThrowingStream<[TodoItem], any Error> {
        AsyncThrowingStream { list in
            Task { await self.show(in: list) }
        }
    }

    public func add(_ content: String) throws -> TodoItem {
        count += 1
        return try save(TodoItem(id: "added \(count)", content: content))
    }

    public func setDone(_ isDone: Bool, of todo: TodoItem) throws -> TodoItem {
        try save(TodoItem(id: todo.id, content: todo.content, isDone: isDone))
    }

    public func delete(_ todo: TodoItem) throws {
        try fail()
        items.removeAll { $0.id == todo.id }
        tell()
    }

    /// From now on everything fails with a problem, or nothing does.
    public func fail(with problem: Problem?) {
        self.problem = problem
    }

    /// Ends all lists, as a lost connection does.
    public func disconnect() {
        for list in lists {
            list.finish(throwing: problem)
        }
        lists = []
    }

    private func show(in list: AsyncThrowingStream<[TodoItem], any Error>.Continuation) {
        if let problem {
            list.finish(throwing: problem)
        } else {
            list.yield(items)
            lists.append(list)
        }
    }

    private func save(_ todo: TodoItem) throws -> TodoItem {
        try fail()
        items.save(todo)
        tell()
        return todo
    }

    private func tell() {
        for list in lists {
            list.yield(items)
        }
    }

    private func fail() throws {
        if let problem {
            throw problem
        }
    }
}
