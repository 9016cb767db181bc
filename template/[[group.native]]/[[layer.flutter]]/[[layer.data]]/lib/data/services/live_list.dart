import 'dart:async';

/// What happened to one item: its new state, or none once it was deleted.
typedef Change<T> = ({String id, T? item});

/// Subscribes to changes, and calls `onEstablished` when none is missed any
/// more.
typedef Watch<T> = Stream<Change<T>> Function(void Function() onEstablished);

/// A list that follows a backend: `read` gives what is there, `watches` tell
/// what changes.
///
/// It is read at once, and again when every subscription is established, for
/// the first time or after one of `reconnections`: what changed until then
/// comes with no event.
Stream<List<T>> liveList<T>({
  required Future<Map<String, T>> Function() read,
  required List<Watch<T>> watches,
  required Stream<void> reconnections,
}) {
  final items = <String, T>{};
  var isRead = false;
  var readings = 0;
  // What happened while the list was read, which may be missing there.
  List<Change<T>>? meanwhile;
  var isEstablished = false;
  var subscriptions = <StreamSubscription<Change<T>>>[];
  late final StreamSubscription<void> reconnecting;
  late final StreamController<List<T>> controller;

  void apply(Change<T> change) {
    final (:id, :item) = change;
    if (item == null) {
      items.remove(id);
    } else {
      items[id] = item;
    }
  }

  void show() => controller.add(items.values.toList());

  Future<void> load() async {
    final reading = ++readings;
    final changes = meanwhile = [];
    try {
      final all = await read();
      if (reading != readings) return;
      items.clear();
      items.addAll(all);
      changes.forEach(apply);
      isRead = true;
      show();
    } on Exception catch (error, stackTrace) {
      if (reading == readings) controller.addError(error, stackTrace);
    } finally {
      if (reading == readings) meanwhile = null;
    }
  }

  void onChange(Change<T> change) {
    meanwhile?.add(change);
    apply(change);
    if (isRead) show();
  }

  void follow() {
    final before = subscriptions;
    var established = 0;
    void onEstablished() {
      established++;
      if (established < watches.length) return;
      isEstablished = true;
      unawaited(load());
    }

    isEstablished = false;
    subscriptions = [
      for (final watch in watches)
        watch(onEstablished).listen(onChange, onError: controller.addError),
    ];
    for (final subscription in before) {
      unawaited(subscription.cancel());
    }
  }

  controller = StreamController(
    onListen: () {
      follow();
      unawaited(load());
      reconnecting = reconnections.listen((_) {
        if (isEstablished) follow();
      });
    },
    onCancel: () async {
      readings++; // an answer that is still to come is for nobody
      await reconnecting.cancel();
      for (final subscription in subscriptions) {
        await subscription.cancel();
      }
    },
  );
  return controller.stream;
}
