"""Projects of each package manager: nothing speaks of another, and pnpm and Yarn do what npm does elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
import yaml
from amplify.answers import Answers
from amplify.destination import LAYOUTS
from amplify.package_managers import NPM, PACKAGE_MANAGERS, PNPM, YARN, PackageManager
from amplify.rules import refusals
from amplify.stack import Stack
from commands import commit_all, git, run
from conftest import PRESETS, Rendered, files_of
from jobs import TODAY
from packages import give_back, packages
from plumbum import local
from pytest_copier.plugin import CopierFixture
from test_existing_projects import SCAFFOLDED, add_backend, scaffolded

OTHERS = [manager for manager in PACKAGE_MANAGERS.values() if manager is not NPM]
SMALL = {
    "project_name": "small",
    "platform": "web",
    "framework": "react",
    "login_methods": ["email"],
    "features": ["data", "functions"],
}
# Where a project of another manager speaks of npm.
OF_NPM = {
    "local/package-lock.json": "npm, which Node.js brings, installs the engines of the local backend as they are locked",
    "local/package.json": "an alias of a package begins with npm:",
    "local/start.ts": "see local/package-lock.json",
    "local/package-manager.ts": "started without any, it takes npm",
    "scripts/synth.ts": "started without any, it takes npm; functions are bundled by the CDK, which prints npm's warnings",
    "scripts/sources.ts": "whichever lock file there is says how functions are bundled",
    "scripts/native.mjs": "React Native's tool installs nothing there",
    "pnpm-workspace.yaml": "it names the layout of packages",
}


@pytest.mark.parametrize(
    ("preset", "manager"), [*zip(PRESETS, cycle(OTHERS), strict=False)], ids=lambda each: getattr(each, "name", each)
)
def test_a_project_speaks_of_its_own_package_manager_alone(
    preset: str, manager: PackageManager, rendered: Rendered
) -> None:
    project = rendered({**PRESETS[preset], "package_manager": manager.name}).path
    others = "|".join(other.name for other in PACKAGE_MANAGERS.values() if other is not manager)
    said = re.compile(rf".*(?<![\w.@/-])(?:{others}|npx|package-lock\.json)(?![\w-]).*")  # no name with it in it
    found = {
        name: lines
        for name, path in files_of(project).items()
        if name not in OF_NPM and (lines := said.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}
    manifest = json.loads((project / "package.json").read_text())
    assert manifest["packageManager"] == f"{manager.name}@{manager.version}"
    assert manifest.keys().isdisjoint({"allowScripts", "overrides"})


@pytest.mark.parametrize("manager", OTHERS, ids=lambda manager: manager.name)
def test_it_is_told_whose_install_scripts_run_and_which_versions_take_the_place_of_others(
    manager: PackageManager, rendered: Rendered
) -> None:
    by_npm = json.loads((rendered(SMALL).path / "package.json").read_text())
    assert by_npm["overrides"] == {"@xstate/react": {"react": "$react"}}
    project = rendered({**SMALL, "package_manager": manager.name}).path
    manifest = json.loads((project / "package.json").read_text())
    if manager is PNPM:
        settings = yaml.safe_load((project / "pnpm-workspace.yaml").read_text())
        assert settings["allowBuilds"] == by_npm["allowScripts"]
        assert settings["overrides"] == {"@xstate/react>react": "$react"}
    else:
        built = {name: settings["built"] for name, settings in manifest["dependenciesMeta"].items()}
        assert built == by_npm["allowScripts"]
        assert manifest["resolutions"] == {"@xstate/react/react": manifest["dependencies"]["react"]}


def test_what_comes_first_comes_first_without_scripts_of_its_own(rendered: Rendered) -> None:
    npm, yarn = (
        json.loads((rendered({**SMALL, "package_manager": name}).path / "package.json").read_text())["scripts"]
        for name in (NPM.name, YARN.name)
    )
    assert {name for name in npm if name not in yarn} == {name for name in npm if name.removeprefix("pre") in npm} - {
        *yarn
    }
    for name in yarn:
        if f"pre{name}" in npm:
            assert yarn[name] == f"{npm[f'pre{name}']} && {npm[name].replace('npm run', 'yarn run')}"


def test_bun_is_refused_with_the_reason() -> None:
    answers = Answers.read({**SMALL, "package_manager": "bun"})
    sentence = refusals(answers, Stack.of(answers))["package_manager"]
    assert sentence == "answer with npm, pnpm or yarn; Amplify's command line, ampx, refuses to be started by bun."


TURN = OTHERS[TODAY // 2 % len(OTHERS)]  # of the jobs, which are run every second day


@contextmanager
def running(manager: PackageManager, project: Path) -> Iterator[Callable[..., str]]:
    """What runs the package manager in a project, as it would be in a pipeline."""
    program = f"{manager.name}@{manager.version}" if manager is PNPM else f"@yarnpkg/cli-dist@{manager.version}"
    registry = run(project, "npm", "config", "get", "registry").splitlines()[-1]
    # pnpm looks for itself in the registry, to lock itself; a mirror may not have all of it.
    with local.env(CI="1", YARN_NPM_REGISTRY_SERVER=registry, pnpm_config_pm_on_fail="ignore"):
        yield partial(run, project, "npx", "--yes", "--package", program, "--", manager.name)


@pytest.mark.job("package managers")
def test_a_small_project_works_by_it(plain_copier: CopierFixture, tmp_path: Path) -> None:
    manager = TURN
    project = tmp_path / "project"
    plain_copier.copy(project, **SMALL, package_manager=manager.name)
    if manager is YARN:
        bundled_by_the_cdk(project, "@aws/cloudformation-validate")
    with running(manager, project) as by:
        by(*manager.update.split())
        commit_all(project, "Start")
        by(*manager.clean_install.split()[1:])
        printed = by("run", "check")
        assert "All matched files use Prettier code style!" in printed
        assert "Tests" in printed
        assert "sandbox: " in printed
        assert "branch: " in printed
        assert "built in" in by("run", "build")
        assert f"lock file: {manager.lock_file}" in by("run", "doctor")
        assert git(project, "status", "--porcelain") == ""
    with local.env(npm_config_user_agent="bun/1.3.0"):
        said = run(project, "node", "node_modules/@aws-amplify/backend-cli/lib/ampx.js", "--version", status=None)
    assert "Package manager bun is not supported." in said
    give_back(project)


@pytest.mark.job("package managers")
def test_a_backend_is_added_to_a_project_of_it(
    plain_copier: CopierFixture, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = scaffolded(tmp_path, SCAFFOLDED["React"][0])
    file, name, value = LAYOUTS[TURN.name]
    (project / file).write_text(f"{name}: {value}\n")
    with running(TURN, project) as by:
        by(*TURN.update.split())
        commit_all(project, "Installed")
        add_backend(plain_copier, project)
        said = capfd.readouterr().err
        assert yaml.safe_load((project / ".copier-answers.yml").read_text())["package_manager"] == TURN.name
        if TURN is PNPM:
            told = re.findall("^    (.*: (?:true|false))$", said, re.MULTILINE)
            assert told
            (project / file).write_text("\n  ".join([f"{name}: {value}\nallowBuilds:", *told]) + "\n")
        else:
            bundled_by_the_cdk(project, "@aws/cloudformation-validate")
        by(*TURN.update.split())
        assert "sandbox: " in by("run", "check:backend")
        assert "built in" in by("run", "build")
        assert f"lock file: {TURN.lock_file}" in by("run", "doctor")
    shutil.rmtree(project / "node_modules")


def bundled_by_the_cdk(project: Path, package: str) -> None:
    """Let Yarn take from aws-cdk-lib what that brings within it, and what not every mirror of the registry has.

    npm and pnpm do so anyway; Yarn asks the registry for it.
    """
    manifest = json.loads((project / "package.json").read_text())
    manifest.setdefault("resolutions", {})[package] = f"file:{packages() / 'aws-cdk-lib/node_modules' / package}"
    (project / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
