"""The life of a project: copied, updated, its answers changed, copied again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import commit_all, git
from conftest import PRESETS, copy_template, files_of
from copier import run_copy, run_recopy, run_update
from copier.errors import UserMessageError

REACT: dict[str, Any] = PRESETS["react"]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """The template as a repository whose one version is 1.0.0."""
    folder = tmp_path / "template"
    copy_template(folder)
    commit_all(folder, "First version", tag="1.0.0")
    return folder


def copy(template: Path, project: Path, **changes: object) -> Path:
    """A project of that version, committed as its owner would."""
    run_copy(str(template), project, data={**REACT, **changes}, defaults=True, unsafe=True, quiet=True)
    commit_all(project, "Start")
    return project


def update(project: Path, **changes: object) -> None:
    run_update(project, data=changes, defaults=True, unsafe=True, quiet=True, overwrite=True)


def contents(project: Path) -> dict[str, bytes]:
    """Every file but the answers file, whose `_commit` tells the version."""
    return {name: path.read_bytes() for name, path in files_of(project).items() if name != ".copier-answers.yml"}


def test_copying_tells_of_each_file_once_and_of_nothing_else(
    template: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    run_copy(str(template), project, data=REACT, defaults=True, unsafe=True)
    lines = re.sub(r"\x1b\[[\d;]*m", "", capfd.readouterr().err).splitlines()
    told = [Path(line.split()[1]).as_posix() for line in lines if line.startswith("    create  ")]
    assert sorted(told) == sorted(files_of(project))
    assert not [line for line in lines if "identical" in line]


def test_git_on_windows_hands_copier_the_lines_as_they_were_written(template: Path, tmp_path: Path) -> None:
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(template), "clone")
    files = [path for path in (tmp_path / "clone/template").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"\r\n" in path.read_bytes()]


def test_an_update_to_the_same_version_changes_nothing(template: Path, tmp_path: Path) -> None:
    project = copy(template, tmp_path / "project")
    update(project)
    assert git(project, "status", "--porcelain") == ""


def test_an_update_runs_the_code_of_each_version(template: Path, tmp_path: Path) -> None:
    project = copy(template, tmp_path / "project")
    module = template / "extensions/amplify/stack.py"
    code = module.read_text()
    module.write_text(code.replace('f"{DOCS}/', 'f"{DOCS}/v2/'))
    assert module.read_text() != code
    commit_all(template, "The package answers differently", tag="2.0.0")

    update(project)
    fresh = tmp_path / "fresh"
    run_copy(str(template), fresh, data=REACT, defaults=True, unsafe=True, quiet=True)
    assert "docs.amplify.aws/v2/react" in (project / "README.md").read_text()
    # Had the old version been rendered by the new code, its text would look like the owner's own edit.
    assert contents(project) == contents(fresh)


def test_an_update_keeps_what_the_owner_wrote_and_brings_what_the_template_fixed(
    template: Path, tmp_path: Path
) -> None:
    project = copy(template, tmp_path / "project")
    schema = project / "amplify/data/resource.ts"
    schema.write_text(schema.read_text().replace("isDone: a.boolean()", "dueOn: a.date(),\n      isDone: a.boolean()"))
    view = project / "src/components/TodoList.tsx"
    view.write_text(view.read_text().replace("What needs to be done?", "What shall we do?"))
    handler = project / "amplify/functions/say-hello/handler.ts"
    handler.write_text("export const handler = async () => 'mine'\n")
    (project / "src/components/Mine.tsx").write_text("export const Mine = () => null\n")
    commit_all(project, "Own work")

    for path, old, new in [
        ("[[layer.data]]/amplify/data/resource.ts.jinja", "const schema =", "/** Fixed. */\nconst schema ="),
        (
            "[[layer.react_views]]/[[layer.data]]/[[folder.components]]/TodoList.tsx.jinja",
            "Loading to-dos",
            "Fetching to-dos",
        ),
        ("[[layer.project]]/.nvmrc", "24", "26"),
    ]:
        file = template / "template" / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
    handlers = template / "template/[[layer.functions]]"
    next(handlers.rglob("handler.ts.jinja")).write_text("export const handler = async () => 'theirs'\n")
    commit_all(template, "Fixes", tag="1.1.0")

    update(project)
    assert "dueOn: a.date()" in schema.read_text()
    assert "Fixed." in schema.read_text()
    assert "What shall we do?" in view.read_text()
    assert "Fetching to-dos" in view.read_text()
    assert (project / ".nvmrc").read_text() == "26\n"
    assert "mine" in handler.read_text()
    assert (project / "src/components/Mine.tsx").exists()
    assert not [name for name, text in contents(project).items() if b"<<<<<<<" in text]


def test_an_answer_changed_through_update_adds_and_removes_files(template: Path, tmp_path: Path) -> None:
    project = copy(template, tmp_path / "project", features=["data", "functions"])
    update(project, features=["data", "storage"], storage_paths=["shared/*"])
    fresh = tmp_path / "fresh"
    run_copy(
        str(template),
        fresh,
        data={**REACT, "features": ["data", "storage"], "storage_paths": ["shared/*"]},
        defaults=True,
        unsafe=True,
        quiet=True,
    )
    assert (project / "amplify/storage/resource.ts").exists()
    assert not (project / "amplify/functions").exists()
    assert contents(project) == contents(fresh)


def test_a_release_leads_existing_projects_to_what_a_new_one_gets(template: Path, tmp_path: Path) -> None:
    project = copy(template, tmp_path / "project")
    (template / "template/[[layer.project]]/NEW.md").write_text("New\n")
    (template / "template/[[layer.react]]/.oxlintrc.json").unlink()
    commit_all(template, "Adds and removes a file", tag="1.1.0")
    update(project)
    fresh = tmp_path / "fresh"
    run_copy(str(template), fresh, data=REACT, defaults=True, unsafe=True, quiet=True)
    assert contents(project) == contents(fresh)
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text())
    assert answers["_commit"] == "1.1.0"


def test_recopy_writes_the_project_anew_from_its_answers(template: Path, tmp_path: Path) -> None:
    project = copy(template, tmp_path / "project")
    before = contents(project)
    (project / "amplify/backend.ts").unlink()
    shutil.rmtree(project / "src")
    (project / "notes.txt").write_bytes(b"mine\n")
    run_recopy(project, defaults=True, unsafe=True, quiet=True, overwrite=True)
    after = contents(project)
    assert after.pop("notes.txt") == b"mine\n"
    assert after == before


def test_a_bad_answer_through_update_is_refused_and_changes_nothing(template: Path, tmp_path: Path) -> None:
    project = copy(template, tmp_path / "project")
    with pytest.raises(UserMessageError, match="data_authorization: answer with publicApiKey"):
        update(project, login_methods=["none"], data_authorization="owner")
    assert git(project, "status", "--porcelain") == ""
