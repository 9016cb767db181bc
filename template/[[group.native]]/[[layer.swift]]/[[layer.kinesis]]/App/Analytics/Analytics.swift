import AWSCognitoAuthPlugin
import AWSPluginsCore
import Amplify
import AmplifyFoundation
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

/// The credentials of whoever is signed in, as that client wants them.
private struct PersonalCredentials: AmplifyFoundation.AWSCredentialsProvider {
    func resolve() async throws -> any AmplifyFoundation.AWSCredentials {
        let session = try await Amplify.Auth.fetchAuthSession() as? AWSAuthCognitoSession
        guard let known = try session?.getAWSCredentials().get() as? any AWSPluginsCore.AWSTemporaryCredentials else {
            throw Problem(String(localized: "The session has ended. Sign in again."))
        }
        return TemporaryCredentials(
            accessKeyId: known.accessKeyId,
            secretAccessKey: known.secretAccessKey,
            sessionToken: known.sessionToken,
            expiration: known.expiration
        )
    }
}

private struct TemporaryCredentials: AmplifyFoundation.AWSTemporaryCredentials {
    let accessKeyId: String
    let secretAccessKey: String
    let sessionToken: String
    let expiration: Date
}
