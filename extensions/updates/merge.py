"""Three versions of a JSON text become one: the owner's, with what the template changed.

The owner's text is the one that is edited, so their order, indentation and comments stay.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from packaging.version import InvalidVersion, Version

from .jsonc import Document, Path, UnreadableError

MISSING: Final = object()


@dataclass(frozen=True)
class Difference:
    """A place where both sides changed something and the owner's value stays."""

    path: Path
    ours: Any
    theirs: Any
    is_newer: bool = False  # a version that the owner raised further than the template; nothing is left to decide
    reason: str = ""  # why nothing of the file could be merged

    def __str__(self) -> str:
        if self.reason:
            return f"nothing could be merged, because {self.reason}"
        ours, theirs = (
            "nothing" if value is MISSING else json.dumps(value, ensure_ascii=False)
            for value in (self.ours, self.theirs)
        )
        return f"{' > '.join(self.path) or 'the file'}: yours has {ours}, the template {theirs}"


@dataclass
class Merge:
    """`text`: the result. `differences`: where it has the owner's value instead of the template's."""

    text: str
    differences: list[Difference] = field(default_factory=list)


def merge_json(base: str, ours: str, theirs: str) -> Merge:
    """Merge a file that the template rendered as `base` once and as `theirs` now, and the owner has as `ours`.

    Raises `UnreadableError` when the owner's or the template's text is no JSON. An empty `base` is a file that both
    added.
    """
    if "\r\n" in ours and "\n" not in ours.replace("\r\n", ""):
        merged = merge_json(*(side.replace("\r\n", "\n") for side in (base, ours, theirs)))
        return Merge(merged.text.replace("\n", "\r\n"), merged.differences)
    mine, new = Document.read(ours), Document.read(theirs)
    try:
        old = Document.read(base)
        before = old.value(old.root)
    except UnreadableError:
        before = MISSING
    return _Merging(mine, new).merged(before)


def each_key_once(text: str, ours: str) -> Merge:
    """Leave each key once in a text where Git put that of the owner, whose text was `ours`, and the template's.

    Such as that of a package which both added, at different lines. The owner's value stays.
    """
    document, owners = Document.read(text, is_strict=False), Document.read(ours)
    before = owners.value(owners.root)
    differences = []
    while twins := document.twins():
        path, indexes = twins
        members = document.at(path[:-1]).value
        values = {index: document.value(members[index][1]) for index in indexes}
        mine = at(before, path)
        kept = next((index for index, value in values.items() if is_same(value, mine)), indexes[-1])
        for index, value in reversed(values.items()):
            if not is_same(value, values[kept]):
                differences.append(Difference(path, mine, value, is_newer=newer(MISSING, mine, value) is not None))
            if index != kept:
                document = document.removed(path[:-1], index)
    return Merge(document.text, differences)


