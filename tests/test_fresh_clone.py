"""Clones with an installation of their own, as a colleague and a pipeline have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import served
from commands import git, run
from jobs import CLIENTS, MOBILE, NATIVE
from packages import PRESETS, give_back
from projects import fresh_clone
from pytest_copier.plugin import CopierFixture

pytestmark = pytest.mark.job("fresh clone")

# What the server of an app's code prints before its address: Expo's, and that of the community's command line.
OF_AN_APP = "(?:Waiting on|Starting dev server on) "


@pytest.mark.parametrize("preset", [*CLIENTS, "backend"])
def test_a_fresh_clone_is_green_and_starts(preset: str, plain_copier: CopierFixture, tmp_path: Path) -> None:
    project = fresh_clone(plain_copier, PRESETS[preset], tmp_path)
    pending = run(project, "npm", "approve-scripts", "--allow-scripts-pending")
    assert "No packages with unreviewed install scripts." in pending
    printed = run(project, "npm", "run", "check")
    assert "All matched files use Prettier code style!" in printed
    assert "Tests" in printed or preset in ("backend", *NATIVE)
    assert "sandbox: " in printed
    assert "branch: " in printed
    assert git(project, "status", "--porcelain") == ""
    if preset in NATIVE:  # its platform's tools start it
        return give_back(project)
    starts = {"backend": ("local", "Local backend ready at "), **dict.fromkeys(MOBILE, ("dev", OF_AN_APP))}
    command, address = starts.get(preset, ("dev", r"Local:?\s+"))
    with served(project, "npm", "run", command, before=address):
        assert (project / "local/node_modules").is_dir(), "the engines are installed at the first start"
    give_back(project)
