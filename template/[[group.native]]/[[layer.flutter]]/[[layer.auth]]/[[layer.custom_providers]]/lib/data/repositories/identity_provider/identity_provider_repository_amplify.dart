import 'package:amplify_flutter/amplify_flutter.dart';

import 'identity_provider_repository.dart';

class AmplifyIdentityProviderRepository implements IdentityProviderRepository {
  const AmplifyIdentityProviderRepository();

  @override
  Future<void> signIn(String name) async {
    try {
      await Amplify.Auth.signInWithWebUI(provider: AuthProvider.custom(name));
    } on UserCancelledException {
      // The form is still there.
    }
  }
}
