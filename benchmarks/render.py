"""How long a whole `copier copy` of the fullest project takes, as ratios to two peers measured in turn in one run.

    .venv/bin/python benchmarks/render.py [runs]

Peers: `python -c "import copier"`, the floor of any Copier template, and `npm create vite@latest`, pinned.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CREATE_VITE = "create-vite@9.3.0"
BIN = Path(sys.executable).parent


def main(runs: int) -> None:
    """Print the median, in seconds, and the ratio of medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = folder / "template"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(template)], check=True)
        preset = ROOT / "presets" / "react.yml"
        options = ["--trust", "--defaults", "--quiet", "--data-file", str(preset)]
        commands: dict[str, list[str | Path]] = {
            "copier copy": [BIN / "copier", "copy", *options, template, "project"],
            "import copier": [sys.executable, "-c", "import copier"],
            "create-vite": [BIN / "npx", "--yes", CREATE_VITE, "project", "--template", "react-ts", "--no-interactive"],
        }
        times: dict[str, list[float]] = {label: [] for label in commands}
        for number in range(runs + 1):
            for label, command in commands.items():
                shutil.rmtree(folder / "project", ignore_errors=True)
                seconds = timed(command, folder)
                if number:  # the first round fills the caches
                    times[label].append(seconds)
    medians = {label: statistics.median(values) for label, values in times.items()}
    for label, values in times.items():
        print(f"{label:14} {medians[label]:6.2f} s   (from {min(values):.2f} to {max(values):.2f}, {runs} runs)")
    print(f"copier copy / import copier: {medians['copier copy'] / medians['import copier']:.2f} (budget 3)")
    print(f"copier copy / create-vite:   {medians['copier copy'] / medians['create-vite']:.2f} (budget 1)")


def timed(command: list[str | Path], folder: Path) -> float:
    """Seconds of a whole process, which must succeed."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]])}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
