"""A client whose backend is another project: what it has of that, and that the two work together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from amplify.answers import Answers
from amplify.asked import OF_THE_BACKEND, not_asked
from amplify.features import FEATURES
from amplify.manifest import BACKEND_PACKAGES
from amplify.rules import refusals
from amplify.stack import Stack
from chromium import served
from commands import edited, run
from conftest import PRESETS, Rendered, files_of
from flow import add_todo, sign_up, todo
from jobs import IN_TYPESCRIPT, MOBILE, ROWS, WEB
from packages import give_back
from playwright.sync_api import Browser, expect
from plumbum import local
from projects import STUB, App, install
from pytest_copier.plugin import CopierFixture
from test_hostile_answers import rendered as texts_of
from test_mobile import DEVICE, bundled, code_of, modules
from test_rendering import SPACE

CLIENT = PRESETS["react-frontend"]
BY_STACK = {"outputs_from": "stack", "backend_stack": "amplify-notes-ada-sandbox-1a2b3c4d5e"}
BY_FOLDER = {"outputs_from": "folder", "hosting": "none"}
A_PACKAGE = {"backend_source": "@acme/backend"}
# What `ampx` itself needs.
OUTPUTS_READER = {"@aws-amplify/backend-cli", "aws-cdk-lib", "constructs"}


def client(preset: str = "react", **changes: Any) -> dict[str, Any]:
    """The answers about a client of that framework; an app for phones is hosted by nobody."""
    row = ROWS[preset]
    own = {"platform": row.platform, "framework": row.name, **({row.question: row.variant} if row.question else {})}
    answers = {**CLIENT, **own, **({} if row.is_web else {"hosting": "none"}), **changes}
    where = {"branch": ("backend_app_id", "backend_branch"), "stack": ("backend_stack",), "folder": ()}
    other = {name for place, names in where.items() if place != answers["outputs_from"] for name in names}
    return {name: answer for name, answer in answers.items() if name not in other}


@pytest.mark.parametrize("preset", IN_TYPESCRIPT)
def test_it_has_nothing_of_a_backend(rendered: Rendered, preset: str) -> None:
    project = rendered(client(preset)).path
    files = files_of(project)
    assert not [name for name in files if name.startswith(("amplify/", "local/", "tests/"))]
    scripts = json.loads(files["package.json"].read_text())["scripts"]
    assert not {"sandbox", "synth", "local", "test:backend", "test:security", "test:e2e", "outputs:offline"} & {
        *scripts
    }
    called = {name for command in scripts.values() for name in re.findall(r"npm run ([\w:-]+)", command)}
    assert called <= {*scripts}
    assert all(
        (project / name).exists() for command in scripts.values() for name in re.findall(r"scripts/\S+", command)
    )
    imports = {
        name: re.findall(r"^import (.*) from '(.*/amplify/data/resource)'", path.read_text(), re.MULTILINE)
        for name, path in files.items()
        if path.suffix in (".ts", ".tsx", ".vue", ".svelte")
    }
    found = [(name, *each) for name, all_of_it in imports.items() for each in all_of_it]
    assert found
    for name, what, module in found:
        assert what == "type { Schema }"
        assert (project / name).parent.joinpath(module).resolve() == project.parent / "backend/amplify/data/resource"


@pytest.mark.parametrize(
    ("changes", "scripts", "reads_aws"),
    [
        ({}, {"outputs": "ampx generate outputs --app-id d1a2b3c4d5e6f7 --branch main"}, True),
        (BY_STACK, {"outputs": f"ampx generate outputs --stack {BY_STACK['backend_stack']}"}, True),
        (BY_FOLDER, {"outputs": "node scripts/copy-outputs.mjs"}, False),
    ],
)
def test_outputs_come_from_where_the_answers_say_and_by_the_packages_that_this_needs(
    changes: dict[str, str], scripts: dict[str, str], reads_aws: bool
) -> None:
    manifest = json.loads(Stack.of(Answers.read(client(**changes))).package_json)
    assert scripts.items() <= manifest["scripts"].items()
    assert ("outputs:local" in manifest["scripts"]) == reads_aws
    of_backends = {*BACKEND_PACKAGES} - {"@types/node", "prettier", "typescript"}
    assert of_backends & {*manifest["devDependencies"]} == (OUTPUTS_READER if reads_aws else set())


def test_a_package_of_the_workspace_is_declared_and_gives_the_types(rendered: Rendered) -> None:
    project = rendered(client(**A_PACKAGE)).path
    manifest = json.loads((project / "package.json").read_text())
    assert manifest["devDependencies"]["@acme/backend"] == "*"
    assert "types" not in manifest["scripts"]
    assert "from '@acme/backend/amplify/data/resource'" in (project / "src/lib/data.ts").read_text()


@pytest.mark.parametrize(
    ("changes", "question", "sentence"),
    [
        (
            {"platform": "mobile", "framework": "flutter"},
            "framework",
            "choose another one; Flutter has its backend in",
        ),
        ({"backend_source": "/srv/backend"}, "backend_source", "write a folder outside this one"),
        ({"backend_source": "./backend"}, "backend_source", "write a folder outside this one"),
        ({"backend_source": "../a b"}, "backend_source", "write a folder outside this one"),
        ({"backend_source": "field-notes-web"}, "backend_source", "answer with the name of another package"),
        ({"backend_app_id": "arn:aws:amplify"}, "backend_app_id", "write the id that the Amplify console shows"),
        ({"backend_branch": "main; rm"}, "backend_branch", "write a branch with letters"),
        ({"backend_stack": "my_stack"}, "backend_stack", "write the name of the root stack"),
        ({"outputs_from": "elsewhere"}, "outputs_from", "answer with branch, stack or folder"),
        ({"hosting": "github-actions"}, "hosting", "answer with amplify or none; the workflows deploy a backend"),
        ({"outputs_from": "folder"}, "hosting", "answer with none, or outputs_from with branch or stack"),
    ],
)
def test_what_cannot_be_had_is_refused_in_a_sentence(changes: dict[str, str], question: str, sentence: str) -> None:
    answers = Answers.read({**CLIENT, **changes})
    assert refusals(answers, Stack.of(answers))[question].startswith(sentence)
    accepted = Answers.read(CLIENT)
    assert not refusals(accepted, Stack.of(accepted))


# Whatever has a screen, with all its settings.
EVERYTHING = client(
    login_methods=["email", "passkey", "google"],
    features=[name for name in FEATURES if name != "notifications"] + ["advanced"],
    mfa="optional",
    mfa_methods=["totp"],
)


@pytest.mark.parametrize("question", OF_THE_BACKEND)
def test_a_question_that_a_client_is_not_asked_would_change_none_of_its_files(question: str) -> None:
    expected = texts_of_everything()
    for value in SPACE[question]:
        assert texts_of({**EVERYTHING, question: value}) == expected


@cache
def texts_of_everything() -> dict[str, str]:
    return texts_of(EVERYTHING)


def test_outputs_are_copied_or_it_is_said_what_is_missing(rendered: Rendered, tmp_path: Path) -> None:
    for name, changes in (("folder", {}), ("package", A_PACKAGE)):
        apps = tmp_path / name
        app, backend = apps / "web", apps / "backend"
        app.mkdir(parents=True)
        for file, path in files_of(rendered(client(**changes)).path).items():
            if file.startswith("scripts/") or file == "package.json":
                (app / file).parent.mkdir(exist_ok=True)
                (app / file).write_bytes(path.read_bytes())
        assert "is missing, and with it the code of the backend" in run(
            app, "node", "scripts/copy-outputs.mjs", status=1
        )
        assert "✘ backend: " in run(app, "node", "scripts/doctor.mjs", status=1)
        backend.mkdir()
        if changes:  # as npm links a package of a workspace
            (apps / "node_modules/@acme").mkdir(parents=True)
            (apps / "node_modules/@acme/backend").symlink_to(backend)
        assert "npm run local" in run(app, "node", "scripts/copy-outputs.mjs", status=1)
        (backend / "amplify_outputs.json").write_text(STUB)
        run(app, "node", "scripts/copy-outputs.mjs")
        assert (app / "amplify_outputs.json").read_text() == STUB
        assert "✔ backend: " in run(app, "node", "scripts/doctor.mjs", status=1)


def test_what_an_app_on_phones_needs_of_passkeys_is_asked() -> None:
    answers = Answers.read(client("react-native-expo", login_methods=["email", "passkey"], passkey_domain=""))
    assert refusals(answers, Stack.of(answers))["passkey_domain"].startswith("name a domain of yours")
    page = client("react", login_methods=["email", "passkey"], passkey_domain="example.com")
    assert "it is asked only with a backend of its own or platform=mobile" in refused(page)


def test_nobody_is_asked_who_hosts_an_app_for_phones() -> None:
    assert refused(client("react-native-bare")) == ""
    sentence = "it is asked only with a backend to deploy or an app for browsers"
    for hosting in ("amplify", "github-actions"):
        assert sentence in refused(client("react-native-bare", hosting=hosting))


def refused(given: dict[str, Any]) -> str:
    """What is said to whoever answers what nobody asks."""
    answers = Answers.read(given)
    return " ".join(not_asked(given, answers, Stack.of(answers)))


@pytest.fixture
def backend(plain_copier: CopierFixture, tmp_path: Path) -> Iterator[Path]:
    """What the presets' backend is, beside a client."""
    project = tmp_path / "backend"
    plain_copier.copy(project, **PRESETS["backend"])
    install(project, PRESETS["backend"])
    yield project
    give_back(project)


