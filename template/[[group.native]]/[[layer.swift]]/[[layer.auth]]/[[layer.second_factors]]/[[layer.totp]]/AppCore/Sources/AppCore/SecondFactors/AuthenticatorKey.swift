import Foundation

/// The key of an authenticator app in two forms: to copy, and to open in the app.
public struct AuthenticatorKey: Hashable, Sendable {
    public let secret: String
    public let link: URL?

    public init(secret: String, link: URL? = nil) {
        self.secret = secret
        self.link = link
    }
}
