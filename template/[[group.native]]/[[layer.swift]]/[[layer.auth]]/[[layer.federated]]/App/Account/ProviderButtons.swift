import AppCore
import SwiftUI

/// Those who know the person already, and why the last of them did not help.
struct ProviderButtons: View {
    @State private var model: ProviderSignInModel
    private let onSignIn: () -> Void

    init(_ way: any ProviderSignIn, onSignIn: @escaping () -> Void) {
        _model = State(initialValue: ProviderSignInModel(way))
        self.onSignIn = onSignIn
    }

    var body: some View {
        VStack {
            ForEach(Provider.all) { provider in
                Button("Sign in with \(provider.label)") {
                    signIn(with: provider)
                }
                .buttonStyle(.bordered)
                .disabled(model.isLeaving)
            }
            if let problem = model.problem {
                ProblemLabel(problem)
            }
        }
        .padding()
    }

    private func signIn(with provider: Provider) {
        Task {
            if await model.signIn(with: provider) {
                onSignIn()
            }
        }
    }
}

#Preview("Providers") {
    ProviderButtons(FakeProviderSignIn()) {}
}

#Preview("Refused") {
    ProviderButtons(FakeProviderSignIn(problem: Problem("The provider does not know you."))) {}
}
