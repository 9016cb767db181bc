import Foundation
import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct FaceCheckModelTests {
    @Test("the video of a check leads to its result", arguments: [true, false])
    func result(isLive: Bool) async throws {
        let model = FaceCheckModel(repository: FakeFaceCheckRepository(isLive: isLive))
        await model.start()
        let check = try #require(model.check)
        await model.end(check, .sent)
        #expect(model.isLive == isLive)
        #expect(model.check == nil)
        #expect(!model.isBusy)
    }

    @Test("what the camera tells a second time does not count")
    func twice() async throws {
        let model = FaceCheckModel(repository: FakeFaceCheckRepository())
        await model.start()
        let check = try #require(model.check)
        await model.end(check, .cancelled)
        await model.end(check, .failed(Problem("Too late")))
        #expect(model.problem == nil)
        #expect(model.isLive == nil)
    }

    @Test("why a video was not taken is told, until the next")
    func failure() async throws {
        let model = FaceCheckModel(repository: FakeFaceCheckRepository())
        await model.start()
        await model.end(try #require(model.check), .failed(Problem("No camera")))
        #expect(model.problem == "No camera")
        await model.start()
        #expect(model.problem == nil)
        #expect(model.check != nil)
    }

    @Test("what the backend refuses is told")
    func refused() async throws {
        let repository = FakeFaceCheckRepository(problem: Problem("Not allowed"))
        let model = FaceCheckModel(repository: repository)
        await model.start()
        #expect(model.problem == "Not allowed")
        #expect(model.check == nil)
        await repository.fail(with: nil)
        await model.start()
        let check = try #require(model.check)
        await repository.fail(with: Problem("No connection"))
        await model.end(check, .sent)
        #expect(model.problem == "No connection")
        #expect(model.isLive == nil)
    }

    @Test("the region is where the outputs say")
    func region() throws {
        let outputs = Data(#"{"version": "1.4", "custom": {"liveness": {"aws_region": "eu-west-1"}}}"#.utf8)
        #expect(try FaceCheck.region(in: outputs) == "eu-west-1")
        #expect(throws: Problem("amplify_outputs.json does not say where faces are checked.")) {
            try FaceCheck.region(in: Data(#"{"version": "1.4"}"#.utf8))
        }
    }
}
