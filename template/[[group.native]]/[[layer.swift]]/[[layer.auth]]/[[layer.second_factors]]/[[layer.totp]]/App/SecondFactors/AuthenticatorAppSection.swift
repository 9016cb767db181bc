import AppCore
import SwiftUI

/// Sets up an authenticator app: shows its key, and asks for a code.
struct AuthenticatorAppSection: View {
    @Bindable var model: AuthenticatorAppModel
    let confirm: () -> Void

    var body: some View {
        Section("Set up an authenticator app") {
            if let key = model.key {
                if let link = key.link {
                    Link("Open in an authenticator app", destination: link)
                }
                LabeledContent("Or type this key", value: key.secret)
                    .textSelection(.enabled)
                TextField("The code that the app shows", text: $model.code)
                    .keyboardType(.numberPad)
                    .textContentType(.oneTimeCode)
                Button("Confirm", action: confirm)
                    .disabled(!model.canConfirm)
            } else if model.problem == nil {
                ProgressView("Making a key …")
            }
            if let problem = model.problem {
                ProblemLabel(problem)
                if model.key == nil {
                    Button("Try again") {
                        Task { await model.load() }
                    }
                }
            }
        }
        .task(id: model.id) {
            await model.load()
        }
    }
}
