// What the app uses of FaceLiveness, with the signatures of its public interface.
//
// source: github.com/aws-amplify/amplify-ui-swift-liveness 1.4.5. The file of each declaration stands above it, below
// Sources/FaceLiveness/.
import AWSPluginsCore
import SwiftUI

// Views/Liveness/FaceLivenessDetectionError.swift
public struct FaceLivenessDetectionError: Error, Equatable {
    let code: UInt8
    public let message: String
    public let recoverySuggestion: String
    public static let userCancelled = FaceLivenessDetectionError(code: 6, message: "", recoverySuggestion: "")
}

// Views/Liveness/FaceLivenessDetectionView.swift
public struct ChallengeOptions {
    public init(
        faceMovementChallengeOption: FaceMovementChallengeOption = .init(camera: .front),
        faceMovementAndLightChallengeOption: FaceMovementAndLightChallengeOption = .init()
    ) {}
}

public enum LivenessCamera {
    case front
    case back
}

public struct FaceMovementChallengeOption {
    public init(camera: LivenessCamera) {}
}

public struct FaceMovementAndLightChallengeOption {
    public init() {}
}

public struct FaceLivenessDetectorView: View {
    public init(
        sessionID: String, credentialsProvider: AWSCredentialsProvider? = nil, region: String, disableStartView: Bool = false,
        challengeOptions: ChallengeOptions = .init(), isPresented: Binding<Bool>,
        onCompletion: @escaping (Result<Void, FaceLivenessDetectionError>) -> Void
    ) {}
    public var body: some View { EmptyView() }
}
