"""Code of variable length, laid out as the projects' Prettier does it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .literals import ts

WIDTH = 100  # `printWidth` in .prettierrc.json
SHORT_KEY = 4  # columns of a property's name behind which a line break would gain nothing
TEXT = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""


def array(head: str, texts: Iterable[str], tail: str) -> str:
    """`head['a', 'b']tail` in one line of TypeScript where that fits, else with one item a line.

    `head` begins with its indentation.
    """
    return code_array(head, map(ts, texts), tail)


def member(head: str, value: str, tail: str = ",", margin: int = 0) -> str:
    """`head value tail`, of a property or a variable; a literal too long for the line stands on the next one.

    `head` begins with its indentation; `margin`: columns that are added in front of it later.
    """
    line = f"{head} {value}{tail}"
    name = head.strip()
    if columns(line) + margin <= WIDTH or (name.endswith(":") and columns(name[:-1]) <= SHORT_KEY):
        return line
    return f"{head}\n{_indent(head)}  {value}{tail}"


def code_array(head: str, items: Iterable[str], tail: str, margin: int = 0) -> str:
    """Like `array`, of expressions; one that is a call with an array, and too long itself, is broken likewise.

    `margin`: columns that are added in front of it later.
    """
    items = list(items)
    line = f"{head}[{', '.join(items)}]{tail}"
    if columns(line) + margin <= WIDTH:
        return line
    indent = _indent(head)
    return "\n".join([f"{head}[", *(_line(f"{indent}  {item},", margin) for item in items), f"{indent}]{tail}"])


def _line(line: str, margin: int) -> str:
    call = re.fullmatch(rf"(.*?\()\[((?:(?:{TEXT})(?:, )?)+)\](.*)", line)
    if columns(line) + margin <= WIDTH or not call:
        return line
    head, texts, tail = call.groups()
    return code_array(head, re.findall(TEXT, texts), tail, margin)


def _indent(head: str) -> str:
    return " " * (len(head) - len(head.lstrip()))


def columns(text: str) -> int:
    """The width of a text, as Prettier counts it."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
