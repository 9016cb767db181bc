import 'dart:async';

import 'package:flutter/foundation.dart';

import '../../../data/repositories/file/file_repository.dart';
import '../../../data/repositories/file/folders.dart';
import '../../../data/services/pick_files.dart';

/// A file on its way to the bucket, as people see it.
class RunningUpload {
  RunningUpload(this.name);

  final String name;

  /// What has arrived, from 0 to 1.
  double share = 0;

  Future<void> Function() cancel = () async {};
}

class FolderViewModel extends ChangeNotifier {
  FolderViewModel(this._repository, this._pickFiles, this.folder) {
    unawaited(load());
  }

  final FileRepository _repository;
  final PickFiles _pickFiles;
  final Folder folder;

  /// None until they are loaded.
  List<StoredFile>? get files => _files;
  List<StoredFile>? _files;

  /// Why they could not be loaded.
  Object? get error => _error;
  Object? _error;

  final List<RunningUpload> uploads = [];

  /// The files that did not arrive, and why.
  final List<({String name, Object error})> refusals = [];

  int _loadings = 0;
  bool _isDisposed = false;

  Future<void> load() async {
    final loading = ++_loadings;
    _error = null;
    _notify();
    try {
      final files = await _repository.list(folder);
      if (loading == _loadings) _files = files;
    } on Exception catch (error) {
      if (loading == _loadings) _error = error;
    }
    _notify();
  }

  /// Lets the person choose files, and stores them.
  Future<void> upload() async {
    refusals.clear();
    _notify();
    final files = await _pickFiles();
    await Future.wait(files.map(_upload));
  }

  Future<void> delete(StoredFile file) async {
    await _repository.delete(file);
    await load();
  }

  Future<void> _upload(XFile file) async {
    final running = RunningUpload(file.name);
    uploads.add(running);
    _notify();
    try {
      final upload = await _repository.upload(
        folder,
        file,
        onProgress: (share) {
          running.share = share;
          _notify();
        },
      );
      running.cancel = upload.cancel;
      if (await upload.hasArrived) await load();
    } on Exception catch (error) {
      refusals.add((name: file.name, error: error));
    } finally {
      uploads.remove(running);
      _notify();
    }
  }

  void _notify() {
    if (!_isDisposed) notifyListeners();
  }

  @override
  void dispose() {
    _isDisposed = true;
    super.dispose();
  }
}
