import SwiftUI

/// The screen of an app that has none yet.
struct GettingStartedView: View {
    var body: some View {
        ContentUnavailableView(
            "Your first screen goes here",
            systemImage: "house",
            description: Text("Write it into a folder of its own in App, and show it in MainView.swift.")
        )
    }
}

#Preview {
    GettingStartedView()
}
