"""What the app can be written with: one row for each framework, or for each variant of one.

A row says what it brings; the files that gather loop over what it says. To add a framework, add a module with its row,
its layer in template/, its presets, tests and page of the documentation: docs/adding-a-framework.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import android, angular, astro, flutter, nextjs, nuxt, react, react_native, solid, sveltekit, swift, vue
from .framework import OXLINT, Framework

__all__ = ["DEFAULT", "FRAMEWORKS", "OXLINT", "VARIANTS", "Framework", "framework_of"]

# In the order in which they are offered.
FRAMEWORKS: Mapping[str, Framework] = {
    row.key: row
    for row in (
        *(react.ROW, nextjs.APP, nextjs.PAGES, vue.ROW, nuxt.ROW),
        *(angular.ROW, sveltekit.ROW, astro.ROW, solid.ROW),
        *(react_native.EXPO, react_native.BARE),
        *(flutter.ROW, swift.ROW, android.ROW),
    )
}

# What a browser app is written with unless somebody says otherwise: every official Amplify component exists for it.
DEFAULT = react.ROW

# The answers that one framework alone asks for, with its variants, the default first.
VARIANTS: Mapping[str, tuple[str, ...]] = {
    question: tuple(row.variant for row in FRAMEWORKS.values() if row.question == question)
    for question in dict.fromkeys(row.question for row in FRAMEWORKS.values() if row.question)
}


def framework_of(name: str | None, variants: Mapping[str, str]) -> Framework | None:
    """The row of a framework; the first of its variants when none of them, or an unknown one, was chosen."""
    rows = [row for row in FRAMEWORKS.values() if row.name == name]
    chosen = [row for row in rows if row.variant == variants.get(row.question, "")]
    return next(iter(chosen or rows), None)
