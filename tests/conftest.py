"""What the tests share: the template as a Git repository, and projects rendered from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.frameworks import FRAMEWORKS, Framework
from amplify.stack import Stack
from chromium import chromium
from commands import fresh_clone, install, link_packages
from copier import run_copy
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect
from plumbum import local
from pytest_copier.plugin import CopierFixture, CopierProject

ROOT = Path(__file__).resolve().parents[1]
PARTS = ["copier.yml", "questions", "extensions", "template", "catalog"]
PRESETS = {path.stem: yaml.safe_load(path.read_text()) for path in sorted((ROOT / "presets").glob("*.yml"))}

# The fullest project of each framework.
APPS = [row.key.replace("_", "-") for row in FRAMEWORKS.values()]

# One of each set of screens, for what the two routers of Next.js share.
EACH_VIEWS = [preset for preset in APPS if preset != "nextjs-pages"]

# What amplify_outputs.json holds before a backend is deployed or started.
STUB = '{ "version": "1.4" }\n'

# What somebody answers who has a user pool.
ROLE = "arn:aws:iam::123456789012:role"
EXISTING_POOL: dict[str, Any] = {
    "reference_auth": True,
    "user_pool_id": "eu-central-1_a1B2c3D4e",
    "user_pool_client_id": "1h57kf5cpq17m0eml12example",
    "identity_pool_id": "eu-central-1:1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f",
    "auth_role_arn": f"{ROLE}/signed-in",
    "unauth_role_arn": f"{ROLE}/visitors",
    "user_groups": ["ADMINS"],
}

# How long an example takes says more about the machine than about the template.
settings.register_profile("template", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("template")

Rendered = Callable[[Mapping[str, Any]], CopierProject]
Render = Callable[[Mapping[str, Any]], Path]


@pytest.fixture(scope="session")
def copier_template_paths() -> list[str]:
    """What pytest-copier copies into the template repository of the tests."""
    return [".gitignore", *PARTS]


@pytest.fixture(scope="session")
def plain_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template outside Git, which Copier renders without cloning."""
    folder = tmp_path_factory.mktemp("template")
    copy_template(folder)
    return folder


def copy_template(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, folder / part)


@pytest.fixture(scope="session")
def plain_copier(plain_template: Path, sessionpatch: pytest.MonkeyPatch) -> CopierFixture:
    """Copies the template without cloning it."""
    return CopierFixture(plain_template, {}, sessionpatch)


@pytest.fixture(scope="session")
def rendered(plain_copier: CopierFixture, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """`rendered(answers)` is the project of these answers: made once, so a test reads it and writes nothing."""
    made: dict[str, CopierProject] = {}

    def rendered(answers: Mapping[str, Any]) -> CopierProject:
        key = json.dumps(answers, sort_keys=True)
        if key not in made:
            with without_git():
                made[key] = plain_copier.copy(tmp_path_factory.mktemp("rendered") / "project", **answers)
        return made[key]

    return rendered


@pytest.fixture
def render(rendered: Rendered, tmp_path: Path) -> Render:
    """`render(answers)` is a copy of that project, to write into."""
    return lambda answers: Path(shutil.copytree(rendered(answers).path, tmp_path / "project"))


def without_git() -> AbstractContextManager[object]:
    """As on a machine that has no Git, which Copier otherwise asks about each file that it writes: a third of the time."""
    return local.env(PATH="")


@pytest.fixture(scope="session")
def react(plain_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The fullest React project, cloned and installed; who changes a file puts it back."""
    project = fresh_clone(plain_template, PRESETS["react"], tmp_path_factory.mktemp("react"))
    yield project
    shutil.rmtree(project / "node_modules")


@pytest.fixture(scope="session")
def every_package(react: Path, plain_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A backend with every feature, installed."""
    answers = {
        "purpose": "backend",
        "project_name": "everything",
        "login_methods": ["email"],
        "features": [*FEATURES, "advanced"],
        "data_examples": ["custom-query"],
        "ai_handler": True,
        "push_platforms": ["fcm"],
        "hosting": "none",
        "local_backend": False,
    }
    project = tmp_path_factory.mktemp("every") / "package"
    run_copy(str(plain_template), project, data=answers, defaults=True, unsafe=True, quiet=True)
    link_packages(react, project)
    install(project)
    yield project
    shutil.rmtree(project / "node_modules")


@dataclass(frozen=True)
class App:
    """The fullest project of a framework, cloned and installed; who changes a file puts it back."""

    preset: str
    framework: Framework
    project: Path

    @property
    def outputs(self) -> Path:
        return self.project / "amplify_outputs.json"

    @property
    def backend(self) -> str:
        """The URL of the local backend that runs."""
        url: str = json.loads(self.outputs.read_text())["custom"]["local"]["url"]
        return url


def app_of(preset: str, react: Path, template: Path, folder: Path) -> Iterator[App]:
    """An installed project; React's is the one of the `react` fixture."""
    chosen = Stack.of(Answers.read(PRESETS[preset])).framework
    assert chosen
    if preset == "react":
        yield App(preset, chosen, react)
        return
    project = fresh_clone(template, PRESETS[preset], folder, installed=react)
    yield App(preset, chosen, project)
    shutil.rmtree(project / "node_modules")


@pytest.fixture(scope="session", params=APPS)
def app(
    request: pytest.FixtureRequest, react: Path, plain_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """Every framework in turn."""
    yield from app_of(request.param, react, plain_template, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        expect.set_options(timeout=60_000)  # the first visit of a page compiles it
        yield browser


@pytest.fixture
def stub_afterwards(app: App) -> Iterator[None]:
    """The outputs of a backend that a test starts are gone when it ends."""
    yield
    app.outputs.write_text(STUB)


def files_of(project: Path) -> dict[str, Path]:
    """Every file of a rendered project by its path, with slashes; generated folders are left out."""
    generated = {".git", "node_modules", ".amplify", *(row.output for row in FRAMEWORKS.values())}
    return {
        path.relative_to(project).as_posix(): path
        for path in sorted(project.rglob("*"))
        if path.is_file() and not generated & set(path.relative_to(project).parts)
    }
