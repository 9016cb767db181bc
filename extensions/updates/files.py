"""Files that an update brought or took although the owner had decided otherwise."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from copier import run_copy

from .repository import Repository


def keep_decisions(repository: Repository, answers_file: str) -> list[str]:
    """Remove what the owner had removed, and bring back what they had changed; returns the latter.

    Copier brings `_skip_if_exists` files back, and takes every file that the template no longer has. Which of them the
    owner decided about shows in the version that they had: it is rendered once more, where files came or went.
    """
    came, went = repository.untracked(), repository.deleted()
    if not came and not went:
        return []
    with TemporaryDirectory() as folder:
        before = Path(folder, "project")
        render_again(repository, answers_file, before)
        for name in came:
            if (before / name).exists():
                repository.remove(name)
        changed = [
            name
            for name in went
            if not (before / name).exists() or (before / name).read_bytes() != repository.committed(name)
        ]
    for name in changed:
        repository.restore(name)
    return changed


def render_again(repository: Repository, answers_file: str, folder: Path) -> None:
    """Render the version and the answers of the last commit, as Copier did before the owner changed anything."""
    answers = repository.answers(answers_file)
    run_copy(
        answers["_src_path"],
        folder,
        data=answers,
        vcs_ref=answers["_commit"],
        answers_file=answers_file,
        defaults=True,
        quiet=True,
        skip_tasks=True,
        unsafe=True,
    )
