import Amplify
import AppCore
import AuthenticationServices
import UIKit

/// The passkeys that the user pool keeps of the person who is signed in.
struct AmplifyPasskeyRepository: PasskeyRepository {
    func passkeys() async throws -> [Passkey] {
        try await explained {
            // 20 are as many as Cognito keeps, and as one page has.
            try await Amplify.Auth.listWebAuthnCredentials().credentials.map {
                Passkey(id: $0.credentialId, name: $0.friendlyName, created: $0.createdAt)
            }
        }
    }

    func add() async throws {
        guard #available(iOS 17.4, *) else {
            throw Problem(String(localized: "Passkeys need iOS 17.4 or newer."))
        }
        try await explained {
            do {
                let window = await UIApplication.shared.window
                try await Amplify.Auth.associateWebAuthnCredential(presentationAnchor: window)
            } catch let error as AuthError where error.isCancellation {
                return
            }
        }
    }

    func delete(_ passkey: Passkey) async throws {
        try await explained {
            try await Amplify.Auth.deleteWebAuthnCredential(credentialId: passkey.id)
        }
    }
}

extension AuthError {
    fileprivate var isCancellation: Bool {
        (underlyingError as? ASAuthorizationError)?.code == .canceled
    }
}
