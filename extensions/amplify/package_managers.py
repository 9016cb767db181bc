"""The package managers, and how each is told what the others are told in other words.

Those of `ampx`, which looks who started it: `PackageManagerControllerFactory` of @aws-amplify/cli-core knows no other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Versions = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class PackageManager:
    """Commands, as somebody types them, and what is its own in a project."""

    name: str
    title: str
    run: str  # before the name of a script
    exec: str  # before a program of an installed package
    dlx: str  # before a package that is not installed, whose program is run once
    add: str  # before packages
    lock_file: str
    clean_install: str  # in pipelines
    cached_install: str  # the same, with a cache below the project
    cache: str  # that cache
    update: str  # the install that may change the lock file in a pipeline, too
    add_dev: str  # before packages for development
    install_in: str  # in another folder, {}, without what packages run at it
    run_in: str  # before the name of a script of another folder, {}
    run_everywhere: str  # the script {} of each part of a workspace that has it
    separator: str = ""  # between a script and its options
    version: str = ""  # which Corepack brings; npm comes with Node.js
    has_pre_scripts: bool = True  # it runs `pre<name>` before a script
    lists_workspaces: bool = False  # in a file of its own instead of package.json

    @property
    def install(self) -> str:
        return f"{self.name} install"

    @property
    def setup(self) -> str:
        """The command with which a machine that has Node.js gets it."""
        return "corepack enable" if self.version else ""

    def said(self, text: str) -> str:
        """A text about npm, with the commands of this one."""
        words = {"npm run": self.run, "npm install": self.install, "npx": self.exec}
        return re.sub(r"\b(npm run|npm install|npx)\b", lambda found: words[found[0]], text)

    def settings(self, scripts: Mapping[str, bool], overrides: Versions, versions: Mapping[str, str]) -> dict[str, Any]:
        """What package.json says to it: whose install scripts run, and which versions take the place of others.

        `versions`: of the packages in it, which an override calls `$<package>`; Yarn does not know that.
        """
        if self.name == "npm":
            return {"allowScripts": dict(scripts), **({"overrides": dict(overrides)} if overrides else {})}
        if self.name == "pnpm":  # reads them in pnpm-workspace.yaml
            return {}
        resolutions = {
            f"{package}/{name}": versions[version[1:]] if version.startswith("$") else version
            for package, name, version in _each(overrides)
        }
        return {
            "dependenciesMeta": {name: {"built": runs} for name, runs in scripts.items()},
            **({"resolutions": resolutions} if resolutions else {}),
        }

    def overrides(self, overrides: Versions) -> dict[str, str]:
        """The same in pnpm-workspace.yaml."""
        return {f"{package}>{name}": version for package, name, version in _each(overrides)}


def _each(overrides: Versions) -> list[tuple[str, str, str]]:
    return [(package, name, version) for package, inner in overrides.items() for name, version in inner.items()]


NPM = PackageManager(
    name="npm",
    title="npm",
    run="npm run",
    exec="npx",
    dlx="npx",
    add="npm install",
    add_dev="npm install --save-dev",
    install_in="npm install --prefix {} --ignore-scripts",
    run_in="npm run --prefix {}",
    run_everywhere="npm run {} --workspaces --if-present",
    lock_file="package-lock.json",
    # Not `npm ci`: see amplify.yml.
    clean_install="npm install",
    cached_install="npm install --cache .npm --prefer-offline",
    cache=".npm",
    update="install",
    separator="-- ",
)
PNPM = PackageManager(
    name="pnpm",
    title="pnpm",
    run="pnpm run",
    exec="pnpm exec",
    dlx="pnpm dlx",
    add="pnpm add",
    add_dev="pnpm add --save-dev",
    install_in="pnpm --dir {} install --ignore-scripts",
    run_in="pnpm --dir {} run",
    run_everywhere="pnpm --recursive --if-present run {}",
    lock_file="pnpm-lock.yaml",
    clean_install="pnpm install --frozen-lockfile",
    cached_install="pnpm install --frozen-lockfile --store-dir .pnpm-store",
    cache=".pnpm-store",
    update="install --no-frozen-lockfile",
    version="12.21.0",
    lists_workspaces=True,
)
YARN = PackageManager(
    name="yarn",
    title="Yarn",
    run="yarn run",
    exec="yarn exec",
    dlx="yarn dlx",
    add="yarn add",
    add_dev="yarn add --dev",
    install_in="yarn --cwd {} install --mode=skip-build",
    run_in="yarn --cwd {} run",
    run_everywhere="yarn workspaces foreach --all --exclude . run {}",
    lock_file="yarn.lock",
    clean_install="yarn install --immutable",
    cached_install="YARN_ENABLE_GLOBAL_CACHE=false yarn install --immutable",
    cache=".yarn/cache",
    update="install --no-immutable",
    version="4.18.1",
    has_pre_scripts=False,
)
PACKAGE_MANAGERS: Mapping[str, PackageManager] = {row.name: row for row in (NPM, PNPM, YARN)}
