import '../../../models/ModelProvider.dart';

export '../../../models/ModelProvider.dart' show Todo;

abstract interface class TodoRepository {
  /// All to-dos, oldest first, now and after every change, also one made on
  /// another device.
  Stream<List<Todo>> watch();

  Future<void> add(String content);

  Future<void> setDone(Todo todo, {required bool isDone});

  Future<void> delete(Todo todo);
}
