import '../../services/pick_files.dart';
import 'folders.dart';

/// A file in the bucket.
class StoredFile {
  const StoredFile({required this.path, required this.size});

  final String path;

  /// In bytes.
  final int size;

  String get name => path.split('/').last;
}

/// A file on its way to the bucket.
class Upload {
  const Upload({required this.hasArrived, required this.cancel});

  /// Whether it is there in the end; false when it was cancelled.
  final Future<bool> hasArrived;

  final Future<void> Function() cancel;
}

abstract interface class FileRepository {
  /// All files of a folder, in the order of their names.
  Future<List<StoredFile>> list(Folder folder);

  /// Stores a file under its own name; [onProgress] hears the share that has
  /// arrived, from 0 to 1.
  Future<Upload> upload(
    Folder folder,
    XFile file, {
    required void Function(double share) onProgress,
  });

  /// A link that shows the file, for 15 minutes.
  Future<Uri> link(StoredFile file);

  Future<void> delete(StoredFile file);
}
