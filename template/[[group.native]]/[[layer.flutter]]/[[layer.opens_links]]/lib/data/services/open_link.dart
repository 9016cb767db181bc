/// Opens a link in another app; false when the device has none for it.
typedef OpenLink = Future<bool> Function(Uri link);
