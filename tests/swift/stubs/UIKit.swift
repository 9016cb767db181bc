// What the app uses of UIKit, and of what it brings for other modules.
//
// source: written from memory, to be looked up at https://developer.apple.com/documentation/uikit. No body: this is for type checks
// only.
import Foundation

@MainActor open class UIResponder: NSObject {}

@MainActor open class UIView: UIResponder {}

@MainActor open class UIWindow: UIResponder {}

@MainActor open class UIScene: UIResponder {}

@MainActor open class UIWindowScene: UIScene {
    open var keyWindow: UIWindow? { fatalError() }
}

@MainActor open class UIApplication: UIResponder {
    open class var shared: UIApplication { fatalError() }
    open var connectedScenes: Set<UIScene> { fatalError() }
}
