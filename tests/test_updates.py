"""What an owner meets who changed a project, and updates it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import commit_all, git, run
from conftest import PRESETS, files_of
from copier import run_update
from copier.errors import UserMessageError
from projects import Copier
from pytest_copier.plugin import CopierFixture, CopierProject

FIRST, SECOND = "99.99.99", "100.0.0"  # the version that pytest-copier gives the template, and what a test releases

# An app of the first day, without what somebody may add later.
ANSWERS = {
    name: answer
    for name, answer in PRESETS["react"].items()
    if name in ("purpose", "project_name", "platform", "framework", "login_methods", "data_authorization")
} | {"features": ["data", "functions"], "local_backend": False}
SECOND_FACTOR = {"features": ["data", "functions", "advanced"], "mfa": "optional"}  # adds `qrcode` after `aws-amplify`
HANDLER = "amplify/functions/say-hello/handler.ts"


@pytest.fixture(scope="module")
def first_day(
    copier_template: Path, sessionpatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> CopierProject:
    project = Copier(copier_template, {}, sessionpatch).copy(tmp_path_factory.mktemp("first") / "project", **ANSWERS)
    commit_all(project.path, "Start")
    return project


@pytest.fixture
def project(first_day: CopierProject, copier: CopierFixture, tmp_path: Path) -> CopierProject:
    return CopierProject(shutil.copytree(first_day.path, tmp_path / "project"), copier)


@pytest.fixture
def template(copier_template: Path) -> Iterator[Path]:
    """The template as a repository; what a test releases is taken back."""
    yield copier_template / "template"
    git(copier_template, "reset", "--quiet", "--hard", FIRST)
    git(copier_template, "tag", "--delete", *git(copier_template, "tag", "--list", SECOND).split())


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def fresh(project: CopierProject, **answers: Any) -> Path:
    return project.copier.copy(project.path.with_name("fresh"), **ANSWERS | answers).path


def manifest(project: Path) -> Any:
    return json.loads((project / "package.json").read_text())


def marked(project: Path) -> list[str]:
    return [name for name, path in files_of(project).items() if b"<<<<<<<" in path.read_bytes()]


@pytest.mark.parametrize("conflict", ["inline", "rej"])
def test_a_package_of_the_owner_and_one_of_the_template_stand_beside_each_other(
    project: CopierProject, conflict: Any
) -> None:
    # As `npm install date-fns` does it.
    edit(project.path / "package.json", '    "react":', '    "date-fns": "^4.1.0",\n    "react":')
    commit_all(project.path, "A package of our own")
    run_update(
        project.path, data=SECOND_FACTOR, defaults=True, overwrite=True, unsafe=True, quiet=True, conflict=conflict
    )
    expected = manifest(fresh(project, **SECOND_FACTOR))
    assert "qrcode" in expected["dependencies"]
    expected["dependencies"]["date-fns"] = "^4.1.0"
    assert manifest(project.path) == expected
    assert marked(project.path) == []
    assert git(project.path, "ls-files", "--unmerged") == ""
    assert not [*project.path.glob("*.rej")]


def test_a_package_that_the_owner_had_before_the_template_is_there_once(
    project: CopierProject, capfd: pytest.CaptureFixture[str]
) -> None:
    # At the end, where the template has it elsewhere: Git sees no conflict.
    last = [*manifest(project.path)["dependencies"].items()][-1]
    edit(project.path / "package.json", '"{}": "{}"'.format(*last), '"{}": "{}",\n    "qrcode": "^1.6.0"'.format(*last))
    commit_all(project.path, "A package of our own")
    project.update(**SECOND_FACTOR)
    text = (project.path / "package.json").read_text()
    assert text.count('"qrcode"') == 1
    assert manifest(project.path)["dependencies"]["qrcode"] == "^1.6.0"
    assert 'qrcode: yours has "^1.6.0"' in capfd.readouterr().err


def test_a_project_in_a_folder_of_a_repository_is_no_different(
    first_day: CopierProject, copier: CopierFixture, tmp_path: Path
) -> None:
    project = tmp_path / "repository/apps/web"
    shutil.copytree(first_day.path, project, ignore=shutil.ignore_patterns(".git"))
    edit(project / "package.json", '    "react":', '    "date-fns": "^4.1.0",\n    "react":')
    (project / HANDLER).unlink()
    people = (project / "amplify/auth/resource.ts").rename(project / "amplify/auth/people.ts")
    edit(people, "  },\n})", "  },\n  // Ours.\n})")
    commit_all(tmp_path / "repository", "Two projects")
    CopierProject(project, copier).update(**SECOND_FACTOR)
    assert {"date-fns", "qrcode"} < set(manifest(project)["dependencies"])
    assert not (project / HANDLER).exists()
    assert "multifactor" in people.read_text()
    unmerged = git(tmp_path / "repository", "diff", "--name-only", "--diff-filter=U")
    assert unmerged == "apps/web/amplify/auth/people.ts\n"
    assert marked(project) == ["amplify/auth/people.ts"]


def test_what_the_owner_decided_about_files_and_settings_stays_and_is_said(
    template: Path, project: CopierProject, capfd: pytest.CaptureFixture[str]
) -> None:
    mine = project.path
    vite, vitest = (manifest(mine)["devDependencies"][name] for name in ("vite", "vitest"))
    edit(mine / "package.json", f'"vitest": "{vitest}"', '"vitest": "1000.0.0"')
    edit(mine / "tsconfig.app.json", "{\n", "{\n  // The app alone.\n")
    edit(mine / ".gitignore", "*.log\n", "*.log\nmine\n")
    edit(mine / "src/App.tsx", "import", "// mine\nimport")
    edit(mine / "amplify.yml", "version: 1", "version: 1.0")
    edit(mine / ".oxlintrc.json", "{\n", "{\n\n")
    (mine / HANDLER).unlink()
    (mine / ".editorconfig").unlink()
    commit_all(mine, "Own work")

    web = template / "[[group.web_frameworks]]/[[layer.react]]"
    edit(template.parent / "catalog/package.json", f'"vite": "{vite}"', '"vite": "999.0.0"')
    edit(template.parent / "catalog/package.json", f'"vitest": "{vitest}"', '"vitest": "999.0.0"')
    edit(web / "tsconfig.app.json", "{\n", '{\n  "files": [],\n')
    edit(template / "[[layer.own_settings]]/.gitignore.jinja", "*.log\n", "*.log\ntheirs\n")
    edit(next(web.rglob("App.tsx*")), "import", "// theirs\nimport")
    edit(template / "[[layer.amplify_hosting]]/amplify.yml.jinja", "version: 1", "version: 2")
    (web / ".oxlintrc.json").unlink()
    (template / "[[layer.project]]/new.txt").write_text("new\n")
    (template.parent / "CHANGELOG.md").write_text(f"# News\n\n## {SECOND}\n\n- New.\n\n## {FIRST}\n\n- Old.\n")
    commit_all(template.parent, "News", tag=SECOND)

    project.update()
    said = capfd.readouterr().err
    assert "What is new:\n\n    - New.\n" in said
    assert "- Old." not in said
    assert manifest(mine)["devDependencies"]["vite"] == "999.0.0"
    assert manifest(mine)["devDependencies"]["vitest"] == "1000.0.0"
    assert 'package.json: devDependencies > vitest: yours has "1000.0.0", the template "999.0.0"' in said
    assert (mine / "tsconfig.app.json").read_text().startswith('{\n  "files": [],\n  // The app alone.\n')
    assert {"mine", "theirs"} < set((mine / ".gitignore").read_text().splitlines())
    assert "version: 1.0\n" in (mine / "amplify.yml").read_text()
    assert "amplify.yml: the file" in said
    assert (mine / ".oxlintrc.json").exists()
    assert "kept because you changed them:\n\n    .oxlintrc.json\n" in said
    assert not (mine / HANDLER).exists()
    assert not (mine / ".editorconfig").exists()
    assert (mine / "new.txt").exists()
    assert marked(mine) == ["src/App.tsx"]
    assert "resolve:\n\n    src/App.tsx\n" in said


def test_a_file_that_the_owner_renamed_gets_what_the_template_changed_in_it(
    template: Path, project: CopierProject, capfd: pytest.CaptureFixture[str]
) -> None:
    views, handler = project.path / "src/components", project.path / HANDLER
    for name, other in (("TodoList", "TaskList"), ("Welcome", "FrontPage")):
        (views / f"{name}.tsx").rename(views / f"{other}.tsx")
    edit(views / "TaskList.tsx", "What needs to be done?", "What is next?")
    edit(views / "FrontPage.tsx", "export", "// mine\nexport")
    handler.rename(handler.with_name("greet.ts"))
    commit_all(project.path, "Other names")

    react = template / "[[group.web_views]]/[[layer.react_views]]"
    edit(next(react.rglob("TodoList.tsx*")), "<ul>", '<ul role="list">')
    edit(next(react.rglob("Welcome.tsx*")), "export", "// theirs\nexport")
    edit(next(template.rglob("*lambdas.plain*/handler.ts.jinja")), "export", "// theirs\nexport")
    commit_all(template.parent, "News", tag=SECOND)

    project.update()
    said = capfd.readouterr().err
    tasks = (views / "TaskList.tsx").read_text()
    assert "What is next?" in tasks
    assert '<ul role="list">' in tasks
    assert "merged:\n\n    src/components/TaskList.tsx\n" in said
    assert marked(project.path) == ["src/components/FrontPage.tsx"]
    assert git(project.path, "diff", "--name-only", "--diff-filter=U") == "src/components/FrontPage.tsx\n"
    assert "resolve:\n\n    src/components/FrontPage.tsx\n" in said
    assert "theirs" not in handler.with_name("greet.ts").read_text()
    assert not (views / "TodoList.tsx").exists()
    assert not handler.exists()


def test_what_is_new_to_set_and_to_register_is_said_and_nothing_else(
    project: CopierProject, capfd: pytest.CaptureFixture[str]
) -> None:
    project.update(login_methods=["email", "google"], features=["data", "functions", "storage"])
    said = capfd.readouterr().err
    assert "npx ampx sandbox secret set GOOGLE_CLIENT_ID\n" in said
    assert "https://DOMAIN/oauth2/idpresponse" in said
    assert 'storage_access: ["private"]\n' in said
    assert "functions:" not in said
    commit_all(project.path, "Google and files")
    project.update()
    assert "secret" not in capfd.readouterr().err
    assert git(project.path, "status", "--porcelain") == ""


def test_an_answer_that_nobody_asks_for_is_refused_and_changes_nothing(project: CopierProject) -> None:
    with pytest.raises(UserMessageError, match=r"mfa: .* for example --data 'features=\[data, functions, advanced\]'"):
        project.update(mfa="optional")
    assert git(project.path, "status", "--porcelain") == ""


def template_status(project: Path, status: int) -> Any:
    return json.loads(run(project, "node", "scripts/template.mjs", "status", "--json", status=status))


def test_a_project_knows_its_version_what_it_changed_and_the_way_back(template: Path, project: CopierProject) -> None:
    mine = project.path
    assert template_status(mine, 0) == {"version": FIRST, "latest": FIRST, "changed": [], "deleted": []}
    edit(mine / "scripts/doctor.mjs", "import", "// mine\nimport")
    edit(mine / "src/App.tsx", "import", "// mine\nimport")
    edit(mine / "package.json", '    "react":', '    "date-fns": "^4.1.0",\n    "react":')
    (mine / "AGENTS.md").unlink()
    commit_all(mine, "Own work")
    drift = {"changed": ["scripts/doctor.mjs"], "deleted": ["AGENTS.md"]}
    assert template_status(mine, 3) == {"version": FIRST, "latest": FIRST, **drift}

    edit(template / "[[layer.root_settings]]/.nvmrc", "24", "26")
    commit_all(template.parent, "News", tag=SECOND)
    assert template_status(mine, 2) == {"version": FIRST, "latest": SECOND, **drift}

    assert "no update" in run(mine, "node", "scripts/template.mjs", "update", "--undo", status=1)
    run(mine, "node", "scripts/template.mjs", "update", "--skip-answered")  # a question would find no terminal
    (mine / "notes.txt").write_text("mine")
    assert (mine / ".nvmrc").read_text() == "26\n"
    run(mine, "git", "config", "user.email", "ada@example.com")
    run(mine, "git", "config", "user.name", "Ada")
    run(mine, "node", "scripts/template.mjs", "update", "--undo")
    assert git(mine, "status", "--porcelain") == ""
    assert (mine / ".nvmrc").read_text() == "24\n"
    git(mine, "stash", "pop")
    assert (mine / "notes.txt").read_text() == "mine"
