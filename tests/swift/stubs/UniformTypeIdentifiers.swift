// What the app uses of UniformTypeIdentifiers, with the signatures of its public interface.
//
// source: written from memory, to be looked up in https://developer.apple.com/documentation/uniformtypeidentifiers/uttype-swift.struct, iOS 18 SDK
import Foundation

public struct UTType: Sendable, Hashable {
    public static var item: UTType { fatalError() }
    public static var image: UTType { fatalError() }
    public static var movie: UTType { fatalError() }
    public init?(filenameExtension: String) {}
    public var preferredMIMEType: String? { fatalError() }
}
