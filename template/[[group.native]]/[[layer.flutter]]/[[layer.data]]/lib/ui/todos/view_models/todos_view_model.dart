import 'dart:async';

import 'package:flutter/foundation.dart';

import '../../../data/repositories/todo/todo_repository.dart';

class TodosViewModel extends ChangeNotifier {
  TodosViewModel(this._repository) {
    watch();
  }

  final TodoRepository _repository;
  StreamSubscription<List<Todo>>? _watching;

  /// None until they are loaded.
  List<Todo>? get todos => _todos;
  List<Todo>? _todos;

  /// Why they are not live.
  Object? get error => _error;
  Object? _error;

  /// Follows the to-dos, from the beginning.
  void watch() {
    unawaited(_watching?.cancel());
    _error = null;
    notifyListeners();
    _watching = _repository.watch().listen(
      (todos) {
        _todos = todos;
        notifyListeners();
      },
      onError: (Object error) {
        _error = error;
        notifyListeners();
      },
    );
  }

  Future<void> add(String content) => _repository.add(content);

  Future<void> setDone(Todo todo, {required bool isDone}) async {
    await _repository.setDone(todo, isDone: isDone);
    // The event that tells everybody comes a moment later.
    _todos = [
      for (final each in _todos ?? const <Todo>[])
        each.id == todo.id ? each.copyWith(isDone: isDone) : each,
    ];
    if (hasListeners) notifyListeners();
  }

  Future<void> delete(Todo todo) => _repository.delete(todo);

  @override
  void dispose() {
    unawaited(_watching?.cancel());
    super.dispose();
  }
}