class _Merging:
    def __init__(self, ours: Document, theirs: Document) -> None:
        self.ours = ours
        self.theirs = theirs
        self.differences: list[Difference] = []

    def merged(self, base: Any) -> Merge:
        self.member((), base, self.ours.value(self.ours.root), self.theirs.value(self.theirs.root))
        return Merge(self.ours.text, self.differences)

    def member(self, path: Path, base: Any, ours: Any, theirs: Any) -> None:
        """Bring what the template changed at this place to the owner's document."""
        if is_same(theirs, base) or is_same(theirs, ours):
            return
        if isinstance(ours, dict) and isinstance(theirs, dict):
            self.members(path, base if isinstance(base, dict) else {}, ours, theirs)
        elif is_same(ours, base):
            self.take(path, theirs)
        elif isinstance(ours, dict) and isinstance(base, dict) and theirs is MISSING:
            # Such as `dependencies` of which the template has none any more: what the owner added there stays.
            self.members(path, base, ours, {})
            if not self.ours.at(path).value:
                self.take(path, MISSING)
        elif isinstance(ours, list) and isinstance(theirs, list) and self.items(path, base, ours, theirs):
            return
        elif isinstance(version := newer(base, ours, theirs), str):
            if version != ours:
                self.ours = self.ours.replaced(path, [json.dumps(version)])
            else:
                self.differences.append(Difference(path, ours, theirs, is_newer=True))
        else:
            self.differences.append(Difference(path, ours, theirs))

    def members(self, path: Path, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        for key in dict.fromkeys([*theirs, *base]):
            values = (side.get(key, MISSING) for side in (base, ours, theirs))
            self.member((*path, key), *values)

    def take(self, path: Path, value: Any) -> None:
        """Do at this place what the template did; the owner changed nothing there."""
        if not path:
            self.ours = self.theirs
            return
        parent, key = path[:-1], path[-1]
        mine = list(self.ours.value(self.ours.at(parent)))
        if value is MISSING:
            self.ours = self.ours.removed(parent, mine.index(key))
        elif key in mine:
            self.ours = self.ours.replaced(path, self.theirs.written(self.theirs.at(path)))
        else:
            after = place(key, list(self.theirs.value(self.theirs.at(parent))), mine)
            self.ours = self.ours.inserted(parent, after, key, self.theirs.written(self.theirs.at(path)))

    def items(self, path: Path, base: Any, ours: list[Any], theirs: list[Any]) -> bool:
        """Add to a list what the template added, and remove what it removed; False when that is not all it did."""
        base = base if isinstance(base, list) else []
        gone = [item for item in base if item not in theirs]
        new = [item for item in theirs if item not in base and item not in ours]
        if any(has_twice(side) or has_boolean(side) for side in (base, ours, theirs)):
            return False
        if not in_order(base, theirs) or any(item not in ours and not isinstance(item, str) for item in gone):
            return False
        for item in gone:
            if item in ours:
                self.ours = self.ours.removed(path, ours.index(item))
                ours = [other for other in ours if other != item]
        for item in new:
            node = self.theirs.at(path).value[theirs.index(item)]
            after = place(item, theirs, ours)
            self.ours = self.ours.inserted(path, after, None, self.theirs.written(node))
            ours = [*ours[: after + 1], item, *ours[after + 1 :]]
        return True


def at(value: Any, path: Path) -> Any:
    """What stands at a place, if anything does."""
    for key in path:
        value = value.get(key, MISSING) if isinstance(value, dict) else MISSING
    return value


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON, where a yes is no 1."""
    if one is MISSING or other is MISSING:
        return one is other
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def place(item: Any, theirs: Sequence[Any], ours: Sequence[Any]) -> int:
    """The index after which something belongs: that of what precedes it in the template; -1 for the first."""
    before = theirs[: theirs.index(item)]
    return next((ours.index(other) for other in reversed(before) if other in ours), -1)


def has_twice(items: list[Any]) -> bool:
    return any(item in items[:index] for index, item in enumerate(items))


def has_boolean(items: list[Any]) -> bool:
    """Python takes a yes for a 1."""
    return any(isinstance(item, bool) for item in items)


def in_order(base: list[Any], theirs: list[Any]) -> bool:
    """The template put nothing of the list elsewhere."""
    return [item for item in base if item in theirs] == [item for item in theirs if item in base]


def newer(base: Any, ours: Any, theirs: Any) -> str | None:
    """The version to have of a package: the owner's where they raised it further, else the template's.

    None when these are no versions, or when the owner keeps an older one on purpose.
    """
    try:
        (mine, my_range), (new, its_range) = _version(ours), _version(theirs)
        if base is MISSING:
            return str(ours) if mine >= new else None
        old, old_range = _version(base)
    except (InvalidVersion, TypeError):
        return None
    if mine < old or new < old:
        return None
    if mine >= new:
        return str(ours)
    return (its_range if my_range == old_range else my_range) + str(theirs).removeprefix(its_range)


def _version(text: Any) -> tuple[Version, str]:
    """A version and what stands before it: `^`, `~`, `>=` or nothing."""
    bare = text.lstrip("^~>=") if isinstance(text, str) else ""
    return Version(bare), text[: len(text) - len(bare)]
