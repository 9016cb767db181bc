"""What Copier calls in a project that it updated, see `_migrations` in copier.yml."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from updates.files import changes_of_renamed, keep_decisions, render
from updates.news import News, notes
from updates.report import report
from updates.repository import Repository, Sides
from updates.resolve import resolve


def main(answers_file: str) -> None:
    repository = Repository(Path.cwd())
    kept: list[str] = []
    renamed: dict[str, Sides] = {}
    if repository.is_changed(answers_file):
        with TemporaryDirectory() as folder:
            before = Path(folder, "project")
            render(repository.answers(answers_file), answers_file, before)
            kept = keep_decisions(repository, before)
            renamed = changes_of_renamed(repository, answers_file, before)
    settled, marked = resolve(repository, renamed)
    after = repository.answers_now(answers_file)
    news = News.between(repository.answers(answers_file), after)
    for line in report(settled, marked, kept, news, changes()):
        print(line, file=sys.stderr)


def changes() -> list[str]:
    """What CHANGELOG.md of the template says about the versions between the two."""
    file = Path(__file__).parents[1] / "CHANGELOG.md"
    before, after = (os.environ[f"VERSION_PEP440_{end}"] for end in ("FROM", "TO"))
    return notes(file.read_text(encoding="utf-8"), before, after) if file.exists() else []


if __name__ == "__main__":
    main(*sys.argv[1:])
