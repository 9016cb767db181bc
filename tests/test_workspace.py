"""A workspace: one backend, several clients, each a part with answers of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import STDOUT
from threading import Thread, Timer
from typing import Any
from urllib.request import Request, urlopen

import pytest
import yaml
from amplify.answers import Answers
from amplify.app import App
from amplify.asked import AS_THE_BACKEND
from amplify.package_managers import PACKAGE_MANAGERS, PNPM
from amplify.stack import Stack
from chromium import PATIENCE
from commands import commit_all, git, run, start
from conftest import PRESETS, Rendered, files_of
from copier.errors import UserMessageError
from flow import add_todo, sign_in, sign_up, todo
from jobs import ROWS, TODAY, WEB
from packages import INSTALL
from playwright.sync_api import Browser, expect
from projects import Copier
from pytest_copier.plugin import CopierFixture

WORKSPACE = PRESETS["workspace"]
# As somebody answers at the prompts of `npm run add`; all else is its default.
OF_THE_BACKEND = ("--data", "login_methods=[email]", "--data", "features=[data, functions]")
BACKEND, CLIENT = "packages/backend", "apps/web"
# What speaks for all parts.
OF_THE_ROOT = {".npmrc", ".yarnrc.yml", "pnpm-workspace.yaml", ".nvmrc", ".editorconfig", ".gitattributes"}


def add(workspace: Path, *words: str, status: int | None = 0) -> str:
    return run(workspace, "npm", "run", "add", "--", *words, "--defaults", status=status)


def filled(workspace: Path) -> Path:
    """A workspace with a backend and a client, as its owner makes them."""
    add(workspace, "backend", *OF_THE_BACKEND)
    add(workspace, "react", "web")
    return workspace


@pytest.fixture(scope="module")
def made(plain_copier: CopierFixture, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(plain_copier.copy(tmp_path_factory.mktemp("workspace") / "notes", **WORKSPACE).path)


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "notes"))


def answers_of(part: Path) -> dict[str, Any]:
    answers: dict[str, Any] = yaml.safe_load((part / ".copier-answers.yml").read_text())
    return answers


def manifest_of(part: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((part / "package.json").read_text())
    return manifest


def test_the_backend_alone_has_an_amplify_and_the_root_alone_speaks_for_all(made: Path) -> None:
    files = files_of(made)
    assert [name for name in files if re.search("(^|/)amplify/backend.ts$", name)] == [f"{BACKEND}/amplify/backend.ts"]
    at_the_root = {name for name in files if "/" not in name}
    assert {".npmrc", ".nvmrc", ".editorconfig", ".gitattributes"} <= at_the_root
    assert not {f"{part}/{name}" for part in (BACKEND, CLIENT) for name in OF_THE_ROOT} & files.keys()
    settings = {"packageManager", "allowScripts", "overrides", "workspaces"}
    assert settings & manifest_of(made).keys() == {"allowScripts", "overrides", "workspaces"}
    for part in (BACKEND, CLIENT):
        assert not settings & manifest_of(made / part).keys()


def test_what_a_part_would_say_alone_the_root_says_for_every_framework() -> None:
    root = json.loads(Stack.of(Answers.read(WORKSPACE)).package_json)
    for preset in WEB:
        alone = json.loads(Stack.of(Answers.read({**PRESETS[preset]})).package_json)
        assert alone["allowScripts"].items() <= root["allowScripts"].items()
        for package, versions in alone.get("overrides", {}).items():
            assert versions.keys() == root["overrides"][package].keys()
            for name, version in versions.items():
                installed = alone["dependencies"][version[1:]] if version.startswith("$") else version
                major = re.match(r"\d+", installed.lstrip("~^"))
                assert major
                assert root["overrides"][package][name] == f"^{major[0]}.0.0"


@pytest.mark.parametrize("manager", PACKAGE_MANAGERS.values(), ids=lambda manager: manager.name)
def test_each_package_manager_finds_the_parts(manager: Any, rendered: Rendered) -> None:
    root = rendered({**WORKSPACE, "package_manager": manager.name}).path
    listed = yaml.safe_load((root / "pnpm-workspace.yaml").read_text())["packages"] if manager is PNPM else None
    assert (listed or manifest_of(root)["workspaces"]) == ["packages/*", "apps/*"]


def test_a_client_answers_about_the_backend_as_that_did(made: Path) -> None:
    backend, client = (answers_of(made / part) for part in (BACKEND, CLIENT))
    shared = [question for question in AS_THE_BACKEND if question in backend]
    assert {"login_methods", "features", "functions"} <= {*shared}
    assert {question: backend[question] for question in shared} == {question: client[question] for question in shared}
    assert client["workspace_path"] == CLIENT
    assert client["package_manager"] == WORKSPACE["package_manager"]
    assert (made / CLIENT / client["backend_source"]).resolve() == made / BACKEND


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say what to add, as in `npm run add -- react web`: backend, react"),
        (("svelte",), "Say what to add"),
        (("react", "web"), "apps/web is there already."),
        (("react", "../web"), "Use letters, digits and hyphens instead of ../web."),
    ],
)
def test_what_cannot_be_added_is_a_sentence(workspace: Path, words: tuple[str, ...], sentence: str) -> None:
    before = set(files_of(workspace))
    assert sentence in run(workspace, "npm", "run", "add", "--", *words, status=None)
    assert set(files_of(workspace)) == before


def test_a_client_needs_its_backend(render: Any) -> None:
    root = render(WORKSPACE)
    assert "A client needs its backend: run `npm run add -- backend` first." in run(
        root, "npm", "run", "add", "--", "react", status=None
    )


@pytest.mark.parametrize(
    ("path", "changes", "sentence"),
    [
        ("apps/two", {"project_name": "field-notes-web"}, "project_name: choose another name; apps/web has it"),
        ("apps/two", {"project_name": "field-notes"}, "project_name: choose another name; the workspace itself has it"),
        ("apps/two", {"package_manager": "pnpm"}, "package_manager: answer with npm;"),
        ("apps/two", {"purpose": "app"}, "purpose: answer with backend or frontend;"),
        ("libs/two", {}, r"purpose: choose a folder in packages/ or apps/"),
    ],
)
def test_what_does_not_fit_the_workspace_is_refused_before_anything_is_written(
    workspace: Path, plain_copier: CopierFixture, path: str, changes: dict[str, Any], sentence: str
) -> None:
    answers = {"purpose": "frontend", "platform": "web", "login_methods": ["none"], "outputs_from": "folder"}
    with pytest.raises(UserMessageError, match=sentence):
        plain_copier.copy(workspace / path, **{**answers, "hosting": "none", **changes})
    assert not (workspace / path).exists()


def applications(workspace: Path) -> dict[str, dict[str, Any]]:
    settings = yaml.safe_load((workspace / "amplify.yml").read_text())
    assert settings["version"] == 1
    return {each["appRoot"]: each for each in settings["applications"]}


def test_one_app_deploys_the_backend_and_the_others_read_its_outputs(
    workspace: Path, plain_copier: CopierFixture
) -> None:
    assert [*applications(workspace)] == [BACKEND]  # where a client's backend is, nobody knows before it is deployed
    hosted = {"outputs_from": "branch", "backend_app_id": "d1a2b3c4d5e6f7", "hosting": "amplify"}
    options = [word for name, answer in hosted.items() for word in ("--data", f"{name}={answer}")]
    add(workspace, "nextjs", "dashboard", *options)
    found = applications(workspace)
    assert [*found] == [BACKEND, "apps/dashboard"]
    texts = {path: json.dumps(each) for path, each in found.items()}
    assert [path for path, text in texts.items() if "pipeline-deploy" in text] == [BACKEND]
    assert "backend" not in found["apps/dashboard"]
    frontend = found["apps/dashboard"]["frontend"]
    assert frontend["buildPath"] == "/"
    assert "npm run --prefix apps/dashboard outputs" in frontend["phases"]["preBuild"]["commands"]
    assert frontend["phases"]["build"]["commands"] == ["npm run --prefix apps/dashboard build"]
    assert frontend["artifacts"]["baseDirectory"] == "apps/dashboard/.next"
    assert "generate outputs --app-id d1a2b3c4d5e6f7" in manifest_of(workspace / "apps/dashboard")["scripts"]["outputs"]


def test_what_somebody_wrote_into_amplify_yml_stays(workspace: Path) -> None:
    file = workspace / "amplify.yml"
    text = file.read_text()
    file.write_text(text.replace("nvm install", "nvm install 24") + "# Ask Ada before you change this.\n")
    mine = file.read_text()
    assert "differs from packages/backend/amplify.yml" in run(workspace, "npm", "run", "hosting")
    assert file.read_text() == mine
    file.write_text(text.partition("  - appRoot")[0])
    run(workspace, "npm", "run", "hosting")
    assert file.read_text() == text
    assert "amplify.yml" not in run(workspace, "npm", "run", "--silent", "hosting")


ADDRESSES = ["https://example.com", "http://localhost:5173"]


def test_the_user_pool_knows_where_every_client_takes_people_back(rendered: Rendered) -> None:
    phone = App(Stack.of(Answers.read({**PRESETS["react-native-expo"]})))
    answers = {**PRESETS["backend"], "login_methods": ["email", "google"], "app_urls": [*ADDRESSES, phone.scheme]}
    project = rendered(answers).path
    addresses = (project / "amplify/addresses.ts").read_text()
    known = re.findall(r"'(\S+?)'", addresses)
    assert known == [*ADDRESSES, phone.scheme]
    callbacks = re.search(r"callbackUrls: \[(.+?)\n      \],", (project / "amplify/auth/resource.ts").read_text(), re.S)
    assert callbacks
    assert "...schemes" in callbacks[1]
    pages = re.findall(r"`\$\{address\}/([\w-]*)`", callbacks[1])
    # The first that fits is the one Amplify takes, so the page that every app has comes first.
    assert pages[0] == ""
    assert {ROWS[preset].sign_in_page for preset in WEB} == {*pages}
    only_web = rendered({**answers, "app_urls": ADDRESSES}).path
    assert "schemes" not in (only_web / "amplify/addresses.ts").read_text()


@pytest.fixture
def released(copier_template: Path, copier: Copier, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The template as a repository, and a workspace of its first version; what is released is taken back."""
    first = git(copier_template, "rev-parse", "HEAD").strip()
    workspace = filled(copier.copy(tmp_path / "notes", **WORKSPACE).path)
    commit_all(workspace, "Start")
    yield copier_template, workspace
    git(copier_template, "reset", "--quiet", "--hard", first)
    git(copier_template, "tag", "--delete", "100.0.0")


