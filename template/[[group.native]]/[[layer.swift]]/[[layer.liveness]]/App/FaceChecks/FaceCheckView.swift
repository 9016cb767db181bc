import AppCore
import FaceLiveness
import SwiftUI

/// Checks that a living person is in front of the camera.
struct FaceCheckView: View {
    @State private var model: FaceCheckModel

    init(_ repository: any FaceCheckRepository) {
        _model = State(initialValue: FaceCheckModel(repository: repository))
    }

    var body: some View {
        List {
            Text("The camera shows your face for a few seconds. It flashes in many colors.")
            Button("Check my face") {
                Task { await model.start() }
            }
            .disabled(model.isBusy)
            if model.isBusy {
                ProgressView("Asking the backend …")
            }
            if let problem = model.problem {
                ProblemLabel(problem)
            }
            if let isLive = model.isLive {
                Text(isLive ? "A living person was seen." : "It is not certain that a living person was seen.")
            }
        }
        .fullScreenCover(item: $model.check) { check in
            FaceCamera(check: check, model: model)
        }
    }
}

/// Amplify's own screen, which asks for the camera.
private struct FaceCamera: View {
    let check: FaceCheck
    let model: FaceCheckModel
    @State private var isPresented = true

    var body: some View {
        // What ends a video is not always told on the main thread.
        FaceLivenessDetectorView(sessionID: check.id, region: check.region, isPresented: $isPresented) {
            @Sendable [check, model] result in
            Task { await model.end(check, FaceCheckModel.End(result)) }
        }
    }
}

extension FaceCheckModel.End {
    fileprivate init(_ result: Result<Void, FaceLivenessDetectionError>) {
        switch result {
        case .success:
            self = .sent
        case .failure(.userCancelled):
            self = .cancelled
        case .failure(let error):
            self = .failed(Problem(error.message))
        }
    }
}

#Preview("Face check") {
    FaceCheckView(FakeFaceCheckRepository())
}

#Preview("No connection") {
    FaceCheckView(FakeFaceCheckRepository(problem: Problem("The backend cannot be reached.")))
}
