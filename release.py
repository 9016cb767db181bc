"""Checks what docs/maintaining.md says of a release, and tags it: python3 dev.py release 1.2.0"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

CHOSEN = "--workflows"


def main(arguments: list[str]) -> int:
    """Tag the last commit as this version, or say why not."""
    version, *options = arguments or [""]
    release = Release(Path.cwd(), version)
    problems = [*release.problems(may_change_workflows=CHOSEN in options)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    release.git("tag", "--annotate", "--message", release.notes(), version)
    print(f"Tagged. Publish it with: git push origin {version}")
    return 0


@dataclass(frozen=True)
class Release:
    repository: Path
    version: str

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=self.repository, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout

    def problems(self, *, may_change_workflows: bool) -> Iterator[str]:
        """One sentence for each that says what to do."""
        before = self.before()
        if not (wanted := final(self.version)):
            yield f"Name a version as PEP 440 writes it, such as 1.2.0, instead of {self.version!r}."
        elif before and wanted <= Version(before):
            yield f"Name a version after {before}, the last one."
        if self.git("status", "--porcelain"):
            yield "Commit everything first: a tag is of a commit."
        if not self.notes():
            yield f"Head the news in CHANGELOG.md with '## {self.version}', and say there what owners of projects notice."
        if before:
            yield from self.vanished(before)
            workflows = self.git("diff", "--name-only", before, "--", ":(glob)template/**/.github/workflows/**")
            if workflows and not may_change_workflows:
                yield (
                    f"Leave {', '.join(workflows.splitlines())} as it was: GITHUB_TOKEN may not push changed workflows, so "
                    f"projects could not update themselves. Where it has to be, add {CHOSEN}."
                )

    def before(self) -> str:
        """The last release; empty before the first."""
        tags = [tag for tag in self.git("tag", "--merged").split() if final(tag)]
        return max(tags, key=Version, default="")

    def notes(self) -> str:
        """What CHANGELOG.md says of this version."""
        text = (self.repository / "CHANGELOG.md").read_text(encoding="utf-8")
        parts = re.split(r"^## (\S+).*\n", text, flags=re.MULTILINE)
        return dict(zip(parts[1::2], parts[2::2], strict=True)).get(self.version, "").strip()

    def vanished(self, before: str) -> Iterator[str]:
        """Questions and values that projects have answered with, and that nobody migrates."""
        names = self.git("ls-tree", "-r", "--name-only", before, "--", "questions").splitlines()
        old = questions(self.git("show", f"{before}:{name}") for name in names)
        new = questions(path.read_text(encoding="utf-8") for path in (self.repository / "questions").rglob("*.yml"))
        migrations = str(settings(self.repository).get("_migrations", []))
        for name, row in old.items():
            if re.search(rf"\b{name}\b", migrations):
                continue
            if name not in new:
                yield f"Keep the question {name}, or migrate its answers in copier.yml: projects have it in their answers."
            elif row.get("type") != new[name].get("type"):
                yield f"Keep the type of {name}, or migrate its answers in copier.yml."
            elif gone := sorted(values(row) - values(new[name])):
                yield f"Keep {', '.join(gone)} among the values of {name}, or migrate them in copier.yml."


def final(version: str) -> Version | None:
    try:
        parsed = Version(version)
    except InvalidVersion:
        return None
    return parsed if str(parsed) == version and not parsed.is_prerelease else None


def questions(texts: Iterator[str]) -> dict[str, Mapping[str, Any]]:
    rows = [yaml.safe_load(text) for text in texts]
    return {name: row for each in rows for name, row in each.items() if not name.startswith("_")}


def values(row: Mapping[str, Any]) -> set[str]:
    """What a question may be answered with, where that is written out."""
    choices = row.get("choices")
    found = choices.values() if isinstance(choices, dict) else choices if isinstance(choices, list) else ()
    return {str(choice["value"] if isinstance(choice, dict) else choice) for choice in found}


def settings(repository: Path) -> Mapping[str, Any]:
    """copier.yml before its questions."""
    found: Mapping[str, Any] = yaml.safe_load(
        (repository / "copier.yml").read_text(encoding="utf-8").partition("---\n")[0]
    )
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
