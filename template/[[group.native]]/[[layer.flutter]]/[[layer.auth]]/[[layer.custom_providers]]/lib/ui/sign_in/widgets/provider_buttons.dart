import 'package:flutter/material.dart';
import 'package:provider/provider.dart';

import '../../../config/identity_providers.dart';
import '../../../data/repositories/identity_provider/identity_provider_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/problem.dart';

/// Those who may know the person, and why the last of them did not help. The
/// form goes when somebody is signed in.
class ProviderButtons extends StatefulWidget {
  const ProviderButtons({super.key});

  @override
  State<ProviderButtons> createState() => _ProviderButtonsState();
}

class _ProviderButtonsState extends State<ProviderButtons> {
  late final _signIn = Command<String>(
    (name) => context.read<IdentityProviderRepository>().signIn(name),
  );

  @override
  void dispose() {
    _signIn.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: _signIn,
      builder: (_, _) => Column(
        crossAxisAlignment: CrossAxisAlignment.stretch,
        spacing: 12,
        children: [
          for (final provider in identityProviders.entries)
            OutlinedButton(
              onPressed: _signIn.isRunning
                  ? null
                  : () => _signIn.run(provider.key),
              child: Text(l10n.signInWith(provider.value)),
            ),
          Problem(_signIn.error),
        ],
      ),
    );
  }
}
