// What the app uses of PhotosUI, with the signatures of its public interface.
//
// source: written from memory, to be looked up in https://developer.apple.com/documentation/photosui/bringing_photos_picker_to_your_swiftui_app, iOS 18 SDK
import CoreTransferable
import SwiftUI

public struct PHPickerFilter: Equatable, Hashable, Sendable {}

public struct PhotosPickerSelectionBehavior: Equatable, Hashable, Sendable {
    public static let `default` = PhotosPickerSelectionBehavior()
}

public struct PhotosPickerItem: Equatable, Hashable, Sendable {
    public struct EncodingDisambiguationPolicy: Equatable, Hashable, Sendable {
        public static let automatic = EncodingDisambiguationPolicy()
    }
    public func loadTransferable<T: Transferable>(type: T.Type) async throws -> T? { fatalError() }
}

extension View {
    public nonisolated func photosPicker(
        isPresented: Binding<Bool>, selection: Binding<[PhotosPickerItem]>, maxSelectionCount: Int? = nil,
        selectionBehavior: PhotosPickerSelectionBehavior = .default, matching filter: PHPickerFilter? = nil,
        preferredItemEncoding: PhotosPickerItem.EncodingDisambiguationPolicy = .automatic
    ) -> some View { EmptyView() }
}
