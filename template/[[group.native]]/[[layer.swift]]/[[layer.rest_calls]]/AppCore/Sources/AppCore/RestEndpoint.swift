import Foundation

/// Where a REST API of the backend is.
public struct RestEndpoint: Hashable, Decodable, Sendable {
    public let endpoint: String
    public let region: String

    /// What `backend.addOutput` of amplify/api/resource.ts wrote into amplify_outputs.json under a name.
    public init(named name: String, in outputs: Data) throws {
        let apis = try? JSONDecoder().decode(Outputs.self, from: outputs).custom.apis
        guard let found = apis?[name] else {
            throw Problem("amplify_outputs.json has no REST API with the name \(name).")
        }
        self = found
    }

    private struct Outputs: Decodable {
        let custom: Custom
    }

    private struct Custom: Decodable {
        let apis: [String: RestEndpoint]

        enum CodingKeys: String, CodingKey {
            case apis = "API"
        }
    }
}
