import 'package:flutter/material.dart';
import 'package:provider/provider.dart';

import '../../../data/repositories/function/function_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/page_body.dart';
import 'function_call.dart';

class FunctionsScreen extends StatelessWidget {
  const FunctionsScreen({super.key});

  @override
  Widget build(BuildContext context) {
    final functions = context.watch<FunctionRepository>().functions;

    return PageBody(
      title: AppLocalizations.of(context).functionsTitle,
      children: [
        for (final entry in functions.entries)
          FunctionCall(name: entry.key, function: entry.value),
      ],
    );
  }
}
