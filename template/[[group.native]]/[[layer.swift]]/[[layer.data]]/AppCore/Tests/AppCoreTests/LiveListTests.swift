import Testing

@testable import AppCore

private struct Note: Identifiable, Equatable {
    let id: Int
    var text = ""
}

private typealias Events = AsyncThrowingStream<ListEvent<Note>, any Error>

/// What the backend holds, and how often it was asked.
private actor Backend {
    private(set) var reads = 0
    private var notes: [Note]

    init(_ notes: [Note]) {
        self.notes = notes
    }

    func read() -> [Note] {
        reads += 1
        return notes
    }

    func set(_ notes: [Note]) {
        self.notes = notes
    }
}

@Suite(.timeLimit(.minutes(1)))
struct LiveListTests {
    private let backend = Backend([Note(id: 1)])
    private let created = Events.makeStream()
    private let deleted = Events.makeStream()

    private func list() -> AsyncThrowingStream<[Note], any Error> {
        liveList(of: [created.stream, deleted.stream]) { [backend] in await backend.read() }
    }

    @Test("it shows the list before any subscription is connected")
    func first() async throws {
        var shown = list().makeAsyncIterator()
        #expect(try await shown.next() == [Note(id: 1)])
    }

    @Test("changes are shown as they arrive, and one that arrives twice is shown once")
    func changes() async throws {
        var shown = list().makeAsyncIterator()
        _ = try await shown.next()
        created.continuation.yield(.saved(Note(id: 2)))
        #expect(try await shown.next() == [Note(id: 1), Note(id: 2)])
        created.continuation.yield(.saved(Note(id: 2, text: "new")))
        #expect(try await shown.next() == [Note(id: 1), Note(id: 2, text: "new")])
        deleted.continuation.yield(.deleted(1))
        #expect(try await shown.next() == [Note(id: 2, text: "new")])
    }

    @Test("what changed before all subscriptions were connected is read")
    func connected() async throws {
        var shown = list().makeAsyncIterator()
        _ = try await shown.next()
        await backend.set([Note(id: 7)])
        created.continuation.yield(.connected(true))
        deleted.continuation.yield(.connected(true))
        #expect(try await shown.next() == [Note(id: 7)])
        #expect(await backend.reads == 2)
    }

    @Test("what changed while the connection was lost is read")
    func reconnected() async throws {
        var shown = list().makeAsyncIterator()
        _ = try await shown.next()
        created.continuation.yield(.connected(true))
        deleted.continuation.yield(.connected(true))
        _ = try await shown.next()
        await backend.set([])
        deleted.continuation.yield(.connected(false))
        deleted.continuation.yield(.connected(true))
        #expect(try await shown.next() == [])
        #expect(await backend.reads == 3)
    }

    @Test("it ends with the first subscription that ends")
    func end() async throws {
        var shown = list().makeAsyncIterator()
        _ = try await shown.next()
        created.continuation.finish()
        #expect(try await shown.next() == nil)
    }

    @Test("it fails with the first subscription that fails")
    func failure() async throws {
        var shown = list().makeAsyncIterator()
        _ = try await shown.next()
        deleted.continuation.finish(throwing: Problem("Lost"))
        await #expect(throws: Problem("Lost")) { try await shown.next() }
    }

    @Test("it fails when the list cannot be read")
    func unreadable() async throws {
        let unreadable = liveList(of: [created.stream]) { throw Problem("No") }
        await #expect(throws: Problem("No")) {
            for try await _ in unreadable {}
        }
    }

    @Test("nobody listens to the subscriptions any more when nobody listens to the list")
    func cancellation() async throws {
        let list = list()
        let listener = Task {
            for try await _ in list {}
        }
        await confirmation { stopped in
            await withCheckedContinuation { isStopped in
                created.continuation.onTermination = { _ in
                    stopped()
                    isStopped.resume()
                }
                listener.cancel()
            }
        }
    }
}
