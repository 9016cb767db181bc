import AWSCognitoAuthPlugin
import Amplify
import AppCore
import UIKit

/// The way to a provider in a browser of the system, which itself catches the address that leads back.
struct AmplifyProviderSignIn: ProviderSignIn {
    func signIn(with provider: Provider) async throws -> Bool {
        try await explained {
            do {
                let window = await UIApplication.shared.window
                let name = AuthProvider.custom(provider.name)
                return try await Amplify.Auth.signInWithWebUI(for: name, presentationAnchor: window).isSignedIn
            } catch let error as AuthError where error.isCancellation {
                return false
            }
        }
    }
}

extension AuthError {
    fileprivate var isCancellation: Bool {
        underlyingError as? AWSCognitoAuthError == .userCancelled
    }
}
