import SwiftUI

/// What went wrong, where it did.
struct ProblemLabel: View {
    private let problem: String

    init(_ problem: String) {
        self.problem = problem
    }

    var body: some View {
        Label(problem, systemImage: "exclamationmark.triangle")
            .foregroundStyle(.red)
    }
}

#Preview {
    ProblemLabel("The backend cannot be reached. Check your connection and try again.")
}
