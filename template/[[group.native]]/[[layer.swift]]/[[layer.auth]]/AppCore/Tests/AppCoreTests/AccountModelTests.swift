import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct AccountModelTests {
    @Test("it tells who is signed in")
    func name() async {
        let model = AccountModel(FakeAccount("ada@example.com"))
        await model.load()
        #expect(model.name == "ada@example.com")
    }

    @Test("a name that cannot be had is no problem")
    func unknown() async {
        let model = AccountModel(FakeAccount(problem: Problem("No connection")))
        await model.load()
        #expect(model.name == nil)
        #expect(model.problem == nil)
    }

    @Test("what keeps somebody from signing out is told until it was read")
    func stays() async {
        let model = AccountModel(FakeAccount(problem: Problem("No connection")))
        await model.signOut()
        #expect(model.problem == "No connection")
        #expect(!model.isLeaving)
        #expect(model.hasProblem)
        model.hasProblem = false
        #expect(model.problem == nil)
    }
}
