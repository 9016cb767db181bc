/// Who checks faces.
public protocol FaceCheckRepository: Sendable {
    func start() async throws -> FaceCheck

    /// Whether the video of a check showed a living person.
    func isLive(_ check: FaceCheck) async throws -> Bool
}

/// A check that always ends the same, for previews and tests.
public actor FakeFaceCheckRepository: FaceCheckRepository {
    private let isLive: Bool
    private var problem: Problem?
    private var count = 0

    public init(isLive: Bool = true, problem: Problem? = nil) {
        self.isLive = isLive
        self.problem = problem
    }

    public func start() throws -> FaceCheck {
        try fail()
        count += 1
        return FaceCheck(id: "check \(count)", region: "eu-west-1")
    }

    public func isLive(_ check: FaceCheck) throws -> Bool {
        try fail()
        return isLive
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
