import Foundation

/// What Cognito says of the person who is signed in.
public struct IdToken {
    /// The groups of the person. Who has just joined one is in it from the next sign-in on.
    public let groups: Set<String>

    /// Nothing is in it that no server checks again: it decides what is shown, not what is allowed.
    public init(_ token: String) {
        let parts = token.split(separator: ".")
        let claims = parts.count == 3 ? Self.claims(in: String(parts[1])) : nil
        groups = claims?.groups ?? []
    }

    private struct Claims: Decodable {
        let groups: Set<String>?

        enum CodingKeys: String, CodingKey {
            case groups = "cognito:groups"
        }
    }

    private static func claims(in part: String) -> Claims? {
        var base64 = part.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
        return Data(base64Encoded: base64).flatMap { try? JSONDecoder().decode(Claims.self, from: $0) }
    }
}
