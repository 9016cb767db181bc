import Foundation
import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct FolderModelTests {
    private let folder = FileFolder(prefix: "shared/", title: "Shared")
    private let cat = StoredFile(path: "shared/cat.png", size: 2048)
    private let dog = URL(filePath: "/elsewhere/dog.png")

    private func model(_ repository: FakeFileRepository) -> FolderModel {
        FolderModel(folder: folder, repository: repository)
    }

    /// Waits until something is true; the suite's time limit ends it.
    private func until(_ isTrue: () -> Bool) async {
        while !isTrue() {
            await Task.yield()
        }
    }

    @Test("a file has the name at the end of its path")
    func names() {
        #expect(cat.name == "cat.png")
        #expect(StoredFile(path: "shared/", size: 0).name == "shared")
    }

    @Test("files are nothing until they were read, then those of the folder")
    func reads() async {
        let other = StoredFile(path: "private/me/diary.txt", size: 1)
        let model = model(FakeFileRepository([cat, other]))
        #expect(model.files == nil)
        await model.load()
        #expect(model.files == [cat])
    }

    @Test("an upload is shown while it runs, then the file is there")
    func uploads() async {
        let model = model(FakeFileRepository([cat]))
        await model.load()
        model.upload([dog])
        #expect(model.uploads.map(\.name) == ["dog.png"])
        await until { model.uploads.isEmpty }
        #expect(model.files?.map(\.name) == ["cat.png", "dog.png"])
        #expect(model.problem == nil)
    }

    @Test("an upload tells how far it is, and ends without a word when it is cancelled")
    func cancels() async throws {
        let model = model(FakeFileRepository([cat], steps: [0.25]))
        await model.load()
        model.upload([dog])
        await until { model.uploads.first?.share == 0.25 }
        model.cancel(try #require(model.uploads.first))
        await until { model.uploads.isEmpty }
        #expect(model.files == [cat])
        #expect(model.problem == nil)
    }

    @Test("an upload that is refused is told by the file's name")
    func refusedUpload() async {
        let model = model(FakeFileRepository(problem: Problem("Not allowed")))
        model.upload([dog])
        await until { model.uploads.isEmpty }
        #expect(model.problem == "dog.png: Not allowed")
    }

    @Test("a file is shown as a copy on this device")
    func shows() async {
        let model = model(FakeFileRepository([cat]))
        #expect(await model.copy(of: cat)?.lastPathComponent == "cat.png")
    }

    @Test("a file is deleted")
    func deletes() async {
        let model = model(FakeFileRepository([cat]))
        await model.load()
        await model.delete(cat)
        #expect(model.files == [])
    }

    @Test("what the backend refuses is told, until something works")
    func refusals() async {
        let repository = FakeFileRepository([cat], problem: Problem("No connection"))
        let model = model(repository)
        await model.load()
        #expect(model.problem == "No connection")
        #expect(model.files == nil)
        await repository.fail(with: nil)
        await model.load()
        #expect(model.problem == nil)
        await repository.fail(with: Problem("Not allowed"))
        await model.delete(cat)
        #expect(model.problem == "Not allowed")
        #expect(model.files == [cat])
        #expect(await model.copy(of: cat) == nil)
    }
}
