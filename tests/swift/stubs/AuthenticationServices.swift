// What the app uses of AuthenticationServices.
//
// source: written from memory, to be looked up at https://developer.apple.com/documentation/authenticationservices. No body: this is
// for type checks only.

public struct ASAuthorizationError: Error {
    public enum Code: Int, Sendable {
        case canceled = 1001
    }

    public var code: Code { fatalError() }
}
