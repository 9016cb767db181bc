import 'package:flutter/widgets.dart';
import 'package:provider/provider.dart';

import 'app.dart';
import 'config/backend.dart';
import 'config/dependencies.dart';

Future<void> main() async {
  WidgetsFlutterBinding.ensureInitialized();
  if (hasBackend) await configureBackend();
  final app = App(hasBackend: hasBackend);
  // An empty list is one that MultiProvider does not take.
  runApp(
    dependencies.isEmpty
        ? app
        : MultiProvider(providers: dependencies, child: app),
  );
}
