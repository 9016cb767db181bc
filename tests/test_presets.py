"""Presets as reviewed snapshots: the tree of each, and the text of every file that branches on an answer.

After an intended change: `UPDATE_SNAPSHOTS=1 pytest tests/test_presets.py`, then read the difference before committing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from conftest import PRESETS, ROOT, Render, files_of

SNAPSHOTS = ROOT / "tests" / "snapshots"
ANSWERS = ".copier-answers.yml"  # names where the template lies


def plain_files() -> set[bytes]:
    """What template files without a .jinja suffix hold: they need no snapshot, they are their own."""
    return {path.read_bytes() for path in (ROOT / "template").rglob("*") if path.is_file() and path.suffix != ".jinja"}


def branching_files(project: Path) -> dict[str, str]:
    plain = plain_files()
    files = files_of(project)
    return {
        name: path.read_text() for name, path in files.items() if name != ANSWERS and path.read_bytes() not in plain
    }


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_renders_what_was_reviewed(render: Render, preset: str) -> None:
    project = render(PRESETS[preset])
    rendered = {"TREE": "".join(f"{name}\n" for name in files_of(project)), **branching_files(project)}
    folder = SNAPSHOTS / preset
    if os.environ.get("UPDATE_SNAPSHOTS"):
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in rendered.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
    reviewed = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert rendered == reviewed


def test_every_snapshot_belongs_to_a_preset() -> None:
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(PRESETS)
