// What the app uses of AWSPluginsCore, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it.
import Amplify
import Foundation

// AmplifyPlugins/Core/AWSPluginsCore/Auth/AuthAWSCredentialsProvider.swift
public protocol AWSCredentialsProvider {}

public protocol AWSCredentials: Sendable {
    var accessKeyId: String { get }
    var secretAccessKey: String { get }
}

public protocol AWSTemporaryCredentials: AWSCredentials {
    var sessionToken: String { get }
    var expiration: Date { get }
}

// AmplifyPlugins/Core/AWSPluginsCore/Auth/AWSAuthorizationType.swift
public enum AWSAuthorizationType: String, AuthorizationMode {
    case none = "NONE"
    case apiKey = "API_KEY"
    case awsIAM = "AWS_IAM"
    case openIDConnect = "OPENID_CONNECT"
    case amazonCognitoUserPools = "AMAZON_COGNITO_USER_POOLS"
    case function = "AWS_LAMBDA"
}

// AmplifyPlugins/Core/AWSPluginsCore/Auth/AuthCognitoTokensProvider.swift
public protocol AuthCognitoTokensProvider {
    func getCognitoTokens() -> Result<AuthCognitoTokens, AuthError>
}

public protocol AuthCognitoTokens {
    var idToken: String { get }
    var accessToken: String { get }
    var refreshToken: String { get }
}

// AmplifyPlugins/Core/AWSPluginsCore/Model/GraphQLRequest/GraphQLRequest+Model.swift
public typealias IncludedAssociations<M: Model> = (ModelPath<M>) -> [PropertyContainerPath]

extension GraphQLRequest {
    public static func create<M: Model>(
        _ model: M, includes: IncludedAssociations<M> = { _ in [] }, authMode: AWSAuthorizationType? = nil
    ) -> GraphQLRequest<M> { fatalError() }
    public static func update<M: Model>(
        _ model: M, where predicate: QueryPredicate? = nil, includes: IncludedAssociations<M> = { _ in [] },
        authMode: AWSAuthorizationType? = nil
    ) -> GraphQLRequest<M> { fatalError() }
    public static func delete<M: Model>(
        _ model: M, where predicate: QueryPredicate? = nil, includes: IncludedAssociations<M> = { _ in [] },
        authMode: AWSAuthorizationType? = nil
    ) -> GraphQLRequest<M> { fatalError() }
    public static func list<M: Model>(
        _ modelType: M.Type, where predicate: QueryPredicate? = nil, includes: IncludedAssociations<M> = { _ in [] },
        limit: Int? = nil, authMode: AWSAuthorizationType? = nil
    ) -> GraphQLRequest<List<M>> { fatalError() }
    public static func subscription<M: Model>(
        of modelType: M.Type, type: GraphQLSubscriptionType, includes: IncludedAssociations<M> = { _ in [] },
        authMode: AWSAuthorizationType? = nil
    ) -> GraphQLRequest<M> { fatalError() }
}
