import AppCore
import SwiftUI

/// The passkeys of the person who is signed in.
struct PasskeyListView: View {
    @State private var model: PasskeyListModel

    init(_ repository: any PasskeyRepository) {
        _model = State(initialValue: PasskeyListModel(repository: repository))
    }

    var body: some View {
        List {
            Section {
                Text("With a passkey you sign in by fingerprint, by face or with the PIN of a device.")
                    .foregroundStyle(.secondary)
                Button("Add a passkey") {
                    Task { await model.add() }
                }
                .disabled(model.isAdding)
                if let problem = model.problem {
                    ProblemLabel(problem)
                }
            }
            Section {
                if let passkeys = model.passkeys {
                    if passkeys.isEmpty {
                        Text("No passkeys yet.")
                            .foregroundStyle(.secondary)
                    }
                    ForEach(passkeys) { passkey in
                        PasskeyRow(passkey: passkey, model: model)
                    }
                } else if model.problem == nil {
                    ProgressView("Loading passkeys …")
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
}

private struct PasskeyRow: View {
    let passkey: Passkey
    let model: PasskeyListModel
    @State private var isDeleting = false

    private var name: String {
        passkey.name ?? String(localized: "Passkey")
    }

    var body: some View {
        LabeledContent(name, value: passkey.created.formatted(date: .abbreviated, time: .omitted))
            .swipeActions(allowsFullSwipe: false) {
                Button("Delete", systemImage: "trash", role: .destructive) {
                    isDeleting = true
                }
            }
            .confirmationDialog("Delete \(name)?", isPresented: $isDeleting, titleVisibility: .visible) {
                Button("Delete", role: .destructive) {
                    Task { await model.delete(passkey) }
                }
            }
    }
}

#Preview("Passkeys") {
    PasskeyListView(FakePasskeyRepository([Passkey(id: "1", name: "iCloud Keychain", created: .now)]))
}

#Preview("No passkeys") {
    PasskeyListView(FakePasskeyRepository())
}

#Preview("No connection") {
    PasskeyListView(FakePasskeyRepository(problem: Problem("The backend cannot be reached.")))
}
