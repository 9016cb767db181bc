import 'package:flutter/material.dart';
import 'package:provider/provider.dart';

import '../../../data/repositories/file/file_repository.dart';
import '../../../data/services/open_link.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/loading.dart';
import '../../core/problem.dart';

/// A picture, or the way to another app for everything else.
class FilePreview extends StatefulWidget {
  const FilePreview(this.file, {super.key});

  final StoredFile file;

  @override
  State<FilePreview> createState() => _FilePreviewState();
}

class _FilePreviewState extends State<FilePreview> {
  static final _pictures = RegExp(
    r'\.(bmp|gif|jpe?g|png|webp)$',
    caseSensitive: false,
  );

  bool get _isPicture => _pictures.hasMatch(widget.file.name);

  Uri? _link;
  bool _hasNoApp = false;
  late final _load = Command<void>((_) async {
    _link = await context.read<FileRepository>().link(widget.file);
  });
  late final _open = Command<void>((_) async {
    final openLink = context.read<OpenLink>();
    // The first link may have expired.
    final link = await context.read<FileRepository>().link(widget.file);
    _hasNoApp = !await openLink(link);
  });

  @override
  void initState() {
    super.initState();
    if (_isPicture) _load.run(null);
  }

  @override
  void dispose() {
    _load.dispose();
    _open.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: Listenable.merge([_load, _open]),
      builder: (context, _) => AlertDialog(
        title: Text(widget.file.name),
        content: SingleChildScrollView(
          child: Column(
            mainAxisSize: MainAxisSize.min,
            children: [
              _contents(l10n),
              Problem(_load.error, onRetry: () => _load.run(null)),
              Problem(_open.error),
              if (_hasNoApp) Text(l10n.filesNoApp),
            ],
          ),
        ),
        actions: [
          TextButton(
            onPressed: _open.isRunning ? null : () => _open.run(null),
            child: Text(l10n.filesOpen),
          ),
          TextButton(
            onPressed: () => Navigator.pop(context),
            child: Text(l10n.close),
          ),
        ],
      ),
    );
  }

  Widget _contents(AppLocalizations l10n) {
    if (!_isPicture) return Text(l10n.filesNoPreview);
    if (_load.isRunning) return Loading(l10n.filesLoading);
    final link = _link;
    if (link == null) return const SizedBox.shrink();
    return Image.network(
      link.toString(),
      semanticLabel: widget.file.name,
      errorBuilder: (_, _, _) => Text(l10n.filesNoPreview),
    );
  }
}
