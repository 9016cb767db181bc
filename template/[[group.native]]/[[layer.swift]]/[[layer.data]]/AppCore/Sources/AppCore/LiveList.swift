/// What a subscription tells about a list.
public enum ListEvent<Item: Identifiable & Sendable>: Sendable where Item.ID: Sendable {
    /// Whether changes arrive from now on. What changed while they did not, was missed.
    case connected(Bool)
    case saved(Item)
    case deleted(Item.ID)
}

/// A list as it is now, and again after each change that one of the subscriptions tells.
///
/// It is read once more whenever all subscriptions are connected, for the first time or again. It ends with the first
/// subscription that ends, and fails with the first that fails.
public func liveList<Item>(
    of subscriptions: [AsyncThrowingStream<ListEvent<Item>, any Error>],
    read: @escaping @Sendable () async throws -> [Item]
) -> AsyncThrowingStream<[Item], any Error> {
    AsyncThrowingStream { list in
        let task = Task {
            do {
                try await follow(subscriptions, read: read) { list.yield($0) }
                list.finish()
            } catch {
                list.finish(throwing: error)
            }
        }
        list.onTermination = { _ in task.cancel() }
    }
}

private func follow<Item>(
    _ subscriptions: [AsyncThrowingStream<ListEvent<Item>, any Error>],
    read: @Sendable () async throws -> [Item],
    show: ([Item]) -> Void
) async throws {
    let (events, feed) = AsyncThrowingStream.makeStream(of: (source: Int, event: ListEvent<Item>).self)
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (source, subscription) in subscriptions.enumerated() {
            group.addTask {
                do {
                    for try await event in subscription {
                        feed.yield((source, event))
                    }
                    feed.finish()
                } catch {
                    feed.finish(throwing: error)
                }
            }
        }

        // Events that arrive during a read wait for it. One that the read has seen already does no harm.
        var items = try await read()
        show(items)
        var connected: Set<Int> = []
        for try await (source, event) in events {
            switch event {
            case .connected(false):
                connected.remove(source)
                continue
            case .connected(true):
                guard connected.insert(source).inserted, connected.count == subscriptions.count else { continue }
                items = try await read()
            case .saved(let item):
                items.save(item)
            case .deleted(let id):
                items.removeAll { $0.id == id }
            }
            show(items)
        }
        group.cancelAll()
    }
}

extension Array where Element: Identifiable {
    /// Puts an item in the place of its earlier version, or at the end.
    mutating func save(_ item: Element) {
        if let index = firstIndex(where: { $0.id == item.id }) {
            self[index] = item
        } else {
            append(item)
        }
    }
}