@pytest.mark.job("another project's backend")
@pytest.mark.parametrize("preset", WEB)
def test_a_client_is_green_without_outputs_and_people_use_the_other_projects_backend(
    preset: str, backend: Path, plain_copier: CopierFixture, browser: Browser, tmp_path: Path
) -> None:
    project, answers = tmp_path / "web", client(preset)
    plain_copier.copy(project, **answers)
    install(project, answers)
    try:
        run(project, "npm", "run", "postinstall")
        run(project, "npm", "run", "check")
        wrong = project / ROWS[preset].library / "wrong.ts"
        wrong.write_text("import { client } from './data'\n\nvoid client.models.Todo.create({ content: 1 })\n")
        assert "wrong.ts" in run(project, "npm", "run", "typecheck", status=None)  # the types are those of the backend
        wrong.unlink()
        with served(backend, "npm", "run", "local", "--", "--reset", before="ready at ") as address:
            run(project, "npm", "run", "outputs:local")
            with (
                local.env(**server_settings(project, address)),
                served(project, "npm", "run", "dev") as app,
                browser.new_context() as context,
            ):
                page = context.new_page()
                page.goto(app)
                sign_up(page, address, "anna@example.com", lambda page, name: None)
                add_todo(page, "Count the swifts")
                page.reload()
                expect(todo(page, "Count the swifts")).to_be_visible()
            run(project, "npm", "run", "build")
        built = project / ROWS[preset].published_by(answers["project_name"])
        scripts = [path.read_text() for path in built.rglob("*.js") if "server" not in path.parts]
        assert scripts
        assert not [text for text in scripts if "/redirect.js" in text]
    finally:
        give_back(project)


