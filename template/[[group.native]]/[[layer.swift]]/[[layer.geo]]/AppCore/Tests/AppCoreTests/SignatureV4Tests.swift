import Foundation
import Testing

@testable import AppCore

struct SignatureV4Tests {
    private let noon = Date(timeIntervalSince1970: 1_440_938_160)

    private func signature(
        region: String,
        service: String,
        sessionToken: String? = nil,
        method: String = "GET",
        url: String,
        body: String = ""
    ) throws -> [String: String] {
        let signature = SignatureV4(
            credentials: SignatureV4.Credentials(
                accessKey: "AKIDEXAMPLE",
                secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                sessionToken: sessionToken
            ),
            region: region,
            service: service,
            cryptography: .ofTests
        )
        return signature.headers(of: method, try #require(URL(string: url)), body: Data(body.utf8), at: noon)
    }

    @Test("it is what AWS's own test suite expects of a plain request")
    func plain() throws {
        let headers = try signature(region: "us-east-1", service: "service", url: "https://example.amazonaws.com/")
        #expect(
            headers == [
                "x-amz-date": "20150830T123600Z",
                "authorization": "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + " SignedHeaders=host;x-amz-date,"
                    + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            ]
        )
    }

    @Test("body and token count")
    func body() throws {
        let headers = try signature(
            region: "eu-west-1",
            service: "geo-places",
            sessionToken: "token/+=",
            method: "POST",
            url: "https://places.geo.eu-west-1.amazonaws.com/v2/geocode",
            body: #"{"QueryText":"Köln"}"#
        )
        #expect(headers["x-amz-security-token"] == "token/+=")
        #expect(headers["authorization"]?.contains("SignedHeaders=host;x-amz-date;x-amz-security-token,") == true)
        let expected = "Signature=8a41da9b4ae89d586f11b1e65cc9f1940f9f9f28bcc8d5cca134acde1acd18a2"
        #expect(headers["authorization"]?.hasSuffix(expected) == true)
    }

    @Test("path and query are encoded, and the query is in order")
    func address() throws {
        let headers = try signature(
            region: "eu-west-1",
            service: "geo-maps",
            sessionToken: "token",
            url: "https://maps.geo.eu-west-1.amazonaws.com/v2/tiles/a%20b/1/2/3?b=2&a=1%20/%C3%A4"
        )
        let expected = "Signature=357ce870c9a08efc9580ab35db6140e54c27bf2588698007412ae9aa513372ba"
        #expect(headers["authorization"]?.hasSuffix(expected) == true)
    }
}
