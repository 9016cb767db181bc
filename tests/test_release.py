"""What `dev.py release` lets pass, in a small repository with one release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import commit_all, git

from release import Release

QUESTIONS = {
    "size": "size:\n  type: str\n  choices:\n    Small: small\n    Large: large\n",
    "color": "color:\n  type: str\n",
}
WORKFLOW = "template/[[layer.x]]/.github/workflows/check.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(tmp_path, "CHANGELOG.md", "# Changelog\n\n## 1.1.0\n\n- New.\n\n## 1.0.0\n\n- First.\n")
    write(tmp_path, "copier.yml", "_subdirectory: template\n---\n!include questions/*.yml\n")
    write(tmp_path, WORKFLOW, "on: push\n")
    for name, text in QUESTIONS.items():
        write(tmp_path, f"questions/{name}.yml", text)
    commit_all(tmp_path, "First", tag="1.0.0")
    return tmp_path


def write(repository: Path, name: str, text: str) -> None:
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    (repository / name).write_text(text)


def problems(repository: Path, version: str = "1.1.0", *, workflows: bool = False) -> list[str]:
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Change")
    return [*Release(repository, version).problems(may_change_workflows=workflows)]


def test_a_release_with_notes_and_all_its_answers_passes(repository: Path) -> None:
    write(repository, "questions/more.yml", "more:\n  type: bool\n")
    write(repository, "questions/size.yml", QUESTIONS["size"] + "    Huge: huge\n")
    assert problems(repository) == []
    assert Release(repository, "1.1.0").notes() == "- New."


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("v1.1.0", "PEP 440"),
        ("1.1", "CHANGELOG"),
        ("1.1.0rc1", "PEP 440"),
        ("", "PEP 440"),
        ("1.0.0", "after 1.0.0"),
        ("0.9.0", "after 1.0.0"),
        ("1.2.0", "'## 1.2.0'"),
    ],
)
def test_a_version_is_new_and_has_its_notes(repository: Path, version: str, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(repository, version))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda folder: (folder / "questions/color.yml").unlink(), "question color"),
        (lambda folder: write(folder, "questions/color.yml", "color:\n  type: int\n"), "type of color"),
        (
            lambda folder: write(folder, "questions/size.yml", QUESTIONS["size"].replace("    Large: large\n", "")),
            "Keep large among the values of size",
        ),
    ],
)
def test_an_answer_of_projects_stays_or_is_migrated(
    repository: Path, change: Callable[[Path], object], sentence: str
) -> None:
    change(repository)
    [problem] = problems(repository)
    assert sentence in problem
    migration = "_migrations:\n  - version: 1.1.0\n    command: migrate size color\n"
    write(repository, "copier.yml", f"{migration}---\n")
    assert problems(repository) == []


def test_workflows_of_projects_change_on_purpose_alone(repository: Path) -> None:
    write(repository, WORKFLOW, "on: pull_request\n")
    [problem] = problems(repository)
    assert WORKFLOW in problem
    assert problems(repository, workflows=True) == []


def test_what_is_not_committed_is_not_released(repository: Path) -> None:
    write(repository, "new.txt", "new")
    assert any("Commit" in problem for problem in Release(repository, "1.1.0").problems(may_change_workflows=False))
