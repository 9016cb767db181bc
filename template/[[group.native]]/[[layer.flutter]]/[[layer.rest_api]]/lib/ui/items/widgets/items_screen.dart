import 'package:flutter/material.dart';
import 'package:provider/provider.dart';

import '../../../data/repositories/item/item_repository.dart';
import '../../../l10n/app_localizations.dart';
import '../../core/loading.dart';
import '../../core/page_body.dart';
import '../../core/problem.dart';
import '../view_models/items_view_model.dart';
import 'item_form.dart';

/// What the REST API answers.
class ItemsScreen extends StatelessWidget {
  const ItemsScreen({super.key});

  @override
  Widget build(BuildContext context) {
    return ChangeNotifierProvider(
      create: (context) => ItemsViewModel(context.read()),
      child: const _Items(),
    );
  }
}

class _Items extends StatelessWidget {
  const _Items();

  @override
  Widget build(BuildContext context) {
    final l10n = AppLocalizations.of(context);
    final viewModel = context.watch<ItemsViewModel>();
    final items = viewModel.items;
    final created = viewModel.created;

    return PageBody(
      title: l10n.itemsTitle,
      children: [
        ItemForm(onCreate: viewModel.create),
        if (created != null)
          Semantics(
            liveRegion: true,
            child: Text(l10n.itemsCreated(created.name, created.id)),
          ),
        if (viewModel.error != null)
          Problem(viewModel.error, onRetry: viewModel.load)
        else if (items == null)
          Loading(l10n.itemsLoading),
        if (items != null && items.isEmpty) Text(l10n.itemsEmpty),
        for (final item in items ?? const <Item>[])
          Text(item.name, key: ValueKey(item.id)),
      ],
    );
  }
}
