/// A folder that people see.
public struct FileFolder: Identifiable, Hashable, Sendable {
    /// Its path in the bucket, before the folder of the person where each has one.
    public let prefix: String
    public let title: String
    /// Each person sees a folder of their own.
    public let isPrivate: Bool

    public var id: String { prefix }

    public init(prefix: String, title: String, isPrivate: Bool = false) {
        self.prefix = prefix
        self.title = title
        self.isPrivate = isPrivate
    }
}

/// A file in a bucket.
public struct StoredFile: Identifiable, Hashable, Sendable {
    public let path: String
    /// In bytes.
    public let size: Int

    public var id: String { path }

    public var name: String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    public init(path: String, size: Int) {
        self.path = path
        self.size = size
    }
}
