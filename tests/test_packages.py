"""What every project is linked to in the other jobs is what it would install itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Render, Rendered, files_of
from jobs import CLIENTS
from packages import PRESETS, entries, locked, package_of, packages, tree_of

pytestmark = pytest.mark.job("packages")

# What names a package without importing it: the configuration of TypeScript and of Vitest, and style sheets.
NAMED = {
    "tsconfig": (r"tsconfig[\w.]*\.json$", r'"extends": "([^".][^"]*)"|"types": \[([^\]]*)\]'),
    "test environment": (r"\.config\.(?:ts|mjs)$", r"environment: '([^']+)'"),
    "formatter": (r"\.prettierrc\.json$", r'"plugins": \["([^"]*)"\]'),
    "style sheet": (r"\.css$", r"@import '([^'.][^']*)'"),
}
BUILT_IN = {"node", "npm", "npx"}
FROM_ELSEWHERE = {"flutter", "maestro"}  # docs/phones.md says where from


def commands(scripts: dict[str, str]) -> set[str]:
    """The programs that package.json's scripts start."""
    return {part.split()[0] for script in scripts.values() for part in re.split(r"&&|\|\|", script)}


def tools_of(declared: set[str], tree: str) -> set[str]:
    """The programs that these packages of a tree bring."""
    lock = entries(packages(tree).parent / "package-lock.json")
    return {name for package in declared for name in lock[f"node_modules/{package}"].get("bin", {})}


def undeclared(project: Path, tree: str = "") -> list[str]:
    """The packages and programs that a project names and its package.json does not declare."""
    manifest = json.loads((project / "package.json").read_text())
    declared = {*manifest.get("dependencies", {}), *manifest["devDependencies"]}
    missing = sorted(commands(manifest["scripts"]) - tools_of(declared, tree) - BUILT_IN - FROM_ELSEWHERE)
    for name, path in files_of(project).items():
        for files, pattern in NAMED.values():
            if name.startswith("local/") or not re.search(files, name):
                continue
            for found in re.findall(pattern, path.read_text()):
                for module in re.findall(r"[\w@$][^\s\",]*", " ".join(found) if isinstance(found, tuple) else found):
                    package = package_of(module)
                    if not {package, f"@types/{package}"} & declared:
                        missing.append(f"{name}: {module}")
    return missing


@pytest.mark.parametrize("preset", PRESETS)
def test_what_a_project_uses_is_declared_in_its_own_package_json(preset: str, rendered: Rendered) -> None:
    assert undeclared(rendered(PRESETS[preset]).path, tree_of(PRESETS[preset])) == []


def test_what_is_not_declared_is_noticed(render: Render) -> None:
    project = render(PRESETS["vue"])
    manifest = json.loads((project / "package.json").read_text())
    for package in ("oxlint", "jsdom", "@tsconfig/node22"):
        del manifest["devDependencies"][package]
    (project / "package.json").write_text(json.dumps(manifest))
    assert [re.sub(r".*: ", "", each) for each in undeclared(project)] == [
        "oxlint",
        "@tsconfig/node22/tsconfig.json",
        "jsdom",
    ]


@pytest.mark.parametrize("preset", CLIENTS)
def test_the_packages_of_a_project_agree_and_npm_asks_about_no_script(preset: str, render: Render) -> None:
    """No package wants another than is there, and npm knows which of them may run something when they are installed."""
    project = render(PRESETS[preset])
    own = entries(locked(project, tree_of(PRESETS[preset])))
    manifest = json.loads((project / "package.json").read_text())
    scripted = [path for path, entry in own.items() if path and entry.get("hasInstallScript")]
    names = {path.rpartition("node_modules/")[2] for path in scripted}
    assert names
    assert names <= {*manifest["allowScripts"]}


@pytest.mark.parametrize("change", [{"overrides": {}}, {"devDependencies": {"vite": "5.0.0"}}], ids=str)
def test_packages_that_disagree_are_noticed(change: dict[str, Any], render: Render) -> None:
    project = render(PRESETS["react"])
    manifest = json.loads((project / "package.json").read_text())
    (project / "package.json").write_text(json.dumps(manifest | change))
    with pytest.raises(AssertionError, match="ERESOLVE"):
        locked(project)
