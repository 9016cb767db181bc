import AWSCognitoAuthPlugin
import Amplify
import AppCore

/// The groups of the person who is signed in.
func groupsOfPerson() async throws -> Set<String> {
    try await explained {
        let session = try await Amplify.Auth.fetchAuthSession() as? AWSAuthCognitoSession
        return try session.map { IdToken(try $0.getCognitoTokens().get().idToken).groups } ?? []
    }
}