def test_each_part_is_updated_by_itself(released: tuple[Path, Path]) -> None:
    template, workspace = released
    handler = workspace / BACKEND / "amplify/functions/say-hello/handler.ts"
    handler.write_text("export const handler = async () => 'mine'\n")
    (workspace / BACKEND / "amplify/functions/say-hello/handler.test.ts").unlink()
    manifest = workspace / CLIENT / "package.json"
    manifest.write_text(manifest.read_text().replace('"react": ', '"mine": "1.0.0",\n    "react": '))
    commit_all(workspace, "Own work")

    catalog = template / "catalog/workspace/package.json"
    catalog.write_text(re.sub(r'("react": )"[^"]+"', r'\1"19.99.0"', catalog.read_text()))
    for path in template.glob("template/**/functions/*/handler.ts.jinja"):
        path.write_text(path.read_text() + "// theirs\n")
    ignored = template / "template/[[layer.own_settings]]/.gitignore.jinja"
    ignored.write_text(ignored.read_text() + "theirs\n")
    commit_all(template, "A release", tag="100.0.0")

    for part in (CLIENT, BACKEND, "."):
        run(workspace / part, "copier", "update", "--trust", "--defaults")
        changed = {line[3:] for line in git(workspace, "status", "--porcelain").splitlines()}
        of_others = [name for name in changed if not name.startswith("" if part == "." else f"{part}/")]
        assert of_others == []
        assert "theirs\n" in (workspace / part / ".gitignore").read_text()
        assert str(answers_of(workspace / part)["_commit"]) == "100.0.0"
        commit_all(workspace, f"Update {part}")
    dependencies = manifest_of(workspace / CLIENT)["dependencies"]
    assert (dependencies["mine"], dependencies["react"]) == ("1.0.0", "19.99.0")
    assert handler.read_text() == "export const handler = async () => 'mine'\n"
    assert not handler.with_name("handler.test.ts").exists()
    # What is added later is of the version that the workspace has now.
    add(workspace, "vue", "dashboard")
    assert str(answers_of(workspace / "apps/dashboard")["_commit"]) == "100.0.0"


