import Observation

/// The folders that the person who is signed in may use.
@MainActor
@Observable
public final class FileListModel {
    /// Nothing until they are known.
    public private(set) var folders: [FolderModel]?
    public private(set) var problem: String?

    private let repository: any FileRepository

    public init(repository: any FileRepository) {
        self.repository = repository
    }

    /// Reads the folders and their files; uploads on their way go on.
    public func load() async {
        problem = nil
        do {
            let known = folders ?? []
            folders = try await repository.folders().map { folder in
                known.first { $0.folder == folder } ?? FolderModel(folder: folder, repository: repository)
            }
        } catch {
            problem = error.localizedDescription
            return
        }
        for folder in folders ?? [] {
            await folder.load()
        }
    }
}
