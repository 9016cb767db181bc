import 'package:flutter/material.dart';

import '../../../data/repositories/file/file_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/problem.dart';
import 'file_preview.dart';
import 'file_size.dart';

class FileTile extends StatefulWidget {
  const FileTile({required this.file, required this.onDelete, super.key});

  final StoredFile file;
  final Future<void> Function() onDelete;

  @override
  State<FileTile> createState() => _FileTileState();
}

class _FileTileState extends State<FileTile> {
  late final _delete = Command<void>((_) => widget.onDelete());

  @override
  void dispose() {
    _delete.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);
    final StoredFile(:name, :size) = widget.file;

    return ListenableBuilder(
      listenable: _delete,
      builder: (context, _) => Column(
        crossAxisAlignment: CrossAxisAlignment.stretch,
        children: [
          ListTile(
            contentPadding: EdgeInsets.zero,
            title: Text(name),
            subtitle: Text(formatSize(size, l10n.localeName)),
            trailing: Row(
              mainAxisSize: MainAxisSize.min,
              children: [
                IconButton(
                  icon: const Icon(Icons.visibility),
                  tooltip: l10n.filesPreview(name),
                  onPressed: _preview,
                ),
                IconButton(
                  icon: const Icon(Icons.delete_outline),
                  tooltip: l10n.filesDelete(name),
                  onPressed: _delete.isRunning ? null : _confirm,
                ),
              ],
            ),
          ),
          Problem(_delete.error),
        ],
      ),
    );
  }

  Future<void> _preview() {
    return showDialog<void>(
      context: context,
      builder: (_) => FilePreview(widget.file),
    );
  }

  Future<void> _confirm() async {
    final l10n = AppLocalizations.of(context);
    final isSure = await showDialog<bool>(
      context: context,
      builder: (context) => AlertDialog(
        title: Text(l10n.filesDeleteQuestion(widget.file.name)),
        content: Text(l10n.filesDeleteForGood),
        actions: [
          TextButton(
            onPressed: () => Navigator.pop(context, false),
            child: Text(l10n.cancel),
          ),
          TextButton(
            onPressed: () => Navigator.pop(context, true),
            child: Text(l10n.delete),
          ),
        ],
      ),
    );
    if (isSure ?? false) await _delete.run(null);
  }
}