@pytest.mark.job("another project's backend")
@pytest.mark.parametrize("preset", MOBILE)
def test_an_app_for_phones_is_green_without_outputs_and_finds_the_other_projects_backend(
    preset: str, backend: Path, plain_copier: CopierFixture, tmp_path: Path
) -> None:
    project, answers = tmp_path / "app", client(preset)
    app = App(preset, project)
    plain_copier.copy(project, **answers)
    install(project, answers)
    try:
        run(project, "npm", "run", "postinstall")
        run(project, "npm", "run", "check")
        wrong = project / "src/lib/wrong.ts"
        wrong.write_text("import { client } from './data'\n\nvoid client.models.Todo.create({ content: 1 })\n")
        assert "wrong.ts" in run(project, "npm", "run", "typecheck", status=None)  # the types are those of the backend
        wrong.unlink()
        bundled(app, "dist", "android")
        code = code_of(project / "dist", "android")
        own = {name for name in modules(app, code) if "\0" not in name and "node_modules/" not in name}
        assert "src/lib/todos.ts" in own
        assert not [name for name in own if "backend/" in name or name in ("src/lib/local.ts", "src/lib/rewrite.ts")]
        types = "import type { Schema } from '../../../backend/amplify/data/resource'\n"
        with edited(project / "src/lib/data.ts", types, f"{types}{types.replace('import type', 'export')}"):
            assert "backend/amplify/data/resource" in bundled(app, "dist-value", "android", status=None)
        with served(backend, "npm", "run", "local", "--", "--reset", before="ready at "):
            run(project, "npm", "run", "outputs:local")
            flow = tmp_path / "flow.mjs"
            run(project, "node", str(DEVICE / "bundle.mjs"), ".", str(DEVICE / "elsewhere.mjs"), str(flow))
            assert "The way is done." in run(project, "node", str(flow))
            assert "names the backend on this machine" in bundled(app, "dist-local", "android", status=None)
    finally:
        give_back(project)


def server_settings(project: Path, address: str) -> dict[str, str]:
    """The variables by which README.md leads the app's server to the local backend, where there is such a server."""
    command = re.search(
        r"^LOCAL_BACKEND=\S+ NODE_OPTIONS='(.+)' npm run dev$", (project / "README.md").read_text(), re.M
    )
    if not command:
        return {}
    # From any folder, because tools of a framework may start in another one.
    return {"LOCAL_BACKEND": address, "NODE_OPTIONS": command[1]}
