"""The life of a project: copied, updated, its answers changed, copied again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import commit_all, git
from conftest import PRESETS, ROOT, files_of
from copier import run_recopy
from copier.errors import UserMessageError
from jinja2 import Environment, StrictUndefined
from projects import Copier
from pytest_copier.plugin import CopierFixture, CopierProject

REACT: dict[str, Any] = PRESETS["react"]
# Enough for what does not concern every file.
SMALL: dict[str, Any] = {**REACT, "features": ["data", "functions"], "local_backend": False}
FIRST, SECOND = "99.99.99", "100.0.0"  # the version that pytest-copier gives the template, and what a test releases


@pytest.fixture
def template(copier_template: Path) -> Iterator[Path]:
    """The template as a repository; what a test releases is taken back."""
    yield copier_template
    git(copier_template, "reset", "--quiet", "--hard", FIRST)
    git(copier_template, "tag", "--delete", *git(copier_template, "tag", "--list", SECOND).split())


@pytest.fixture(scope="module")
def committed(
    copier_template: Path, sessionpatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Two projects of the first version, `full` and `small`, committed as their owner would."""
    folder = tmp_path_factory.mktemp("committed")
    for name, answers in (("full", REACT), ("small", SMALL)):
        project = Copier(copier_template, {}, sessionpatch).copy(folder / name, **answers)
        commit_all(project.path, "Start")
    return folder


@pytest.fixture
def full(committed: Path, copier: CopierFixture, tmp_path: Path) -> CopierProject:
    return CopierProject(shutil.copytree(committed / "full", tmp_path / "project"), copier)


@pytest.fixture
def small(committed: Path, copier: CopierFixture, tmp_path: Path) -> CopierProject:
    return CopierProject(shutil.copytree(committed / "small", tmp_path / "project"), copier)


def contents(project: Path) -> dict[str, bytes]:
    """Every file but the answers file, whose `_commit` tells the version."""
    return {name: path.read_bytes() for name, path in files_of(project).items() if name != ".copier-answers.yml"}


def test_copying_tells_of_each_file_once_and_of_nothing_else(
    plain_copier: CopierFixture, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = plain_copier.copy(tmp_path / "project", **REACT).path
    lines = re.sub(r"\x1b\[[\d;]*m", "", capfd.readouterr().err).splitlines()
    told = [Path(line.split()[1]).as_posix() for line in lines if line.startswith("    create  ")]
    assert sorted(told) == sorted(files_of(project))
    assert not [line for line in lines if "identical" in line]


def test_git_on_windows_hands_copier_the_lines_as_they_were_written(template: Path, tmp_path: Path) -> None:
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(template), "clone")
    files = [path for path in (tmp_path / "clone/template").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"\r\n" in path.read_bytes()]


def test_git_on_windows_hands_a_colleague_the_lines_that_prettier_asks_for(
    small: CopierProject, tmp_path: Path
) -> None:
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(small.path), "clone")
    files = files_of(tmp_path / "clone").values()
    assert files
    assert not [path for path in files if b"\r\n" in path.read_bytes()]


def test_an_update_to_the_same_version_changes_nothing(full: CopierProject) -> None:
    full.update()
    assert git(full.path, "status", "--porcelain") == ""


def test_an_update_runs_the_code_of_each_version(template: Path, small: CopierProject, tmp_path: Path) -> None:
    module = template / "extensions/amplify/guidance.py"
    code = module.read_text()
    module.write_text(code.replace('f"{DOCS}/', 'f"{DOCS}/v2/'))
    assert module.read_text() != code
    commit_all(template, "The package answers differently", tag=SECOND)

    small.update()
    fresh = small.copier.copy(tmp_path / "fresh", **SMALL)
    assert "docs.amplify.aws/v2/react" in (small / "README.md").read_text()
    # Had the old version been rendered by the new code, its text would look like the owner's own edit.
    assert contents(small.path) == contents(fresh.path)


