/// What people do in the app, for an analysis of your own.
abstract interface class AnalyticsRepository {
  /// Records something under this name. Nobody waits for it: what cannot be
  /// recorded is lost, and the app goes on.
  Future<void> record(String name);
}
