// What the app uses of AWSCognitoAuthPlugin, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import AWSPluginsCore
import Amplify

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/AWSCognitoNetworkPreferences.swift
public struct AWSCognitoNetworkPreferences {}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/AWSCognitoSecureStoragePreferences.swift
public struct AWSCognitoSecureStoragePreferences {
    public init() {}
}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/AWSCognitoAuthPlugin.swift
public final class AWSCognitoAuthPlugin: AuthCategoryPlugin {
    public init(
        networkPreferences: AWSCognitoNetworkPreferences? = nil,
        secureStoragePreferences: AWSCognitoSecureStoragePreferences = AWSCognitoSecureStoragePreferences()
    ) {}
}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/MFAPreference.swift
public enum MFAPreference {
    case disabled
    case enabled
    case preferred
    case notPreferred
}

extension MFAPreference: Sendable {}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/UserMFAPreference.swift
public struct UserMFAPreference {
    public let enabled: Set<MFAType>?
    public let preferred: MFAType?
}

extension UserMFAPreference: Sendable {}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/AWSCognitoAuthPlugin+PluginSpecificAPI.swift
extension AWSCognitoAuthPlugin {
    public func fetchMFAPreference() async throws -> UserMFAPreference { fatalError() }
    public func updateMFAPreference(
        sms: MFAPreference? = nil, totp: MFAPreference? = nil, email: MFAPreference? = nil
    ) async throws { fatalError() }
}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/AWSAuthCognitoSession.swift
public struct AWSAuthCognitoSession: AuthSession, AuthCognitoTokensProvider {
    public var isSignedIn: Bool
    public func getAWSCredentials() -> Result<AWSCredentials, AuthError> { fatalError() }
    public func getCognitoTokens() -> Result<AuthCognitoTokens, AuthError> { fatalError() }
}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/Errors/AWSCognitoAuthError.swift
public enum AWSCognitoAuthError: Error {
    case userCancelled
}

// AmplifyPlugins/Auth/Sources/AWSCognitoAuthPlugin/Models/AWSCognitoSignOutResult.swift
public struct AWSCognitoRevokeTokenError: Sendable {
    public let error: AuthError
}

public struct AWSCognitoGlobalSignOutError: Sendable {
    public let error: AuthError
}

public struct AWSCognitoHostedUIError: Sendable {
    public let error: AuthError
}

public enum AWSCognitoSignOutResult: AuthSignOutResult {
    public var signedOutLocally: Bool { fatalError() }
    case complete
    case partial(
        revokeTokenError: AWSCognitoRevokeTokenError?,
        globalSignOutError: AWSCognitoGlobalSignOutError?,
        hostedUIError: AWSCognitoHostedUIError?
    )
    case failed(AuthError)
}
