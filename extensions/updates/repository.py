"""The owner's repository, right after Copier wrote into it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

BASE, OURS, THEIRS = "1", "2", "3"  # stages of Git's index


@dataclass(frozen=True)
class Sides:
    """A file in conflict: as the template rendered it once, as the owner has it, as the template renders it now.

    An empty text where there was no such file.
    """

    base: bytes
    ours: bytes
    theirs: bytes


@dataclass(frozen=True)
class Repository:
    """A project, which may be a folder of its repository; paths are relative to the project."""

    folder: Path

    def git(self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        command = ["git", "-c", f"core.hooksPath={os.devnull}", *arguments]
        return subprocess.run(command, cwd=self.folder, env=env, input=stdin, stdout=subprocess.PIPE, check=True).stdout

    def names(self, *arguments: str) -> list[str]:
        """The paths that a command of Git prints with `-z`."""
        return [name.decode() for name in self.git(*arguments).split(b"\0") if name]

    def conflicts(self) -> dict[str, Sides]:
        """What Copier could not merge by lines."""
        stages: dict[str, dict[str, str]] = {}
        for line in self.names("ls-files", "--unmerged", "-z"):
            entry, name = line.split("\t", 1)
            _mode, blob, stage = entry.split()
            stages.setdefault(name, {})[stage] = blob
        return {
            name: Sides(*(self.git("cat-file", "blob", blobs[side]) if side in blobs else b"" for side in _SIDES))
            for name, blobs in stages.items()
        } | {name: self._rejected(name) for name in self._with_rejects()}

    def answers(self, answers_file: str) -> dict[str, Any]:
        """The answers before the update."""
        answers: dict[str, Any] = yaml.safe_load(self.committed(answers_file))
        return answers

    def answers_now(self, answers_file: str) -> dict[str, Any]:
        """The answers after it."""
        answers: dict[str, Any] = yaml.safe_load((self.folder / answers_file).read_bytes())
        return answers

    def committed(self, name: str) -> bytes:
        """A file before the update."""
        return self.git("show", f"HEAD:./{name}")

    def is_changed(self, answers_file: str) -> bool:
        """Whether the update changed anything but the answers."""
        return bool(self.git("status", "--porcelain", "--untracked-files", "--", ".", f":(exclude){answers_file}"))

    def untracked(self) -> list[str]:
        """Files that came; the repository was clean."""
        return self.names("ls-files", "--others", "--exclude-standard", "-z")

    def deleted(self) -> list[str]:
        return self.names("diff", "--name-only", "--relative", "--diff-filter=D", "-z", "HEAD")

    def changed(self, *patterns: str) -> list[str]:
        return self.names("diff", "--name-only", "--relative", "--diff-filter=M", "-z", "HEAD", "--", *patterns)

    def renamed(self, before: Path) -> dict[str, str]:
        """What the owner calls files of this folder otherwise, by their names there; Git finds them by what is in them."""
        with TemporaryDirectory() as folder:
            index = {**os.environ, "GIT_INDEX_FILE": str(Path(folder, "index"))}
            work_tree = (f"--work-tree={before}", "-C", str(before))
            repository = f"--git-dir={self.git('rev-parse', '--absolute-git-dir').decode().strip()}"
            self.git(repository, *work_tree, "add", "--all", "--force", env=index)
            tree = self.git(repository, "write-tree", env=index).decode().strip()
        found = self.names("diff-tree", "-r", "-M", "--diff-filter=R", "--name-status", "-z", tree, "HEAD:./")
        return dict(zip(found[1::3], found[2::3], strict=True))

    def remove(self, name: str) -> None:
        """Remove a file, and folders that nothing else is in."""
        path = self.folder / name
        path.unlink()
        for parent in path.relative_to(self.folder).parents:
            if any((self.folder / parent).iterdir()):
                break
            (self.folder / parent).rmdir()

    def restore(self, name: str) -> None:
        self.git("checkout", "--quiet", "HEAD", "--", name)
        self._rejects(name).unlink(missing_ok=True)

    def settle(self, name: str, content: bytes) -> None:
        """Write what a file in conflict becomes, as a change like any other."""
        (self.folder / name).write_bytes(content)
        self.git("reset", "--quiet", "--", name)
        self._rejects(name).unlink(missing_ok=True)

    def mark(self, name: str, sides: Sides, content: bytes) -> None:
        """Write a file with markers, and put its sides into the index, where tools look for what is unresolved."""
        (self.folder / name).write_bytes(content)
        mode, *_ = self.git("ls-files", "--stage", "--", name).decode().split()
        path = self.git("rev-parse", "--show-prefix").decode().rstrip("\n") + name
        entries = [f"0 {'0' * 40}\t{path}"]  # without what is there now
        for side, text in zip(_SIDES, (sides.base, sides.ours, sides.theirs), strict=True):
            blob = self.git("hash-object", "-w", "--stdin", stdin=text).decode().strip()
            entries.append(f"{mode} {blob} {side}\t{path}")
        self.git("update-index", "--index-info", stdin="\n".join(entries).encode())

    def _with_rejects(self) -> list[str]:
        """Files beside which `--conflict rej` put what it left out."""
        changed = self.names("diff", "--name-only", "--relative", "-z", "HEAD")
        return [name for name in changed if self._rejects(name).exists()]

    def _rejects(self, name: str) -> Path:
        return self.folder / f"{name}.rej"

    def _rejected(self, name: str) -> Sides:
        """The owner's file; the same without the changes that were left out; what Copier made with all others."""
        ours = self.committed(name)
        _title, rejects = self._rejects(name).read_bytes().split(b"\n", 1)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "file"
            file.write_bytes(ours)
            subprocess.run(
                ["git", "apply", "--reverse"],
                cwd=folder,
                input=b"--- a/file\n+++ b/file\n" + rejects,
                env={**os.environ, "GIT_CEILING_DIRECTORIES": str(Path(folder).parent)},
                check=True,
            )
            base = file.read_bytes()
        return Sides(base, ours, (self.folder / name).read_bytes())


_SIDES = (BASE, OURS, THEIRS)
