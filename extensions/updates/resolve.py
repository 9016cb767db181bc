"""Each kind of file is merged as what it is; code and prose keep Git's markers, which their tools show."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from .jsonc import UnreadableError
from .merge import MISSING, Difference, each_key_once, merge_json
from .repository import Repository, Sides

LOCK_FILES = {"package-lock.json", "npm-shrinkwrap.json"}
LISTS = {".gitignore", ".gitattributes", ".prettierignore", ".dockerignore"}
SETTINGS = {".yml", ".yaml", ".toml", ".xml", ".svg"}  # and files whose name is their suffix, such as .npmrc


def resolve(repository: Repository) -> tuple[dict[str, list[Difference]], list[str]]:
    """Merge what is in conflict, and JSON in which both sides' lines met without one.

    Returns by file what stays the owner's, and the files that keep markers.
    """
    settled: dict[str, list[Difference]] = {}
    marked: list[str] = []
    for name, sides in repository.conflicts().items():
        merged = merge(name, sides)
        if merged is None:
            marked.append(name)
        else:
            content, settled[name] = merged
            repository.settle(name, content)
    for name in repository.changed("*.json"):
        if name not in settled and PurePosixPath(name).name not in LOCK_FILES:
            now = (repository.folder / name).read_bytes().decode()
            with suppress(UnreadableError):  # so it was before
                once = each_key_once(now, repository.committed(name).decode())
                if once.text != now:
                    settled[name] = once.differences
                    repository.settle(name, once.text.encode())
    return settled, marked


def merge(name: str, sides: Sides) -> tuple[bytes, list[Difference]] | None:
    """What a file becomes, with what stays the owner's in it; None for one that its owner merges in an editor."""
    path = PurePosixPath(name)
    if path.name in LOCK_FILES:
        return sides.theirs, []  # npm writes into it what package.json has beyond
    if path.suffix == ".json":
        try:
            merged = merge_json(*(side.decode() for side in (sides.base, sides.ours, sides.theirs)))
        except UnreadableError as error:
            return sides.ours, [Difference((), MISSING, MISSING, reason=str(error))]
        return merged.text.encode(), merged.differences
    if path.name in LISTS:
        return merge_lines(sides, "--union"), []
    if path.suffix in SETTINGS or (path.name.startswith(".") and not path.suffix):
        return merge_lines(sides, "--ours"), [Difference((), "its own lines", "others at the same place")]
    return None


def merge_lines(sides: Sides, favour: str) -> bytes:
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / side for side in ("ours", "base", "theirs")]
        for path, content in zip(paths, (sides.ours, sides.base, sides.theirs), strict=True):
            path.write_bytes(content)
        command = ["git", "merge-file", "--stdout", favour, *map(str, paths)]
        return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
