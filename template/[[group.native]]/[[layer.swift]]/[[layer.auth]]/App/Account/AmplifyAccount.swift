import AWSCognitoAuthPlugin
import Amplify
import AppCore

/// The account at the backend. The Authenticator notices by itself when somebody signed out.
struct AmplifyAccount: Account {
    func name() async throws -> String {
        try await explained {
            let attributes = try await Amplify.Auth.fetchUserAttributes()
            let known = attributes.first { $0.key == .email } ?? attributes.first { $0.key == .phoneNumber }
            if let known {
                return known.value
            }
            return try await Amplify.Auth.getCurrentUser().username
        }
    }

    func signOut() async throws {
        if case .failed(let error) = await Amplify.Auth.signOut() as? AWSCognitoSignOutResult {
            throw Problem(error)
        }
    }
}
