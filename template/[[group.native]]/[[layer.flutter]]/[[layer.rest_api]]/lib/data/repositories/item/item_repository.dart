/// Something that the REST API has.
class Item {
  const Item({required this.id, required this.name});

  factory Item.fromJson(Map<String, dynamic> json) =>
      Item(id: json['id'] as String, name: json['name'] as String);

  final String id;
  final String name;
}

abstract interface class ItemRepository {
  /// The items that the REST API has.
  Future<List<Item>> list();

  /// Sends an item to the REST API; what it answers has an id.
  Future<Item> create(String name);
}