def test_an_update_keeps_what_the_owner_wrote_and_brings_what_the_template_fixed(
    template: Path, small: CopierProject
) -> None:
    project = small.path
    schema = project / "amplify/data/resource.ts"
    schema.write_text(schema.read_text().replace("isDone: a.boolean()", "dueOn: a.date(),\n      isDone: a.boolean()"))
    view = project / "src/components/TodoList.tsx"
    view.write_text(view.read_text().replace("What needs to be done?", "What shall we do?"))
    handler = project / "amplify/functions/say-hello/handler.ts"
    handler.write_text("export const handler = async () => 'mine'\n")
    (project / "src/components/Mine.tsx").write_text("export const Mine = () => null\n")
    commit_all(project, "Own work")

    for path, old, new in [
        (
            "[[group.features]]/[[layer.data]]/amplify/data/resource.ts.jinja",
            "const schema =",
            "/** Fixed. */\nconst schema =",
        ),
        (
            "[[group.web_views]]/[[layer.react_views]]/[[layer.data]]/[[folder.components]]/TodoList.tsx.jinja",
            "Loading to-dos",
            "Fetching to-dos",
        ),
        ("[[layer.root_settings]]/.nvmrc", "24", "26"),
    ]:
        file = template / "template" / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
    handlers = template / "template/[[group.features]]/[[layer.functions]]"
    next(handlers.rglob("handler.ts.jinja")).write_text("export const handler = async () => 'theirs'\n")
    commit_all(template, "Fixes", tag=SECOND)

    small.update()
    assert "dueOn: a.date()" in schema.read_text()
    assert "Fixed." in schema.read_text()
    assert "What shall we do?" in view.read_text()
    assert "Fetching to-dos" in view.read_text()
    assert (project / ".nvmrc").read_text() == "26\n"
    assert "mine" in handler.read_text()
    assert (project / "src/components/Mine.tsx").exists()
    assert not [name for name, text in contents(project).items() if b"<<<<<<<" in text]


def test_an_answer_changed_through_update_adds_and_removes_files(small: CopierProject, tmp_path: Path) -> None:
    changes = {"features": ["data", "storage"], "storage_paths": ["shared/*"]}
    small.update(**changes)
    fresh = small.copier.copy(tmp_path / "fresh", **SMALL | changes)
    assert (small / "amplify/storage/resource.ts").exists()
    assert not (small / "amplify/functions").exists()
    assert contents(small.path) == contents(fresh.path)


def test_a_release_leads_existing_projects_to_what_a_new_one_gets(
    template: Path, small: CopierProject, tmp_path: Path
) -> None:
    (template / "template/[[layer.project]]/NEW.md").write_text("New\n")
    (template / "template/[[group.web_frameworks]]/[[layer.react]]/.oxlintrc.json").unlink()
    commit_all(template, "Adds and removes a file", tag=SECOND)
    small.update()
    fresh = small.copier.copy(tmp_path / "fresh", **SMALL)
    assert contents(small.path) == contents(fresh.path)
    assert yaml.safe_load((small / ".copier-answers.yml").read_text())["_commit"] == SECOND


def test_recopy_writes_the_project_anew_from_its_answers(full: CopierProject) -> None:
    project = full.path
    before = contents(project)
    (project / "amplify/backend.ts").unlink()
    shutil.rmtree(project / "src")
    (project / "notes.txt").write_bytes(b"mine\n")
    run_recopy(project, defaults=True, unsafe=True, quiet=True, overwrite=True)
    after = contents(project)
    assert after.pop("notes.txt") == b"mine\n"
    assert after == before


def test_a_bad_answer_through_update_is_refused_and_changes_nothing(small: CopierProject) -> None:
    with pytest.raises(UserMessageError, match="data_authorization: answer with publicApiKey"):
        small.update(login_methods=["none"], data_authorization="owner")
    assert git(small.path, "status", "--porcelain") == ""


def test_an_update_from_a_version_that_knew_less_can_evaluate_the_settings() -> None:
    """Copier takes these of the new version, and everything that they ask for of the old one."""
    text, _, _ = (ROOT / "copier.yml").read_text().partition("\n---\n")
    settings = yaml.safe_load(text)
    environment = Environment(**settings["_envops"] | {"undefined": StrictUndefined})
    for setting in ("_exclude", "_skip_if_exists"):
        for pattern in settings[setting]:
            environment.from_string(pattern).render(
                folder={"icon": "public/favicon"}, stack={}, _copier_operation="copy"
            )
