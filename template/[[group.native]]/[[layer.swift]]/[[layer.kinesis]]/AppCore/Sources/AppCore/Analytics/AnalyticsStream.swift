import Foundation

/// The stream in which the backend collects what people do.
public struct AnalyticsStream: Hashable, Decodable, Sendable {
    public let name: String
    public let region: String

    /// What `backend.addOutput` of amplify/kinesis/resource.ts wrote into amplify_outputs.json.
    public init(in outputs: Data) throws {
        guard let found = try? JSONDecoder().decode(Outputs.self, from: outputs).custom.kinesis else {
            throw Problem("amplify_outputs.json does not say which stream there is.")
        }
        self = found
    }

    private enum CodingKeys: String, CodingKey {
        case name = "stream_name"
        case region = "aws_region"
    }

    private struct Outputs: Decodable {
        let custom: Custom
    }

    private struct Custom: Decodable {
        let kinesis: AnalyticsStream
    }
}
