// What the app uses of Authenticator, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-ui-swift-authenticator 1.3.1. The file of each declaration stands above it. The
// package is in Swift 5 mode, and so is this. Steps that the app leaves to the component have no parameter here.
import Amplify
import SwiftUI

// Sources/Authenticator/Options/TOTPOptions.swift
public struct TOTPOptions {
    public init(issuer: String? = nil) {}
}

// Sources/Authenticator/Models/AuthenticatorStep.swift
public struct AuthenticatorInitialStep: Equatable {
    public static let signIn = AuthenticatorInitialStep()
}

// Sources/Authenticator/Models/AuthFactor.swift
public enum AuthFactor: Equatable, Hashable {
    case password(srp: Bool = true)
    case emailOtp
    case smsOtp
    case webAuthn
}

// Sources/Authenticator/Models/PasskeyPrompt.swift
public enum PasskeyPrompt: Equatable {
    case never
    case always
}

public struct PasskeyPrompts: Equatable {
    public init(afterSignUp: PasskeyPrompt = .always, afterSignIn: PasskeyPrompt = .always) {}
}

// Sources/Authenticator/Models/AuthenticationFlow.swift
public enum AuthenticationFlow: Equatable {
    case password
    case userChoice(preferredAuthFactor: AuthFactor? = nil, passkeyPrompts: PasskeyPrompts = .init())
}

// Sources/Authenticator/Models/SignUpField.swift
public protocol SignUpField {
    var isRequired: Bool { get }
}

public struct BaseSignUpField: SignUpField {
    internal(set) public var isRequired: Bool
}

public extension SignUpField where Self == BaseSignUpField {
    static func password(isRequired: Bool = true) -> SignUpField { fatalError() }
    static func confirmPassword(isRequired: Bool = true) -> SignUpField { fatalError() }
}

// Sources/Authenticator/States/SignedInState.swift
public class SignedInState {
    public let user: AuthUser
    init(user: AuthUser) { fatalError() }
    @discardableResult public func signOut() async -> AuthSignOutResult { fatalError() }
}

// Sources/Authenticator/Authenticator.swift
public struct Authenticator<SignedInContent: View, Header: View, Footer: View>: View {
    public init(
        initialStep: AuthenticatorInitialStep = .signIn,
        totpOptions: TOTPOptions = .init(),
        authenticationFlow: AuthenticationFlow = .password,
        @ViewBuilder headerContent: () -> Header = { EmptyView() },
        @ViewBuilder footerContent: () -> Footer = { EmptyView() },
        @ViewBuilder content: @escaping (SignedInState) -> SignedInContent
    ) {}
    public var body: some View { EmptyView() }
    public func signUpFields(_ signUpFields: [SignUpField]) -> Self { fatalError() }
}
