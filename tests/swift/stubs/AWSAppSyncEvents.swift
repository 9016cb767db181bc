// What the app uses of AWSAppSyncEvents, with the signatures of its public interface.
//
// source: github.com/aws-amplify/aws-appsync-events-swift 1.0.0. The file of each declaration stands above it, below
// Sources/AWSAppSyncEvents/.
import Foundation

// Authorizers/AppSyncAuthorizer.swift
public protocol AppSyncAuthorizer {}

// Authorizers/AuthTokenAuthorizer.swift
public class AuthTokenAuthorizer: AppSyncAuthorizer {
    public init(fetchLatestAuthToken: @escaping () async throws -> String) {}
}

// Authorizers/APIKeyAuthorizer.swift
public class APIKeyAuthorizer: AppSyncAuthorizer {
    public init(apiKey: String) {}
}

// Data/JSONValue.swift
public enum JSONValue {
    case array([JSONValue])
    case boolean(Bool)
    case number(Double)
    case object([String: JSONValue])
    case string(String)
    case null
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { fatalError() }
}

extension JSONValue {
    public var asObject: [String: JSONValue]? { fatalError() }
    public var stringValue: String? { fatalError() }
}

// Error/EventsErrorBehavior.swift
public typealias ErrorDescription = String

protocol EventsErrorBehavior: LocalizedError {
    var errorDescription: ErrorDescription { get }
    var underlyingError: Error? { get }
}

// Error/EventsError.swift
public enum EventsError {
    case network(ErrorDescription, String, Error? = nil)
    case service(String, ErrorDescription, String, Error? = nil)
    case unknown(ErrorDescription, Error? = nil)
}

extension EventsError: EventsErrorBehavior {
    public var underlyingError: Error? { fatalError() }
    public var errorDescription: ErrorDescription { fatalError() }
}

// Result/PublishResult.swift
public struct PublishResult: Codable {
    public var status: PublishResultStatus { fatalError() }
}

public enum PublishResultStatus {
    case success
    case failure
    case partialSuccess
}

// Events/EventsRestClient.swift
public final class EventsRestClient {
    public func publish(channelName: String, event: JSONValue, authorizer: AppSyncAuthorizer? = nil) async throws -> PublishResult {
        fatalError()
    }
}

// Events/EventsWebSocketClient.swift
public final class EventsWebSocketClient {
    public func subscribe(channelName: String, authorizer: AppSyncAuthorizer? = nil) throws -> AsyncThrowingStream<JSONValue, Error> {
        fatalError()
    }
    public func disconnect(flushEvents: Bool = true) async throws {}
}

// Options/Events+Options.swift
extension Events {
    public struct RestOptions {
        public static var `default`: RestOptions { fatalError() }
    }
    public struct WebSocketOptions {
        public static var `default`: WebSocketOptions { fatalError() }
    }
}

// Events/Events.swift
public final class Events {
    public init(endpointURL: URL) {}
    public func createRestClient(publishAuthorizer: any AppSyncAuthorizer, options: RestOptions = .default) -> EventsRestClient {
        fatalError()
    }
    public func createWebSocketClient(
        connectAuthorizer: any AppSyncAuthorizer, publishAuthorizer: any AppSyncAuthorizer, subscribeAuthorizer: any AppSyncAuthorizer,
        options: WebSocketOptions = .default
    ) -> EventsWebSocketClient { fatalError() }
}
