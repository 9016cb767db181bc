/// A place or an address.
public struct Place: Identifiable, Hashable, Sendable {
    public let id: String
    public let name: String
    public let address: String
    public let position: Position
    /// The corners of the area that it covers; a point covers none.
    public let southWest: Position
    public let northEast: Position

    public struct Position: Hashable, Sendable {
        public let latitude: Double
        public let longitude: Double

        public init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public init(
        id: String,
        name: String,
        address: String,
        position: Position,
        southWest: Position? = nil,
        northEast: Position? = nil
    ) {
        self.id = id
        self.name = name
        self.address = address
        self.position = position
        self.southWest = southWest ?? position
        self.northEast = northEast ?? position
    }
}
