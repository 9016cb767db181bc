import AppCore
import SwiftUI

/// What somebody sees who is signed in, while this device is registered for them.
struct NotifiedView<Content: View>: View {
    @State private var model: DeviceModel
    @State private var attempts = 0
    private let content: Content

    init(_ push: any PushService, _ devices: any DeviceRepository, @ViewBuilder content: () -> Content) {
        _model = State(initialValue: DeviceModel(push: push, devices: devices))
        self.content = content()
    }

    var body: some View {
        VStack {
            if let problem = model.problem {
                ProblemLabel(problem)
                Button("Try again") {
                    attempts += 1
                }
            }
            content
        }
        .task(id: attempts) {
            await model.follow()
        }
    }
}

#Preview("Notified") {
    NotifiedView(FakePushService(), FakeDeviceRepository()) {
        Text(verbatim: "Ada's to-dos")
    }
}

#Preview("Not registered") {
    NotifiedView(FakePushService(problem: Problem("Apple knows no such app.")), FakeDeviceRepository()) {
        Text(verbatim: "Ada's to-dos")
    }
}
