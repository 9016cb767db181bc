import AmplifyKinesisClient
import AppCore
import Foundation

/// Records what people do in the app, with Amplify's client for it, which reads no outputs.
///
/// Records wait on the device, also while there is no connection, and are sent every half minute. Tasks share the client.
struct Analytics: @unchecked Sendable {
    static let shared = Analytics()

    private let stream: Result<(name: String, client: AmplifyKinesisClient), any Error>

    private init() {
        stream = Result {
            let stream = try AnalyticsStream(in: Backend.outputs ?? Data())
            let client = try AmplifyKinesisClient(region: stream.region, credentialsProvider: PersonalCredentials())
            return (stream.name, client)
        }
    }

    func record(_ event: AnalyticsEvent) async throws {
        try await explained {
            let (name, client) = try stream.get()
            // Any key will do: it tells to which part of the stream a record goes.
            let key = UUID().uuidString
            do {
                try await client.record(data: JSONEncoder().encode(event), partitionKey: key, streamName: name)
            } catch let error as KinesisError {
                throw Problem(error.errorDescription)
            }
        }
    }
}
