"""Code of variable length, laid out as the projects' Prettier does it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

WIDTH = 100  # `printWidth` in .prettierrc.json


def array(head: str, texts: Iterable[str], tail: str) -> str:
    """`head['a', 'b']tail` in one line of TypeScript where that fits, else with one item a line.

    `head` begins with its indentation.
    """
    return code_array(head, [f"'{text}'" for text in texts], tail)


def code_array(head: str, items: Iterable[str], tail: str, margin: int = 0) -> str:
    """Like `array`, of expressions; one that is a call with an array, and too long itself, is broken likewise.

    `margin`: columns that are added in front of it later.
    """
    items = list(items)
    line = f"{head}[{', '.join(items)}]{tail}"
    if len(line) + margin <= WIDTH:
        return line
    indent = " " * (len(head) - len(head.lstrip()))
    return "\n".join([f"{head}[", *(_line(f"{indent}  {item},", margin) for item in items), f"{indent}]{tail}"])


def _line(line: str, margin: int) -> str:
    if len(line) + margin <= WIDTH or "([" not in line:
        return line
    head, _, rest = line.partition("[")
    texts, _, tail = rest.partition("]")
    return code_array(head, texts.split(", "), tail, margin)


def columns(text: str) -> int:
    """The width of a text, as Prettier counts it."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
