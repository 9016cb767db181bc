"""What the local backend costs: start, memory, reload, size.

    .venv/bin/python benchmarks/local_backend.py ../my-app

The project must be installed (`npm install`) and have run `npm run local` once. Times are wall clock; the reload is a
ratio to a bare `npm run synth sandbox` in the same run.
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from subprocess import STDOUT

from plumbum import local

local.env.path.insert(0, str(Path(sys.executable).parent))
local.env["NO_COLOR"] = "1"


def main(project: Path) -> None:
    """Print each figure with its budget."""
    source = project / "amplify" / "data" / "resource.ts"
    text = source.read_text()
    try:
        source.write_text(text + "\n")
        ready = start(project)[0]
        print(f"synthesis to ready   {ready:6.1f} s    (budget 12)")
        starts = [start(project) for _ in range(3)]
        print(f"engines alone        {statistics.median(each[1] for each in starts):6.1f} s    (budget 3)")
        print(f"memory               {statistics.median(each[2] for each in starts):6.0f} MB   (budget 250)")
        bare = statistics.median(timed(project) for _ in range(3))
        source.write_text(text + "\n\n")
        reload = start(project, change=source)[3]
        print(
            f"reload               {reload:6.1f} s, {reload / bare:.2f} of a bare synthesis ({bare:.1f} s; budget 1.5)"
        )
    finally:
        source.write_text(text)
    size = sum(path.stat().st_size for path in (project / "local/node_modules").rglob("*") if path.is_file()) / 1e6
    print(f"installed engines    {size:6.0f} MB   (budget 110)")
    own = [path for path in (project / "local").rglob("*") if path.suffix in {".ts", ".js", ".css", ".html"}]
    lines = sum(len(path.read_text().splitlines()) for path in own if "node_modules" not in path.parts)
    print(f"own code             {lines:6} lines")


def start(project: Path, change: Path | None = None) -> tuple[float, float, float, float]:
    """Start the backend and end it: seconds to ready, seconds of the engines, MB resident, seconds of a reload."""
    began = time.perf_counter()
    node = local["node"]["local/start.ts", "--port", "20902"].with_cwd(project)
    process = node.popen(new_session=True, stderr=STDOUT, text=True)
    assert process.stdout
    assert process.pid
    try:
        line = until(process.stdout, r"ready at .*engines ([\d.]+) s")
        ready, engines = time.perf_counter() - began, float(line)
        memory = resident(process.pid)
        reload = 0.0
        if change:
            change.write_text(change.read_text() + "\n")
            reload = float(until(process.stdout, r"Reloaded in ([\d.]+) s"))
        return ready, engines, memory, reload
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def until(lines: Iterable[str], pattern: str) -> str:
    """The first group of the first line that matches."""
    for line in lines:
        if found := re.search(pattern, line):
            return str(found[1])
    raise SystemExit(f"The local backend never said {pattern!r}")


def resident(group: int) -> float:
    """MB that Node.js holds in a process group; the launcher of the Python wheel is not counted."""
    listing = local["ps"]("-o", "rss=,comm=", "-g", group)
    return sum(int(line.split()[0]) for line in listing.splitlines() if "python" not in line) / 1000


def timed(project: Path) -> float:
    """Seconds of a bare synthesis of the sandbox."""
    began = time.perf_counter()
    local["node"].with_cwd(project)("scripts/synth.ts", "sandbox")
    return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
