import Observation

/// A check of a living face, from its start to its result.
@MainActor
@Observable
public final class FaceCheckModel {
    /// How a video ended.
    public enum End: Sendable {
        case sent
        case cancelled
        case failed(Problem)
    }

    /// The check whose video is taken now.
    public var check: FaceCheck?
    /// Whether the last video showed a living person; nothing until there is an answer.
    public private(set) var isLive: Bool?
    public private(set) var problem: String?
    public private(set) var isBusy = false

    private var awaited: FaceCheck?
    private let repository: any FaceCheckRepository

    public init(repository: any FaceCheckRepository) {
        self.repository = repository
    }

    public func start() async {
        guard !isBusy, check == nil else { return }
        isLive = nil
        await attempt {
            awaited = try await repository.start()
            check = awaited
        }
    }

    /// The camera may tell more than once that it is done with a check; the first time counts.
    public func end(_ ended: FaceCheck, _ end: End) async {
        guard awaited == ended else { return }
        awaited = nil
        check = nil
        switch end {
        case .sent:
            await attempt { isLive = try await repository.isLive(ended) }
        case .cancelled:
            break
        case .failed(let reason):
            problem = reason.localizedDescription
        }
    }

    private func attempt(_ work: () async throws -> Void) async {
        isBusy = true
        problem = nil
        do {
            try await work()
        } catch {
            problem = error.localizedDescription
        }
        isBusy = false
    }
}
