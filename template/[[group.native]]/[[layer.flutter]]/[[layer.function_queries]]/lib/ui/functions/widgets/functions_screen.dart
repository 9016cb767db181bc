import 'package:flutter/material.dart';

import '../../../data/repositories/function/function_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/page_body.dart';
import 'function_call.dart';

class FunctionsScreen extends StatelessWidget {
  const FunctionsScreen({super.key});

  @override
  Widget build(BuildContext context) {
    return PageBody(
      title: AppLocalizations.of(context).functionsTitle,
      children: [for (final function in functions) FunctionCall(function)],
    );
  }
}
