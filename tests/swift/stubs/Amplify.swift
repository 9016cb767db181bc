// What the app and its models use of Amplify, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-swift 2.60.1. The file of each declaration stands above it. The package is in
// Swift 5 mode (`swiftLanguageModes: [.v5]`), and so is this: whether a type is Sendable, a class, or isolated is as there.
import Foundation
import UIKit
// On Apple's platforms, this is in Foundation.
@_exported import FoundationNetworking

// Amplify/Core/Category/Category.swift
public protocol Category: AnyObject {}

// Amplify/Core/Plugin/Plugin.swift
public typealias PluginKey = String
public protocol Plugin {}

// Amplify/Core/Support/AmplifyError.swift
public typealias ErrorDescription = String
public typealias RecoverySuggestion = String
public typealias ErrorName = String
public typealias Field = String
public typealias Key = String

public protocol AmplifyError: Error, CustomDebugStringConvertible {
    var errorDescription: ErrorDescription { get }
    var recoverySuggestion: RecoverySuggestion { get }
    var underlyingError: Error? { get }
    init(errorDescription: ErrorDescription, recoverySuggestion: RecoverySuggestion, error: Error)
}

extension AmplifyError {
    public var debugDescription: String { fatalError() }
}

// Amplify/Amplify.swift
public class Amplify: @unchecked Sendable {
    public internal(set) static var API: APICategory {
        get { fatalError() }
        set {}
    }
    public internal(set) static var Auth: AuthCategory {
        get { fatalError() }
        set {}
    }
    public internal(set) static var Storage: StorageCategory {
        get { fatalError() }
        set {}
    }
    public static func add(plugin: some Plugin) throws {}
}

// Amplify/Core/Configuration/AmplifyOutputsData.swift
public struct AmplifyOutputsData: Codable {}

public struct AmplifyOutputs: @unchecked Sendable {
    public let resolveConfiguration: () throws -> AmplifyOutputsData
    public static let amplifyOutputs: AmplifyOutputs = .init { fatalError() }
    public static func data(_ data: Data) -> AmplifyOutputs { fatalError() }
    public static func resource(named resource: String) -> AmplifyOutputs { fatalError() }
}

extension Amplify {
    public static func configure(with amplifyOutputs: AmplifyOutputs) throws {}
}

// Amplify/Core/Support/JSONValue.swift
public enum JSONValue {
    case array([JSONValue])
    case boolean(Bool)
    case number(Double)
    case object([String: JSONValue])
    case string(String)
    case null
}

// Amplify/Core/Support/Cancellable.swift
public protocol Cancellable {
    func cancel()
}

// Amplify/Core/Support/AmplifyAsyncSequence.swift
public class AmplifyAsyncSequence<Element: Sendable>: AsyncSequence, Cancellable {
    public typealias Iterator = AsyncStream<Element>.Iterator
    public func makeAsyncIterator() -> Iterator { fatalError() }
    public func cancel() {}
}

// Amplify/Core/Support/AmplifyAsyncThrowingSequence.swift
public class AmplifyAsyncThrowingSequence<Element: Sendable>: AsyncSequence, Cancellable {
    public typealias Iterator = AsyncThrowingStream<Element, Error>.Iterator
    public func makeAsyncIterator() -> Iterator { fatalError() }
    public func cancel() {}
}

// Amplify/Core/Support/AmplifyOperation.swift
public protocol AmplifyOperationRequest {
    associatedtype Options
    var options: Options { get }
}

open class AmplifyOperation<Request: AmplifyOperationRequest, Success, Failure: AmplifyError>: @unchecked Sendable {}

// Amplify/Core/Support/AmplifyTask.swift
public protocol AmplifyTask {
    associatedtype Request
    associatedtype Success
    associatedtype Failure: AmplifyError
    var value: Success { get async throws }
    func cancel()
}

public protocol AmplifyInProcessReportingTask {
    associatedtype InProcess
    var inProcess: AmplifyAsyncSequence<InProcess> { get async }
}

extension AmplifyInProcessReportingTask where InProcess == Progress {
    public var progress: AmplifyAsyncSequence<InProcess> {
        get async { await inProcess }
    }
}

// Amplify/Core/Support/AmplifyTask+OperationTaskAdapters.swift
public class AmplifyOperationTaskAdapter<Request: AmplifyOperationRequest, Success, Failure: AmplifyError>: AmplifyTask, @unchecked Sendable {
    public var value: Success {
        get async throws { fatalError() }
    }
    public func cancel() {}
}

