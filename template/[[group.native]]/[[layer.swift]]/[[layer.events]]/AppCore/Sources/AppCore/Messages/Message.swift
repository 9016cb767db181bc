/// What somebody wrote; it is kept nowhere.
public struct Message: Identifiable, Hashable, Sendable {
    public let id: String
    public let text: String

    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}
