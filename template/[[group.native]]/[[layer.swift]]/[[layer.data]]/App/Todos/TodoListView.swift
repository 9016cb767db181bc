import AppCore
import SwiftUI

/// The to-dos, live.
struct TodoListView: View {
    @State private var model: TodoListModel
    @Environment(\.scenePhase) private var scenePhase

    init(_ repository: any TodoRepository) {
        _model = State(initialValue: TodoListModel(repository: repository))
    }

    var body: some View {
        List {
            Section {
                HStack {
                    TextField("What needs to be done?", text: $model.newTodo)
                        .submitLabel(.done)
                        .onSubmit(add)
                    Button("Add", action: add)
                        .disabled(!model.canAdd)
                }
                if let problem = model.problem {
                    ProblemLabel(problem)
                }
            }
            Section {
                if let todos = model.todos {
                    if todos.isEmpty {
                        Text("Nothing to do. Add the first to-do above.")
                            .foregroundStyle(.secondary)
                    }
                    ForEach(todos) { todo in
                        TodoRow(todo: todo, model: model)
                    }
                } else if model.problem == nil {
                    ProgressView("Loading to-dos …")
                }
            }
        }
        // The system cuts the connection of an app that nobody sees.
        .task(id: scenePhase == .background) {
            if scenePhase != .background {
                await model.follow()
            }
        }
    }

    private func add() {
        Task { await model.add() }
    }
}

private struct TodoRow: View {
    let todo: TodoItem
    let model: TodoListModel

    var body: some View {
        Button {
            Task { await model.setDone(!todo.isDone, of: todo) }
        } label: {
            Label(todo.content, systemImage: todo.isDone ? "checkmark.circle.fill" : "circle")
                .strikethrough(todo.isDone)
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(todo.isDone ? [.isToggle, .isSelected] : .isToggle)
        .swipeActions {
            Button("Delete", systemImage: "trash", role: .destructive) {
                Task { await model.delete(todo) }
            }
        }
    }
}

#Preview("To-dos") {
    TodoListView(
        FakeTodoRepository([
            TodoItem(id: "1", content: "Buy milk"),
            TodoItem(id: "2", content: "Water the plants", isDone: true),
        ])
    )
}

#Preview("Nothing to do") {
    TodoListView(FakeTodoRepository())
}

#Preview("No connection") {
    TodoListView(FakeTodoRepository(problem: Problem("The backend cannot be reached.")))
}
