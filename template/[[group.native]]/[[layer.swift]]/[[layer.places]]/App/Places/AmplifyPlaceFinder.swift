import AppCore
import Foundation

/// The places that Amazon Location Service knows.
struct AmplifyPlaceFinder: PlaceFinder {
    func places(for text: String) async throws -> [Place] {
        let question = Question(text: text, most: 5, language: Locale.current.identifier(.bcp47))
        let answer: GeocodeAnswer = try await AmazonLocation.post(
            question,
            to: "places.geo",
            "v2/geocode",
            as: "geo-places"
        )
        return answer.places
    }

    private struct Question: Encodable {
        let text: String
        let most: Int
        let language: String

        enum CodingKeys: String, CodingKey {
            case text = "QueryText"
            case most = "MaxResults"
            case language = "Language"
        }
    }
}
