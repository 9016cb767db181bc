import 'package:file_selector/file_selector.dart' show XFile;

export 'package:file_selector/file_selector.dart' show XFile;

/// Lets a person choose files of the device; none when they change their mind.
typedef PickFiles = Future<List<XFile>> Function();
