import Foundation

/// A check of a living face, good for one video within three minutes.
public struct FaceCheck: Identifiable, Hashable, Sendable {
    public let id: String
    /// Where the video goes.
    public let region: String

    public init(id: String, region: String) {
        self.id = id
        self.region = region
    }

    /// What `backend.addOutput` of amplify/liveness/resource.ts wrote into amplify_outputs.json.
    public static func region(in outputs: Data) throws -> String {
        guard let region = try? JSONDecoder().decode(Outputs.self, from: outputs).custom.liveness.region else {
            throw Problem("amplify_outputs.json does not say where faces are checked.")
        }
        return region
    }

    private struct Outputs: Decodable {
        let custom: Custom
    }

    private struct Custom: Decodable {
        let liveness: Liveness
    }

    private struct Liveness: Decodable {
        let region: String

        enum CodingKeys: String, CodingKey {
            case region = "aws_region"
        }
    }
}
