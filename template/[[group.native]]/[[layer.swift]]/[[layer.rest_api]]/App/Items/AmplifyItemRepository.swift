import AppCore

/// The items that the REST API has.
struct AmplifyItemRepository: ItemRepository {
    func items() async throws -> [Item] {
        try await RestApi.items.get("items")
    }

    func create(_ name: String) async throws -> Item {
        try await RestApi.items.post(["name": name], to: "items")
    }
}
