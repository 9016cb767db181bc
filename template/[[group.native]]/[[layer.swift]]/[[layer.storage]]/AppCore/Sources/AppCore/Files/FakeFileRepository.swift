import Foundation

/// Files in memory, for previews and tests.
public actor FakeFileRepository: FileRepository {
    private let all: [FileFolder]
    private var files: [StoredFile]
    private var problem: Problem?
    private let steps: [Double]

    /// An upload tells these steps, and is done after the last if that is 1; else it goes on until it is cancelled.
    public init(
        _ files: [StoredFile] = [],
        in folders: [FileFolder] = [],
        problem: Problem? = nil,
        steps: [Double] = [0.5, 1]
    ) {
        all = folders
        self.files = files
        self.problem = problem
        self.steps = steps
    }

    public func folders() throws -> [FileFolder] {
        try fail()
        return all
    }

    public func files(in folder: FileFolder) throws -> [StoredFile] {
        try fail()
        return files.filter { $0.path.hasPrefix(folder.prefix) }.sorted { $0.name < $1.name }
    }

    public nonisolated func upload(_ file: URL, to folder: FileFolder) -> AsyncThrowingStream<Double, any Error> {
        AsyncThrowingStream { progress in
            let task = Task {
                do {
                    try await self.send(file, to: folder, progress)
                    progress.finish()
                } catch {
                    progress.finish(throwing: error)
                }
            }
            progress.onTermination = { _ in task.cancel() }
        }
    }

    public func download(_ file: StoredFile) throws -> URL {
        try fail()
        return URL.temporaryDirectory.appending(path: file.name)
    }

    public func delete(_ file: StoredFile) throws {
        try fail()
        files.removeAll { $0 == file }
    }

    /// From now on everything fails with a problem, or nothing does.
    public func fail(with problem: Problem?) {
        self.problem = problem
    }

    private func send(
        _ file: URL,
        to folder: FileFolder,
        _ progress: AsyncThrowingStream<Double, any Error>.Continuation
    ) async throws {
        try fail()
        for step in steps {
            progress.yield(step)
        }
        if steps.last != 1 {
            try await Task.sleep(for: .seconds(3600))
        }
        files.append(StoredFile(path: folder.prefix + file.lastPathComponent, size: 1))
    }

    private func fail() throws {
        if let problem {
            throw problem
        }
    }
}
