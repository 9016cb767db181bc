"""Git, and the commands of rendered projects with the Node.js of the test environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from copier import run_copy
from plumbum import local

ENVIRONMENT = {
    **os.environ,
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "AMPLIFY_DISABLE_TELEMETRY": "1",
    "NO_COLOR": "1",
    # Whatever AWS account the machine knows must stay out of reach.
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


def run(project: Path, *command: str, status: int | None = 0) -> str:
    """What a command prints, both streams; fails when it does not end with `status`, or with any error for None."""
    result = subprocess.run(
        command, cwd=project, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    expected = result.returncode != 0 if status is None else result.returncode == status
    assert expected, f"{' '.join(command)} ended with {result.returncode}:\n{result.stdout}"
    return result.stdout


def fresh_clone(template: Path, answers: Mapping[str, Any], folder: Path, installed: Path | None = None) -> Path:
    """A project as a colleague gets it: rendered, installed, committed, cloned, and installed from its lock file.

    The packages of a project that is `installed` already, as hard links, leave less to install.
    """
    origin, clone = folder / "origin", folder / "clone"
    run_copy(str(template), origin, data=dict(answers), defaults=True, unsafe=True, quiet=True)
    if installed:
        link_packages(installed, origin)
    install(origin)
    commit_all(origin, "Start")
    git(folder, "clone", "--quiet", str(origin), str(clone))
    (origin / "node_modules").rename(clone / "node_modules")  # only to spare the disk a second gigabyte
    install(clone)
    git(clone, "checkout", "package-lock.json")  # npm/cli#9821: a second installation adds entries
    return clone


def install(project: Path) -> None:
    run(project, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund")


def share_packages(installed: Path, project: Path) -> None:
    """Give a project the packages of another whose set includes its own."""
    link_packages(installed, project)
    shutil.copy(installed / "package-lock.json", project)


def link_packages(installed: Path, project: Path) -> None:
    shutil.copytree(installed / "node_modules", project / "node_modules", copy_function=os.link, symlinks=True)


def sibling(installed: Path, template: Path, folder: Path, answers: dict[str, Any]) -> Path:
    """A project of other answers, committed, with the packages of one that is installed."""
    project = folder / "app"
    run_copy(str(template), project, data=answers, defaults=True, unsafe=True, quiet=True)
    share_packages(installed, project)
    commit_all(project, "Start")
    run(project, "node", "scripts/ensure-outputs.mjs")
    return project


@contextmanager
def added(files: Path, project: Path) -> Iterator[None]:
    """The files of a folder in a project, for as long as the block runs."""
    names = [path.relative_to(files) for path in files.rglob("*") if path.is_file()]
    for name in names:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(files / name, project / name)
    try:
        yield
    finally:
        for name in names:
            (project / name).unlink()


@contextmanager
def edited(path: Path, old: str, new: str) -> Iterator[None]:
    """A file with `old` replaced, for as long as the block runs."""
    text = path.read_text()
    assert old in text, path
    path.write_text(text.replace(old, new))
    try:
        yield
    finally:
        path.write_text(text)


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder, as a committer whom no machine's configuration changes."""
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"]
    return local["git"].with_cwd(folder)(*identity, "-c", "init.defaultBranch=main", *arguments)


def commit_all(folder: Path, message: str, tag: str | None = None) -> None:
    """Commit everything in a folder, which becomes a repository when it is none yet."""
    if not (folder / ".git").exists():
        git(folder, "init")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    if tag:
        git(folder, "tag", tag)
