"""The npm packages of every rendered project, installed once on a machine; a project gets them as hard links.

    .venv/bin/python tests/packages.py      # beforehand, while something else runs

Two promises make that honest: what a project uses is declared in its own package.json (test_packages.py), and real
clones with installations of their own are green, too (test_fresh_clone.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "extensions")]

import yaml  # noqa: E402
from amplify.answers import Answers  # noqa: E402
from amplify.features import FEATURES  # noqa: E402
from amplify.stack import Stack  # noqa: E402
from commands import run  # noqa: E402

CACHE = ROOT / ".cache" / "packages"
ENGINES = ROOT / "template/[[layer.local_backend]]/local"
SECOND_BACKEND = ROOT / "tests/local_backend/tests/local/auth-backend"
PRESETS = {path.stem: yaml.safe_load(path.read_text()) for path in sorted((ROOT / "presets").glob("*.yml"))}

# A backend with every feature: with the presets, it has all that the catalog names.
EVERYTHING = {
    "purpose": "backend",
    "project_name": "everything",
    "login_methods": ["email"],
    "features": [*FEATURES, "advanced"],
    "data_examples": ["custom-query"],
    "ai_handler": True,
    "push_platforms": ["fcm"],
    "hosting": "none",
    "local_backend": False,
}
# What a client's fullest preset leaves out: its own sign-in form, and what is native for some ways to sign in.
OTHERWISE = {
    "react-native-expo": {
        **PRESETS["react-native-expo"],
        "login_methods": ["email", "passkey", "google"],
        "passkey_domain": "example.com",
        "mfa": "optional",
        "mfa_methods": ["totp"],
    },
}
# Not declared by any project, but found from its folder by what a framework runs or writes, where npm would put another
# version at the top if all are installed: what Astro's check runs, and the server that SvelteKit's build writes.
FIRST = {"@emnapi/runtime": "1.11.3", "cookie": "0.6.0"}
# The same for one client: what its own installation would have at the top lies here below the package that asks for it.
RAISED = {"astro": ["astro/node_modules/cookie"]}
# The folders of a project that have packages; what in them npm has written, and what says where they are from.
LINKED = ("", "local", "tests/local/auth-backend")
ORIGIN = ".linked"
INSTALLED = {".bin", ".package-lock.json", ORIGIN}
INSTALL = ("--prefer-offline", "--no-audit", "--no-fund")


def tree_of(answers: Mapping[str, Any]) -> str:
    """The tree of packages that a project has its own from: a catalog's, where the client decides versions; else the common one."""
    framework = Stack.of(Answers.read(answers)).framework
    return framework.catalog if framework else ""


# The common one, and those of clients that decide versions themselves, as catalog/ has folders for them.
TREES = [*dict.fromkeys(map(tree_of, PRESETS.values()))]


def union(tree: str = "") -> dict[str, Any]:
    """One package.json that has all that those of the projects of a tree have; fails where two of them contradict each other."""
    first = {} if tree else {**FIRST}
    whole: dict[str, Any] = {"private": True, "dependencies": first, "allowScripts": {}, "overrides": {}}
    # The root of a workspace says for all frameworks what each of these says for itself.
    alone = [answers for answers in PRESETS.values() if answers["purpose"] != "workspace"]
    for answers in (each for each in (*alone, EVERYTHING, *OTHERWISE.values()) if tree_of(each) == tree):
        manifest = json.loads(Stack.of(Answers.read(answers)).package_json)
        manifest["dependencies"] = manifest.get("dependencies", {}) | manifest["devDependencies"]
        for section in ("dependencies", "allowScripts", "overrides"):
            for name, value in manifest.get(section, {}).items():
                assert whole[section].setdefault(name, value) == value, f"{section}: {name}"
    # The order says in which npm resolves them: so a preset that comes changes nothing for the others.
    return {key: dict(sorted(value.items())) if isinstance(value, dict) else value for key, value in whole.items()}


