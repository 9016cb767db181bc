import 'package:flutter/foundation.dart';

/// Something that a person starts: it runs once at a time, and says why it
/// failed.
class Command<A> extends ChangeNotifier {
  Command(this._action);

  final Future<void> Function(A argument) _action;

  bool get isRunning => _isRunning;
  bool _isRunning = false;

  /// Why it failed the last time.
  Exception? get error => _error;
  Exception? _error;

  bool _isDisposed = false;

  Future<void> run(A argument) async {
    if (_isRunning || _isDisposed) return;
    _isRunning = true;
    _error = null;
    notifyListeners();
    try {
      await _action(argument);
    } on Exception catch (error) {
      _error = error;
    } finally {
      _isRunning = false;
      if (!_isDisposed) notifyListeners();
    }
  }

  @override
  void dispose() {
    _isDisposed = true;
    super.dispose();
  }
}