public class AmplifyInProcessReportingOperationTaskAdapter<
    Request: AmplifyOperationRequest, InProcess, Success, Failure: AmplifyError
>: AmplifyTask, AmplifyInProcessReportingTask, @unchecked Sendable {
    public var value: Success {
        get async throws { fatalError() }
    }
    public var inProcess: AmplifyAsyncSequence<InProcess> {
        get async { fatalError() }
    }
    public func cancel() {}
}

// Amplify/Categories/API/Error/APIError.swift
public enum APIError {
    public typealias UserInfo = [String: Any]
    public typealias StatusCode = Int
    case unknown(ErrorDescription, RecoverySuggestion, Error? = nil)
    case invalidConfiguration(ErrorDescription, RecoverySuggestion, Error? = nil)
    case invalidURL(ErrorDescription, RecoverySuggestion, Error? = nil)
    case operationError(ErrorDescription, RecoverySuggestion, Error? = nil)
    case networkError(ErrorDescription, UserInfo? = nil, Error? = nil)
    case httpStatusError(StatusCode, HTTPURLResponse)
    case pluginError(AmplifyError)
}

extension APIError: AmplifyError {
    public init(errorDescription: ErrorDescription, recoverySuggestion: RecoverySuggestion, error: Error) { fatalError() }
    public var errorDescription: ErrorDescription { fatalError() }
    public var recoverySuggestion: RecoverySuggestion { fatalError() }
    public var underlyingError: Error? { fatalError() }
}

// Amplify/Categories/API/Request/GraphQLRequest.swift
public protocol AuthorizationMode {}

public struct GraphQLRequest<R: Decodable> {
    public let apiName: String?
    public let document: String
    public let variables: [String: Any]?
    public let responseType: R.Type
    public let authMode: AuthorizationMode?
    public let decodePath: String?
    public var options: Options?
    public init(
        apiName: String? = nil,
        document: String,
        variables: [String: Any]? = nil,
        responseType: R.Type,
        decodePath: String? = nil,
        authMode: AuthorizationMode? = nil,
        options: GraphQLRequest<R>.Options? = nil
    ) { fatalError() }
}

extension GraphQLRequest {
    public struct Options {
        public let pluginOptions: Any?
        public init(pluginOptions: Any?) { fatalError() }
    }
}

// Amplify/Categories/API/Request/RESTRequest.swift
public class RESTRequest {
    public init(
        apiName: String? = nil, path: String? = nil, headers: [String: String]? = nil,
        queryParameters: [String: String]? = nil, body: Data? = nil
    ) {}
}

// Amplify/Categories/API/Request/GraphQLOperationRequest.swift
public struct GraphQLOperationRequest<R: Decodable>: AmplifyOperationRequest {
    public let options: Options
    public struct Options {}
}

// Amplify/Categories/API/Response/GraphQLError.swift
public struct GraphQLError: Decodable {
    public let message: String
}

extension GraphQLError: Error {}

// Amplify/Categories/API/Response/GraphQLResponse.swift
public typealias RawGraphQLResponse = String
public typealias GraphQLResponse<ResponseType: Decodable> = Result<ResponseType, GraphQLResponseError<ResponseType>>

public enum GraphQLResponseError<ResponseType>: AmplifyError where ResponseType: Sendable, ResponseType: Decodable {
    case error([GraphQLError])
    case partial(ResponseType, [GraphQLError])
    case transformationError(RawGraphQLResponse, APIError)
    case unknown(ErrorDescription, RecoverySuggestion, Error?)
    public var errorDescription: ErrorDescription { fatalError() }
    public var recoverySuggestion: RecoverySuggestion { fatalError() }
    public var underlyingError: Error? { fatalError() }
    public init(errorDescription: ErrorDescription, recoverySuggestion: RecoverySuggestion, error: Error) { fatalError() }
}

// Amplify/Categories/API/Response/SubscriptionConnectionState.swift
public enum SubscriptionConnectionState {
    case connecting
    case connected
    case disconnected
}

extension SubscriptionConnectionState: Sendable {}

// Amplify/Categories/API/Response/SubscriptionEvent.swift
public enum GraphQLSubscriptionEvent<T> where T: Decodable, T: Sendable {
    case connection(SubscriptionConnectionState)
    case data(GraphQLResponse<T>)
}

