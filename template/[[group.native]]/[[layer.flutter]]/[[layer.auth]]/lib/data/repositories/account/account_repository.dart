/// The account of the person who is signed in.
abstract interface class AccountRepository {
  /// The address that the person knows it by.
  Future<String> name();

  Future<void> signOut();
}
