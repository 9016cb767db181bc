import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ItemListModelTests {
    @Test("it shows what the API has, once that is known")
    func load() async {
        let model = ItemListModel(repository: FakeItemRepository([Item(id: "1", name: "Binoculars")]))
        #expect(model.items == nil)
        await model.load()
        #expect(model.items == [Item(id: "1", name: "Binoculars")])
    }

    @Test("it sends an item, and shows what the API answers")
    func create() async {
        let model = ItemListModel(repository: FakeItemRepository())
        model.newItem = " Lantern "
        await model.create()
        #expect(model.created == Item(id: "created", name: "Lantern"))
        #expect(model.newItem.isEmpty)
        #expect(!model.isCreating)
    }

    @Test("an item without a name is not sent", arguments: ["", "  "])
    func nameless(name: String) async {
        let model = ItemListModel(repository: FakeItemRepository())
        model.newItem = name
        #expect(!model.canCreate)
        await model.create()
        #expect(model.created == nil)
    }

    @Test("what was typed stays when an item is refused, and the reason is told")
    func refused() async {
        let repository = FakeItemRepository(problem: Problem("Forbidden"))
        let model = ItemListModel(repository: repository)
        model.newItem = "Lantern"
        await model.create()
        #expect(model.problem == "Forbidden")
        #expect(model.newItem == "Lantern")
        #expect(model.created == nil)
        await repository.fail(with: nil)
        await model.create()
        #expect(model.problem == nil)
        #expect(model.created?.name == "Lantern")
    }
}
