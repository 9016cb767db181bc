/// What Amazon Location Service answers to a search.
public struct GeocodeAnswer: Decodable, Sendable {
    /// Those that it knows a position of.
    public let places: [Place]

    public init(from decoder: any Decoder) throws {
        let items = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent([Item].self, forKey: .items) ?? []
        places = items.compactMap(\.place)
    }

    private enum CodingKeys: String, CodingKey {
        case items = "ResultItems"
    }

    private struct Item: Decodable {
        let id: String
        let title: String
        let address: Address?
        /// Longitude and latitude.
        let position: [Double]?
        /// West, south, east and north.
        let bounds: [Double]?

        enum CodingKeys: String, CodingKey {
            case id = "PlaceId"
            case title = "Title"
            case address = "Address"
            case position = "Position"
            case bounds = "MapView"
        }

        var place: Place? {
            guard let position, position.count == 2 else { return nil }
            let corners = bounds.flatMap { $0.count == 4 ? $0 : nil } ?? position + position
            return Place(
                id: id,
                name: title,
                address: address?.label ?? "",
                position: Place.Position(latitude: position[1], longitude: position[0]),
                southWest: Place.Position(latitude: corners[1], longitude: corners[0]),
                northEast: Place.Position(latitude: corners[3], longitude: corners[2])
            )
        }
    }

    private struct Address: Decodable {
        let label: String?

        enum CodingKeys: String, CodingKey {
            case label = "Label"
        }
    }
}
