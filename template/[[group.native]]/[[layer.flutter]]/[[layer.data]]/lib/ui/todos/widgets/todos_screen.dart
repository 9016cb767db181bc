import 'package:flutter/material.dart';
import 'package:provider/provider.dart';

import '../../../l10n/app_localizations.dart';
import '../../core/loading.dart';
import '../../core/page_body.dart';
import '../../core/problem.dart';
import '../view_models/todos_view_model.dart';
import 'todo_form.dart';
import 'todo_tile.dart';

/// The to-dos, live.
class TodosScreen extends StatelessWidget {
  const TodosScreen({super.key});

  @override
  Widget build(BuildContext context) {
    return ChangeNotifierProvider(
      create: (context) => TodosViewModel(context.read()),
      child: const _Todos(),
    );
  }
}

class _Todos extends StatelessWidget {
  const _Todos();

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);
    final viewModel = context.watch<TodosViewModel>();
    final todos = viewModel.todos;

    return PageBody(
      title: l10n.todosTitle,
      children: [
        TodoForm(onAdd: viewModel.add),
        if (viewModel.error != null)
          Problem(viewModel.error, onRetry: viewModel.watch)
        else if (todos == null)
          Loading(l10n.todosLoading),
        if (todos != null && todos.isEmpty) Text(l10n.todosEmpty),
        for (final todo in todos ?? const [])
          TodoTile(
            key: ValueKey(todo.id),
            todo: todo,
            onToggle: (isDone) => viewModel.setDone(todo, isDone: isDone),
            onDelete: () => viewModel.delete(todo),
          ),
      ],
    );
  }
}
