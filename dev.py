#!/usr/bin/env python3
"""Everything a developer of this template runs, on a machine with nothing but Python 3.11 and git.

    python3 dev.py render ../my-app [--data-file presets/react.yml --defaults]
    python3 dev.py test [lint] [unit] [docs] [projects] [portable] [search]
    python3 dev.py test --only vue                       # the projects of one client; "template" is what all share
    python3 dev.py test --since main                     # the projects that a change since then can touch
    python3 dev.py release 1.2.0                         # checks what a release promises, and tags it
    python3 dev.py clients                               # what --only can name, as JSON

Tools are installed into .venv/ on first use, Node.js 24 included; nothing else on the machine changes, except that
`test projects` installs Chromium with apt when it runs as root and finds no browser.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
REQUIREMENTS = ROOT / "requirements-dev.txt"

# What checks .github/. actionlint finds shellcheck in .venv/ and asks it about the scripts.
WORKFLOW_CHECKS = (
    ["actionlint"],
    ["zizmor", "--offline", "--no-progress", "--quiet", "--strict-collection", "--pedantic", "."],
)


def main(arguments: list[str]) -> int:
    """Run the command named by the first argument; the exit status is that of the first step that fails."""
    command, *rest = arguments or [""]
    if command == "render" and rest:
        prepare()
        return run(["copier", "copy", "--trust", *rest[1:], str(ROOT), rest[0]])
    steps = [*takewhile(lambda argument: not argument.startswith("-"), rest)]
    options = rest[len(steps) :]
    if command == "test" and set(steps) <= set(STEPS) and {*options[::2]} <= {"--only", "--since"}:
        prepare()
        steps = steps or (["projects"] if options else [*SUITE])
        if len(steps) > 1 and "projects" in steps:
            # They are installed meanwhile; what goes wrong with that is said to the first job that waits for it.
            subprocess.Popen([BIN / "python", "tests/packages.py"], cwd=ROOT, stdout=subprocess.DEVNULL)
        for step in steps:
            print(f"\n=== {step} ===", flush=True)
            if status := projects(*options) if step == "projects" else STEPS[step]():
                print(f"\n{step} failed; run it again with: python3 dev.py test {step}", file=sys.stderr)
                return status
        return 0
    if command == "release" and rest:
        prepare()
        return run(["python", "release.py", *rest])
    if command == "clients" and not rest:
        prepare()
        return clients()
    print(__doc__, file=sys.stderr)
    return 2


def prepare() -> None:
    """Create .venv/ and install the pinned tools, unless it has them already."""
    stamp = VENV / "installed"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Installing the tools into .venv/ …", file=sys.stderr, flush=True)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([BIN / f"python{EXE}", "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
        stamp.write_text(wanted)
    os.environ["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])
    os.environ["PYTHONUTF8"] = "1"  # Windows has other defaults


def run(command: list[str]) -> int:
    """Run a command of .venv/ in the repository, and give its exit status."""
    return subprocess.run([BIN / f"{command[0]}{EXE}", *command[1:]], cwd=ROOT).returncode


def clients() -> int:
    """What `test --only` can name, as a line of JSON."""
    code = "import json, jobs; print(json.dumps([*jobs.CLIENTS, jobs.TEMPLATE]))"
    return run(["python", "-c", f"import sys; sys.path += ['extensions', 'tests']; {code}"])


def lint() -> int:
    """Python: style, formatting and types. The workflows: mistakes, and what an attacker could use."""
    commands = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], *WORKFLOW_CHECKS]
    return next(filter(None, map(run, commands)), 0)


def unit() -> int:
    """The package, the questions, every rendered file, and the life of a project."""
    return run(["pytest", "--numprocesses=auto", "--dist=worksteal"])


def portable() -> int:
    """The part of `unit` that depends on the system: every rendered file, and the life of a project."""
    files = [
        f"tests/test_{name}.py" for name in ("rendering", "presets", "lifecycle", "updates", "merging", "instantiate")
    ]
    return run(["pytest", "--numprocesses=auto", *files])


def search() -> int:
    """Examples that no other run has seen, many times as many, of the tests that hold for any answers at all."""
    os.environ["UPDATES"] = "100"
    files = [path for path in sorted((ROOT / "tests").glob("test_*.py")) if "hypothesis" in path.read_text("utf-8")]
    queue = ["pytest", "--numprocesses=auto", "--hypothesis-profile=search"]
    return run([*queue, *map(str, files)]) or run([*queue, "-m", "job", "tests/test_random_updates.py"])


def docs() -> int:
    """The documentation, where a broken link fails."""
    return run(["mkdocs", "build", "--strict", "--site-dir", ".cache/site"])


def projects(*options: str) -> int:
    """Rendered projects: installed, put through their own checks, and opened in Chromium."""
    if not (chromium := find_chromium()):
        print("No Chromium found. Install one, or name it: CHROMIUM=/path/to/chrome", file=sys.stderr)
        return 1
    os.environ["CHROMIUM"] = chromium
    if (ROOT / ".git/shallow").exists():
        # tests/test_past_updates.py starts from earlier commits; without them, it says so.
        subprocess.run(["git", "fetch", "--quiet", "--unshallow"], cwd=ROOT)
    # Three jobs at a time keep two cores busy: one of them waits for a browser or a server. In the order of jobs.py.
    workers = f"--numprocesses={max(2, (os.cpu_count() or 1) * 3 // 2)}"
    queue = [workers, "--dist=loadgroup", "--no-loadscope-reorder"]
    # A value alone could be the name of a folder, which pytest would search instead of tests/.
    chosen = [f"{option}={value}" for option, value in zip(options[::2], options[1::2], strict=True)]
    return run(["pytest", "-m", "job", *queue, "--verbose", "--instafail", "--durations=10", *chosen])


def find_chromium() -> str | None:
    """A browser to test with: the one in CHROMIUM, one on the machine, or a new one (by apt for root, else by Playwright)."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    if found := next(filter(None, map(shutil.which, filter(None, names))), None):
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, stdout=subprocess.DEVNULL)
        return shutil.which("chromium")
    if run(["playwright", "install", "chromium"]):
        return None
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    return subprocess.run([BIN / "python", "-c", code], capture_output=True, text=True).stdout.strip() or None


SUITE: dict[str, Callable[[], int]] = {step.__name__: step for step in (lint, unit, docs, projects)}
STEPS = {**SUITE, "portable": portable, "search": search}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
