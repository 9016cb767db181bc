"""Parses rendered files with real parsers, by their extension."""

from __future__ import annotations

import ast
import json
import plistlib
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import tree_sitter_css
import tree_sitter_dart
import tree_sitter_html
import tree_sitter_typescript
import yaml
from tree_sitter import Language, Node, Parser


@cache
def _parser(language: Callable[[], object]) -> Parser:
    return Parser(Language(language()))


def _tree_sitter(language: Callable[[], object]) -> Callable[[str], object]:
    def parse(text: str) -> None:
        root = _parser(language).parse(text.encode()).root_node
        if root.has_error:
            line = _first_error(root).start_point.row
            raise ValueError(f"line {line + 1}: {text.splitlines()[line]}")

    return parse


def _first_error(node: Node) -> Node:
    for child in node.children:
        if child.has_error or child.is_missing:
            return _first_error(child)
    return node


def _vue(text: str) -> None:
    """A single-file component: HTML as a whole, with TypeScript and CSS in it."""
    PARSERS[".html"](text)
    for tag, suffix in (("script", ".ts"), ("style", ".css")):
        for block in re.findall(rf"^<{tag}\b[^>]*>(.*?)^</{tag}>", text, re.MULTILINE | re.DOTALL):
            PARSERS[suffix](block)


def _astro(text: str) -> None:
    """A component or a page: TypeScript between two lines, then what is JSX but for scripts, styles and the doctype."""
    _, head, template = text.split("---\n", 2) if text.startswith("---\n") else ("", "", text)
    PARSERS[".ts"](head)
    for tag, suffix in (("script", ".ts"), ("style", ".css")):
        element = re.compile(rf"<{tag}\b[^>]*>(.*?)</{tag}>", re.DOTALL)
        for block in element.findall(template):
            PARSERS[suffix](block)
        template = element.sub("", template)
    PARSERS[".tsx"](f"export default <>{template.replace('<!doctype html>', '')}</>")


def _svelte(text: str) -> None:
    """A component: TypeScript and CSS as in Vue's, and HTML once what stands in braces is gone, the outermost last."""
    markup = re.sub(r"^<(script|style)\b[^>]*>.*?^</\1>", "", text, flags=re.MULTILINE | re.DOTALL)
    while markup != (without := re.sub(r"\{[^{}]*\}", "x", markup)):
        markup = without
    _vue(re.sub(r"=x(?=[\s/>])", '="x"', markup))
    _vue("".join(match[0] + "\n" for match in re.finditer(r"^<(script|style)\b[^>]*>.*?^</\1>", text, re.M | re.S)))


def _json_with_comments(text: str) -> object:
    """What TypeScript reads as its configuration."""
    return json.loads(re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.MULTILINE))


def openstep(text: str) -> Any:
    """A property list as Xcode writes its projects: strings, lists in brackets, dictionaries in braces."""
    parts = re.findall(r'//[^\n]*|/\*.*?\*/|("(?:[^"\\]|\\.)*"|[\w./]+|\S)', text, re.DOTALL)
    tokens = [part for part in parts if part]  # all but comments

    def expect(mark: str) -> None:
        if (found := tokens.pop(0) if tokens else "the end") != mark:
            raise ValueError(f"{found} instead of {mark}")

    def value() -> Any:
        token = tokens.pop(0) if tokens else "the end"
        if token == "(":
            items = []
            while tokens[:1] != [")"]:
                items.append(value())
                expect(",")
            expect(")")
            return items
        if token == "{":
            entries: dict[str, Any] = {}
            while tokens[:1] != ["}"]:
                key = value()
                expect("=")
                if entries.setdefault(key, found := value()) is not found:
                    raise ValueError(f"{key} twice")
                expect(";")
            expect("}")
            return entries
        if not re.fullmatch(r'[\w./]+|".*"', token, re.DOTALL):
            raise ValueError(f"{token} is no value")
        return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith('"') else token

    whole = value()
    if tokens:
        raise ValueError(f"{tokens[0]} after the end")
    return whole


def _text(text: str) -> None:
    """Files without a grammar worth checking."""


PARSERS: dict[str, Callable[[str], object]] = {
    ".astro": _astro,
    ".cjs": _tree_sitter(tree_sitter_typescript.language_typescript),
    ".arb": json.loads,
    ".css": _tree_sitter(tree_sitter_css.language),
    ".dart": _tree_sitter(tree_sitter_dart.language),
    ".html": _tree_sitter(tree_sitter_html.language),
    ".kt": _text,  # the compiler reads it: test_android.py
    ".kts": _text,
    ".pbxproj": openstep,
    ".properties": _text,
    ".swift": _text,  # the compiler reads it: test_swift.py
    ".swift-format": json.loads,
    ".toml": tomllib.loads,
    ".js": _tree_sitter(tree_sitter_typescript.language_typescript),
    ".json": _json_with_comments,
    ".mjs": _tree_sitter(tree_sitter_typescript.language_typescript),
    ".py": ast.parse,
    ".xml": ElementTree.fromstring,
    ".svg": ElementTree.fromstring,
    ".ts": _tree_sitter(tree_sitter_typescript.language_typescript),
    ".tsx": _tree_sitter(tree_sitter_typescript.language_tsx),
    ".svelte": _svelte,
    ".txt": _text,
    ".vue": _vue,
    ".entitlements": lambda text: plistlib.loads(text.encode()),
    ".xcprivacy": lambda text: plistlib.loads(text.encode()),
    ".xcscheme": ElementTree.fromstring,
    ".xcstrings": json.loads,
    ".xcworkspacedata": ElementTree.fromstring,
    ".yaml": lambda text: [*yaml.safe_load_all(text)],
    ".yml": yaml.safe_load,
    ".md": _text,
    ".easignore": _text,
    ".editorconfig": _text,
    ".gitattributes": _text,
    ".gitignore": _text,
    ".npmrc": _text,
    ".nvmrc": _text,
    ".prettierignore": _text,
}


def parse(path: Path) -> None:
    """Raise `ValueError` or the parser's own error when the file is not what its extension says; `KeyError` for an
    extension nobody has thought about."""
    PARSERS[path.suffix or path.name](path.read_text(encoding="utf-8"))
