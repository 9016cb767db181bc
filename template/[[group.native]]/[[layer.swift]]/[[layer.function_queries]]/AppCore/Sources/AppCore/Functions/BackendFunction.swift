/// A function of the backend that the data API offers as a query.
public struct BackendFunction: Identifiable, Sendable {
    public let name: String
    public let call: @Sendable (_ argument: String) async throws -> String?

    public var id: String { name }

    public init(name: String, call: @escaping @Sendable (_ argument: String) async throws -> String?) {
        self.name = name
        self.call = call
    }

    /// One of the same name that greets, for the demo.
    public var fake: BackendFunction {
        BackendFunction(name: name) { "Hello, \($0)!" }
    }
}