extension GraphQLSubscriptionEvent: Sendable {}

// Amplify/Categories/API/Operation/GraphQLOperation.swift
open class GraphQLOperation<R: Decodable>: AmplifyOperation<GraphQLOperationRequest<R>, GraphQLResponse<R>, APIError>, @unchecked Sendable {}

extension GraphQLOperation {
    public typealias TaskAdapter = AmplifyOperationTaskAdapter<GraphQLOperationRequest<R>, GraphQLResponse<R>, APIError>
}

public typealias GraphQLTask<R: Decodable> = GraphQLOperation<R>.TaskAdapter

// Amplify/Categories/API/APICategory.swift, Amplify/Categories/API/ClientBehavior/APICategory+GraphQLBehavior.swift
public final class APICategory: Category {
    public func query<R: Decodable>(request: GraphQLRequest<R>) async throws -> GraphQLTask<R>.Success { fatalError() }
    public func mutate<R: Decodable>(request: GraphQLRequest<R>) async throws -> GraphQLTask<R>.Success { fatalError() }
    public func subscribe<R>(request: GraphQLRequest<R>) -> AmplifyAsyncThrowingSequence<GraphQLSubscriptionEvent<R>> { fatalError() }
}

// Amplify/Categories/Auth/Models/AuthUser.swift
public protocol AuthUser: Sendable {
    var username: String { get }
    var userId: String { get }
}

// Amplify/Categories/Auth/Models/AuthUserAttribute.swift
public struct AuthUserAttribute {
    public let key: AuthUserAttributeKey
    public let value: String
}

public enum AuthUserAttributeKey {
    case email
    case phoneNumber
    case preferredUsername
    case custom(String)
}

extension AuthUserAttributeKey: Hashable {}
extension AuthUserAttributeKey: Sendable {}
extension AuthUserAttribute: Sendable {}

// Amplify/Categories/Auth/Models/AuthSession.swift
public protocol AuthSession: Sendable {
    var isSignedIn: Bool { get }
}

// Amplify/Categories/Auth/Request/AuthFetchSessionRequest.swift
public struct AuthFetchSessionRequest {
    public struct Options {}
}

// Amplify/Categories/Auth/Request/AuthFetchUserAttributesRequest.swift
public struct AuthFetchUserAttributesRequest {
    public struct Options {}
}

// Amplify/Categories/Auth/AuthCategoryBehavior.swift, whose ASPresentationAnchor is a UIWindow
public typealias AuthUIPresentationAnchor = UIWindow

// Amplify/Categories/Auth/Models/AuthProvider.swift
public enum AuthProvider {
    public typealias ProviderName = String
    case amazon
    case apple
    case facebook
    case google
    case twitter
    case oidc(ProviderName)
    case saml(ProviderName)
    case custom(ProviderName)
}

// Amplify/Categories/Auth/Request/AuthWebUISignInRequest.swift
public struct AuthWebUISignInRequest {
    public struct Options {}
}

extension AuthWebUISignInRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Auth/Result/AuthSignInResult.swift
public struct AuthSignInResult {
    public var isSignedIn: Bool { fatalError() }
}

extension AuthSignInResult: Sendable {}

// Amplify/Categories/Auth/Request/AuthSignOutRequest.swift
public struct AuthSignOutRequest {
    public struct Options {
        public init(
            globalSignOut: Bool = false, presentationAnchor: AuthUIPresentationAnchor? = nil, pluginOptions: Any? = nil
        ) {}
    }
}

extension AuthSignOutRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Auth/Result/AuthSignOutResult.swift
public protocol AuthSignOutResult: Sendable {}

// Amplify/Categories/Auth/Error/AuthError.swift
public enum AuthError {
    case configuration(ErrorDescription, RecoverySuggestion, Error? = nil)
    case service(ErrorDescription, RecoverySuggestion, Error? = nil)
    case unknown(ErrorDescription, Error? = nil)
    case validation(Field, ErrorDescription, RecoverySuggestion, Error? = nil)
    case notAuthorized(ErrorDescription, RecoverySuggestion, Error? = nil)
    case invalidState(ErrorDescription, RecoverySuggestion, Error? = nil)
    case signedOut(ErrorDescription, RecoverySuggestion, Error? = nil)
    case sessionExpired(ErrorDescription, RecoverySuggestion, Error? = nil)
}

