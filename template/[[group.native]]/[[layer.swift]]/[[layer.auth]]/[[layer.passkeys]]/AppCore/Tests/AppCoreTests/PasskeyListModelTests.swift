import Foundation
import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct PasskeyListModelTests {
    private let passkey = Passkey(id: "1", name: "iCloud Keychain", created: .now)

    @Test("it shows the passkeys, once they are known")
    func load() async {
        let model = PasskeyListModel(repository: FakePasskeyRepository([passkey]))
        #expect(model.passkeys == nil)
        await model.load()
        #expect(model.passkeys == [passkey])
    }

    @Test("one that is added is shown, and one that is deleted is not")
    func change() async throws {
        let model = PasskeyListModel(repository: FakePasskeyRepository([passkey]))
        await model.add()
        #expect(model.passkeys?.count == 2)
        #expect(!model.isAdding)
        await model.delete(passkey)
        #expect(model.passkeys?.map(\.id) == ["added 1"])
    }

    @Test("what fails is told, and what was shown stays")
    func fails() async {
        let repository = FakePasskeyRepository([passkey])
        let model = PasskeyListModel(repository: repository)
        await model.load()
        await repository.fail(with: Problem("The website does not name this app."))
        await model.add()
        await model.delete(passkey)
        #expect(model.problem == "The website does not name this app.")
        #expect(model.passkeys == [passkey])
        #expect(!model.isAdding)
    }
}
