import 'package:flutter/material.dart';

import '../../../config/app_title.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/page_body.dart';

/// Shown while there is no backend to talk to.
class ConnectBackendScreen extends StatelessWidget {
  const ConnectBackendScreen({super.key});

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return Scaffold(
      appBar: AppBar(title: const Text(appTitle)),
      body: SafeArea(
        child: PageBody(
          title: l10n.connectBackendTitle,
          children: [
            Text(l10n.connectBackendReason),
            Text(l10n.connectBackendCommand),
            SelectableText(
              'npm run sandbox',
              style: Theme.of(context).textTheme.titleMedium,
            ),
            Text(l10n.connectBackendNext),
          ],
        ),
      ),
    );
  }
}
