import Foundation

/// A passkey of the person who is signed in.
public struct Passkey: Identifiable, Hashable, Sendable {
    public let id: String
    /// Of where it is kept, where that tells its name.
    public let name: String?
    public let created: Date

    public init(id: String, name: String?, created: Date) {
        self.id = id
        self.name = name
        self.created = created
    }
}
