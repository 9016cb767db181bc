"""Presets as reviewed snapshots: what is in tests/snapshots/<preset>.txt is what a reviewer sees change.

A snapshot lists every path of the project; below, under a line `=== <path>` each, stand the files that are not plain
copies of the file of that path in template/. After an intended change: `UPDATE_SNAPSHOTS=1 pytest tests/test_presets.py`,
then read the difference before committing.
"""

from __future__ import annotations

import difflib
import os
import re
from functools import cache
from pathlib import Path

import pytest
from conftest import PRESETS, ROOT, Render, files_of

SNAPSHOTS = ROOT / "tests" / "snapshots"
ANSWERS = ".copier-answers.yml"  # names where the template lies
UNENDED = "\\ No newline at end of file\n"  # as Git says it
SHOWN = 100  # lines of a difference


@cache
def plain_files() -> dict[bytes, set[str]]:
    """What template files without a .jinja suffix hold, and what follows the last expression in the path of each."""
    ends: dict[bytes, set[str]] = {}
    for path in (ROOT / "template").rglob("*"):
        if path.is_file() and path.suffix != ".jinja":
            ends.setdefault(path.read_bytes(), set()).add(re.sub(r".*\[[\[%].*?[\]%]\]", "", path.as_posix()))
    return ends


def is_plain(name: str, content: bytes) -> bool:
    """Whether the template has that file, word for word: the snapshot needs no second copy."""
    return f"/{name}".endswith(tuple(plain_files().get(content, ())))


def snapshot(project: Path) -> str:
    files = {name: path.read_bytes() for name, path in files_of(project).items()}
    shown = {name: content.decode() for name, content in files.items() if not is_plain(name, content)}
    shown.pop(ANSWERS)
    return "".join(f"{name}\n" for name in files) + "".join(
        f"\n=== {name}\n{text}" + ("" if text.endswith("\n") else f"\n{UNENDED}") for name, text in shown.items()
    )


def sections(text: str) -> dict[str, list[str]]:
    """Lines of a snapshot, by file; those of the list of paths are under `paths`."""
    paths, *rest = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)
    texts = {"paths": paths, **dict(zip(rest[::2], rest[1::2], strict=True))}
    return {name: text.splitlines(keepends=True) for name, text in texts.items()}


def differences(reviewed: str, rendered: str) -> list[str]:
    """A unified difference of the list of paths, and of each file that changed; empty when nothing did."""
    before, after = sections(reviewed), sections(rendered)
    return [
        line
        for name in ["paths", *sorted({*before, *after} - {"paths"})]
        for line in difflib.unified_diff(
            before.get(name, []), after.get(name, []), f"reviewed/{name}", f"rendered/{name}"
        )
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_renders_what_was_reviewed(render: Render, preset: str) -> None:
    rendered = snapshot(render(PRESETS[preset]))
    file = SNAPSHOTS / f"{preset}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_bytes(rendered.encode())
    reviewed = file.read_bytes().decode() if file.exists() else ""
    if rendered != reviewed:
        pytest.fail("".join(differences(reviewed, rendered)[:SHOWN]), pytrace=False)


def test_a_snapshot_shows_whatever_changes_in_a_project(render: Render) -> None:
    project = render(PRESETS["backend"])
    reviewed = snapshot(project)
    assert differences(reviewed, snapshot(project)) == []
    plain, branching = project / "amplify/tsconfig.json", project / "amplify/backend.ts"
    assert "=== amplify/tsconfig.json\n" not in reviewed

    branching.write_text(branching.read_text().replace("import", "export", 1))
    plain.write_text(plain.read_text().rstrip())
    (project / "amplify/package.json").rename(project / "scripts/package.json")  # no file of template/ belongs there
    shown = differences(reviewed, snapshot(project))
    assert [line for line in shown if line.startswith("+++")] == [
        f"+++ rendered/{name}\n"
        for name in ("paths", "amplify/backend.ts", "amplify/tsconfig.json", "scripts/package.json")
    ]
    assert {"-amplify/package.json\n", "+scripts/package.json\n", f"+{UNENDED}"} <= {*shown}
    assert [line[:7] for line in shown if line[1:7] in ("import", "export")][:2] == ["-import", "+export"]


def test_every_snapshot_belongs_to_a_preset() -> None:
    assert {path.name for path in SNAPSHOTS.iterdir()} == {f"{preset}.txt" for preset in PRESETS}
