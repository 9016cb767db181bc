"""JSON as people keep it, with comments and an order of their own: read with places, changed where it has to be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str, ...]


class UnreadableError(ValueError):
    """It is no JSON, or a key stands in an object twice."""


@dataclass(frozen=True)
class Document:
    """A text, and the nodes that YAML, of which JSON is a part, finds in it."""

    text: str
    masked: str  # without comments, so that each comma in it separates
    root: yaml.Node
    is_strict: bool = True  # else the last of those with the same key counts, as it does for `JSON.parse`

    @classmethod
    def read(cls, text: str, is_strict: bool = True) -> Document:
        masked = _TOKENS.sub(_mask, text)
        try:
            root = yaml.compose(masked, Loader=yaml.SafeLoader)
            if not isinstance(root, yaml.Node):
                raise UnreadableError("it is empty")
            document = cls(text, masked, root, is_strict)
            document.value(root)
        except yaml.MarkedYAMLError as error:
            place = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
            raise UnreadableError(f"it is no JSON{place}") from error
        except (yaml.YAMLError, json.JSONDecodeError) as error:
            raise UnreadableError("it is no JSON") from error
        return document

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            members = [(self.value(key), self.value(value)) for key, value in node.value]
            if self.is_strict and len(members) != len(dict(members)):
                raise UnreadableError("a key stands in an object twice")
            return dict(members)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return json.loads(self.text[_start(node) : _end(node)])

    def at(self, path: Path) -> yaml.Node:
        node = self.root
        for name in path:
            node = next(value for key, value in node.value if self.value(key) == name)
        return node

    def twins(self, path: Path = ()) -> tuple[Path, list[int]] | None:
        """Of the first key that stands in its object more than once, the path and the indexes there."""
        node = self.at(path)
        keys = [self.value(key) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        for key in dict.fromkeys(keys):
            if keys.count(key) > 1:
                return (*path, key), [index for index, other in enumerate(keys) if other == key]
        return next(filter(None, (self.twins((*path, key)) for key in keys)), None)

    def indentation(self, position: int) -> str:
        """The whitespace that the line of this position begins with."""
        line = self.text[self.text.rfind("\n", 0, position) + 1 :]
        return line[: len(line) - len(line.lstrip(" \t"))]

    @property
    def unit(self) -> str:
        """One step of indentation."""
        members = _spans(self.root)
        return (members and self.indentation(members[0][0])) or "  "

    def written(self, node: yaml.Node) -> list[str]:
        """The lines of a value, without the indentation that the first one has here."""
        first, *others = self.text[_start(node) : _end(node)].splitlines()
        outer = len(self.indentation(_start(node)))
        return [first, *(line[outer:] for line in others)]

    def replaced(self, path: Path, lines: list[str]) -> Document:
        """With another value."""
        node = self.at(path)
        value = self._indented(lines, self.indentation(_start(node)))
        return self._with(_start(node), _end(node), value)

    def inserted(self, path: Path, after: int, key: str | None, lines: list[str]) -> Document:
        """With a member of an object, or an item of a list when it has no key, after the one of this index or first."""
        node = self.at(path)
        spans = _spans(node)
        opening = _start(node) + 1
        outer = self.indentation(_start(node))
        wraps = "\n" in self.text[opening : spans[0][0]] if spans else key is not None
        inner = self.indentation(spans[0][0]) if spans and wraps else outer + self.unit
        name = "" if key is None else f"{json.dumps(key, ensure_ascii=False)}: "
        member = name + self._indented(lines, inner if wraps else outer)
        before = f"\n{inner}" if wraps else ""
        if not spans:
            return self._with(opening, _end(node) - 1, f"{before}{member}\n{outer}" if wraps else member)
        if after < 0:
            first = opening if wraps else spans[0][0]
            return self._with(first, first, f"{before}{member}," if wraps else f"{member}, ")
        end = spans[after][1]
        comma = re.compile(r"\s*,").match(self.masked, end)
        if not wraps:
            return self._with(end, end, f", {member}")
        behind = self._end_of_line(comma.end() if comma else end)
        if comma:
            return self._with(behind, behind, f"{before}{member},")
        return self._with(end, behind, f",{self.text[end:behind]}{before}{member}")

    def removed(self, path: Path, index: int) -> Document:
        """Without a member of an object or an item of a list."""
        spans = _spans(self.at(path))
        start, end = spans[index]
        if comma := re.compile(r"\s*,[ \t]*").match(self.masked, end):
            end = comma.end()
        elif index:
            before = self.masked.index(",", spans[index - 1][1])
            if not self.text[before + 1 : start].strip():
                return self._with(before, self._end_of_line(end), "")
            return self._cut(start, end)._with(before, before + 1, "")  # a comment stands between
        return self._cut(start, end)

    def _cut(self, start: int, end: int) -> Document:
        """Without this part, and without its line when nothing else stands there."""
        line = self.text.rfind("\n", 0, start) + 1
        behind = self._end_of_line(end)
        if not self.text[line:start].strip() and (behind == len(self.text) or self.text[behind] == "\n"):
            start, end = line, behind + 1
        return self._with(start, end, "")

    def _end_of_line(self, position: int) -> int:
        """Where the line ends, when nothing but a comment follows on it; else the position itself."""
        end = self.text.find("\n", position)
        end = len(self.text) if end < 0 else end
        return position if self.masked[position:end].strip() else end

    def _indented(self, lines: list[str], indentation: str) -> str:
        """Lines that the template indents by two spaces, indented as everything here."""
        first, *others = lines
        return "\n".join([first, *(indentation + _INDENTATION.sub(self._steps, line) for line in others)])

    def _steps(self, spaces: re.Match[str]) -> str:
        return self.unit * (len(spaces[0]) // 2)

    def _with(self, start: int, end: int, text: str) -> Document:
        return Document.read(self.text[:start] + text + self.text[end:], self.is_strict)


# A string, which may contain what looks like a comment; a comment; a tab, which YAML refuses before a token.
_TOKENS = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/|\t', re.DOTALL)
_INDENTATION = re.compile(r"^ *")


def _mask(token: re.Match[str]) -> str:
    return token[0] if token[0].startswith('"') else re.sub(r"[^\n]", " ", token[0])


def _start(node: yaml.Node) -> int:
    return int(node.start_mark.index)


def _end(node: yaml.Node) -> int:
    return int(node.end_mark.index)


def _spans(node: yaml.Node) -> list[tuple[int, int]]:
    """Where the members of an object or the items of a list stand."""
    if isinstance(node, yaml.MappingNode):
        return [(_start(key), _end(value)) for key, value in node.value]
    return [(_start(item), _end(item)) for item in node.value] if isinstance(node, yaml.SequenceNode) else []
