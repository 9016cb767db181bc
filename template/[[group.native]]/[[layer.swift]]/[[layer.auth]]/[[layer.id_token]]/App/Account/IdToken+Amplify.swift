import AWSCognitoAuthPlugin
import Amplify
import AppCore

extension IdToken {
    /// Of the person who is signed in; nothing when nobody is.
    static func current() async throws -> IdToken? {
        try await explained {
            let session = try await Amplify.Auth.fetchAuthSession() as? AWSAuthCognitoSession
            return try session.map { IdToken(try $0.getCognitoTokens().get().idToken) }
        }
    }
}
