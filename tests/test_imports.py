"""Who imports whom in the package beside context.py."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from conftest import ROOT


def imports(package: Path) -> dict[str, set[str]]:
    """The modules of a package that each of them imports, also where that is for types alone."""
    modules = {name_of(path.relative_to(package)): path for path in package.rglob("*.py")}
    return {
        name: {found if found in modules else found.rpartition(".")[0] for found in imported(name, path)}
        for name, path in modules.items()
    }


def name_of(path: Path) -> str:
    return ".".join(part for part in path.with_suffix("").parts if part != "__init__")


def imported(name: str, path: Path) -> Iterator[str]:
    """What a module imports of its own package: modules, and names in modules."""
    parts = name.split(".") if name else []
    folder = parts if path.stem == "__init__" else parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            start = folder[: len(folder) - node.level + 1]
            for alias in node.names:
                yield ".".join([*start, *([node.module] if node.module else []), alias.name])


def order(package: Path) -> list[str]:
    """The modules, each after those that it imports."""
    return [*TopologicalSorter(imports(package)).static_order()]


def test_no_import_goes_in_a_circle() -> None:
    modules = order(ROOT / "extensions/amplify")
    assert len(modules) > 40
    assert modules[-1] == "", "the package itself comes last"
    assert "resolve" in order(ROOT / "extensions/updates")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("data.py", "from .stack import Stack"),
        ("data.py", "from . import stack"),
        ("data.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .stack import Stack"),
        ("rules/rule.py", "def check():\n    from ..stack import Stack"),
        ("rules/__init__.py", "from ..stack import Stack"),
        ("rules/__init__.py", "from .. import stack"),
    ],
)
def test_a_circle_is_noticed(tmp_path: Path, path: str, line: str) -> None:
    (tmp_path / "rules").mkdir()
    files = {
        "__init__.py": "from .stack import Stack",
        "stack.py": "from . import data\nfrom .rules import refusals",
        "data.py": "",
        "rules/__init__.py": "from .rule import Rule",
        "rules/rule.py": "from ..data import Data",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert order(tmp_path)[-1] == ""
    (tmp_path / path).write_text(f"{files[path]}\n{line}")
    with pytest.raises(CycleError):
        order(tmp_path)
