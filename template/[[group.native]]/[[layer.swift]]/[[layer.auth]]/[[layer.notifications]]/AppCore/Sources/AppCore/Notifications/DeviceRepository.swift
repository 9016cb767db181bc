/// The devices that the backend notifies of what is for the person who is signed in.
public protocol DeviceRepository: Sendable {
    /// Lets this device be one of them.
    func register(_ token: DeviceToken) async throws

    /// Ends that.
    func remove() async throws
}

/// Devices in memory, for tests.
public actor FakeDeviceRepository: DeviceRepository {
    public private(set) var token: DeviceToken?
    private var problem: Problem?

    public init(problem: Problem? = nil) {
        self.problem = problem
    }

    public func register(_ token: DeviceToken) throws {
        try fail()
        self.token = token
    }

    public func remove() throws {
        try fail()
        token = nil
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
