import Foundation

/// Where files are kept.
public protocol FileRepository: Sendable {
    /// The folders that the person who is signed in may use.
    func folders() async throws -> [FileFolder]

    /// All files of a folder, in the order of their names.
    func files(in folder: FileFolder) async throws -> [StoredFile]

    /// Stores a file of this device under its own name, and tells the share that has arrived, from 0 to 1.
    ///
    /// It stops when nobody listens any more.
    func upload(_ file: URL, to folder: FileFolder) -> AsyncThrowingStream<Double, any Error>

    /// A copy of the file on this device.
    func download(_ file: StoredFile) async throws -> URL

    func delete(_ file: StoredFile) async throws
}
