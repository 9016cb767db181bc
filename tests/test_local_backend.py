"""The local backend, through aws-amplify itself, on a sample backend that uses everything it serves.

`tests/local_backend/` holds the sample project and its tests (node:test, one file a theme); `local/` and `scripts/` come
from the template.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import run
from conftest import ROOT
from packages import SECOND_BACKEND, engines, give_back, link, packages

SAMPLE = ROOT / "tests" / "local_backend"
TEMPLATE = ROOT / "template"
FILES = sorted(path.name for path in (SAMPLE / "tests/local").glob("*.test.ts"))
# Two workers share them.
files = [pytest.param(file, marks=pytest.mark.job("local backend", part=index % 2)) for index, file in enumerate(FILES)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample project with the template's local backend, installed."""
    project = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE, project, dirs_exist_ok=True)
    shutil.copytree(TEMPLATE / "[[group.backend]]/[[layer.backend]]/scripts", project / "scripts")
    settings = (project / "scripts/tsconfig.json.jinja").read_text()
    alone = re.sub(r"\[% if .*?\[% else %\]\n|\[% endif %\]\n", "", settings, flags=re.DOTALL)
    (project / "scripts/tsconfig.json").write_text(alone)
    shutil.copytree(TEMPLATE / "[[layer.local_backend]]/local", project / "local")
    shutil.copy(TEMPLATE / "[[layer.local_requests]]/[[folder.local_requests]]/rewrite.ts", project / "local")
    link(packages(), project)
    link(engines(), project / "local")
    link(engines(SECOND_BACKEND), project / "tests/local/auth-backend")
    yield project
    give_back(project)


@pytest.mark.parametrize("file", files)
def test_local_backend(sample: Path, file: str) -> None:
    options = ["--test-force-exit", "--test-timeout=120000", "--test-global-setup=tests/local/global-setup.ts"]
    run(sample, "node", "--test", *options, f"tests/local/{file}")


@pytest.mark.job("local backend", part=0)
def test_it_type_checks(sample: Path) -> None:
    (sample / "amplify_outputs.json").write_text('{ "version": "1.4" }')
    for folder in ("local", "local/client", "local/page/browser", "tests/local"):
        run(sample, "npx", "tsc", "-p", folder)
