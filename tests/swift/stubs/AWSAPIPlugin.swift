// What the app uses of AWSAPIPlugin, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import Amplify
import AWSPluginsCore
import Foundation

// AmplifyPlugins/API/Sources/AWSAPIPlugin/URLSessionBehavior/URLSessionBehavior.swift
public protocol URLSessionBehaviorFactory {}

// Amplify/Categories/API/AuthProvider/APIAuthProviderFactory.swift
open class APIAuthProviderFactory {}

// AmplifyPlugins/API/Sources/AWSAPIPlugin/AWSAPIPlugin.swift
public final class AWSAPIPlugin: NSObject, Plugin {
    public init(
        modelRegistration: AmplifyModelRegistration? = nil,
        sessionFactory: URLSessionBehaviorFactory? = nil,
        apiAuthProviderFactory: APIAuthProviderFactory? = nil
    ) {}
}

// AmplifyPlugins/API/Sources/AWSAPIPlugin/AWSAPIPlugin+Configure.swift
extension AWSAPIPlugin {
    public func configure(using configuration: Any?) throws {}
}

// AmplifyPlugins/API/Sources/AWSAPIPlugin/AWSAPIPlugin+RESTBehavior.swift
extension AWSAPIPlugin {
    public func get(request: RESTRequest) async throws -> Data { fatalError() }
    public func post(request: RESTRequest) async throws -> Data { fatalError() }
}

// AmplifyPlugins/API/Sources/AWSAPIPlugin/Operation/AWSHTTPURLResponse.swift
public class AWSHTTPURLResponse: HTTPURLResponse, @unchecked Sendable {
    public let body: Data?
    required init?(coder: NSCoder) { fatalError() }
}