@contextmanager
def developed(workspace: Path, *names: str) -> Iterator[dict[str, str]]:
    """The address of each of these clients, as soon as all are served by `npm run dev`; with it, everything ends."""
    server = start(workspace, "npm", "run", "dev", "--", "--reset", stderr=STDOUT)
    assert server.stdout
    limit = Timer(PATIENCE, os.killpg, (server.pid, signal.SIGTERM))
    limit.start()
    printed, found = "", dict[str, str]()
    reader = Thread(target=server.stdout.read)
    try:
        while {*found} != {*names} and (line := server.stdout.readline()):
            printed += line
            if address := re.search(r"^(\S+) \| .*(?:Local:|Waiting on)\s+(http://localhost:\d+)", line):
                found[address[1]] = address[2]
        limit.cancel()
        assert {*found} == {*names}, printed
        assert printed.count("Local backend ready at") == 1
        reader.start()
        yield found
    finally:
        limit.cancel()
        os.killpg(server.pid, signal.SIGINT)  # as Ctrl+C does
        server.wait(60)
        if reader.is_alive():
            reader.join(60)
        assert not reader.is_alive(), "Something that was started still runs."


def code_of_phone(metro: str) -> str:
    """What a development build on an emulator is given to run."""
    with urlopen(Request(metro, headers={"expo-platform": "android", "accept": "application/expo+json"})) as told:
        bundle = json.loads(told.read())["launchAsset"]["url"]
    with urlopen(bundle) as code:
        return str(code.read().decode())


