"""What the tests share: the template as a Git repository, and projects rendered from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from amplify.frameworks import FRAMEWORKS
from chromium import chromium
from copier import run_copy
from hypothesis import HealthCheck, settings
from jobs import CLIENTS, ROWS, pytest_addoption, pytest_collection_modifyitems, pytest_terminal_summary  # noqa: F401
from packages import PRESETS as PRESETS
from playwright.sync_api import Browser, Page, expect
from projects import STUB, App, forget, linked
from synthesizer import Synthesizer, Workspace

ROOT = Path(__file__).resolve().parents[1]
PARTS = [".gitattributes", "copier.yml", "questions", "extensions", "template", "catalog"]

# Pages that somebody adds, by client.
PROBES = ROOT / "tests" / "probes"

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

Render = Callable[..., Path]


@pytest.fixture(scope="session")
def copier_template_paths() -> list[str]:
    """What pytest-copier copies into the template repository of the tests."""
    return PARTS


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


@pytest.fixture
def render(plain_template: Path, tmp_path: Path) -> Render:
    """`render(answers)` writes a project and gives its folder."""

    def render(answers: Mapping[str, Any], folder: str = "project") -> Path:
        project = tmp_path / folder
        run_copy(
            str(plain_template), project, data=dict(answers), defaults=True, unsafe=True, quiet=True, overwrite=True
        )
        return project

    return render


@pytest.fixture(scope="session")
def react(plain_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The fullest React project, for what does not vary by framework; who changes a file puts it back."""
    project = linked(plain_template, PRESETS["react"], tmp_path_factory.mktemp("react") / "project")
    yield project
    forget(project)


@pytest.fixture(scope="session", params=CLIENTS)
def app(
    request: pytest.FixtureRequest, plain_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """Every client in turn, with its fullest project."""
    preset = request.param
    project = linked(plain_template, PRESETS[preset], tmp_path_factory.mktemp(preset) / "project")
    app = App(preset, ROWS[preset], project)
    yield app
    forget(app.project)


@pytest.fixture(scope="session")
def synthesizer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synthesizer]:
    workspace = Workspace(tmp_path_factory.mktemp("backends"))
    with Synthesizer(workspace) as synthesizer:
        yield synthesizer
    forget(workspace.folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        expect.set_options(timeout=60_000)  # the first visit of a page compiles it
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor's page. An error that nobody caught fails the test."""
    errors: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


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
        for path in sorted(project.rglob("*"), key=lambda path: path.parts)  # as Windows would not
        if path.is_file() and not generated & set(path.relative_to(project).parts)
    }
