"""The names that Dart files have from elsewhere: types, functions, members, named parameters, values of enumerations.

They are found word by word, because a compiler is not to be had where the template is tested. What is reached through a
type is `Icons.bolt`, a member of a value whose type no word says is `.length`, a named parameter `Text(style:)`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

# A comment, a string, a word, or one of the signs that have several characters, or any other.
TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n]*)|(?P<raw>r?)(?P<mark>'''|'|\")|(?P<word>[A-Za-z_]\w*)|\d[\w.]*"
    r"|\.\.\.\??|\?\.\.|\.\.|\?\.|=>|[!=<>]=|\?\?=?|&&|\|\||.",
    re.DOTALL,
)
KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        """
        abstract as assert async await base bool break case catch class const continue covariant default deferred do
        double dynamic else enum export extends extension external factory false final finally for Function get hide if
        implements import in int interface is late library mixin new null num of on operator override part required
        rethrow return sealed set show static super switch sync this throw true try typedef var void when while with yield
        """,
    )
)
DECLARES = frozenset(["bool", "const", "double", "dynamic", "final", "int", "late", "num", "required", "var", "void"])
AFTER_A_NAME = frozenset(["=", ";", ",", ")", "(", "{", "}", "=>", "in", "<", "]", "async", "catch"])
OPENS, CLOSES = "([{", ")]}"


def tokens(source: str) -> list[str]:
    """The words and signs of a source, with those in its strings' expressions; a string itself is one sign, `''`."""
    return [*_tokens(source, 0, len(source))]


def _tokens(source: str, at: int, end: int) -> Iterator[str]:
    while at < end:
        found = TOKEN.match(source, at)
        assert found
        at = found.end()
        if found["mark"]:
            yield "''"
            at = yield from _expressions(source, at, found["mark"], is_raw=bool(found["raw"]))
        elif not found["space"]:
            yield found[0]


def _expressions(source: str, at: int, mark: str, *, is_raw: bool) -> Generator[str, None, int]:
    """What stands in the expressions of a string; gives where the string ends."""
    while not source.startswith(mark, at):
        if is_raw or source[at] not in "\\$":
            at += 1
        elif source[at] == "\\":
            at += 2
        elif source[at + 1] == "{":
            close = _closing(source, at + 1)
            yield from _tokens(source, at + 2, close)
            at = close + 1
        else:
            word = re.compile(r"[A-Za-z_]\w*").match(source, at + 1)
            assert word
            yield word[0]
            at = word.end()
    return at + len(mark)


def _closing(source: str, at: int) -> int:
    depth = 0
    for index in range(at, len(source)):
        depth += {"{": 1, "}": -1}.get(source[index], 0)
        if not depth:
            return index
    raise ValueError("a brace is not closed")


