import 'package:flutter/material.dart';

import '../../../data/repositories/todo/todo_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/problem.dart';

class TodoTile extends StatefulWidget {
  const TodoTile({
    required this.todo,
    required this.onToggle,
    required this.onDelete,
    super.key,
  });

  final Todo todo;
  final Future<void> Function(bool isDone) onToggle;
  final Future<void> Function() onDelete;

  @override
  State<TodoTile> createState() => _TodoTileState();
}

class _TodoTileState extends State<TodoTile> {
  /// What the person asked for, until the backend has answered.
  bool? _asked;

  late final _toggle = Command<bool>((isDone) async {
    _asked = isDone;
    try {
      await widget.onToggle(isDone);
    } finally {
      _asked = null;
    }
  });

  late final _delete = Command<void>((_) => widget.onDelete());

  @override
  void dispose() {
    _toggle.dispose();
    _delete.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: Listenable.merge([_toggle, _delete]),
      builder: (_, _) {
        final isDone = _asked ?? widget.todo.isDone ?? false;
        return Column(
          crossAxisAlignment: CrossAxisAlignment.start,
          children: [
            Row(
              children: [
                Expanded(
                  child: CheckboxListTile(
                    contentPadding: EdgeInsets.zero,
                    controlAffinity: ListTileControlAffinity.leading,
                    value: isDone,
                    onChanged: (isDone) => _toggle.run(isDone ?? false),
                    title: Text(
                      widget.todo.content,
                      style: TextStyle(
                        decoration: isDone ? TextDecoration.lineThrough : null,
                      ),
                    ),
                  ),
                ),
                IconButton(
                  icon: const Icon(Icons.delete_outline),
                  tooltip: l10n.todosDelete(widget.todo.content),
                  onPressed: _delete.isRunning ? null : () => _delete.run(null),
                ),
              ],
            ),
            Problem(_toggle.error ?? _delete.error),
          ],
        );
      },
    );
  }
}
