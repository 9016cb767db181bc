import 'package:amplify_api/amplify_api.dart';
import 'package:amplify_flutter/amplify_flutter.dart';

import '../../../models/ModelProvider.dart';
import '../../services/api.dart';
import '../../services/live_list.dart';
import 'todo_repository.dart';

class AmplifyTodoRepository implements TodoRepository {
  const AmplifyTodoRepository();

  @override
  Stream<List<Todo>> watch() {
    return liveList<Todo>(
      read: _read,
      watches: [
        (onEstablished) => _watch(
          ModelSubscriptions.onCreate(Todo.classType),
          onEstablished,
        ),
        (onEstablished) => _watch(
          ModelSubscriptions.onUpdate(Todo.classType),
          onEstablished,
        ),
        (onEstablished) => _watch(
          ModelSubscriptions.onDelete(Todo.classType),
          onEstablished,
          isDeletion: true,
        ),
      ],
      reconnections: reconnections(),
    ).map((todos) => todos..sort(_byAge));
  }

  @override
  Future<void> add(String content) async {
    final todo = Todo(content: content, isDone: false);
    final request = ModelMutations.create(todo);
    unwrap(await Amplify.API.mutate(request: request).response);
  }

  @override
  Future<void> setDone(Todo todo, {required bool isDone}) async {
    // What is not sent stays as it is; the request has fields that nobody may
    // change, such as the owner.
    final request = ModelMutations.update(todo).copyWith(
      variables: {
        'input': {'id': todo.id, 'isDone': isDone},
      },
    );
    unwrap(await Amplify.API.mutate(request: request).response);
  }

  @override
  Future<void> delete(Todo todo) async {
    final request = ModelMutations.delete(todo);
    unwrap(await Amplify.API.mutate(request: request).response);
  }

  Future<Map<String, Todo>> _read() async {
    final todos = <String, Todo>{};
    GraphQLRequest<PaginatedResult<Todo>>? next = ModelQueries.list(
      Todo.classType,
    );
    while (next != null) {
      final page = unwrap(await Amplify.API.query(request: next).response);
      for (final todo in page.items.nonNulls) {
        todos[todo.id] = todo;
      }
      next = page.requestForNextResult;
    }
    return todos;
  }

  Stream<Change<Todo>> _watch(
    GraphQLRequest<Todo> request,
    void Function() onEstablished, {
    bool isDeletion = false,
  }) {
    final responses = Amplify.API.subscribe(
      request,
      onEstablished: onEstablished,
    );
    return responses.map((response) {
      final todo = unwrap(response);
      return (id: todo.id, item: isDeletion ? null : todo);
    });
  }

  static int _byAge(Todo a, Todo b) {
    final (first, second) = (a.createdAt, b.createdAt);
    if (first == null || second == null) return 0;
    return first.compareTo(second);
  }
}
