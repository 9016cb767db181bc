/// Items in memory, for previews and tests; like the example in the backend, it keeps no new ones.
public actor FakeItemRepository: ItemRepository {
    private let known: [Item]
    private var problem: Problem?

    public init(_ items: [Item] = [], problem: Problem? = nil) {
        known = items
        self.problem = problem
    }

    public func items() throws -> [Item] {
        try fail()
        return known
    }

    public func create(_ name: String) throws -> Item {
        try fail()
        return Item(id: "created", name: name)
    }

    /// From now on everything fails with a problem, or nothing does.
    public func fail(with problem: Problem?) {
        self.problem = problem
    }

    private func fail() throws {
        if let problem {
            throw problem
        }
    }
}
