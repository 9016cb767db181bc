import 'package:flutter/material.dart';

import '../../../data/repositories/function/function_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/command.dart';
import '../../core/loading.dart';
import '../../core/problem.dart';

class FunctionCall extends StatefulWidget {
  const FunctionCall({required this.name, required this.function, super.key});

  final String name;
  final BackendFunction function;

  @override
  State<FunctionCall> createState() => _FunctionCallState();
}

class _FunctionCallState extends State<FunctionCall>
    with AutomaticKeepAliveClientMixin {
  final _name = TextEditingController();
  bool _isAnswered = false;
  String? _answer;
  late final _call = Command<String>((name) async {
    _isAnswered = false;
    _answer = await widget.function(name);
    _isAnswered = true;
  });

  /// What was typed and answered stays while it is scrolled out of sight.
  @override
  bool get wantKeepAlive => true;

  @override
  void dispose() {
    _name.dispose();
    _call.dispose();
    super.dispose();
  }

  @override
  Widget build(BuildContext context) {
    super.build(context);
    final l10n = AppLocalizations.of(context);

    return ListenableBuilder(
      listenable: _call,
      builder: (_, _) => Column(
        crossAxisAlignment: CrossAxisAlignment.start,
        spacing: 8,
        children: [
          TextField(
            controller: _name,
            decoration: InputDecoration(
              labelText: l10n.functionsName(widget.name),
            ),
            textInputAction: TextInputAction.done,
            onSubmitted: (_) => _ask(),
          ),
          FilledButton(
            onPressed: _call.isRunning ? null : _ask,
            child: Text(l10n.functionsCall(widget.name)),
          ),
          Problem(_call.error),
          if (_call.isRunning) Loading(l10n.functionsCalling(widget.name)),
          if (_isAnswered)
            Semantics(
              liveRegion: true,
              child: SelectableText(_answer ?? l10n.functionsNoAnswer),
            ),
        ],
      ),
    );
  }

  void _ask() => _call.run(_name.text.trim());
}
