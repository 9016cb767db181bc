import Foundation
import Observation

/// A folder: its files, and what people do with them.
@MainActor
@Observable
public final class FolderModel: Identifiable {
    /// A file on its way.
    public struct Upload: Identifiable {
        public let id = UUID()
        public let name: String
        /// What has arrived, from 0 to 1.
        public fileprivate(set) var share = 0.0
        fileprivate var task: Task<Void, Never>?
    }

    public let folder: FileFolder
    /// Nothing until they were read for the first time.
    public private(set) var files: [StoredFile]?
    public private(set) var uploads: [Upload] = []
    public private(set) var problem: String?

    private let repository: any FileRepository

    public init(folder: FileFolder, repository: any FileRepository) {
        self.folder = folder
        self.repository = repository
    }

    public func load() async {
        await attempt { files = try await repository.files(in: folder) }
    }

    /// Starts the upload of each file.
    public func upload(_ chosen: [URL]) {
        problem = nil
        for file in chosen {
            var upload = Upload(name: file.lastPathComponent)
            upload.task = Task { [id = upload.id] in await send(file, as: id) }
            uploads.append(upload)
        }
    }

    public func cancel(_ upload: Upload) {
        upload.task?.cancel()
    }

    /// A copy of the file on this device, to look at; nothing when there is a problem.
    public func copy(of file: StoredFile) async -> URL? {
        var copy: URL?
        await attempt { copy = try await repository.download(file) }
        return copy
    }

    public func delete(_ file: StoredFile) async {
        await attempt {
            try await repository.delete(file)
            files?.removeAll { $0 == file }
        }
    }

    /// When what somebody chose cannot be read.
    public func report(_ error: any Error) {
        problem = error.localizedDescription
    }

    private func send(_ file: URL, as id: Upload.ID) async {
        do {
            for try await share in repository.upload(file, to: folder) {
                if let index = uploads.firstIndex(where: { $0.id == id }) {
                    uploads[index].share = share
                }
            }
            if !Task.isCancelled {
                files = try await repository.files(in: folder)
            }
        } catch {
            if !Task.isCancelled {
                problem = "\(file.lastPathComponent): \(error.localizedDescription)"
            }
        }
        uploads.removeAll { $0.id == id }
    }

    private func attempt(_ work: () async throws -> Void) async {
        problem = nil
        do {
            try await work()
        } catch {
            problem = error.localizedDescription
        }
    }
}
