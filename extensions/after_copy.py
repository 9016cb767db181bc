"""What Copier calls in a project that existed before, when the backend's files are there, see `_tasks` in copier.yml."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml
from amplify.answers import Answers
from amplify.package_managers import PNPM
from amplify.stack import Stack
from updates.addition import add, packages_of
from updates.client import told


def main(answers_file: str) -> None:
    project = Path.cwd()
    stack = Stack.of(Answers.read(yaml.safe_load((project / answers_file).read_bytes())))
    folders = [
        "amplify",
        *(["local"] if stack.local_backend else []),
        *scripts(project),
        "tests/backend",
        "tests/security",
    ]
    builds = stack.install_scripts if stack.manager is PNPM else {}
    added = add(project, stack.package_json, folders, builds)
    known = packages_of(json.loads((project / "package.json").read_bytes()))
    for line in [*added, *(told(project, known, local=stack.local_backend, manager=stack.manager) if added else [])]:
        print(line, file=sys.stderr)


def scripts(project: Path) -> list[str]:
    """The folder of scripts, or the backend's files in it where the project has others."""
    template = Path(__file__).parents[1] / "template"
    own = {path.name.removesuffix(".jinja") for path in template.glob("*/**/scripts/*")}
    names = sorted(path.name for path in (project / "scripts").iterdir())
    return [f"scripts/{name}" for name in names if name in own] if {*names} - own else ["scripts"]


if __name__ == "__main__":
    main(*sys.argv[1:])
