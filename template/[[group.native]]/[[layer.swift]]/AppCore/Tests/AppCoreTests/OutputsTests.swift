import Foundation
import Testing

@testable import AppCore

struct OutputsTests {
    @Test("outputs with a section describe a backend")
    func backend() {
        #expect(Outputs.describeBackend(Data(#"{"version": "1.4", "data": {"url": "https://example.com"}}"#.utf8)))
    }

    @Test("the stub describes none, nor does what is no JSON", arguments: ["{\"version\": \"1.4\"}", "{}", "[]", ""])
    func stub(json: String) {
        #expect(!Outputs.describeBackend(Data(json.utf8)))
    }
}
