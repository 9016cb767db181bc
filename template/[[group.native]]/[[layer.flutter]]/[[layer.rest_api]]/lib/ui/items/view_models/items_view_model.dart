import 'dart:async';

import 'package:flutter/foundation.dart';

import '../../../data/repositories/item/item_repository.dart';

class ItemsViewModel extends ChangeNotifier {
  ItemsViewModel(this._repository) {
    unawaited(load());
  }

  final ItemRepository _repository;

  /// None until they are loaded.
  List<Item>? get items => _items;
  List<Item>? _items;

  /// Why they could not be loaded.
  Object? get error => _error;
  Object? _error;

  /// What the API answered to the last that was sent.
  Item? get created => _created;
  Item? _created;

  bool _isDisposed = false;

  Future<void> load() async {
    _error = null;
    _notify();
    try {
      _items = await _repository.list();
    } on Exception catch (error) {
      _error = error;
    }
    _notify();
  }

  Future<void> create(String name) async {
    _created = null;
    _notify();
    _created = await _repository.create(name);
    _notify();
  }

  void _notify() {
    if (!_isDisposed) notifyListeners();
  }

  @override
  void dispose() {
    _isDisposed = true;
    super.dispose();
  }
}
