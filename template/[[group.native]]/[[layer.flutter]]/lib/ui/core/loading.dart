import 'package:flutter/material.dart';

/// Says that something is on its way.
class Loading extends StatelessWidget {
  const Loading(this.label, {super.key});

  final String label;

  @override
  Widget build(BuildContext context) {
    return Center(child: CircularProgressIndicator(semanticsLabel: label));
  }
}
