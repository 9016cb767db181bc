import SwiftUI

/// Shown while there is no backend to talk to.
struct ConnectBackendView: View {
    var body: some View {
        ContentUnavailableView {
            Label("Connect a backend", systemImage: "icloud.slash")
        } description: {
            Text("This app has no backend yet. Deploy your own sandbox to AWS, and run the app again:")
        } actions: {
            Text(verbatim: "npm run sandbox")
                .font(.body.monospaced())
                .textSelection(.enabled)
        }
    }
}

#Preview {
    ConnectBackendView()
}
