import 'package:flutter/material.dart';

import '../../../data/repositories/file/folders.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/page_body.dart';
import 'folder_contents.dart';

class FilesScreen extends StatelessWidget {
  const FilesScreen({super.key});

  @override
  Widget build(BuildContext context) {
    return PageBody(
      title: AppLocalizations.of(context).filesTitle,
      children: [for (final folder in folders) FolderContents(folder)],
    );
  }
}
