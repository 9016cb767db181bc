import UIKit

extension UIApplication {
    /// The window in which the person is.
    var window: UIWindow? {
        connectedScenes.compactMap { ($0 as? UIWindowScene)?.keyWindow }.first
    }
}
