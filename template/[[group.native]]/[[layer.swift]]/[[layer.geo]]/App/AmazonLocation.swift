import AWSCognitoAuthPlugin
import AWSPluginsCore
import Amplify
import AppCore
import CryptoKit
import Foundation

/// Amazon Location Service, with the credentials of whoever signed in.
///
/// Amplify's own client asks for place indexes and maps of one's own, which the service has left behind. So the app calls
/// it itself, and signs its calls.
enum AmazonLocation {
    static func region() throws -> String {
        try LocationRegion.named(in: Backend.outputs ?? Data())
    }

    /// Signs calls of a service, such as `geo-places`, as long as the credentials last: two minutes, or longer.
    static func signature(for service: String) async throws -> SignatureV4 {
        let session = try await Amplify.Auth.fetchAuthSession() as? AWSAuthCognitoSession
        guard let known = try session?.getAWSCredentials().get() else {
            throw Problem(String(localized: "The session has ended. Sign in again."))
        }
        let credentials = SignatureV4.Credentials(
            accessKey: known.accessKeyId,
            secretKey: known.secretAccessKey,
            sessionToken: (known as? any AWSTemporaryCredentials)?.sessionToken
        )
        return SignatureV4(
            credentials: credentials,
            region: try region(),
            service: service,
            cryptography: SignatureV4.Cryptography(
                sha256: { Data(SHA256.hash(data: $0)) },
                hmac: { Data(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: $1))) }
            )
        )
    }

    /// Sends JSON to a service at a place of its own: `post(question, to: "places.geo", "v2/geocode", as: "geo-places")`.
    static func post<Answer: Decodable>(
        _ question: some Encodable,
        to host: String,
        _ path: String,
        as service: String
    ) async throws -> Answer {
        try await explained {
            guard let url = URL(string: "https://\(host).\(try region()).amazonaws.com/\(path)") else {
                throw URLError(.badURL)
            }
            let body = try JSONEncoder().encode(question)
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.httpBody = body
            request.setValue("application/json", forHTTPHeaderField: "content-type")
            for (name, value) in try await signature(for: service).headers(of: "POST", url, body: body) {
                request.setValue(value, forHTTPHeaderField: name)
            }
            let (data, response) = try await URLSession.shared.data(for: request)
            guard let status = (response as? HTTPURLResponse)?.statusCode, status == 200 else {
                let refusal = try? JSONDecoder().decode(Refusal.self, from: data)
                throw Problem(refusal?.text ?? String(localized: "Amazon Location Service does not answer."))
            }
            return try JSONDecoder().decode(Answer.self, from: data)
        }
    }

    /// How the service says why it refuses, and whoever refuses before the call reaches it.
    private struct Refusal: Decodable {
        let message: String?
        let earlyMessage: String?

        var text: String? { message ?? earlyMessage }

        enum CodingKeys: String, CodingKey {
            case message
            case earlyMessage = "Message"
        }
    }
}