extension AuthError: AmplifyError {
    public init(errorDescription: ErrorDescription, recoverySuggestion: RecoverySuggestion, error: Error) { fatalError() }
    public var errorDescription: ErrorDescription { fatalError() }
    public var recoverySuggestion: RecoverySuggestion { fatalError() }
    public var underlyingError: Error? { fatalError() }
}

// Amplify/Categories/Auth/Models/MFAType.swift
public enum MFAType: String {
    case sms
    case totp
    case email
}

extension MFAType: Sendable {}

// Amplify/Categories/Auth/Models/TOTPSetupDetails.swift
public struct TOTPSetupDetails {
    public let sharedSecret: String
    public let username: String
    public func getSetupURI(appName: String, accountName: String? = nil) throws -> URL { fatalError() }
}

extension TOTPSetupDetails: Sendable {}

// Amplify/Categories/Auth/Request/VerifyTOTPSetupRequest.swift
public struct VerifyTOTPSetupRequest {
    public struct Options {}
}

extension VerifyTOTPSetupRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Auth/Models/AuthWebAuthnCredential.swift
public protocol AuthWebAuthnCredential: Sendable {
    var credentialId: String { get }
    var createdAt: Date { get }
    var relyingPartyId: String { get }
    var friendlyName: String? { get }
}

public struct AuthListWebAuthnCredentialsResult {
    public var credentials: [AuthWebAuthnCredential]
    public let nextToken: String?
}

extension AuthListWebAuthnCredentialsResult: Sendable {}

// Amplify/Categories/Auth/Request/AuthAssociateWebAuthnCredentialRequest.swift
public struct AuthAssociateWebAuthnCredentialRequest {
    public struct Options {}
}

extension AuthAssociateWebAuthnCredentialRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Auth/Request/AuthListWebAuthnCredentialsRequest.swift
public struct AuthListWebAuthnCredentialsRequest {
    public struct Options {}
}

extension AuthListWebAuthnCredentialsRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Auth/Request/AuthDeleteWebAuthnCredentialRequest.swift
public struct AuthDeleteWebAuthnCredentialRequest {
    public struct Options {}
}

extension AuthDeleteWebAuthnCredentialRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Auth/AuthCategory+WebAuthnBehaviour.swift
extension AuthCategory {
    @available(iOS 17.4, macOS 13.5, *)
    public func associateWebAuthnCredential(
        presentationAnchor: AuthUIPresentationAnchor? = nil, options: AuthAssociateWebAuthnCredentialRequest.Options? = nil
    ) async throws {}
    public func listWebAuthnCredentials(
        options: AuthListWebAuthnCredentialsRequest.Options? = nil
    ) async throws -> AuthListWebAuthnCredentialsResult { fatalError() }
    public func deleteWebAuthnCredential(
        credentialId: String, options: AuthDeleteWebAuthnCredentialRequest.Options? = nil
    ) async throws {}
}

// Amplify/Categories/Auth/AuthCategoryPlugin.swift
public protocol AuthCategoryPlugin: Plugin {}

// Amplify/Categories/Auth/AuthCategory.swift, AuthCategory+UserBehavior.swift, AuthCategory+ClientBehavior.swift
public final class AuthCategory: Category {
    public func getPlugin(for key: PluginKey) throws -> AuthCategoryPlugin { fatalError() }
    public func setUpTOTP() async throws -> TOTPSetupDetails { fatalError() }
    public func verifyTOTPSetup(code: String, options: VerifyTOTPSetupRequest.Options? = nil) async throws { fatalError() }
    public func getCurrentUser() async throws -> any AuthUser { fatalError() }
    public func fetchUserAttributes(options: AuthFetchUserAttributesRequest.Options? = nil) async throws -> [AuthUserAttribute] { fatalError() }
    public func fetchAuthSession(options: AuthFetchSessionRequest.Options? = nil) async throws -> AuthSession { fatalError() }
    public func signInWithWebUI(
        for authProvider: AuthProvider, presentationAnchor: AuthUIPresentationAnchor? = nil,
        options: AuthWebUISignInRequest.Options? = nil
    ) async throws -> AuthSignInResult { fatalError() }
    public func signOut(options: AuthSignOutRequest.Options? = nil) async -> AuthSignOutResult { fatalError() }
}

