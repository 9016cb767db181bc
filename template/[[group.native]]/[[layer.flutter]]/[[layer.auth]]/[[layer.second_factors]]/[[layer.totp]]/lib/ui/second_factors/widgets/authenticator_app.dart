import 'package:flutter/material.dart';
import 'package:flutter/services.dart';
import 'package:provider/provider.dart';

import '../../../data/repositories/second_factor/second_factor_repository.dart';
import '../../../data/services/open_link.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/loading.dart';
import '../../core/problem.dart';

/// Sets up an authenticator app, which is on this device or on another.
class AuthenticatorApp extends StatefulWidget {
  const AuthenticatorApp({
    required this.makeKey,
    required this.onConfirm,
    super.key,
  });

  final Future<AuthenticatorKey> Function() makeKey;
  final Future<void> Function(String code) onConfirm;

  @override
  State<AuthenticatorApp> createState() => _AuthenticatorAppState();
}

class _AuthenticatorAppState extends State<AuthenticatorApp> {
  final _code = TextEditingController();
  AuthenticatorKey? _key;
  bool _hasNoApp = false;
  late final _load = Command<void>((_) async => _key = await widget.makeKey());
  late final _open = Command<Uri>((link) async {
    _hasNoApp = !await context.read<OpenLink>()(link);
  });
  late final _confirm = Command<String>((code) => widget.onConfirm(code));

  @override
  void initState() {
    super.initState();
    _load.run(null);
  }

  @override
  void dispose() {
    _code.dispose();
    _load.dispose();
    _open.dispose();
    _confirm.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: Listenable.merge([_code, _load, _open, _confirm]),
      builder: (_, _) {
        final key = _key;
        return Column(
          crossAxisAlignment: CrossAxisAlignment.start,
          spacing: 8,
          children: [
            Problem(_load.error, onRetry: () => _load.run(null)),
            if (_load.isRunning) Loading(l10n.authenticatorAppLoading),
            if (key != null) ..._contents(key, l10n),
          ],
        );
      },
    );
  }

  List<Widget> _contents(AuthenticatorKey key, AppLocalizations l10n) {
    final code = _code.text.trim();
    final isReady = code.isNotEmpty && !_confirm.isRunning;
    final submit = isReady ? () => _confirm.run(code) : null;

    return [
      Text(l10n.authenticatorAppReason),
      Row(
        children: [
          Expanded(child: SelectableText(key.secret)),
          IconButton(
            icon: const Icon(Icons.copy),
            tooltip: l10n.authenticatorAppCopy,
            onPressed: () => _copy(key.secret),
          ),
        ],
      ),
      OutlinedButton(
        onPressed: _open.isRunning ? null : () => _open.run(key.link),
        child: Text(l10n.authenticatorAppOpen),
      ),
      Problem(_open.error),
      if (_hasNoApp) Text(l10n.authenticatorAppNone),
      TextField(
        controller: _code,
        decoration: InputDecoration(labelText: l10n.authenticatorAppCode),
        keyboardType: TextInputType.number,
        textInputAction: TextInputAction.done,
        onEditingComplete: submit ?? () {},
      ),
      FilledButton(
        onPressed: submit,
        child: Text(l10n.authenticatorAppConfirm),
      ),
      Problem(_confirm.error),
    ];
  }

  Future<void> _copy(String secret) async {
    final messenger = ScaffoldMessenger.of(context);
    final l10n = AppLocalizations.of(context);
    await Clipboard.setData(ClipboardData(text: secret));
    messenger.showSnackBar(
      SnackBar(content: Text(l10n.authenticatorAppCopied)),
    );
  }
}
