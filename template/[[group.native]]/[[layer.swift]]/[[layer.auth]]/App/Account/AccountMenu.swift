import AppCore
import SwiftUI

/// Who is signed in, and the way out.
struct AccountMenu: View {
    @State private var model: AccountModel

    init(_ account: any Account) {
        _model = State(initialValue: AccountModel(account))
    }

    var body: some View {
        Menu("Account", systemImage: "person.crop.circle") {
            Section(model.name ?? "") {
                Button("Sign out", systemImage: "rectangle.portrait.and.arrow.right", action: signOut)
                    .disabled(model.isLeaving)
            }
        }
        .task {
            await model.load()
        }
        .alert("Still signed in", isPresented: $model.hasProblem) {
            Button("OK") {}
        } message: {
            Text(model.problem ?? "")
        }
    }

    private func signOut() {
        Task { await model.signOut() }
    }
}

#Preview {
    AccountMenu(FakeAccount())
}
