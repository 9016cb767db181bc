"""What Copier calls in a project that it updated, see `_migrations` in copier.yml."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from updates.files import keep_decisions
from updates.news import News
from updates.report import report
from updates.repository import Repository
from updates.resolve import resolve


def main(answers_file: str) -> None:
    repository = Repository(Path.cwd())
    kept = keep_decisions(repository, answers_file)
    settled, marked = resolve(repository)
    after = yaml.safe_load((repository.folder / answers_file).read_bytes())
    news = News.between(repository.answers(answers_file), after)
    for line in report(settled, marked, kept, news):
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
