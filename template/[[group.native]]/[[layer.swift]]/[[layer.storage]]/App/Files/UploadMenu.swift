import AppCore
import PhotosUI
import SwiftUI
import UniformTypeIdentifiers

/// Lets people choose what to upload, without asking for their permission: the system shows them what they have.
struct UploadMenu: View {
    let model: FolderModel
    @State private var choosesPhotos = false
    @State private var choosesFiles = false
    @State private var photos: [PhotosPickerItem] = []

    var body: some View {
        Menu("Upload", systemImage: "square.and.arrow.up") {
            Button("Photos", systemImage: "photo.on.rectangle") {
                choosesPhotos = true
            }
            Button("Files", systemImage: "folder") {
                choosesFiles = true
            }
        }
        .photosPicker(isPresented: $choosesPhotos, selection: $photos)
        .onChange(of: photos) {
            upload(photos)
        }
        .fileImporter(isPresented: $choosesFiles, allowedContentTypes: [.item], allowsMultipleSelection: true) {
            upload($0)
        }
    }

    private func upload(_ chosen: Result<[URL], any Error>) {
        switch chosen {
        case .success(let files):
            model.upload(files)
        case .failure(let error):
            model.report(error)
        }
    }

    private func upload(_ chosen: [PhotosPickerItem]) {
        guard !chosen.isEmpty else { return }
        photos = []
        Task {
            for photo in chosen {
                do {
                    if let picked = try await photo.loadTransferable(type: PickedPhoto.self) {
                        model.upload([picked.copy])
                    }
                } catch {
                    model.report(error)
                }
            }
        }
    }
}

/// A photo or a video, copied from where the system lets the app read it for a moment.
private struct PickedPhoto: Transferable {
    let copy: URL

    static var transferRepresentation: some TransferRepresentation {
        FileRepresentation(importedContentType: .image) { try PickedPhoto($0.file) }
        FileRepresentation(importedContentType: .movie) { try PickedPhoto($0.file) }
    }

    private init(_ file: URL) throws {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        copy = folder.appending(path: file.lastPathComponent)
        try FileManager.default.copyItem(at: file, to: copy)
    }
}

#Preview {
    UploadMenu(
        model: FolderModel(folder: FileFolder(prefix: "shared/", title: "Shared"), repository: FakeFileRepository())
    )
}
