import Foundation
import Testing

@testable import AppCore

struct RestEndpointTests {
    private let outputs = Data(
        #"""
        {
          "version": "1.4",
          "custom": { "API": { "items": { "endpoint": "https://api.example.com/", "region": "eu-west-1" } } }
        }
        """#.utf8
    )

    @Test("it is where the outputs say")
    func found() throws {
        let endpoint = try RestEndpoint(named: "items", in: outputs)
        #expect(endpoint.endpoint == "https://api.example.com/")
        #expect(endpoint.region == "eu-west-1")
    }

    @Test("an API that the outputs do not name is a problem that says so")
    func missing() {
        #expect(throws: Problem("amplify_outputs.json has no REST API with the name orders.")) {
            try RestEndpoint(named: "orders", in: outputs)
        }
        #expect(throws: Problem("amplify_outputs.json has no REST API with the name items.")) {
            try RestEndpoint(named: "items", in: Data("{\"version\": \"1.4\"}".utf8))
        }
    }
}
