// What the app uses of AmplifyFoundation, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import Foundation

// AmplifyFoundation/Sources/Credentials/AWSCredentials.swift
public protocol AWSCredentials {
    var accessKeyId: String { get }
    var secretAccessKey: String { get }
}

public protocol AWSTemporaryCredentials: AWSCredentials {
    var sessionToken: String { get }
    var expiration: Date { get }
}

// AmplifyFoundation/Sources/Credentials/AWSCredentialsProvider.swift
public protocol AWSCredentialsProvider {
    func resolve() async throws -> AWSCredentials
}

// AmplifyFoundation/Sources/Error/AmplifyError.swift
public protocol AmplifyError: Error {
    var errorDescription: String { get }
    var recoverySuggestion: String { get }
    var underlyingError: Error? { get }
}
