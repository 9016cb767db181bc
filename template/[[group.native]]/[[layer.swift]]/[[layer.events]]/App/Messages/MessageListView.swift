import AppCore
import SwiftUI

/// What people write while this is shown; nothing is kept.
struct MessageListView: View {
    @State private var model: MessageListModel
    @Environment(\.scenePhase) private var scenePhase

    init(_ repository: any MessageRepository) {
        _model = State(initialValue: MessageListModel(repository: repository))
    }

    var body: some View {
        List {
            Section {
                HStack {
                    TextField("What do you want to say?", text: $model.newMessage)
                        .submitLabel(.send)
                        .onSubmit(send)
                    Button("Send", action: send)
                        .disabled(!model.canSend)
                }
                if let problem = model.problem {
                    ProblemLabel(problem)
                }
            }
            Section {
                if model.messages.isEmpty {
                    Text("No messages yet. What is sent from now on appears here.")
                        .foregroundStyle(.secondary)
                }
                ForEach(model.messages) { message in
                    Text(message.text)
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

    private func send() {
        Task { await model.send() }
    }
}

#Preview("Messages") {
    MessageListView(FakeMessageRepository([Message(id: "1", text: "Hello"), Message(id: "2", text: "Good morning")]))
}

#Preview("No connection") {
    MessageListView(FakeMessageRepository(problem: Problem("The backend cannot be reached.")))
}
