import AWSCognitoAuthPlugin
import AWSPluginsCore
import Amplify
import AmplifyFoundation
import AppCore
import Foundation

/// The credentials of whoever is signed in, as those clients want them that are no part of Amplify itself.
struct PersonalCredentials: AmplifyFoundation.AWSCredentialsProvider {
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