// Amplify/Categories/Storage/Error/StorageError.swift
public enum StorageError {
    case accessDenied(ErrorDescription, RecoverySuggestion, Error? = nil)
    case authError(ErrorDescription, RecoverySuggestion, Error? = nil)
    case configuration(ErrorDescription, RecoverySuggestion, Error? = nil)
    case httpStatusError(Int, RecoverySuggestion, Error? = nil)
    case keyNotFound(Key, ErrorDescription, RecoverySuggestion, Error? = nil)
    case localFileNotFound(ErrorDescription, RecoverySuggestion, Error? = nil)
    case service(ErrorDescription, RecoverySuggestion, Error? = nil)
    case unknown(ErrorDescription, Error? = nil)
    case validation(Field, ErrorDescription, RecoverySuggestion, Error? = nil)
}

extension StorageError: AmplifyError {
    public init(errorDescription: ErrorDescription, recoverySuggestion: RecoverySuggestion, error: Error) { fatalError() }
    public var errorDescription: ErrorDescription { fatalError() }
    public var recoverySuggestion: RecoverySuggestion { fatalError() }
    public var underlyingError: Error? { fatalError() }
}

// Amplify/Categories/Storage/StoragePath.swift
public typealias IdentityIDPathResolver = (String) -> String

public protocol StoragePath {
    associatedtype Input
    var resolve: (Input) -> String { get }
}

extension StoragePath where Self == StringStoragePath {
    public static func fromString(_ path: String) -> Self { fatalError() }
}

extension StoragePath where Self == IdentityIDStoragePath {
    public static func fromIdentityID(_ identityIdPathResolver: @escaping IdentityIDPathResolver) -> Self { fatalError() }
}

public struct StringStoragePath: StoragePath {
    public let resolve: (String) -> String
}

public struct IdentityIDStoragePath: StoragePath {
    public let resolve: IdentityIDPathResolver
}

// Amplify/Categories/Storage/StorageBucket.swift
public protocol StorageBucket {}

// Amplify/Categories/Storage/StorageAccessLevel.swift
public enum StorageAccessLevel: String {
    case guest
    case protected
    case `private`
}

// Amplify/Categories/Storage/ProgressStallTimeout.swift
public enum ProgressStallTimeout: Sendable, Equatable {
    case disabled
    case interval(TimeInterval)
}

// Amplify/Categories/Storage/Result/StorageListResult.swift
public struct StorageListResult {
    public var items: [Item]
    public var excludedSubpaths: [String]
    public let nextToken: String?
}

extension StorageListResult {
    public struct Item {
        public let path: String
        @available(*, deprecated, message: "Use `path` instead.")
        public let key: String
        public let size: Int?
        public let lastModified: Date?
        public let eTag: String?
        public let pluginResults: Any?
    }
}

// Amplify/Categories/Storage/Operation/Request/StorageListRequest.swift
public struct StorageListRequest: AmplifyOperationRequest {
    public let options: Options
}

extension StorageListRequest {
    public struct Options {
        public init(
            accessLevel: StorageAccessLevel = .guest,
            targetIdentityId: String? = nil,
            path: String? = nil,
            subpathStrategy: SubpathStrategy = .include,
            pageSize: UInt = 1_000,
            nextToken: String? = nil,
            pluginOptions: Any? = nil
        ) { fatalError() }
        public init(
            subpathStrategy: SubpathStrategy = .include,
            pageSize: UInt = 1_000,
            bucket: some StorageBucket,
            nextToken: String? = nil,
            pluginOptions: Any? = nil
        ) { fatalError() }
    }
}

extension StorageListRequest.Options {
    public enum SubpathStrategy {
        case include
        case exclude(delimitedBy: String = "/")
        public static var exclude: SubpathStrategy { fatalError() }
    }
}

extension StorageListRequest.Options: @unchecked Sendable {}
extension StorageListRequest.Options.SubpathStrategy: Sendable {}

// Amplify/Categories/Storage/Operation/Request/StorageRemoveRequest.swift
public struct StorageRemoveRequest: AmplifyOperationRequest {
    public let options: Options
}

extension StorageRemoveRequest {
    public struct Options {}
}

// Amplify/Categories/Storage/Operation/Request/StorageUploadFileRequest.swift
public struct StorageUploadFileRequest: AmplifyOperationRequest {
    public let options: Options
}

