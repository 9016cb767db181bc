/// Those who know people already, such as the server of a company.
abstract interface class IdentityProviderRepository {
  /// Lets somebody sign in at the provider of this name, in a browser. Who
  /// closes it is back, and not signed in.
  Future<void> signIn(String name);
}
