import AWSAPIPlugin
@preconcurrency import Amplify
import AppCore
import Foundation

/// The to-dos of the backend.
struct AmplifyTodoRepository: TodoRepository {
    func todos() -> AsyncThrowingStream<[TodoItem], any Error> {
        liveList(of: [events(.onCreate), events(.onUpdate), events(.onDelete)], read: read)
    }

    func add(_ content: String) async throws -> TodoItem {
        try await save(.create(Todo(content: content, isDone: false)))
    }

    func setDone(_ isDone: Bool, of todo: TodoItem) async throws -> TodoItem {
        // `.update` alone writes all fields, and null into those that this to-do does not know.
        let update = GraphQLRequest<Todo>.update(Todo(id: todo.id, content: todo.content))
        let input: [String: Any] = ["id": todo.id, "isDone": isDone]
        return try await save(
            GraphQLRequest(
                document: update.document,
                variables: ["input": input],
                responseType: Todo.self,
                decodePath: update.decodePath
            )
        )
    }

    func delete(_ todo: TodoItem) async throws {
        _ = try await save(.delete(Todo(id: todo.id, content: todo.content)))
    }

    private func save(_ request: GraphQLRequest<Todo>) async throws -> TodoItem {
        try await explained {
            TodoItem(try await Amplify.API.mutate(request: request).value())
        }
    }

    @Sendable
    private func read() async throws -> [TodoItem] {
        try await explained {
            var page = try await Amplify.API.query(request: .list(Todo.self, limit: 1000)).value()
            var todos = page.elements
            while page.hasNextPage() {
                page = try await page.getNextPage()
                todos += page.elements
            }
            return todos.sorted { $0.created < $1.created }.map(TodoItem.init)
        }
    }

    private func events(_ type: GraphQLSubscriptionType) -> AsyncThrowingStream<ListEvent<TodoItem>, any Error> {
        AsyncThrowingStream { events in
            let task = Task {
                // It goes on when nobody listens, until it is told.
                let subscription = Amplify.API.subscribe(request: .subscription(of: Todo.self, type: type))
                defer { subscription.cancel() }
                do {
                    try await explained {
                        for try await event in subscription {
                            switch event {
                            case .connection(let state):
                                events.yield(.connected(state == .connected))
                            case .data(let answer):
                                let todo = TodoItem(try answer.value())
                                events.yield(type == .onDelete ? .deleted(todo.id) : .saved(todo))
                            }
                        }
                    }
                    events.finish()
                } catch {
                    events.finish(throwing: error)
                }
            }
            events.onTermination = { _ in task.cancel() }
        }
    }
}

extension TodoItem {
    fileprivate init(_ todo: Todo) {
        self.init(id: todo.id, content: todo.content, isDone: todo.isDone ?? false)
    }
}

extension Todo {
    fileprivate var created: Date {
        createdAt?.foundationDate ?? .distantFuture
    }
}
