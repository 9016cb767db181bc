// What the app uses of AmplifyKinesisClient, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import AmplifyFoundation
import Foundation

// AmplifyClients/AmplifyRecordCache/Sources/RecordClientResults.swift
public struct RecordData: Sendable {}

// AmplifyClients/AmplifyKinesisClient/Sources/Support/KinesisError.swift
public enum KinesisError {
    case unknown(String, String, Error? = nil)
}

extension KinesisError: AmplifyError {
    public var errorDescription: String { fatalError() }
    public var recoverySuggestion: String { fatalError() }
    public var underlyingError: Error? { fatalError() }
}

// AmplifyClients/AmplifyKinesisClient/Sources/AmplifyKinesisClient.swift
public class AmplifyKinesisClient {
    public struct Options {
        public init() {}
    }
    public init(
        region: String, credentialsProvider: any AmplifyFoundation.AWSCredentialsProvider, options: Options = Options()
    ) throws {}
    @discardableResult
    public func record(data: Data, partitionKey: String, streamName: String) async throws -> RecordData { fatalError() }
}
