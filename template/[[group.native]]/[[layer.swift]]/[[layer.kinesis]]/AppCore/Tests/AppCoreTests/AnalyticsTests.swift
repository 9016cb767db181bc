import Foundation
import Testing

@testable import AppCore

struct AnalyticsTests {
    @Test("the stream is the one that the outputs name")
    func found() throws {
        let json = #"{"version": "1.4", "custom": {"kinesis": {"aws_region": "eu-west-1", "stream_name": "Stream"}}}"#
        let stream = try AnalyticsStream(in: Data(json.utf8))
        #expect(stream.name == "Stream")
        #expect(stream.region == "eu-west-1")
    }

    @Test("outputs of a backend without a stream are a problem that says so")
    func missing() {
        #expect(throws: Problem("amplify_outputs.json does not say which stream there is.")) {
            try AnalyticsStream(in: Data(#"{"version": "1.4"}"#.utf8))
        }
    }

    @Test("an event has its name, and when it was")
    func event() throws {
        let event = AnalyticsEvent("todo added", at: Date(timeIntervalSince1970: 1.5))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(event), as: UTF8.self)
        #expect(json == #"{"at":1500,"name":"todo added"}"#)
    }
}
