import AppCore
import SwiftUI

/// The functions of the backend, to call.
struct FunctionCallsView: View {
    @State private var calls: [FunctionCallModel]

    init(_ functions: [BackendFunction]) {
        _calls = State(initialValue: functions.map(FunctionCallModel.init))
    }

    var body: some View {
        List {
            ForEach(calls) { call in
                FunctionCallSection(model: call)
            }
        }
    }
}

private struct FunctionCallSection: View {
    @Bindable var model: FunctionCallModel

    var body: some View {
        Section(model.function.name) {
            TextField("Your name", text: $model.argument)
                .submitLabel(.send)
                .onSubmit(call)
            Button("Call \(model.function.name)", action: call)
                .disabled(model.isCalling)
            if model.isCalling {
                ProgressView("Calling \(model.function.name) …")
            }
            if let problem = model.problem {
                ProblemLabel(problem)
            }
            if let answer = model.answer {
                Text(answer ?? String(localized: "No answer"))
                    .textSelection(.enabled)
            }
        }
    }

    private func call() {
        Task { await model.call() }
    }
}

#Preview {
    FunctionCallsView([
        BackendFunction(name: "sayHello") { "Hello, \($0)!" },
        BackendFunction(name: "fail") { _ in throw Problem("Out of order") },
    ])
}
