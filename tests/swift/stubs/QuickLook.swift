// What the app uses of QuickLook's part for SwiftUI, with the signatures of its public interface.
//
// source: written from memory, to be looked up in https://developer.apple.com/documentation/swiftui/view/quicklookpreview(_:), iOS 18 SDK
import SwiftUI

extension View {
    public nonisolated func quickLookPreview(_ item: Binding<URL?>) -> some View { EmptyView() }
}
