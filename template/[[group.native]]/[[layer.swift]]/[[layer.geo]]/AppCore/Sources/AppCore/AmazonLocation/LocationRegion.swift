import Foundation

/// Where Amazon Location Service is asked.
public enum LocationRegion {
    /// What `backend.addOutput` of amplify/geo/resource.ts wrote into amplify_outputs.json.
    public static func named(in outputs: Data) throws -> String {
        guard let region = try? JSONDecoder().decode(Outputs.self, from: outputs).geo.region else {
            throw Problem("amplify_outputs.json does not say where Amazon Location Service is.")
        }
        return region
    }

    private struct Outputs: Decodable {
        let geo: Geo
    }

    private struct Geo: Decodable {
        let region: String

        enum CodingKeys: String, CodingKey {
            case region = "aws_region"
        }
    }
}
