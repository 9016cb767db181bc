import 'package:flutter/material.dart';

import '../../../l10n/app_localizations.dart';
import '../view_models/folder_view_model.dart';

class UploadProgress extends StatelessWidget {
  const UploadProgress(this.upload, {super.key});

  final RunningUpload upload;

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);
    final percent = (upload.share * 100).round();

    return Row(
      spacing: 8,
      children: [
        Expanded(
          child: Column(
            crossAxisAlignment: CrossAxisAlignment.start,
            children: [
              Text(upload.name),
              LinearProgressIndicator(
                value: upload.share,
                semanticsLabel: l10n.filesUploading(upload.name),
                semanticsValue: '$percent %',
              ),
            ],
          ),
        ),
        IconButton(
          icon: const Icon(Icons.close),
          tooltip: l10n.filesCancel(upload.name),
          onPressed: upload.cancel,
        ),
      ],
    );
  }
}