extension StorageUploadFileRequest {
    public struct Options {
        @available(*, deprecated, message: "Use init(metadata:contentType:pluginOptions)")
        public init(
            accessLevel: StorageAccessLevel = .guest,
            targetIdentityId: String? = nil,
            metadata: [String: String]? = nil,
            contentType: String? = nil,
            pluginOptions: Any? = nil,
            progressStallTimeout: ProgressStallTimeout? = nil
        ) { fatalError() }
        public init(
            metadata: [String: String]? = nil,
            contentType: String? = nil,
            pluginOptions: Any? = nil,
            progressStallTimeout: ProgressStallTimeout? = nil
        ) { fatalError() }
        public init(
            metadata: [String: String]? = nil,
            bucket: some StorageBucket,
            contentType: String? = nil,
            pluginOptions: Any? = nil,
            progressStallTimeout: ProgressStallTimeout? = nil
        ) { fatalError() }
    }
}

extension StorageUploadFileRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Storage/Operation/StorageUploadFileOperation.swift
public typealias StorageUploadFileTask = AmplifyInProcessReportingOperationTaskAdapter<
    StorageUploadFileRequest, Progress, String, StorageError
>

// Amplify/Categories/Storage/Operation/Request/StorageDownloadFileRequest.swift
public struct StorageDownloadFileRequest: AmplifyOperationRequest {
    public let options: Options
}

extension StorageDownloadFileRequest {
    public struct Options {}
}

extension StorageDownloadFileRequest.Options: @unchecked Sendable {}

// Amplify/Categories/Storage/Operation/StorageDownloadFileOperation.swift
public typealias StorageDownloadFileTask = AmplifyInProcessReportingOperationTaskAdapter<
    StorageDownloadFileRequest, Progress, Void, StorageError
>

// Amplify/Categories/Storage/StorageCategory.swift, Amplify/Categories/Storage/StorageCategory+ClientBehavior.swift
public final class StorageCategory: Category {
    @discardableResult
    public func downloadFile(
        path: any StoragePath, local: URL, options: StorageDownloadFileRequest.Options? = nil
    ) -> StorageDownloadFileTask { fatalError() }
    @discardableResult
    public func uploadFile(
        path: any StoragePath, local: URL, options: StorageUploadFileRequest.Options? = nil
    ) -> StorageUploadFileTask { fatalError() }
    @discardableResult
    public func remove(path: any StoragePath, options: StorageRemoveRequest.Options? = nil) async throws -> String { fatalError() }
    @discardableResult
    public func list(path: any StoragePath, options: StorageListRequest.Options? = nil) async throws -> StorageListResult { fatalError() }
}

// What generated models use.

// Amplify/Categories/DataStore/Model/Temporal/Temporal.swift, DateTime.swift, Date.swift, Time.swift
public enum Temporal {}

public protocol TemporalSpec {
    var foundationDate: Foundation.Date { get }
    var iso8601String: String { get }
}

extension TemporalSpec {
    public var iso8601String: String { fatalError() }
}

extension Temporal {
    public struct DateTime: TemporalSpec, Codable {
        public let foundationDate: Foundation.Date
        public let timeZone: TimeZone?
    }
    public struct Date: TemporalSpec, Codable {
        public let foundationDate: Foundation.Date
    }
    public struct Time: TemporalSpec, Codable {
        public let foundationDate: Foundation.Date
    }
}

extension Temporal.DateTime: Sendable {}
extension Temporal.Date: Sendable {}
extension Temporal.Time: Sendable {}

// Amplify/Categories/DataStore/Model/Model.swift
public protocol Model: Codable {
    static var schema: ModelSchema { get }
    static var rootPath: PropertyContainerPath? { get }
    static var modelName: String { get }
    var modelName: String { get }
    var identifier: String { get }
}

extension Model {
    public var identifier: String { fatalError() }
    public static var rootPath: PropertyContainerPath? { nil }
}

// Amplify/Categories/DataStore/Model/Model+ModelName.swift
extension Model {
    public static var modelName: String { fatalError() }
    public var modelName: String { fatalError() }
}

// Amplify/Categories/DataStore/Model/Internal/Schema/AuthRule.swift
public enum AuthStrategy {
    case owner
    case groups
    case `private`
    case `public`
    case custom
}

public enum ModelOperation {
    case create
    case update
    case delete
    case read
}

public enum AuthRuleProvider {
    case apiKey
    case oidc
    case iam
    case userPools
    case function
}

public typealias AuthRules = [AuthRule]

public struct AuthRule {}

