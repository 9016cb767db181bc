import AppCore
import Foundation

/// The checks of amplify/liveness/.
struct AmplifyFaceCheckRepository: FaceCheckRepository {
    func start() async throws -> FaceCheck {
        let region = try FaceCheck.region(in: Backend.outputs ?? Data())
        let session: Session = try await RestApi.liveness.post([String: String](), to: "session")
        return FaceCheck(id: session.sessionId, region: region)
    }

    func isLive(_ check: FaceCheck) async throws -> Bool {
        let verdict: Verdict = try await RestApi.liveness.post(["sessionId": check.id], to: "result")
        return verdict.isLive
    }

    private struct Session: Decodable {
        let sessionId: String
    }

    private struct Verdict: Decodable {
        let isLive: Bool
    }
}
