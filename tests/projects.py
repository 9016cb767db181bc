"""Rendered projects that can run: linked to the packages of tests/packages.py, or cloned and installed by themselves."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amplify.answers import Answers
from amplify.asked import unmet
from amplify.frameworks import Framework
from amplify.stack import Stack
from commands import commit_all, git, run
from jobs import ROWS
from packages import INSTALL, RAISED, engines, link, packages, tree_of
from plumbum import local
from pytest_copier.plugin import CopierFixture, CopierProject

# What amplify_outputs.json holds before a backend is deployed or started.
STUB = '{ "version": "1.4" }\n'


class Copier(CopierFixture):
    """Gives the answers that are asked for; tests vary presets, whose other answers nobody would give then."""

    def copy(self, dst: Path, **data: Any) -> CopierProject:
        return super().copy(dst, **asked(data))


def asked(answers: Mapping[str, Any]) -> dict[str, Any]:
    stack = Stack.of(Answers.read({"features": ["data"], **answers}))
    return {name: answer for name, answer in answers.items() if not unmet(name, stack)}


class PlainCopier(Copier):
    """Copies a template that is no repository."""

    def copy(self, dst: Path, **data: Any) -> CopierProject:
        # As on a machine without Git, which Copier otherwise asks about each file that it writes: a third of the time.
        with local.env(PATH=""):
            return super().copy(dst, **data)


@dataclass(frozen=True)
class App:
    """A project of a framework that can run; who changes a file puts it back."""

    preset: str
    project: Path

    @property
    def framework(self) -> Framework:
        return ROWS[self.preset]

    @property
    def outputs(self) -> Path:
        return self.project / "amplify_outputs.json"

    @property
    def backend(self) -> str:
        """The URL of the local backend that runs."""
        url: str = json.loads(self.outputs.read_text())["custom"]["local"]["url"]
        return url


def linked(copier: CopierFixture, answers: Mapping[str, Any], project: Path) -> Path:
    """A project that is rendered, committed, and as good as installed."""
    copier.copy(project, **answers)
    install(project, answers)
    commit_all(project, "Start")
    run(project, "npm", "run", "--if-present", "postinstall")
    return project


def install(project: Path, answers: Mapping[str, Any]) -> None:
    """Give a project the packages that its answers need, from the shared installations."""
    link(packages(tree_of(answers)), project, RAISED.get(answers.get("framework", ""), ()))
    if (project / "local").is_dir():
        link(engines(), project / "local")
        os.utime(project / "local/node_modules/.package-lock.json")  # npm's mark of what is newer than the lock file


def fresh_clone(copier: CopierFixture, answers: Mapping[str, Any], folder: Path) -> Path:
    """A project as a colleague gets it: rendered, installed from the registry, committed, cloned, installed."""
    origin, clone = folder / "origin", folder / "clone"
    copier.copy(origin, **answers)
    run(origin, "npm", "install", *INSTALL)
    run(origin, "npm", "run", "--if-present", "models")  # which the owner of a native client commits
    commit_all(origin, "Start")
    git(folder, "clone", "--quiet", str(origin), str(clone))
    (origin / "node_modules").rename(clone / "node_modules")
    run(clone, "npm", "install", *INSTALL)
    git(clone, "checkout", "package-lock.json")  # npm/cli#9821: a second installation adds entries
    return clone


def check(app: App, fullest: Path) -> None:
    """Put the frontend of an app through its own checks where it differs from the fullest project of that client.

    What is the same passes them in a job of its own, and the backend in those about synthesis.
    """
    project = app.project
    files = git(project, "ls-files").splitlines()
    different = [name for name in files if not is_same(project / name, fullest / name)]
    run(project, "npx", "prettier", "--check", "--ignore-unknown", *different)
    run(project, "npm", "run", "lint")
    # What runs its tests knows which of them belong to a file, where it is Vitest alone.
    is_vitest = app.framework.scripts["test"] == "vitest run"
    related = ("npx", "vitest", "related", "--run", *different) if is_vitest else ("npm", "test")
    assert "Tests" in run(project, *related)
    run(project, "npx", "--call", app.framework.typecheck)


def is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()
