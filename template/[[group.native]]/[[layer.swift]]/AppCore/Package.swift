// swift-tools-version: 6.0
import PackageDescription

// What the app does, without SwiftUI and without Amplify: its tests run in a second, also with `swift test`.
let package = Package(
    name: "AppCore",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "AppCore", targets: ["AppCore"])],
    targets: [
        .target(name: "AppCore"),
        .testTarget(name: "AppCoreTests", dependencies: ["AppCore"]),
    ]
)
