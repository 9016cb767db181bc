import AppCore
import QuickLook
import SwiftUI
import UniformTypeIdentifiers

/// The folders of the bucket and their files.
struct FileListView: View {
    @State private var folders: [FolderModel]

    init(_ repository: any FileRepository) {
        _folders = State(initialValue: FileFolder.all.map { FolderModel(folder: $0, repository: repository) })
    }

    var body: some View {
        List {
            ForEach(folders) { folder in
                FolderSection(model: folder)
            }
        }
        .task {
            await load()
        }
        .refreshable {
            await load()
        }
    }

    private func load() async {
        for folder in folders {
            await folder.load()
        }
    }
}

private struct FolderSection: View {
    let model: FolderModel

    var body: some View {
        Section {
            if let problem = model.problem {
                ProblemLabel(problem)
            }
            ForEach(model.uploads) { upload in
                UploadRow(upload: upload, model: model)
            }
            if let files = model.files {
                if files.isEmpty {
                    Text("No files yet. Upload the first one.")
                        .foregroundStyle(.secondary)
                }
                ForEach(files) { file in
                    FileRow(file: file, model: model)
                }
            } else if model.problem == nil {
                ProgressView("Loading files …")
            }
        } header: {
            HStack {
                Text(LocalizedStringKey(model.folder.title))
                Spacer()
                UploadMenu(model: model)
            }
        }
    }
}

private struct UploadRow: View {
    let upload: FolderModel.Upload
    let model: FolderModel

    var body: some View {
        HStack {
            ProgressView("Uploading \(upload.name)", value: upload.share)
            Button("Cancel") {
                model.cancel(upload)
            }
            .buttonStyle(.borderless)
        }
    }
}

private struct FileRow: View {
    let file: StoredFile
    let model: FolderModel
    @State private var preview: URL?
    @State private var isDeleting = false

    var body: some View {
        Button {
            Task { preview = await model.copy(of: file) }
        } label: {
            LabeledContent(file.name, value: file.size.formatted(.byteCount(style: .file)))
        }
        .buttonStyle(.plain)
        .quickLookPreview($preview)
        .swipeActions(allowsFullSwipe: false) {
            Button("Delete", systemImage: "trash", role: .destructive) {
                isDeleting = true
            }
        }
        .confirmationDialog("Delete \(file.name)?", isPresented: $isDeleting, titleVisibility: .visible) {
            Button("Delete", role: .destructive) {
                Task { await model.delete(file) }
            }
        }
    }
}

#Preview("Files") {
    FileListView(
        FakeFileRepository(
            FileFolder.all.map { StoredFile(path: "\($0.prefix)notes.txt", size: 2048) }
        )
    )
}

#Preview("No connection") {
    FileListView(FakeFileRepository(problem: Problem("The backend cannot be reached.")))
}
