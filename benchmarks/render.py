"""How long a whole `copier copy` of the fullest React project takes, next to other commands in turn in one run.

    .venv/bin/python benchmarks/render.py [runs] [--against REV]

As from GitHub: the template is a Git URL, with its whole history, which Copier mirrors the first time (not counted) and
asks for news each time; what is committed is measured. Peers: `python -c "import copier"`, the floor of any Copier
template; `npm create vite@latest`, pinned; and with `--against` the template as it was at that commit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
CREATE_VITE = "create-vite@9.3.0"
BIN = Path(sys.executable).parent
PRESET = "presets/react.yml"

Command = list[str | Path]


def main(runs: int, against: str | None) -> None:
    """Print medians, of seconds that passed and of seconds of all processors, and their ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands: dict[str, Command] = {
            "copier copy": copy("HEAD", folder),
            **({against: copy(against, folder)} if against else {}),
            "import copier": [sys.executable, "-c", "import copier"],
            "create-vite": [BIN / "npx", "--yes", CREATE_VITE, "project", "--template", "react-ts", "--no-interactive"],
        }
        times: dict[str, list[tuple[float, float]]] = {label: [] for label in commands}
        for number in range(runs + 1):
            for label, command in commands.items():
                shutil.rmtree(folder / "project", ignore_errors=True)
                taken = timed(command, folder)
                if number:  # the first round fills the caches
                    times[label].append(taken)
    ours = times.pop("copier copy")
    passed, busy = (median(values) for values in zip(*ours, strict=True))
    print(f"{'copier copy':14} {told(ours)}, {runs} runs")
    for label, values in times.items():
        their_passed, their_busy = (median(each) for each in zip(*values, strict=True))
        print(f"{label:14} {told(values)}: ratio {passed / their_passed:.2f}, busy {busy / their_busy:.2f}")


def copy(revision: str, folder: Path) -> Command:
    """The command for a commit of the template; its preset and its Git repository are written into `folder`."""
    commit = git("rev-parse", "--short", f"{revision}^{{commit}}").strip()
    template, preset = folder / "template.git", folder / f"{commit}.yml"
    git("init", "--quiet", "--bare", str(template))
    git("push", "--quiet", str(template), f"{commit}:refs/heads/{commit}")
    preset.write_text(git("show", f"{commit}:{PRESET}"))
    options: Command = ["--trust", "--defaults", "--quiet", "--data-file", preset, "--vcs-ref", commit]
    return [BIN / "copier", "copy", *options, f"git+{template.as_uri()}", "project"]


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def timed(command: Command, folder: Path) -> tuple[float, float]:
    """Seconds that passed, and seconds of all processors (0 on Windows), of a whole process, which must succeed."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
        "COPIER_CACHE_DIR": str(folder / "mirrors"),
    }
    before = os.times()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return after.elapsed - before.elapsed, busy


def told(values: list[tuple[float, float]]) -> str:
    passed, busy = zip(*values, strict=True)
    return f"{median(passed):6.2f} s (from {min(passed):.2f} to {max(passed):.2f}), busy {median(busy):5.2f} s"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="?", type=int, default=7)
    parser.add_argument("--against", metavar="REV")
    options = parser.parse_args()
    main(options.runs, options.against)
