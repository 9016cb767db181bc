"""Files that an update brought, took or left behind although the owner had decided otherwise about them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copier import run_copy

from .repository import Repository, Sides


def keep_decisions(repository: Repository, before: Path) -> list[str]:
    """Remove what the owner had removed, and bring back what they had changed; returns the latter.

    Copier brings `_skip_if_exists` files back, and takes every file that the template no longer has. Which of them the
    owner decided about shows in `before`, which is the version that they had.
    """
    for name in repository.untracked():
        if (before / name).exists():
            repository.remove(name)
    changed = [
        name
        for name in repository.deleted()
        if not (before / name).exists() or (before / name).read_bytes() != repository.committed(name)
    ]
    for name in changed:
        repository.restore(name)
    return changed


def changes_of_renamed(repository: Repository, answers_file: str, before: Path) -> dict[str, Sides]:
    """What the template changed in files that have another name here, by that name.

    Copier takes such a file for a deleted one and another that the owner added. The new version is rendered over
    `before`, so that what belongs to the owner from the first day shows no change.
    """
    names = repository.renamed(before)
    if not names:
        return {}
    old = {name: (before / name).read_bytes() for name in names}
    answers = repository.answers_now(answers_file)
    render(answers, answers_file, before)
    return {
        mine: Sides(old[name], (repository.folder / mine).read_bytes(), (before / name).read_bytes())
        for name, mine in names.items()
        if (before / name).read_bytes() != old[name] and not (before / mine).exists()
    }


def render(answers: Mapping[str, Any], answers_file: str, folder: Path) -> None:
    """Render the version and the answers of an answers file, as Copier does before the owner changes anything."""
    run_copy(
        answers["_src_path"],
        folder,
        data=dict(answers),
        vcs_ref=answers["_commit"],
        answers_file=answers_file,
        defaults=True,
        overwrite=True,
        quiet=True,
        skip_tasks=True,
        unsafe=True,
    )
