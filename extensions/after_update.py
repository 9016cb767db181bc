"""What Copier calls in a project that it updated, see `_migrations` in copier.yml."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import yaml
from updates.files import keep_decisions
from updates.news import News, notes
from updates.report import report
from updates.repository import Repository
from updates.resolve import resolve


def main(answers_file: str) -> None:
    repository = Repository(Path.cwd())
    kept = keep_decisions(repository, answers_file)
    settled, marked = resolve(repository)
    after = yaml.safe_load((repository.folder / answers_file).read_bytes())
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
