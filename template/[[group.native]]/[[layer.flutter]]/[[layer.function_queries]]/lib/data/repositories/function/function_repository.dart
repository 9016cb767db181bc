/// A function of the backend, which answers a name.
typedef BackendFunction = Future<String?> Function(String name);

abstract interface class FunctionRepository {
  /// The functions that the data API offers as queries, by their names.
  Map<String, BackendFunction> get functions;
}
