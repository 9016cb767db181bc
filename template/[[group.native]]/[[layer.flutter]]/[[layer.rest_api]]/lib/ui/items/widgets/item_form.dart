import 'package:flutter/material.dart';

import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/problem.dart';

class ItemForm extends StatefulWidget {
  const ItemForm({required this.onCreate, super.key});

  final Future<void> Function(String name) onCreate;

  @override
  State<ItemForm> createState() => _ItemFormState();
}

class _ItemFormState extends State<ItemForm>
    with AutomaticKeepAliveClientMixin {
  final _name = TextEditingController();
  late final _create = Command<String>((name) async {
    await widget.onCreate(name);
    if (mounted) _name.clear();
  });

  /// What was typed stays while the form is scrolled out of sight.
  @override
  bool get wantKeepAlive => true;

  @override
  void dispose() {
    _name.dispose();
    _create.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    super.build(context);
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: Listenable.merge([_name, _create]),
      builder: (_, _) {
        final name = _name.text.trim();
        final isReady = name.isNotEmpty && !_create.isRunning;
        final submit = isReady ? () => _create.run(name) : null;
        return Column(
          crossAxisAlignment: CrossAxisAlignment.start,
          children: [
            Row(
              spacing: 8,
              children: [
                Expanded(
                  child: TextField(
                    controller: _name,
                    decoration: InputDecoration(
                      labelText: l10n.itemsNew,
                      hintText: l10n.itemsHint,
                    ),
                    textInputAction: TextInputAction.done,
                    onEditingComplete: submit ?? () {},
                  ),
                ),
                FilledButton(onPressed: submit, child: Text(l10n.itemsCreate)),
              ],
            ),
            Problem(_create.error),
          ],
        );
      },
    );
  }
}
