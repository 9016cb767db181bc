import 'package:flutter/material.dart';
import 'package:provider/provider.dart';

import '../../../data/repositories/account/account_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/problem.dart';

/// Who is signed in, and the way out.
class AccountMenu extends StatelessWidget {
  const AccountMenu({super.key});

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return PopupMenuButton<void>(
      icon: const Icon(Icons.account_circle_outlined),
      tooltip: l10n.account,
      itemBuilder: (context) => [
        PopupMenuItem(
          enabled: false,
          child: FutureBuilder(
            future: context.read<AccountRepository>().name(),
            builder: (_, name) => Text(name.data ?? l10n.account),
          ),
        ),
        PopupMenuItem(
          onTap: () => _signOut(context),
          child: Text(l10n.signOut),
        ),
      ],
    );
  }

  Future<void> _signOut(BuildContext context) async {
    final messenger = ScaffoldMessenger.of(context);
    final l10n = AppLocalizations.of(context);
    try {
      await context.read<AccountRepository>().signOut();
    } on Exception catch (error) {
      messenger.showSnackBar(SnackBar(content: Text(messageOf(error, l10n))));
    }
  }
}