def packages(tree: str = "") -> Path:
    """The node_modules of all that a rendered project of that tree can have."""
    return installed(json.dumps(union(tree), indent=2), None, "install", *INSTALL)


def engines(of: Path = ENGINES) -> Path:
    """The node_modules of a folder with a lock file, such as those of the local backend."""
    lock = (of / "package-lock.json").read_text()
    return installed((of / "package.json").read_text(), lock, "ci", "--ignore-scripts", *INSTALL)


def installed(manifest: str, lock: str | None, *command: str) -> Path:
    """The node_modules that a package.json gives; whoever asks first installs them, while the others wait."""
    folder = CACHE / hashlib.sha256(f"{manifest}{lock}".encode()).hexdigest()[:16]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "installed").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "package.json").write_text(manifest)
            if lock:
                (folder / "package-lock.json").write_text(lock)
            run(folder, "npm", *command)
            (folder / "installed").touch()
    return folder.resolve() / "node_modules"  # checkouts may share the cache


def locked(project: Path, tree: str = "") -> Path:
    """The lock file of a rendered project: what is left of the shared one; fails when packages disagree.

    To resolve all of it anew takes npm a minute, which a real clone spends.
    """
    shutil.copy(packages(tree).parent / "package-lock.json", project)
    printed = run(project, "npm", "install", "--package-lock-only", "--ignore-scripts", *INSTALL)
    # What a package brings along as a part of itself is its own affair, and so is what no machine installs.
    for conflict in printed.split("ERESOLVE")[1:]:
        assert re.search(r" bundled |-wasm32-wasi", conflict), printed
    return project / "package-lock.json"


def entries(lock: Path) -> dict[str, Any]:
    """What a lock file says of each package, by where that is installed, such as `node_modules/react`."""
    packages: dict[str, Any] = json.loads(lock.read_text())["packages"]
    return packages


def package_of(module: str) -> str:
    """The package that an import names a part of."""
    return "/".join(module.split("/")[: 2 if module.startswith("@") else 1])


def link(modules: Path, project: Path, raised: Sequence[str] = ()) -> None:
    """Give a project packages that are installed elsewhere, with their lock file unless it has one; `raised` as in RAISED.

    They are what an earlier project has given back, else hard links: making 190,000 of them and deleting them again takes
    longer than most of what a project does with them.
    """
    own, spares = project / "node_modules", modules.parent / "-".join(["spare", *(Path(path).name for path in raised)])
    for spare in spares.glob("*"):
        with suppress(FileNotFoundError):  # another worker was faster
            spare.rename(own)
            break
    else:
        shutil.copytree(modules, own, copy_function=os.link, symlinks=True)
        for nested in raised:
            shutil.rmtree(own / Path(nested).name)
            (own / nested).rename(own / Path(nested).name)
        (own / ORIGIN).write_text(str(spares))
    if not (project / "package-lock.json").exists():
        shutil.copy(modules.parent / "package-lock.json", project)


def give_back(project: Path) -> None:
    """Leave the packages of a project that is done with to the next one; what it has installed by itself is deleted."""
    for own in (project / folder / "node_modules" for folder in LINKED):
        if not own.exists():
            continue
        if not (own / ORIGIN).exists():
            shutil.rmtree(own)
            continue
        for cache in {path for path in own.glob(".*") if path.name not in INSTALLED}:
            shutil.rmtree(cache) if cache.is_dir() else cache.unlink()
        spares = Path((own / ORIGIN).read_text())
        assert {*os.listdir(own)} == {*os.listdir(spares.parent / "node_modules"), ORIGIN}, "a tool writes there"
        spares.mkdir(exist_ok=True)
        own.rename(spares / uuid4().hex)


if __name__ == "__main__":
    for folder in (*map(packages, TREES), engines(), engines(SECOND_BACKEND)):
        print(folder)
