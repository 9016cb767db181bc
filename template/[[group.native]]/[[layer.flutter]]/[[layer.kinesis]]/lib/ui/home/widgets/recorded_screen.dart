import 'dart:async';

import 'package:flutter/widgets.dart';
import 'package:provider/provider.dart';

import '../../../data/repositories/analytics/analytics_repository.dart';

/// Records that a screen was opened. A key of its own tells one from the next.
class RecordedScreen extends StatefulWidget {
  const RecordedScreen({required this.name, required this.child, super.key});

  final String name;
  final Widget child;

  @override
  State<RecordedScreen> createState() => _RecordedScreenState();
}

class _RecordedScreenState extends State<RecordedScreen> {
  @override
  void initState() {
    super.initState();
    final analytics = context.read<AnalyticsRepository>();
    unawaited(analytics.record('${widget.name} opened'));
  }

  @override
  Widget build(BuildContext context) => widget.child;
}
