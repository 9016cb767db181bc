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
LABELS = ("-L", "before updating", "-L", "last update", "-L", "after updating")  # Copier's
SETTINGS = {".yml", ".yaml", ".toml", ".xml", ".svg"}  # and files whose name is their suffix, such as .npmrc


def resolve(repository: Repository, renamed: dict[str, Sides]) -> tuple[dict[str, list[Difference]], list[str]]:
    """Merge what is in conflict, files that the owner renamed, and JSON in which both sides' lines met without a conflict.

    Returns by file what stays the owner's, and the files that have markers.
    """
    settled: dict[str, list[Difference]] = {}
    marked: list[str] = []
    for name, sides in (repository.conflicts() | renamed).items():
        if merged := merge(name, sides):
            content, settled[name] = merged
            repository.settle(name, content)
        else:
            marked.append(name)
            if name in renamed:
                repository.mark(name, sides, merge_lines(sides)[0])
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
    content, contradicts = merge_lines(sides)
    if not contradicts:
        return content, []
    if path.name in LISTS:
        return merge_lines(sides, "--union")[0], []
    if path.suffix in SETTINGS or (path.name.startswith(".") and not path.suffix):
        return merge_lines(sides, "--ours")[0], [Difference((), "its own lines", "others at the same place")]
    return None


def merge_lines(sides: Sides, *favour: str) -> tuple[bytes, bool]:
    """The lines of both, and whether there are markers where they contradict."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / side for side in ("ours", "base", "theirs")]
        for path, content in zip(paths, (sides.ours, sides.base, sides.theirs), strict=True):
            path.write_bytes(content)
        command = ["git", "merge-file", "--stdout", *favour, *LABELS, *map(str, paths)]
        merged = subprocess.run(command, stdout=subprocess.PIPE)
    if merged.returncode >= 128:  # below, it is the number of contradictions
        merged.check_returncode()
    return merged.stdout, merged.returncode > 0
