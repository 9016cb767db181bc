// What the app uses of MapLibre, with the names by which Swift knows its Objective-C.
//
// source: github.com/maplibre/maplibre-native, ios-v6.26.0. The file of each declaration stands above it. Nothing says there which
// thread a delegate is called on, so Swift does not know either.
import CoreLocation
import Foundation
@_exported import FoundationNetworking
import UIKit

// platform/darwin/src/MLNGeometry.h
public struct MLNCoordinateBounds {
    public var sw: CLLocationCoordinate2D
    public var ne: CLLocationCoordinate2D
    public init(sw: CLLocationCoordinate2D, ne: CLLocationCoordinate2D) { fatalError() }
}

// platform/darwin/src/MLNAnnotation.h
public protocol MLNAnnotation: NSObjectProtocol {
    var coordinate: CLLocationCoordinate2D { get }
}

// platform/darwin/src/MLNPointAnnotation.h, MLNShape.h
open class MLNPointAnnotation: NSObject, MLNAnnotation {
    open var coordinate: CLLocationCoordinate2D {
        get { fatalError() }
        set {}
    }
    open var title: String?
}

// platform/ios/src/MLNMapViewDelegate.h
public protocol MLNMapViewDelegate: NSObjectProtocol {
    func mapViewDidFailLoadingMap(_ mapView: MLNMapView, withError error: any Error)
}

// platform/ios/src/MLNMapView.h
open class MLNMapView: UIView {
    public init(frame: CGRect, styleURL: URL?) { fatalError() }
    weak open var delegate: (any MLNMapViewDelegate)?
    open var styleURL: URL! {
        get { fatalError() }
        set {}
    }
    open func setCenter(_ coordinate: CLLocationCoordinate2D, zoomLevel: Double, animated: Bool) {}
    open func setVisibleCoordinateBounds(_ bounds: MLNCoordinateBounds, animated: Bool) {}
    open var annotations: [any MLNAnnotation]? { fatalError() }
    open func addAnnotation(_ annotation: any MLNAnnotation) {}
    open func removeAnnotations(_ annotations: [any MLNAnnotation]) {}
}

// platform/darwin/src/MLNNetworkConfiguration.h
public protocol MLNNetworkConfigurationDelegate: NSObjectProtocol {
    func willSend(_ request: NSMutableURLRequest) -> NSMutableURLRequest
}

open class MLNNetworkConfiguration: NSObject {
    open class var sharedManager: MLNNetworkConfiguration { fatalError() }
    weak open var delegate: (any MLNNetworkConfigurationDelegate)?
}
