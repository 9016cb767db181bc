import 'package:amplify_auth_cognito/amplify_auth_cognito.dart';
import 'package:amplify_flutter/amplify_flutter.dart';

import 'account_repository.dart';

class AmplifyAccountRepository implements AccountRepository {
  const AmplifyAccountRepository();

  @override
  Future<String> name() async {
    final attributes = await Amplify.Auth.fetchUserAttributes();
    final addresses = {
      for (final attribute in attributes)
        attribute.userAttributeKey: attribute.value,
    };
    return addresses[AuthUserAttributeKey.email] ??
        addresses[AuthUserAttributeKey.phoneNumber] ??
        (await Amplify.Auth.getCurrentUser()).username;
  }

  @override
  Future<void> signOut() async {
    final result = await Amplify.Auth.signOut();
    if (result case CognitoFailedSignOut(:final exception)) throw exception;
  }
}
