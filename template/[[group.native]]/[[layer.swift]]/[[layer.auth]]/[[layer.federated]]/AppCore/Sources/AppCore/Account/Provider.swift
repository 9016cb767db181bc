/// Somebody else who knows people, and signs them in.
public struct Provider: Identifiable, Hashable, Sendable {
    /// What the user pool calls it.
    public let name: String
    /// What people call it.
    public let label: String

    public var id: String { name }

    public init(name: String, label: String) {
        self.name = name
        self.label = label
    }
}
