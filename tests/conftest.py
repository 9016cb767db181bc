"""What the tests share: the template as a Git repository, and projects rendered from it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from amplify.frameworks import FRAMEWORKS
from chromium import chromium
from filelock import FileLock
from hypothesis import HealthCheck, settings
from jobs import WEB, pytest_addoption, pytest_collection_modifyitems, pytest_terminal_summary  # noqa: F401
from packages import PRESETS as PRESETS
from packages import ROOT as ROOT
from packages import give_back
from playwright.sync_api import Browser, Page, expect
from projects import STUB, App, Copier, PlainCopier, check, linked
from pytest_copier.plugin import CopierFixture, CopierProject
from synthesizer import Synthesizer, Workspace

# What builds write.
OUTPUTS = {row.output for row in FRAMEWORKS.values()}
MEMORY = Path("/dev/shm")
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

# How long an example takes says more about the machine than about the template. One commit gives one result: the same
# examples each time. `--hypothesis-profile=search` looks for others, as search.yml does every week.
settings.register_profile("template", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("search", settings.get_profile("template"), derandomize=False, max_examples=2000)
settings.load_profile("template")

Rendered = Callable[[Mapping[str, Any]], CopierProject]
Render = Callable[[Mapping[str, Any]], Path]
Variant = Callable[[str, Mapping[str, Any]], App]


@pytest.fixture(autouse=True)
def memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copier's clones are in memory, where there is some: an update removes thousands of folders, for which disks take long."""
    job = request.node.get_closest_marker("job")
    if (not job or job.args[0] == "updates") and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 * 2**30:
        monkeypatch.setenv("TMPDIR", str(MEMORY))
        monkeypatch.setattr(tempfile, "tempdir", None)  # so that it is read again


@pytest.fixture(scope="session")
def copier_template_paths() -> list[str]:
    """What pytest-copier copies into the template repository of the tests."""
    return [".gitignore", *PARTS]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all workers of a run, whose own ones are side by side."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def plain_template(shared: Path) -> Path:
    """The template outside Git, which Copier renders without cloning."""
    folder = shared / "template"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
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
    return PlainCopier(plain_template, {}, sessionpatch)


@pytest.fixture
def copier(copier_template: Path, monkeypatch: pytest.MonkeyPatch) -> CopierFixture:
    """Copies the template as people do it, from a repository."""
    return Copier(copier_template, {}, monkeypatch)


@pytest.fixture(scope="session")
def rendered(plain_copier: CopierFixture, shared: Path) -> Rendered:
    """`rendered(answers)` is the project of these answers: made once, so a test reads it and writes nothing."""
    projects = shared / "rendered"
    projects.mkdir(exist_ok=True)

    def rendered(answers: Mapping[str, Any]) -> CopierProject:
        folder = projects / hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()[:16]
        project = CopierProject(folder / "project", plain_copier)
        with FileLock(f"{folder}.lock"):
            if not (folder / "done").exists():
                plain_copier.copy(project.path, **answers)
                (folder / "done").touch()
        return project

    return rendered


@pytest.fixture
def render(rendered: Rendered, tmp_path: Path) -> Render:
    """`render(answers)` is a copy of that project, to write into."""
    return lambda answers: Path(shutil.copytree(rendered(answers).path, tmp_path / "project"))


@pytest.fixture(scope="session")
def react(plain_copier: CopierFixture, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The fullest React project, for what does not vary by framework; who changes a file puts it back."""
    project = linked(plain_copier, PRESETS["react"], tmp_path_factory.mktemp("react") / "project")
    yield project
    give_back(project)


@pytest.fixture(scope="session", params=WEB)
def app(
    request: pytest.FixtureRequest,
    plain_copier: CopierFixture,
    tmp_path_factory: pytest.TempPathFactory,
    testrun_uid: str,
) -> Iterator[App]:
    """Every client for browsers in turn, or another that a test names, with its fullest project."""
    preset = request.param
    project = linked(plain_copier, PRESETS[preset], tmp_path_factory.mktemp(preset) / "project")
    # What another worker synthesized of the same sources, in this run; a project that finds it stale makes its own.
    known, own = tmp_path_factory.getbasetemp().parent / f"synthesized-{testrun_uid}" / preset, project / ".amplify"
    if known.exists():
        shutil.copytree(known, own)
    yield App(preset, project)
    if not known.exists() and [*own.glob("artifacts/*.local.*")]:
        known.parent.mkdir(exist_ok=True)
        shutil.rmtree(own / "local", ignore_errors=True)  # its data
        with suppress(OSError):  # another worker was faster
            own.rename(known)
    give_back(project)


@pytest.fixture
def variant(plain_copier: CopierFixture, rendered: Rendered, tmp_path: Path) -> Iterator[Variant]:
    """`variant(preset, changes)`: the app of a client with other answers than the fullest, which passes its checks."""
    project = tmp_path / "project"

    def variant(preset: str, changes: Mapping[str, Any]) -> App:
        app = App(preset, linked(plain_copier, {**PRESETS[preset], **changes}, project))
        check(app, rendered(PRESETS[preset]).path)
        return app

    yield variant
    give_back(project)


@pytest.fixture(scope="module")
def synthesizer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synthesizer]:
    """Ends with the tests that need it: it keeps gigabytes, which others would lack."""
    workspace = Workspace(tmp_path_factory.mktemp("backends"))
    with Synthesizer(workspace) as synthesizer:
        yield synthesizer
    give_back(workspace.folder)


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
    generated = {".git", "node_modules", ".amplify", *OUTPUTS}
    return {
        path.relative_to(project).as_posix(): path
        for path in sorted(project.rglob("*"), key=lambda path: path.parts)  # as Windows would not
        if path.is_file() and not generated & set(path.relative_to(project).parts)
    }
