import 'package:flutter/material.dart';

import 'heading.dart';

/// What a screen shows below its heading, as wide as people can read.
class PageBody extends StatelessWidget {
  const PageBody({required this.title, required this.children, super.key});

  final String title;
  final List<Widget> children;

  @override
  Widget build(BuildContext context) {
    return ListView.separated(
      padding: const EdgeInsets.all(16),
      itemCount: children.length + 1,
      separatorBuilder: (_, _) => const SizedBox(height: 12),
      itemBuilder: (_, index) =>
          index == 0 ? Heading(title) : children[index - 1],
    );
  }
}
