import Foundation

/// Signs requests as AWS asks for it: [Signature Version 4](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
public struct SignatureV4: Sendable {
    /// Those that an identity pool gives for an hour.
    public struct Credentials: Sendable {
        let accessKey: String
        let secretKey: String
        let sessionToken: String?

        public init(accessKey: String, secretKey: String, sessionToken: String?) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.sessionToken = sessionToken
        }
    }

    /// What Apple's CryptoKit computes, which is not everywhere where the tests run.
    public struct Cryptography: Sendable {
        let sha256: @Sendable (Data) -> Data
        let hmac: @Sendable (_ text: Data, _ key: Data) -> Data

        public init(
            sha256: @escaping @Sendable (Data) -> Data,
            hmac: @escaping @Sendable (_ text: Data, _ key: Data) -> Data
        ) {
            self.sha256 = sha256
            self.hmac = hmac
        }
    }

    private let credentials: Credentials
    private let region: String
    private let service: String
    private let cryptography: Cryptography

    public init(credentials: Credentials, region: String, service: String, cryptography: Cryptography) {
        self.credentials = credentials
        self.region = region
        self.service = service
        self.cryptography = cryptography
    }

    /// The headers with which a request is signed.
    public func headers(of method: String, _ url: URL, body: Data = Data(), at date: Date = .now) -> [String: String] {
        let time = date.ISO8601Format(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
        var headers = ["host": url.host() ?? "", "x-amz-date": time]
        headers["x-amz-security-token"] = credentials.sessionToken
        let signed = headers.sorted { $0.key < $1.key }
        let names = signed.map(\.key).joined(separator: ";")

        let request = [method, path(of: url), query(of: url)] + signed.map { "\($0):\($1)" } + ["", names, hash(body)]
        let scope = [String(time.prefix(8)), region, service, "aws4_request"]
        let place = scope.joined(separator: "/")
        let text = ["AWS4-HMAC-SHA256", time, place, hash(Data(request.joined(separator: "\n").utf8))]
        let key = scope.reduce(Data("AWS4\(credentials.secretKey)".utf8)) { key, part in
            cryptography.hmac(Data(part.utf8), key)
        }
        let signature = hex(cryptography.hmac(Data(text.joined(separator: "\n").utf8), key))

        headers["host"] = nil
        headers["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(place), SignedHeaders=\(names), Signature=\(signature)"
        return headers
    }

    /// As it is in the address, encoded once more.
    private func path(of url: URL) -> String {
        let parts = url.path(percentEncoded: true).split(separator: "/", omittingEmptySubsequences: false)
        return parts.isEmpty ? "/" : parts.map(encoded).joined(separator: "/")
    }

    private func query(of url: URL) -> String {
        let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        return items.map { "\(encoded($0.name))=\(encoded($0.value ?? ""))" }.sorted().joined(separator: "&")
    }

    private func encoded(_ text: some StringProtocol) -> String {
        text.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            let isPlain = character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
            return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private func hash(_ text: Data) -> String {
        hex(cryptography.sha256(text))
    }

    private func hex(_ bytes: Data) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
