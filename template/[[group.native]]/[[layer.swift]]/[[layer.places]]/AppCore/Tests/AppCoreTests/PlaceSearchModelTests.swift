import Foundation
import Testing

@testable import AppCore

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct PlaceSearchModelTests {
    private let cathedral = Place(
        id: "1",
        name: "Cologne Cathedral",
        address: "Domkloster 4, 50667 Cologne",
        position: Place.Position(latitude: 50.94, longitude: 6.96)
    )

    @Test("it shows what was found, of which somebody chooses")
    func finds() async {
        let model = PlaceSearchModel(FakePlaceFinder([cathedral]))
        #expect(model.places == nil)
        model.text = " Cathedral "
        await model.search()
        #expect(model.places == [cathedral])
        model.chosen = cathedral
        await model.search()
        #expect(model.chosen == nil)
    }

    @Test("nothing is not searched for", arguments: ["", "  "])
    func nothing(text: String) async {
        let model = PlaceSearchModel(FakePlaceFinder(problem: Problem("Nobody should ask")))
        model.text = text
        #expect(!model.canSearch)
        await model.search()
        #expect(model.problem == nil)
    }

    @Test("what fails is told, and what was found before stays")
    func fails() async {
        let model = PlaceSearchModel(FakePlaceFinder(problem: Problem("Not Authorized")))
        model.text = "Cathedral"
        await model.search()
        #expect(model.problem == "Not Authorized")
        #expect(model.text == "Cathedral")
        #expect(model.places == nil)
        #expect(!model.isSearching)
    }
}

struct GeocodeAnswerTests {
    private func places(_ json: String) throws -> [Place] {
        try JSONDecoder().decode(GeocodeAnswer.self, from: Data(json.utf8)).places
    }

    @Test("a place has its position, and the corners of its area")
    func place() throws {
        let json = #"""
            {"PricingBucket": "Core", "ResultItems": [{
              "PlaceId": "1", "PlaceType": "PointOfInterest", "Title": "Cologne Cathedral",
              "Address": {"Label": "Domkloster 4"}, "Position": [6.96, 50.94], "MapView": [6.95, 50.93, 6.97, 50.95]
            }]}
            """#
        let place = Place(
            id: "1",
            name: "Cologne Cathedral",
            address: "Domkloster 4",
            position: Place.Position(latitude: 50.94, longitude: 6.96),
            southWest: Place.Position(latitude: 50.93, longitude: 6.95),
            northEast: Place.Position(latitude: 50.95, longitude: 6.97)
        )
        #expect(try places(json) == [place])
    }

    @Test("a place without an area is a point, and one without a position is left out")
    func point() throws {
        let json = #"""
            {"ResultItems": [{"PlaceId": "1", "Title": "Here", "Position": [1, 2]}, {"PlaceId": "2", "Title": "Nowhere"}]}
            """#
        let place = Place(id: "1", name: "Here", address: "", position: Place.Position(latitude: 2, longitude: 1))
        #expect(try places(json) == [place])
    }

    @Test("nothing found is no place")
    func nothing() throws {
        #expect(try places("{}").isEmpty)
    }
}
