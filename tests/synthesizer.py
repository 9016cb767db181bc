"""Synthesizes many backends in one Node.js process, which loads their packages once: a second each instead of ten."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL
from typing import Any, Self

from commands import start
from packages import link, packages
from plumbum import local

CODE = Path(__file__).with_suffix(".mjs")

# The CDK calls esbuild by npx, which alone takes half a second for each function.
NPX = '#!/bin/sh\n# npx --no-install <command> …\nshift; command=$1; shift\nexec {bin}/"$command" "$@"\n'


@dataclass(frozen=True)
class Synthesis:
    """What became of a backend: the folder of its templates, or why there is none."""

    directory: Path | None
    error: str = ""
    found: dict[str, list[str]] = field(default_factory=dict)  # by check

    @property
    def problems(self) -> list[str]:
        return [self.error] * bool(self.error) + [f"{name}: {text}" for name in self.found for text in self.found[name]]


class Workspace:
    """A folder whose projects use its packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # As if installed there, in no time: a link to the folder would lead outside of the projects' root, where
        # Amplify has a function of its own bundled from.
        link(packages(), folder)
        shutil.copy(CODE, folder)
        (folder / "bin").mkdir()
        npx = folder / "bin" / "npx"
        npx.write_text(NPX.format(bin=folder / "node_modules" / ".bin"))
        npx.chmod(0o755)


class Synthesizer:
    """A process of a workspace; ends with the block."""

    # A process keeps every backend that it has defined, some 40 MB each.
    JOBS = 40

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.communicate()

    def _start(self) -> None:
        self.jobs = 0
        path = f"{self.workspace.folder / 'bin'}:{local.env['PATH']}"
        command = ("node", "--import", "tsx", CODE.name)
        self.process = start(self.workspace.folder, *command, env={"PATH": path}, stderr=DEVNULL)

    def synthesize(self, project: Path, deployment: str, *checks: str) -> Synthesis:
        """A backend in a folder where none has been synthesized yet; `checks` are named in synthesizer.mjs."""
        if self.jobs == self.JOBS:
            self.process.communicate()
            self._start()
        self.jobs += 1
        assert self.process.stdin
        assert self.process.stdout
        job = {"project": str(project), "deployment": deployment, "wanted": checks}
        self.process.stdin.write(f"{json.dumps(job)}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the synthesizer has ended"
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            return Synthesis(None, answer["error"] or "it failed without a word")
        return Synthesis(Path(answer["directory"]), found=answer["found"])