// Amplify/Categories/DataStore/Model/Internal/Schema/Model+Schema.swift
extension Model {
    public static var schema: ModelSchema { fatalError() }
    public var schema: ModelSchema { fatalError() }
    public static func defineSchema(
        name: String? = nil, attributes: ModelAttribute..., define: (inout ModelSchemaDefinition) -> Void
    ) -> ModelSchema { fatalError() }
    public static func rule(
        allow: AuthStrategy,
        ownerField: String? = nil,
        identityClaim: String? = nil,
        groupClaim: String? = nil,
        groups: [String] = [],
        groupsField: String? = nil,
        provider: AuthRuleProvider? = nil,
        operations: [ModelOperation] = []
    ) -> AuthRule { fatalError() }
}

// Amplify/Categories/DataStore/Model/Internal/Schema/ModelSchema.swift
public typealias ModelFieldName = String
public typealias ModelName = String

public enum ModelAttribute: Equatable {
    case index(fields: [ModelFieldName], name: String?)
    case isSystem
    case primaryKey(fields: [ModelFieldName])
    public static func primaryKey(fields: [CodingKey]) -> ModelAttribute { fatalError() }
}

public enum ModelFieldAttribute {
    case primaryKey
}

public struct ModelSchema {
    public let name: String
}

// Amplify/Categories/DataStore/Model/Internal/Schema/ModelField+Association.swift
public enum ModelAssociation {}

// Amplify/Categories/DataStore/Model/Internal/Model+Enum.swift
public protocol EnumPersistable: Codable {
    var rawValue: String { get }
    init?(rawValue: String)
}

// Amplify/Categories/DataStore/Model/Internal/Schema/ModelSchema+Definition.swift
public enum ModelFieldType {
    case string
    case int
    case double
    case date
    case dateTime
    case time
    case timestamp
    case bool
    case `enum`(type: EnumPersistable.Type)
    case embedded(type: Codable.Type, schema: ModelSchema?)
    case embeddedCollection(of: Codable.Type, schema: ModelSchema?)
    public static func embedded(type: Codable.Type) -> ModelFieldType { fatalError() }
    public static func embeddedCollection(of type: Codable.Type) -> ModelFieldType { fatalError() }
}

public enum ModelFieldNullability {
    case optional
    case required
}

public struct ModelSchemaDefinition {
    public var listPluralName: String?
    public var syncPluralName: String?
    public var authRules: AuthRules
    public mutating func fields(_ fields: ModelFieldDefinition...) {}
    public mutating func attributes(_ attributes: ModelAttribute...) {}
}

public enum ModelFieldDefinition {
    case field(
        name: String,
        type: ModelFieldType,
        nullability: ModelFieldNullability,
        isReadOnly: Bool,
        association: ModelAssociation?,
        attributes: [ModelFieldAttribute],
        authRules: AuthRules
    )
    public static func field(
        _ key: CodingKey,
        is nullability: ModelFieldNullability = .required,
        isReadOnly: Bool = false,
        ofType type: ModelFieldType = .string,
        attributes: [ModelFieldAttribute] = [],
        association: ModelAssociation? = nil,
        authRules: AuthRules = []
    ) -> ModelFieldDefinition { fatalError() }
    public static func hasMany(
        _ key: CodingKey,
        is nullability: ModelFieldNullability = .required,
        isReadOnly: Bool = false,
        ofType type: Model.Type,
        associatedFields associatedKeys: [CodingKey]
    ) -> ModelFieldDefinition { fatalError() }
    public static func belongsTo(
        _ key: CodingKey,
        is nullability: ModelFieldNullability = .required,
        isReadOnly: Bool = false,
        ofType type: Model.Type,
        associatedWith associatedKey: CodingKey? = nil,
        targetNames: [String]
    ) -> ModelFieldDefinition { fatalError() }
}

// Amplify/Categories/DataStore/Model/Internal/Embedded.swift
public protocol Embeddable: Codable {
    static var schema: ModelSchema { get }
}

extension Embeddable {
    public static func defineSchema(
        name: String? = nil, attributes: ModelAttribute..., define: (inout ModelSchemaDefinition) -> Void
    ) -> ModelSchema { fatalError() }
}

// Amplify/Categories/DataStore/Query/QueryField.swift, ModelKey.swift, QueryPredicate.swift
public protocol QueryPredicate: Encodable {}
public protocol QueryFieldOperation {}
public protocol ModelKey: CodingKey, CaseIterable, QueryFieldOperation {}

