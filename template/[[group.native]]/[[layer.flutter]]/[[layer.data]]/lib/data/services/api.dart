import 'dart:async';

import 'package:amplify_flutter/amplify_flutter.dart';

/// The data of an answer of the API, which reports errors instead of throwing
/// them.
T unwrap<T>(GraphQLResponse<T> response) {
  final data = response.data;
  if (data == null || response.hasErrors) {
    final messages = response.errors.map((error) => error.message);
    throw ApiOperationException(messages.join('\n'));
  }
  return data;
}

/// What is on all pages of a list.
Future<List<T>> readAll<T extends Model>(
  GraphQLRequest<PaginatedResult<T>> request,
) async {
  final items = <T>[];
  GraphQLRequest<PaginatedResult<T>>? next = request;
  while (next != null) {
    final page = unwrap(await Amplify.API.query(request: next).response);
    items.addAll(page.items.nonNulls);
    next = page.requestForNextResult;
  }
  return items;
}

/// Says when subscriptions are connected again after the connection was lost.
Stream<void> reconnections() {
  late final StreamController<void> controller;
  late final StreamSubscription<ApiHubEvent> listening;
  var isLost = false;

  void onEvent(ApiHubEvent event) {
    if (event is! SubscriptionHubEvent) return;
    if (event.status == SubscriptionStatus.connecting) isLost = true;
    if (event.status == SubscriptionStatus.connected && isLost) {
      isLost = false;
      controller.add(null);
    }
  }

  controller = StreamController(
    onListen: () => listening = Amplify.Hub.listen(HubChannel.Api, onEvent),
    onCancel: () => listening.cancel(),
  );
  return controller.stream;
}
