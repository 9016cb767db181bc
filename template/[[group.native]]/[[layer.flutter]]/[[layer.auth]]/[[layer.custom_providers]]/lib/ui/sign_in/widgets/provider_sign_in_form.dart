import 'package:amplify_authenticator/amplify_authenticator.dart';
import 'package:flutter/widgets.dart';

import 'provider_buttons.dart';

/// Amplify's form, with buttons for the providers that it has none for.
class ProviderSignInForm extends SignInForm {
  ProviderSignInForm({super.key});

  @override
  List<Widget> get actions => [...super.actions, const ProviderButtons()];
}