public class QueryPredicateOperation: QueryPredicate, Encodable {
    public func encode(to encoder: Encoder) throws { fatalError() }
}

extension CodingKey where Self: ModelKey {
    public func eq(_ value: Persistable?) -> QueryPredicateOperation { fatalError() }
}

// Amplify/Categories/DataStore/Model/Internal/Persistable.swift
public protocol Persistable: Encodable {}
extension String: Persistable {}

// Amplify/Categories/DataStore/Model/PropertyPath.swift
public protocol PropertyPath {}
public protocol PropertyContainerPath: PropertyPath {}

public struct FieldPath<ValueType>: PropertyPath {}

open class ModelPath<ModelType: Model>: PropertyContainerPath {
    public init(name: String = "root", isCollection: Bool = false, parent: PropertyPath? = nil) {}
    public func id(_ name: String = "id") -> FieldPath<String> { fatalError() }
    public func string(_ name: String) -> FieldPath<String> { fatalError() }
    public func bool(_ name: String) -> FieldPath<Bool> { fatalError() }
    public func date(_ name: String) -> FieldPath<Temporal.Date> { fatalError() }
    public func datetime(_ name: String) -> FieldPath<Temporal.DateTime> { fatalError() }
    public func time(_ name: String) -> FieldPath<Temporal.Time> { fatalError() }
    public func int(_ name: String) -> FieldPath<Int> { fatalError() }
    public func double(_ name: String) -> FieldPath<Double> { fatalError() }
}

// Amplify/Categories/DataStore/Model/ModelIdentifiable.swift
public protocol AnyModelIdentifierFormat {}

public enum ModelIdentifierFormat {
    public enum Default: AnyModelIdentifierFormat {}
    public enum Custom: AnyModelIdentifierFormat {}
}

public protocol ModelIdentifierProtocol {}

public protocol ModelIdentifiable {
    associatedtype IdentifierFormat: AnyModelIdentifierFormat
    associatedtype IdentifierProtocol: ModelIdentifierProtocol
}

public struct ModelIdentifier<M: Model, F: AnyModelIdentifierFormat>: ModelIdentifierProtocol {}

public typealias DefaultModelIdentifier<M: Model> = ModelIdentifier<M, ModelIdentifierFormat.Default>

// Amplify/Categories/DataStore/Model/Internal/ModelRegistry.swift
public enum ModelRegistry {
    public static func register(modelType: Model.Type) {}
}

// Amplify/Categories/DataStore/Model/AmplifyModelRegistration.swift
public protocol AmplifyModelRegistration {
    func registerModels(registry: ModelRegistry.Type)
    var version: String { get }
}

// Amplify/Categories/DataStore/Model/Lazy/LazyReference.swift
public struct LazyReferenceIdentifier: Codable {
    public let name: String
    public let value: String
}

public class LazyReference<ModelType: Model>: Codable {
    public convenience init(_ reference: ModelType?) { fatalError() }
    public convenience init(identifiers: [LazyReferenceIdentifier]?) { fatalError() }
    public required init(from decoder: Decoder) throws {}
    public func encode(to encoder: Encoder) throws {}
    public func get() async throws -> ModelType? { fatalError() }
}

// Amplify/Categories/DataStore/Model/Lazy/List+Model.swift, List+Pagination.swift
public class List<ModelType: Model>: Collection, Codable, ExpressibleByArrayLiteral {
    public typealias Index = Int
    public typealias Element = ModelType
    public internal(set) var elements: [Element] {
        get { fatalError() }
        set {}
    }
    public init(elements: [Element]) {}
    public required convenience init(arrayLiteral elements: Element...) { fatalError() }
    public required init(from decoder: Decoder) throws {}
    public func encode(to encoder: Encoder) throws {}
    public var startIndex: Index { fatalError() }
    public var endIndex: Index { fatalError() }
    public func index(after index: Index) -> Index { fatalError() }
    public subscript(position: Int) -> Element { fatalError() }
}

extension List {
    public func hasNextPage() -> Bool { fatalError() }
    public func getNextPage() async throws -> List<Element> { fatalError() }
}

// Amplify/Categories/DataStore/GraphQL/GraphQLSubscriptionType.swift
public enum GraphQLSubscriptionType: String {
    case onCreate
    case onDelete
    case onUpdate
}
