import 'package:flutter/material.dart';

import 'heading.dart';

/// What a screen shows, below its heading.
class PageBody extends StatelessWidget {
  const PageBody({required this.title, required this.children, super.key});

  final String title;
  final List<Widget> children;

  @override
  Widget build(BuildContext context) {
    return ListView(
      padding: const EdgeInsets.all(16),
      children: [
        Heading(title),
        for (final child in children)
          Padding(
            key: child.key,
            padding: const EdgeInsets.only(top: 12),
            child: child,
          ),
      ],
    );
  }
}
