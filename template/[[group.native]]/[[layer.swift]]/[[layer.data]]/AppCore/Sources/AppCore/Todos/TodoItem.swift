/// A to-do as the app shows it.
public struct TodoItem: Identifiable, Hashable, Sendable {
    public let id: String
    public let content: String
    public let isDone: Bool

    public init(id: String, content: String, isDone: Bool = false) {
        self.id = id
        self.content = content
        self.isDone = isDone
    }
}
