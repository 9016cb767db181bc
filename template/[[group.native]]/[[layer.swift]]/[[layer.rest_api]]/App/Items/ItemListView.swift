import AppCore
import SwiftUI

/// What the REST API answers.
struct ItemListView: View {
    @State private var model: ItemListModel

    init(_ repository: any ItemRepository) {
        _model = State(initialValue: ItemListModel(repository: repository))
    }

    var body: some View {
        List {
            Section {
                HStack {
                    TextField("Name of an item", text: $model.newItem)
                        .submitLabel(.send)
                        .onSubmit(create)
                    Button("Create", action: create)
                        .disabled(!model.canCreate)
                }
                if model.isCreating {
                    ProgressView("Sending …")
                }
                if let problem = model.problem {
                    ProblemLabel(problem)
                }
                if let item = model.created {
                    Text("The API answered: \(item.name), with the id \(item.id). It keeps new items nowhere yet.")
                }
            }
            Section {
                if let items = model.items {
                    if items.isEmpty {
                        Text("No items yet.")
                            .foregroundStyle(.secondary)
                    }
                    ForEach(items) { item in
                        Text(item.name)
                    }
                } else if model.problem == nil {
                    ProgressView("Loading items …")
                }
            }
        }
        .task {
            await model.load()
        }
        .refreshable {
            await model.load()
        }
    }

    private func create() {
        Task { await model.create() }
    }
}

#Preview("Items") {
    ItemListView(FakeItemRepository([Item(id: "1", name: "Binoculars"), Item(id: "2", name: "Notebook")]))
}

#Preview("No items") {
    ItemListView(FakeItemRepository())
}

#Preview("No connection") {
    ItemListView(FakeItemRepository(problem: Problem("The backend cannot be reached.")))
}
