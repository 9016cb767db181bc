"""What a project that exists gets beside the backend's own files: nothing in its files is changed, they are added to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from amplify.destination import LAYOUTS, PACKAGES, settings_in
from amplify.literals import yaml
from amplify.package_managers import PNPM

from .client import BOUND
from .jsonc import Document, UnreadableError
from .merge import Difference, merge_json
from .report import part

FILES = ("package.json", ".gitignore", "tsconfig.json", ".prettierignore")
PNPM_SETTINGS, *_ = LAYOUTS[PNPM.name]
NOTHING: Mapping[str, bool] = {}
IGNORED = ("node_modules", ".amplify", "amplify_outputs*", "amplifyconfiguration*")

# What takes every file of a project for its own, and where it is told not to. Each of these files is a program.
TOLD_BY_HAND = {
    "eslint": "ESLint, in eslint.config.js: globalIgnores({})",
    "jest": "Jest, in its configuration: modulePathIgnorePatterns: {}",
    "vitest": "Vitest, in `test` of its configuration: exclude: [...configDefaults.exclude, ...{}]",
}


def add(project: Path, package_json: str, backend: Sequence[str], builds: Mapping[str, bool] = NOTHING) -> list[str]:
    """Add to package.json, .gitignore, tsconfig.json and .prettierignore; returns what the owner is told.

    `backend`: folders and files that are the backend's alone; `builds`: whether the install scripts of a package run,
    where package.json is not the place to say so.
    """
    is_owners = any((project / name).exists() for name in FILES)  # else it is rendered to be compared with
    manifest, ours = project / "package.json", json.loads(package_json)
    text = _read(manifest)
    differences: list[Difference] = []
    if text is None:
        manifest.write_bytes(f"{package_json}\n".encode())
        before: dict[str, Any] = {}
    else:
        before = json.loads(text)
        merged = merge_json("", text, json.dumps(wanted(before, ours), indent=2, ensure_ascii=False))
        differences = merged.differences
        _write(manifest, text, merged.text)
    known = packages_of(before)
    ignored = _extend(project / ".gitignore", IGNORED)
    excluded = _exclude(project / "tsconfig.json", backend)
    unformatted = _extend(project / ".prettierignore", backend) if "prettier" in known else []
    told = json.dumps(backend).replace('"', "'")
    added = {
        "package.json, scripts": [name for name in ours["scripts"] if name not in before.get("scripts", {})],
        "package.json, packages": [name for name in packages_of(ours) if name not in known],
        ".gitignore": ignored,
        "tsconfig.json, exclude": excluded,
        ".prettierignore": unformatted,
    }
    if not is_owners or not any(added.values()):
        return []
    return [
        *part("Added to your files:", (f"{name}: {', '.join(new)}" for name, new in added.items() if new)),
        *part("Yours stays, where the backend would have another:", (f"package.json: {each}" for each in differences)),
        *part(
            "Yours to tell, because it takes the backend's files for the app's:",
            (
                line.format(told)
                for tool, line in TOLD_BY_HAND.items()
                if tool in known and BOUND.get(tool) not in known
            ),
        ),
        *part(
            f"Yours to tell pnpm, in {PNPM_SETTINGS}, under allowBuilds:",
            (f"{yaml(name)}: {str(runs).lower()}" for name, runs in _unknown_builds(project, builds)),
        ),
    ]


def _unknown_builds(project: Path, builds: Mapping[str, bool]) -> list[tuple[str, bool]]:
    """Those about which pnpm was told nothing."""
    known = settings_in(project / PNPM_SETTINGS).get("allowBuilds")
    return [each for each in builds.items() if each[0] not in (known if isinstance(known, dict) else {})]


def wanted(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """The owner's package.json as npm would write it with ours: packages by name, all else behind what is there.

    A package that they have in any section is left to them.
    """
    known, result = packages_of(theirs), {**theirs}
    for section, members in ours.items():
        if section in PACKAGES:
            new = {name: version for name, version in members.items() if name not in known}
            if new:
                result[section] = dict(sorted({**theirs.get(section, {}), **new}.items()))
        elif isinstance(members, dict) and isinstance(theirs.get(section), dict):
            result[section] = {**theirs[section], **members}
        else:
            result.setdefault(section, members)
    return result


def packages_of(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The packages that a package.json names in any section, with their versions."""
    return {name: version for section in PACKAGES for name, version in manifest.get(section, {}).items()}


def _extend(file: Path, lines: Iterable[str]) -> list[str]:
    """Add lines to a list of files, in its own line ends; returns those that were missing."""
    text = _read(file) or ""
    known = {line.strip().strip("/") for line in text.splitlines()}
    new = [line for line in lines if line not in known]
    if new:
        end = "\r\n" if "\r\n" in text else "\n"
        before = end if text and not text.endswith("\n") else ""
        _write(file, text, text + before + "".join(line + end for line in new))
    return new


def _exclude(file: Path, backend: Iterable[str]) -> list[str]:
    """Tell TypeScript, where it looks for files everywhere; returns what it was told."""
    with suppress(UnreadableError):  # it stays as it is, and so does what TypeScript says about it
        if (text := _read(file)) and isinstance(settings := _value(text), dict) and _looks_everywhere(settings):
            excluded = settings.get("exclude", ["node_modules"])  # what TypeScript leaves out where nothing is said
            new = [name for name in backend if name not in excluded]
            merged = merge_json("", text, json.dumps({**settings, "exclude": [*excluded, *new]}, indent=2))
            _write(file, text, merged.text)
            return new
    return []


def _looks_everywhere(settings: Mapping[str, Any]) -> bool:
    """Whether files below any folder are among those of a tsconfig.json, as far as it says so itself."""
    if not isinstance(settings.get("exclude", []), list):
        return False
    if "include" in settings:
        patterns = settings["include"] if isinstance(settings["include"], list) else []
        return any(str(pattern).removeprefix("./").startswith(("*", ".")) or pattern == "./" for pattern in patterns)
    return not {"files", "extends"} & settings.keys()


def _value(text: str) -> Any:
    document = Document.read(text)
    return document.value(document.root)


def _read(file: Path) -> str | None:
    return file.read_bytes().decode() if file.exists() else None


def _write(file: Path, before: str, after: str) -> None:
    if after != before:
        file.write_bytes(after.encode())
