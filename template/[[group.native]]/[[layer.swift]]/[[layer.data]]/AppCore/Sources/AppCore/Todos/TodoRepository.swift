/// Where to-dos are kept.
public protocol TodoRepository: Sendable {
    /// All to-dos, oldest first, now and after each change, also one made elsewhere.
    ///
    /// It ends or fails when the connection is lost.
    func todos() -> AsyncThrowingStream<[TodoItem], any Error>

    func add(_ content: String) async throws -> TodoItem
    func setDone(_ isDone: Bool, of todo: TodoItem) async throws -> TodoItem
    func delete(_ todo: TodoItem) async throws
}
