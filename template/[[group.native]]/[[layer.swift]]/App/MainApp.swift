import SwiftUI

@main
struct MainApp: App {
    private let backend = Backend.connect()

    var body: some Scene {
        WindowGroup {
            RootView(backend: backend)
        }
    }
}