@dataclass(frozen=True)
class Source:
    """A file, word by word."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Without directives, whose libraries are no names."""
        kept = re.sub(r"^(?:import|export) [^;]*;", "", self.text, flags=re.MULTILINE)
        return ["", *tokens(kept), ""]

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Where each bracket is closed, or opened. `<` is one when what it encloses can only be types."""
        pairs: dict[int, int] = {}
        open_ones: list[int] = []
        for at, word in enumerate(self.words):
            if word in OPENS and word:
                open_ones.append(at)
            elif word in CLOSES and word:
                pairs[at] = open_ones.pop()
                pairs[pairs[at]] = at
            elif word == "<" and (close := self._closing_of_types(at)):
                pairs[at], pairs[close] = close, at
        return pairs

    def _closing_of_types(self, at: int) -> int:
        depth = 0
        for index in range(at, len(self.words)):
            word = self.words[index]
            depth += {"<": 1, ">": -1}.get(word, 0)
            if not depth:
                return index
            if not re.fullmatch(r"\w+|[<>,?(){}.:]", word):
                return 0
        return 0

    @cached_property
    def declared(self) -> set[str]:
        """The types, functions, fields, parameters and variables of this file, and the prefixes of its imports."""
        prefixes = re.findall(r"^import '[^']*'\s+as (\w+)", self.text, flags=re.MULTILINE)
        return {*prefixes, *(self.words[at] for at in self._declarations)}

    @cached_property
    def members(self) -> set[str]:
        """Those that something else can have: what is declared in no function."""
        return {self.words[at] for at in self._declarations if self._is_member(at)}

    @cached_property
    def labels(self) -> set[tuple[str, str]]:
        """The parameters of this file's functions and constructors, each with the name of what has it."""
        found = set()
        for at in range(len(self.words) - 1):
            start = at + 1 if self.words[at + 1] == "(" else self.pairs.get(at + 1, at) + 1
            if not _is_name(self.words[at]) or self.words[start] != "(":
                continue
            for inside in range(start + 1, self.pairs[start]):
                of_class = self.words[inside - 2 : inside] in (["this", "."], ["super", "."])
                if (of_class or inside in self._declarations) and self._parenthesis(inside) == start:
                    found.add((self.words[at], self.words[inside]))
        return found

    @cached_property
    def _declarations(self) -> frozenset[int]:
        return frozenset(at for at, word in enumerate(self.words) if _is_name(word) and self._is_declared(at))

    def _is_declared(self, at: int) -> bool:
        before, after = self.words[at - 1], self.words[at + 1]
        if before in ("class", "enum", "mixin", "typedef", "get") or self.words[at - 2 : at] == ["super", "."]:
            return True
        if before == "." and self.words[at - 3] == "factory":
            return True
        if before == "const" and after == "(":
            return False  # a value, or a constructor, which has the name of its class
        if after == "<" and (at + 1 not in self.pairs or self.words[self.pairs[at + 1] + 1] != "("):
            return False  # a type with others in it
        typed = before in DECLARES or before == ">" or _is_type(before)
        nullable = before == "?" and (_is_type(self.words[at - 2]) or self.words[at - 2] in (">", ")"))
        # `Future<void> Function(String content) onAdd`
        function = before == ")" and self.words[self.pairs[at - 1] - 1] == "Function"
        if (typed or nullable or function) and after in AFTER_A_NAME:
            return True
        if self._is_of_enum(at):
            return True
        return self._is_parameter(at) or self._is_caught(at) or self._is_of_record(at) or self._is_taken_apart(at)

    def _is_member(self, at: int) -> bool:
        around = [start for start, end in self.pairs.items() if start < at < end and self.words[start] in OPENS]
        if not around:
            return True
        [first, *more] = sorted(around)
        start = max((index for index in range(first) if self.words[index] in (";", "}")), default=0)
        of_class = self.words[first] == "{" and bool({"class", "enum", "mixin"} & {*self.words[start:first]})
        fields = len(more) == 1 or (of_class and len(more) == 2)
        is_record = fields and self.words[max(around)] == "{" and self.words[max(around) - 1] == "("
        is_record = is_record and self.words[max(around) - 2] in ("=", "<", ",")
        return (of_class and not more) or is_record

    def _is_of_enum(self, at: int) -> bool:
        """One of the values that an enumeration begins with."""
        if self.words[at - 1] not in ("{", ",") or self.words[at + 1] not in (",", "}", ";"):
            return False
        start = max((index for index, end in self.pairs.items() if index < at < end), default=0)
        return self.words[start] == "{" and self.words[start - 2] == "enum"

    def _is_parameter(self, at: int) -> bool:
        """Of a function without types: `(context, _) =>`."""
        if self.words[at - 1] not in "(," or self.words[at + 1] not in ",)":
            return False
        close = next(index for index in range(at, len(self.words)) if self.words[index] == ")")
        inside = self.words[self.pairs[close] + 1 : close]
        return self.words[close + 1] in ("=>", "async", "{") and all(_is_name(each) or each == "," for each in inside)

    def _is_taken_apart(self, at: int) -> bool:
        """Of a record: `final (first, second) = pair`."""
        if self.words[at - 1] not in "(," or self.words[at + 1] not in ",)":
            return False
        start = max((index for index, end in self.pairs.items() if index < at < end), default=0)
        return self.words[start] == "(" and self.words[start - 1] == "final"

    def _is_caught(self, at: int) -> bool:
        return "catch" in (self.words[at - 2], self.words[at - 4] if at > 4 else "") and self.words[at + 1] in ",)"

    def _is_of_record(self, at: int) -> bool:
        """A part of a value that is taken apart, `(:id, :item)`, or put together, `(id: 1, item: todo)`."""
        if self.words[at - 1] == ":" and self.words[at - 2] in "(,":
            return True
        return self.words[at + 1] == ":" and self.words[at - 1] in "(," and self.callee(at) == -1

    def callee(self, at: int) -> int:
        """The last word of what is called in whose parentheses a word stands: none gives -1."""
        depth = 0
        for index in range(at - 1, 0, -1):
            word = self.words[index]
            depth += (word in CLOSES and word != "") - (word in OPENS and word != "")
            if depth < 0:
                if word != "(":
                    return -1
                before = index - 1
                if self.words[before] == ">" and before in self.pairs:
                    before = self.pairs[before] - 1
                return before if _is_name(self.words[before]) else -1
        return -1

    def _parenthesis(self, at: int) -> int:
        """The innermost around a word, whatever other brackets are."""
        return max(start for start, end in self.pairs.items() if start < at < end and self.words[start] == "(")

    def path(self, at: int, own: set[str]) -> str:
        """A word with the type through which it is reached: `Icons.bolt`; `.bolt` where no type of others is named."""
        word, before = self.words[at], self.words[at - 1]
        if before not in (".", "?.", "..", "?.."):
            return word
        previous = at - 2
        if self.words[previous] == ">" and previous in self.pairs:
            previous = self.pairs[previous] - 1
        root = self.path(previous, own) if before == "." and _is_name(self.words[previous]) else ""
        return f"{root}.{word}" if root[:1].isupper() and root.split(".")[0] not in own else f".{word}"

    def used(self, own: set[str], members: set[str], labels: set[tuple[str, str]]) -> Iterator[str]:
        """What this file has from elsewhere; `own` is what all files of the project declare, `members` a part of it."""
        for at, word in enumerate(self.words):
            if not _is_name(word):
                continue
            before, after = self.words[at - 1], self.words[at + 1]
            taken_apart = before == "final" and self.words[at - 2] == ":" and after in ",)}"
            if taken_apart and word not in members:
                yield f".{word}"  # of a value that is taken apart
            if at in self._declarations or (before == "." and self.words[at - 2] in ("this", "super")):
                continue
            if after == ":" and before in ("(", ",", "{"):
                if (callee := self.callee(at)) < 0:
                    continue
                path = self.path(callee, own)
                if (path.removeprefix("."), word) not in labels:
                    yield f"{path}({word}:)"
                continue
            path = self.path(at, own)
            if (word not in members) if path.startswith(".") else (path not in own):
                yield path


def symbols(files: Iterable[str], generated: Iterable[str] = ()) -> set[str]:
    """What these files have from elsewhere; what is generated is the project's, too, and uses nothing of interest."""
    sources = [Source(text) for text in files]
    everything = [*sources, *map(Source, generated)]
    own = {name for source in everything for name in source.declared}
    members = {name for source in everything for name in source.members}
    labels = {pair for source in everything for pair in source.labels}
    return {name for source in sources for name in source.used(own, members, labels)}


def _is_name(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z_]\w*", word)) and word not in KEYWORDS and not re.fullmatch("_+|[A-Z]", word)


def _is_type(word: str) -> bool:
    return bool(re.fullmatch("[A-Z]\\w*|_[A-Z]\\w*|bool|double|int|num", word))
