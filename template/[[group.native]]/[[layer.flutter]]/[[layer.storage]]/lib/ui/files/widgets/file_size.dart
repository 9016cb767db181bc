import 'package:intl/intl.dart';

/// A size as people read it, for example "1.2 MB".
String formatSize(int bytes, String locale) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  var size = bytes.toDouble();
  var power = 0;
  while (size >= 999.95 && power < units.length - 1) {
    size /= 1000;
    power++;
  }
  return '${NumberFormat('0.#', locale).format(size)} ${units[power]}';
}
