import 'package:flutter/material.dart';

/// The colors that the person prefers, light or dark.
ThemeData themeOf(Brightness brightness) {
  return ThemeData(
    colorScheme: ColorScheme.fromSeed(
      seedColor: const Color(0xFF1D4ED8),
      brightness: brightness,
    ),
  );
}
