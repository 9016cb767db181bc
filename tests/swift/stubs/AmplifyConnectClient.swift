// What the app uses of AmplifyConnectClient, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import AmplifyFoundation
import Foundation

// AmplifyClients/AmplifyConnectClient/Sources/Support/ConnectError.swift
public enum ConnectError {
    case unknown(String, String, Error? = nil)
}

extension ConnectError: AmplifyError {
    public var errorDescription: String { fatalError() }
    public var recoverySuggestion: String { fatalError() }
    public var underlyingError: Error? { fatalError() }
}

// AmplifyClients/AmplifyConnectClient/Sources/Support/ConnectClientConfiguration.swift
public struct ConnectClientConfiguration: Sendable {
    public init(from resource: String = "amplify_outputs", bundle: Bundle = .main) throws {}
}

// AmplifyClients/AmplifyConnectClient/Sources/AmplifyConnectClient.swift
public struct AmplifyConnectClient: Sendable {
    public init(configuration: ConnectClientConfiguration, credentialsProvider: any AmplifyFoundation.AWSCredentialsProvider) {}
    public func registerDevice(token: String) async throws { fatalError() }
    public func removeDevice() async throws { fatalError() }
}
