import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct FunctionCallModelTests {
    @Test("it shows the answer to what was typed, without the spaces around it")
    func answers() async {
        let model = FunctionCallModel(BackendFunction(name: "sayHello") { "Hello, \($0)!" })
        model.argument = " Ada "
        await model.call()
        #expect(model.answer == "Hello, Ada!")
        #expect(model.problem == nil)
        #expect(!model.isCalling)
    }

    @Test("no answer is an answer, too")
    func nothing() async {
        let model = FunctionCallModel(BackendFunction(name: "sayNothing") { _ in nil })
        #expect(model.answer == nil)
        await model.call()
        #expect(model.answer == .some(nil))
    }

    @Test("what fails is told, instead of an earlier answer")
    func failure() async {
        let model = FunctionCallModel(
            BackendFunction(name: "fail") { argument in
                guard argument.isEmpty else { throw Problem("Out of order") }
                return "Fine"
            }
        )
        await model.call()
        model.argument = "Ada"
        await model.call()
        #expect(model.problem == "Out of order")
        #expect(model.answer == nil)
    }

    @Test("it is called once at a time")
    func once() async {
        let (answers, answer) = AsyncStream.makeStream(of: String.self)
        let model = FunctionCallModel(
            BackendFunction(name: "slow") { _ in
                var answers = answers.makeAsyncIterator()
                return await answers.next()
            }
        )
        let first = Task { await model.call() }
        while !model.isCalling {
            await Task.yield()
        }
        await model.call()
        #expect(model.isCalling)
        answer.yield("Done")
        await first.value
        #expect(model.answer == "Done")
    }

    @Test("the fake of a function has its name, and greets")
    func fake() async throws {
        let fake = BackendFunction(name: "sayHello") { _ in throw Problem("No backend") }.fake
        #expect(fake.name == "sayHello")
        #expect(try await fake.call("Ada") == "Hello, Ada!")
    }
}
