/// Something that fails once when a test says so.
mixin Failing {
  /// Why the next call fails.
  Exception? failure;

  void failOnce() {
    final failure = this.failure;
    this.failure = null;
    if (failure != null) throw failure;
  }
}
