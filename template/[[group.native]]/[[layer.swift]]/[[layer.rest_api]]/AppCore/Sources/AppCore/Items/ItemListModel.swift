import Foundation
import Observation

/// What the REST API answers.
@MainActor
@Observable
public final class ItemListModel {
    /// Nothing until they were read for the first time.
    public private(set) var items: [Item]?
    /// What the API answered to the last item that was sent.
    public private(set) var created: Item?
    public private(set) var problem: String?
    public private(set) var isCreating = false
    public var newItem = ""

    private let repository: any ItemRepository

    public init(repository: any ItemRepository) {
        self.repository = repository
    }

    public var canCreate: Bool {
        !isCreating && !name.isEmpty
    }

    private var name: String {
        newItem.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    public func load() async {
        await attempt { items = try await repository.items() }
    }

    public func create() async {
        guard canCreate else { return }
        isCreating = true
        created = nil
        await attempt {
            created = try await repository.create(name)
            newItem = ""
        }
        isCreating = false
    }

    private func attempt(_ work: () async throws -> Void) async {
        problem = nil
        do {
            try await work()
        } catch {
            problem = error.localizedDescription
        }
    }
}
