/// Who finds places.
public protocol PlaceFinder: Sendable {
    /// The places and addresses that fit best to what somebody typed.
    func places(for text: String) async throws -> [Place]
}

extension Place {
    /// One for previews and tests.
    public static let example = Place(
        id: "1",
        name: "Cologne Cathedral",
        address: "Domkloster 4, 50667 Cologne",
        position: Position(latitude: 50.94, longitude: 6.96)
    )
}

/// Always the same places, for previews and tests.
public struct FakePlaceFinder: PlaceFinder {
    private let fixed: Result<[Place], Problem>

    public init(_ places: [Place] = []) {
        fixed = .success(places)
    }

    public init(problem: Problem) {
        fixed = .failure(problem)
    }

    public func places(for text: String) throws -> [Place] {
        try fixed.get()
    }
}
