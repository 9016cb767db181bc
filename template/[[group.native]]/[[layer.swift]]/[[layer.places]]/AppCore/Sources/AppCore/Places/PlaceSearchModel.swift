import Foundation
import Observation

/// A search for places, and the one that somebody chose.
@MainActor
@Observable
public final class PlaceSearchModel {
    public var text = ""
    /// Nothing until something was searched for.
    public private(set) var places: [Place]?
    public var chosen: Place?
    public private(set) var problem: String?
    public private(set) var isSearching = false

    private let finder: any PlaceFinder

    public init(_ finder: any PlaceFinder) {
        self.finder = finder
    }

    public var canSearch: Bool {
        !isSearching && !question.isEmpty
    }

    private var question: String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    public func search() async {
        guard canSearch else { return }
        isSearching = true
        problem = nil
        do {
            places = try await finder.places(for: question)
            chosen = nil
        } catch {
            problem = error.localizedDescription
        }
        isSearching = false
    }
}
