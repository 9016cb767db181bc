import 'package:flutter/material.dart';

import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/problem.dart';

class TodoForm extends StatefulWidget {
  const TodoForm({required this.onAdd, super.key});

  final Future<void> Function(String content) onAdd;

  @override
  State<TodoForm> createState() => _TodoFormState();
}

class _TodoFormState extends State<TodoForm>
    with AutomaticKeepAliveClientMixin {
  final _content = TextEditingController();
  late final _add = Command<String>((content) async {
    await widget.onAdd(content);
    if (mounted) _content.clear();
  });

  /// What was typed stays while the form is scrolled out of sight.
  @override
  bool get wantKeepAlive => true;

  @override
  void dispose() {
    _content.dispose();
    _add.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    super.build(context);
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: Listenable.merge([_content, _add]),
      builder: (_, _) {
        final content = _content.text.trim();
        final isReady = content.isNotEmpty && !_add.isRunning;
        final submit = isReady ? () => _add.run(content) : null;
        return Column(
          crossAxisAlignment: CrossAxisAlignment.start,
          children: [
            Row(
              spacing: 8,
              children: [
                Expanded(
                  child: TextField(
                    controller: _content,
                    decoration: InputDecoration(
                      labelText: l10n.todosNew,
                      hintText: l10n.todosHint,
                    ),
                    textInputAction: TextInputAction.done,
                    onEditingComplete: submit ?? () {},
                  ),
                ),
                FilledButton(onPressed: submit, child: Text(l10n.todosAdd)),
              ],
            ),
            Problem(_add.error),
          ],
        );
      },
    );
  }
}
