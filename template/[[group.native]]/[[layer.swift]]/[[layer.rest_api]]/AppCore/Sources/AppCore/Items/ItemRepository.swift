/// Where items come from.
public protocol ItemRepository: Sendable {
    func items() async throws -> [Item]

    /// Sends an item; what is answered has an id.
    func create(_ name: String) async throws -> Item
}
