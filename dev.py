#!/usr/bin/env python3
"""Everything a developer of this template runs, on a machine with nothing but Python 3.11 and git.

    python3 dev.py render ../my-app [--data-file presets/react.yml --defaults]
    python3 dev.py test [lint] [unit] [docs] [projects]

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
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
REQUIREMENTS = ROOT / "requirements-dev.txt"


def main(arguments: list[str]) -> int:
    """Run the command named by the first argument; the exit status is that of the first step that fails."""
    command, *rest = arguments or [""]
    if command == "render" and rest:
        prepare()
        return run(["copier", "copy", "--trust", *rest[1:], str(ROOT), rest[0]])
    if command == "test" and set(rest) <= set(STEPS):
        prepare()
        for step in rest or STEPS:
            print(f"\n=== {step} ===", flush=True)
            if status := STEPS[step]():
                print(f"\n{step} failed; run it again with: python3 dev.py test {step}", file=sys.stderr)
                return status
        return 0
    print(__doc__, file=sys.stderr)
    return 2


def prepare() -> None:
    """Create .venv/ and install the pinned tools, unless it has them already."""
    stamp = VENV / "installed"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Installing the tools into .venv/ …", flush=True)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([BIN / "python", "-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)
        stamp.write_text(wanted)
    os.environ["PATH"] = os.pathsep.join([str(BIN), os.environ["PATH"]])


def run(command: list[str]) -> int:
    """Run a command of .venv/ in the repository, and give its exit status."""
    return subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT).returncode


def lint() -> int:
    """Python: style, formatting and types."""
    return run(["ruff", "check"]) or run(["ruff", "format", "--check"]) or run(["mypy"])


def unit() -> int:
    """The package, the questions, every rendered file, and the life of a project."""
    return run(["pytest", "--numprocesses=auto", "--dist=worksteal"])


def docs() -> int:
    """The documentation, where a broken link fails."""
    return run(["mkdocs", "build", "--strict", "--site-dir", ".cache/site"])


def projects() -> int:
    """Rendered projects: installed, put through their own checks, and opened in Chromium."""
    if not (chromium := find_chromium()):
        print("No Chromium found. Install one, or name it: CHROMIUM=/path/to/chrome", file=sys.stderr)
        return 1
    os.environ["CHROMIUM"] = chromium
    # Side by side: what needs no browser, and what does, one app after the other because they have the same ports.
    command: list[str | Path] = [BIN / "pytest", "--verbose", "--durations=40", "--durations-min=10"]
    suites = [subprocess.Popen([*command, "-m", suite], cwd=ROOT) for suite in ("toolchain", "browser")]
    return max(abs(suite.wait()) for suite in suites)


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


STEPS: dict[str, Callable[[], int]] = {step.__name__: step for step in (lint, unit, docs, projects)}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
