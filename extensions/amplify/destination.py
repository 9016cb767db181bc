"""The folder that Copier writes into, as it is before anything is written there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Self

import yaml
from packaging.version import InvalidVersion, Version

from .answers import Answers
from .frameworks import DEFAULT
from .guidance import DOCS
from .literals import shell
from .manifest import WORKSPACES
from .package_managers import NPM, PACKAGE_MANAGERS, PNPM, YARN
from .rules import refusals as refused
from .stack import Stack

# Any of these makes a folder a project.
MANIFESTS = (
    "package.json",
    "pubspec.yaml",
    "Package.swift",
    "*.xcodeproj",
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
)
# What the command line of Gen 1 writes into `amplify/`. A folder `backend` may also be somebody's own beside a backend.ts.
GEN1 = (".config", "#current-cloud-backend", "team-provider-info.json", "cli.json", "backend")
GEN2 = ("backend.ts", "backend.js", "backend.mjs", "backend.cjs")
# Who installs the packages of a project, as its lock file says; npm the last, whose file others sometimes leave.
LOCK_FILES = {
    **{row.lock_file: row.name for row in PACKAGE_MANAGERS.values() if row is not NPM},
    **dict.fromkeys(("bun.lock", "bun.lockb"), "bun"),
    NPM.lock_file: NPM.name,
}
# Where each of the others is told that packages lie as npm lays them out.
LAYOUTS = {
    PNPM.name: ("pnpm-workspace.yaml", "nodeLinker", "hoisted"),
    YARN.name: (".yarnrc.yml", "nodeLinker", "node-modules"),
}
PACKAGES = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")


@dataclass(frozen=True)
class Workspace:
    """A project with `purpose: workspace`, as a folder two levels below it sees it, which becomes a part of it."""

    root: Path
    path: str  # of that folder, seen from the root
    name: str
    package_manager: str

    @classmethod
    def around(cls, folder: Path, answers_file: str) -> Self | None:
        root = folder.resolve().parents[1] if len(folder.resolve().parents) > 1 else folder
        answers = settings_in(root / answers_file)
        if answers.get("purpose") != "workspace":
            return None
        path = folder.resolve().relative_to(root).as_posix()
        return cls(root, path, str(answers.get("project_name")), str(answers.get("package_manager")))

    @property
    def purpose_of_part(self) -> str:
        return "backend" if self.path.startswith("packages/") else "frontend"

    @property
    def name_of_part(self) -> str:
        return f"{self.name}-{self.path.rpartition('/')[2]}"

    @property
    def names(self) -> dict[str, str]:
        """The names that are taken, and by which folder."""
        names = {self.name: "the workspace itself"}
        for manifest in sorted(self.root.glob("*/*/package.json")):
            try:
                name = json.loads(manifest.read_bytes()).get("name")
            except (ValueError, AttributeError):
                continue  # whoever reads it next says so
            if manifest.parent.relative_to(self.root).as_posix() != self.path:
                names[name] = manifest.parent.relative_to(self.root).as_posix()
        return names

    def refusals(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """Sentences about answers that do not fit the workspace, by question."""
        refused: dict[str, str] = {}
        if answers.get("purpose") in ("app", "workspace"):
            refused["purpose"] = "answer with backend or frontend; the folder is a part of a workspace."
        if not any(fnmatchcase(self.path, pattern) for pattern in WORKSPACES):
            refused["purpose"] = "choose a folder in packages/ or apps/; a package manager finds no other."
        if owner := self.names.get(str(answers.get("project_name"))):
            refused["project_name"] = (
                f"choose another name; {owner} has it, and sandboxes of two packages of one name replace each other."
            )
        if answers.get("package_manager") not in (None, self.package_manager):
            refused["package_manager"] = (
                f"answer with {self.package_manager}; it installs the packages of the whole workspace."
            )
        if answers.get("workspace_path") not in (None, self.path):
            refused["workspace_path"] = f"leave it out; the folder is {self.path}."
        return refused


@dataclass(frozen=True)
class Destination:
    """`is_project`: there is a project, to which nothing of the template was added before."""

    folder: Path
    is_project: bool = False
    manifest: Mapping[str, Any] = field(default_factory=dict)  # package.json, as far as it is one
    complaint: str = ""  # why it cannot be added to
    workspace: Workspace | None = None  # whose part it becomes

    @classmethod
    def read(cls, folder: Path, answers_file: str) -> Self:
        if (folder / answers_file).exists():
            return cls(folder)
        if not any(any(folder.glob(name)) for name in MANIFESTS):
            return cls(folder, workspace=Workspace.around(folder, answers_file))
        try:
            text = (folder / "package.json").read_text(encoding="utf-8")
            return cls(folder, is_project=True, manifest=_manifest(text))
        except FileNotFoundError:
            return cls(folder, is_project=True)
        except UnicodeDecodeError:
            return cls(folder, is_project=True, complaint="because it is not UTF-8")
        except ValueError as error:
            return cls(folder, is_project=True, complaint=str(error))

    @property
    def name(self) -> str:
        """What the project calls itself, where that would do as an answer."""
        name = self.workspace.name_of_part if self.workspace else self.manifest.get("name")
        answers = Answers.read({"project_name": name})
        return name if isinstance(name, str) and not refused(answers, Stack.of(answers)) else ""

    @property
    def answers(self) -> dict[str, Any]:
        """What the folder answers, unless somebody else does."""
        if self.workspace:
            return {"purpose": self.workspace.purpose_of_part, "workspace_path": self.workspace_path}
        return {"purpose": "backend", "existing_project": True} if self.is_project else {}

    @property
    def workspace_path(self) -> str:
        return self.workspace.path if self.workspace else ""

    @property
    def package_manager(self) -> str:
        """The answer that the folder gives, where it does."""
        found = self.workspace.package_manager if self.workspace else self._installer
        return found if found in PACKAGE_MANAGERS else ""

    @property
    def gen1(self) -> str | None:
        """The sentence about a project of Gen 1."""
        amplify = self.folder / "amplify"
        is_gen2 = any((amplify / name).is_file() for name in GEN2)
        for mark in GEN1[:1] if is_gen2 else GEN1:
            if (amplify / mark).exists():
                return (
                    f"amplify/{mark} belongs to Amplify Gen 1, which ends on 2027-05-01 and cannot share a project with "
                    f"Gen 2: migrate first, as {DOCS}/{DEFAULT.docs_slug}/start/migrate-to-gen2/ describes, or choose "
                    "another folder. Nothing was written."
                )
        return None

    def refusals(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """Sentences about answers that would write over a project, by question."""
        if self.workspace:
            return self.workspace.refusals(answers)
        if not self.is_project:
            return {}
        if answers.get("purpose") in ("app", "frontend", "workspace"):
            return {
                "purpose": "answer with backend, or choose an empty folder; there is a project in this one already."
            }
        if answers.get("existing_project") in (False, "false"):
            return {"existing_project": "leave it out, or choose an empty folder; there is a project in this one."}
        known = self.package_manager
        if known and answers.get("package_manager") not in (None, known):
            return {
                "package_manager": f"answer with {known}; {self._lock_files[0]} says that it installs your packages."
            }
        return {}

    def obstacles(self, stack: Stack) -> list[str]:
        """Sentences about what the owner has to decide before a backend can be added."""
        return [*self._obstacles(stack)] if self.is_project and stack.existing_project else []

    def _obstacles(self, stack: Stack) -> Iterator[str]:
        if self.complaint:
            yield f"package.json cannot be read, {self.complaint}: mend it, and copy again."
        yield from self._obstacles_of_packages()
        wanted = json.loads(stack.package_json)
        if others := {
            f"{name} {theirs}": f"{name}@{version}"
            for section in PACKAGES
            for name, version in wanted.get(section, {}).items()
            for theirs in self._versions(name)
            if _contradicts(name, theirs, version)
        }:
            yield (
                f"package.json has {', '.join(others)}, with which the backend was never tried: run "
                f"`{stack.manager.add} {' '.join(map(shell, others.values()))}`, see that your project still works, commit, and "
                "copy again."
            )
        ours = wanted["scripts"]
        if taken := [
            name
            for name, command in self._scripts.items()
            if name in _called(ours, stack.manager.run) and command != ours[name]
        ]:
            yield (
                f"package.json has {', '.join(taken)} among its scripts, names by which the backend's scripts call each "
                "other: rename yours, and copy again."
            )
        if self.manifest.get("type") != "module" and (mixed := self._files_in_scripts()):
            yield (
                f"scripts/{mixed[0]} would become an ES module, as what the backend puts there: move it to another folder, "
                "or end its name with .cjs, and copy again."
            )

    def _obstacles_of_packages(self) -> Iterator[str]:
        """Where the package manager that is there cannot give Amplify what it looks for."""
        files, manager = self._lock_files, self._installer
        if manager == "bun":
            yield (
                f"{files[0]} says that Bun installs your packages, and Amplify's command line, ampx, refuses to be "
                "started by it: choose a folder of its own for the backend."
            )
        elif len(files) > 1:
            yield f"there are {' and '.join(files)}: delete those that you do not use, and copy again."
        elif manager == YARN.name and b"__metadata:" not in (self.folder / files[0]).read_bytes():
            yield (
                "yarn.lock is of Yarn 1, which does not know the backend's commands: run `yarn set version "
                f"{YARN.version}`, see that your project still works, commit, and copy again."
            )
        elif manager in LAYOUTS and not self._is_laid_out(manager):
            file, name, value = LAYOUTS[manager]
            yield (
                f"{file} does not say `{name}: {value}`, without which Amplify does not find its packages: add it, "
                "install them again, see that your project still works, commit, and copy again."
            )

    def _is_laid_out(self, manager: str) -> bool:
        file, name, value = LAYOUTS[manager]
        return settings_in(self.folder / file).get(name) == value

    @property
    def _lock_files(self) -> list[str]:
        return [name for name in LOCK_FILES if (self.folder / name).exists()]

    @property
    def _installer(self) -> str:
        return LOCK_FILES[self._lock_files[0]] if self._lock_files else ""

    def _versions(self, package: str) -> list[str]:
        sections = [self.manifest.get(section, {}) for section in PACKAGES]
        return [section[package] for section in sections if isinstance(section.get(package), str)]

    @property
    def _scripts(self) -> dict[str, Any]:
        scripts: dict[str, Any] = self.manifest.get("scripts", {})
        return scripts

    def _files_in_scripts(self) -> list[str]:
        """Those of which package.json decides what kind of module they are."""
        scripts = self.folder / "scripts"
        files = (path for path in scripts.rglob("*") if path.suffix in (".js", ".jsx", ".ts", ".tsx"))
        return sorted(path.relative_to(scripts).as_posix() for path in files if path.is_file())


def settings_in(file: Path) -> dict[str, Any]:
    """What a YAML file says by name; nothing where it is missing, or says nothing of the kind."""
    try:
        settings = yaml.safe_load(file.read_bytes())
    except (OSError, yaml.YAMLError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _manifest(text: str) -> dict[str, Any]:
    """What a package.json says; raises `ValueError` with a reason where it cannot be added to."""
    try:
        manifest = json.loads(text, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise ValueError(f"because line {error.lineno} is no JSON") from error
    if not isinstance(manifest, dict):
        raise ValueError("because it is no object")
    for section in ("scripts", *PACKAGES):
        if not isinstance(manifest.get(section, {}), dict):
            raise ValueError(f"because {section} in it is no object")
    return manifest


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"because {twice[0]} stands in an object twice")
    return dict(pairs)


def _called(scripts: Mapping[str, str], run: str) -> set[str]:
    return {name for command in scripts.values() for name in re.findall(rf"{run} ([\w:-]+)", command)}


def _contradicts(package: str, theirs: str, ours: str) -> bool:
    """Whether npm could not install our version for the owner's range, which is not of a newer one either.

    Types of Node.js may be of any newer version. What is no version, such as `latest`, says nothing.
    """
    mine, new = (re.fullmatch(r"([~^]|>=)?\s*v?(\d[\w.+-]*)", text.strip()) for text in (theirs, ours))
    try:
        low, wanted = (Version(found[2]) if found else None for found in (mine, new))
    except InvalidVersion:
        return False
    if not mine or low is None or wanted is None:
        return False
    sign, shared = mine[1] or "", 3
    if sign == "^":
        shared = next((index + 1 for index, part in enumerate(low.release) if part), len(low.release))
    elif sign == "~":
        shared = 2
    elif sign == ">=":
        shared = 0
    fits = wanted >= low and wanted.release[:shared] == low.release[:shared]
    is_newer = low >= wanted and (low.major == wanted.major or package.startswith("@types/"))
    return not fits and not is_newer
