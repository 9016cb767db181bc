import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ProviderSignInModelTests {
    private let provider = Provider(name: "Acme", label: "Acme")

    @Test("it tells whether the person signed in, which is no problem either way", arguments: [true, false])
    func signsIn(isSignedIn: Bool) async {
        let model = ProviderSignInModel(FakeProviderSignIn(signsIn: isSignedIn))
        #expect(await model.signIn(with: provider) == isSignedIn)
        #expect(model.problem == nil)
        #expect(!model.isLeaving)
    }

    @Test("what keeps somebody from signing in is told")
    func fails() async {
        let model = ProviderSignInModel(FakeProviderSignIn(problem: Problem("The provider does not know you.")))
        #expect(await !model.signIn(with: provider))
        #expect(model.problem == "The provider does not know you.")
        #expect(!model.isLeaving)
    }
}
