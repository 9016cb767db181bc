import 'package:flutter/material.dart';

import '../../../l10n/app_localizations.dart';
import '../../core/page_body.dart';

/// In place of the first screen.
class StartScreen extends StatelessWidget {
  const StartScreen({super.key});

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return PageBody(
      title: l10n.startHeading,
      children: [
        Text(l10n.startNeeds),
        Text('• ${l10n.startResource('amplify/backend.ts')}'),
        Text('• ${l10n.startWidget('lib/ui/')}'),
        Text('• ${l10n.startEntry('lib/ui/home/screens.dart')}'),
      ],
    );
  }
}
