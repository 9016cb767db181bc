// What the app uses of CoreLocation.
//
// source: written from memory, to be looked up at https://developer.apple.com/documentation/corelocation. No body: this is for type
// checks only.
import Foundation

public typealias CLLocationDegrees = Double

public struct CLLocationCoordinate2D: Sendable {
    public var latitude: CLLocationDegrees
    public var longitude: CLLocationDegrees
    public init(latitude: CLLocationDegrees, longitude: CLLocationDegrees) { fatalError() }
}
