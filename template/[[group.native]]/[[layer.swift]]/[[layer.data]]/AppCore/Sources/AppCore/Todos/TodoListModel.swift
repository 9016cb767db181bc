import Foundation
import Observation

/// The list of to-dos, and what people do with it.
@MainActor
@Observable
public final class TodoListModel {
    /// Nothing until they were read for the first time.
    public private(set) var todos: [TodoItem]?
    public private(set) var problem: String?
    public private(set) var isAdding = false
    public var newTodo = ""

    private let repository: any TodoRepository
    private let pause: Duration

    /// `pause` is how long the list waits before it tries again to follow the backend.
    public init(repository: any TodoRepository, pause: Duration = .seconds(5)) {
        self.repository = repository
        self.pause = pause
    }

    public var canAdd: Bool {
        !isAdding && !content.isEmpty
    }

    private var content: String {
        newTodo.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Follows the backend until the task is cancelled, over every lost connection.
    public func follow() async {
        while !Task.isCancelled {
            do {
                for try await todos in repository.todos() {
                    self.todos = todos
                    problem = nil
                }
            } catch {
                problem = error.localizedDescription
            }
            try? await Task.sleep(for: pause)
        }
    }

    public func add() async {
        guard canAdd else { return }
        isAdding = true
        await attempt {
            let todo = try await repository.add(content)
            todos?.save(todo)
            newTodo = ""
        }
        isAdding = false
    }

    public func setDone(_ isDone: Bool, of todo: TodoItem) async {
        await attempt {
            let saved = try await repository.setDone(isDone, of: todo)
            todos?.save(saved)
        }
    }

    public func delete(_ todo: TodoItem) async {
        await attempt {
            try await repository.delete(todo)
            todos?.removeAll { $0.id == todo.id }
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        problem = nil
        do {
            try await work()
        } catch {
            problem = error.localizedDescription
        }
    }
}