# Each with a client for browsers beside it, and what it is called in `npm run add`; one a time, every second day.
BESIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("vue", ("react_native", "phone", "--data", "react_native_variant=expo")),
    ("nextjs", ("android", "phone")),
    ("vue", ("flutter", "phone")),
    ("vue", ("react_native", "phone", "--data", "react_native_variant=bare")),
)


def assert_gradle_finds_packages(android: Path) -> None:
    settings, build = ((android / name).read_text() for name in ("settings.gradle", "app/build.gradle"))
    plugins = re.findall(r"includeBuild\(['\"](.+?)['\"]\)", settings)
    places = re.findall(r'^ +(?:reactNativeDir|codegenDir|cliFile) = file\("(.+)"\)$', build, re.MULTILINE)
    [compiler] = re.findall(r'^ +hermesCommand = "\$rootDir/(.+)"$', build, re.MULTILINE)
    assert (len(plugins), len(places)) == (2, 3)
    for folder, path in (
        *((android, path) for path in (*plugins, compiler.replace("%OS-BIN%", "linux64-bin"))),
        *((android / "app", path) for path in places),
    ):
        assert (folder / path).exists(), path


@pytest.mark.job("several clients")
def test_clients_share_a_backend_that_runs_once(plain_copier: CopierFixture, browser: Browser, tmp_path: Path) -> None:
    other, phone = BESIDE[TODAY // 2 % len(BESIDE)]
    workspace = filled(plain_copier.copy(tmp_path / "notes", **WORKSPACE).path)
    add(workspace, other, "dashboard")
    add(workspace, *phone)
    is_native, is_bare = phone[0] != "react_native", phone[-1].endswith("=bare")
    try:
        printed = run(workspace, "npm", "install", *INSTALL)
        warnings = [line for line in printed.splitlines() if line.startswith("npm warn")]
        assert [line for line in warnings if "Unknown user config" not in line] == []  # of the machine
        if is_native:
            run(workspace / "apps/phone", "npm", "run", "models")
        if is_bare:
            run(workspace / "apps/phone", "npm", "run", "native")
            assert_gradle_finds_packages(workspace / "apps/phone/android")
        commit_all(workspace, "Start")
        checked = run(workspace, "npm", "run", "check")
        assert checked.count("All matched files use Prettier code style!") == 5  # of the root, too
        assert git(workspace, "status", "--porcelain") == ""
        served = ("web", "dashboard", *(["phone"] if not is_native and not is_bare else []))
        with developed(workspace, *served) as addresses, browser.new_context() as context:
            backend = json.loads((workspace / BACKEND / "amplify_outputs.json").read_text())["custom"]["local"]["url"]
            page = context.new_page()
            page.goto(addresses["web"])
            sign_up(page, backend, "anna@example.com", lambda page, name: None)
            add_todo(page, "Count the swifts")
            with browser.new_context() as another:  # one app is not signed in because another is
                page = another.new_page()
                page.goto(addresses["dashboard"])
                sign_in(page, "anna@example.com")
                expect(todo(page, "Count the swifts")).to_be_visible()
            if "phone" in addresses:
                assert backend in code_of_phone(addresses["phone"])
        if is_bare:  # whose server does not say where it is
            run(workspace / "apps/phone", "node", "scripts/ensure-outputs.mjs")
            (workspace / "apps/phone/amplify_outputs.json").write_text('{ "version": "1.4" }')
            run(workspace / "apps/phone", "npm", "run", "build")
    finally:
        for modules in workspace.glob("**/node_modules"):
            shutil.rmtree(modules, ignore_errors=True)
