import Foundation
import Testing

@testable import AppCore

struct LocationRegionTests {
    @Test("it is where the outputs say")
    func found() throws {
        let outputs = Data(#"{"version": "1.4", "geo": {"aws_region": "eu-west-1"}}"#.utf8)
        #expect(try LocationRegion.named(in: outputs) == "eu-west-1")
    }

    @Test("outputs of a backend without it are a problem that says so")
    func missing() {
        #expect(throws: Problem("amplify_outputs.json does not say where Amazon Location Service is.")) {
            try LocationRegion.named(in: Data(#"{"version": "1.4"}"#.utf8))
        }
    }
}
