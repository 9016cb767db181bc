import 'package:amplify_flutter/amplify_flutter.dart'
    show AWSHttpException, AmplifyException, NetworkException;
import 'package:flutter/material.dart';

import '../../l10n/app_localizations.dart';

/// Says what went wrong, once something did, and what to do next.
class Problem extends StatelessWidget {
  const Problem(this.error, {this.onRetry, super.key});

  final Object? error;
  final VoidCallback? onRetry;

  @override
  Widget build(BuildContext context) {
    final error = this.error;
    if (error == null) return const SizedBox.shrink();
    final l10n = AppLocalizations.of(context);
    final color = Theme.of(context).colorScheme.error;

    return Semantics(
      liveRegion: true,
      child: Wrap(
        crossAxisAlignment: WrapCrossAlignment.center,
        spacing: 8,
        children: [
          Text(messageOf(error, l10n), style: TextStyle(color: color)),
          if (onRetry != null)
            TextButton(onPressed: onRetry, child: Text(l10n.tryAgain)),
        ],
      ),
    );
  }
}

/// What to show a person when something failed.
String messageOf(Object error, AppLocalizations l10n) {
  return switch (error) {
    NetworkException() || AWSHttpException() => l10n.backendUnreachable,
    AmplifyException(:final message) when message.isNotEmpty => message,
    _ => l10n.somethingWrong,
  };
}
