"""The rendered package.json.

Versions come from the catalog, a real package.json that npm and Renovate understand; nothing else spells one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .app import App
from .backend import Backend
from .elsewhere import Elsewhere
from .frameworks import FRAMEWORKS, OXLINT, Framework
from .literals import json_text, shell
from .package_managers import PackageManager
from .selection import Selection

CATALOG = Path(__file__).parents[2] / "catalog"
OF_A_WORKSPACE = "workspace"  # the folder of versions that all of its parts share

BACKEND_PACKAGES = (
    "@aws-amplify/backend",
    "@aws-amplify/backend-cli",
    "@aws-amplify/client-config",
    "@types/node",
    "aws-cdk-lib",
    "cdk-nag",
    "constructs",
    "esbuild",
    "prettier",
    "tsx",
    "typescript",
)
CLIENT_PACKAGES = ("@types/node", "typescript")  # of what a client in TypeScript has itself
OUTPUTS_READER = ("@aws-amplify/backend-cli", "aws-cdk-lib", "constructs")  # `ampx`, and what it wants beside it
FORMATTER = "prettier"
BACKEND_LINTER = ("oxlint",)  # frameworks bring their own
MODEL_GENERATOR = ("@aws-amplify/graphql-generator",)  # of classes in the language of a native client

# Packages whose install scripts a package manager runs, or leaves out: it asks about all others.
INSTALL_SCRIPTS = {
    "@aws-amplify/hosting": False,  # says that it is a preview
    "@parcel/watcher": False,  # compiles what comes compiled
    "core-js": False,  # asks for donations
    "esbuild": True,
}

WORKSPACES = ("packages/*", "apps/*")  # the folders with a package.json of their own, as a package manager finds them

LOCAL = "node local/start.ts"
TESTS = {
    "test:backend": 'npm run synth && tsx --tsconfig amplify/tsconfig.json --test "{amplify,tests/backend}/**/*.test.ts"',
    "test:security": 'node --test "tests/security/*.test.ts"',
}
TOOLS = {
    "synth": "node scripts/synth.ts",
    "outputs:offline": "node scripts/offline-outputs.ts",
    "doctor": "node scripts/doctor.mjs",
    "template:status": "node scripts/template.mjs status",
    "template:update": "node scripts/template.mjs update",
}

OF_THE_BACKEND = ("synth", "outputs:offline")

# What stops at an old Node.js or at missing outputs, and would not say so in a sentence.
CHECKED_FIRST = frozenset(
    {
        "android",
        "build",
        "check",
        "dev",
        "dev:app",
        "dev:web",
        "ios",
        "local",
        "models",
        "models:check",
        "outputs:offline",
        "preview",
        "preview:web",
        "sandbox",
        "synth",
        "test",
        "test:app",
        "test:security",
        "typecheck",
    }
)


@cache
def catalog(folder: str = "") -> dict[str, Any]:
    """The catalog as npm reads it: `engines`, `dependencies`, `devDependencies`; or that of versions which a client decides."""
    manifest: dict[str, Any] = json.loads((CATALOG / folder / "package.json").read_text(encoding="utf-8"))
    return manifest


def versions(section: str, chosen: Selection) -> dict[str, str]:
    """Every version of `dependencies` or `devDependencies` that a project may have, by package."""
    shared = catalog(OF_A_WORKSPACE) if chosen.workspace_path else {section: {}}
    own = catalog(chosen.framework.catalog) if chosen.framework and chosen.framework.catalog else {section: {}}
    return dict(sorted({**catalog()[section], **shared[section], **own[section]}.items()))


def package_json(chosen: Selection, backend: Backend, app: App) -> str:
    """The project's manifest as text, formatted as npm does, without a final newline."""
    packages = set(_packages(chosen, app))
    manifest: dict[str, Any] = {"name": chosen.project_name}
    if chosen.is_workspace:
        packages = {FORMATTER}
    if not chosen.existing_project:  # which says the rest itself
        manifest |= {"private": True, "version": "0.0.0", "type": "module", "engines": catalog()["engines"]}
        if chosen.manager.version and not chosen.workspace_path:
            manifest["packageManager"] = f"{chosen.manager.name}@{chosen.manager.version}"
    if chosen.is_workspace and not chosen.manager.lists_workspaces:
        manifest["workspaces"] = [*WORKSPACES]
    manifest["scripts"] = {name: chosen.manager.said(text) for name, text in _scripts(chosen, backend, app).items()}
    for section in ("dependencies", "devDependencies"):
        used = {name: version for name, version in versions(section, chosen).items() if name in packages}
        if section == "devDependencies" and chosen.elsewhere and (package := chosen.elsewhere.package):
            used = dict(sorted({**used, package: "*"}.items()))
        if used:
            manifest[section] = used
    known = {**manifest.get("dependencies", {}), **manifest["devDependencies"]}
    if not chosen.workspace_path:  # a package manager reads them at the root of a workspace alone
        manifest |= chosen.manager.settings(install_scripts(chosen, app), overrides(chosen, app), known)
    return json_text(manifest)


def install_scripts(chosen: Selection, app: App) -> dict[str, bool]:
    """Whether the install scripts of a package run, by the package."""
    if chosen.is_workspace:
        every = [names for row in FRAMEWORKS.values() for names in row.ignored_scripts.values()]
        return dict(sorted({**INSTALL_SCRIPTS, **{name: False for names in every for name in names}}.items()))
    brought = chosen.framework.ignored_scripts if chosen.framework else {}
    packages = _packages(chosen, app)
    ignored = {name: False for package, names in brought.items() if package in packages for name in names}
    return dict(sorted({**INSTALL_SCRIPTS, **ignored}.items()))


def overrides(chosen: Selection, app: App) -> dict[str, Mapping[str, str]]:
    """Versions that take the place of those which a package asks for, by that package."""
    if chosen.is_workspace:
        rows = [each for row in FRAMEWORKS.values() for each in (row.overrides, row.sign_in_overrides)]
        every = [*rows, catalog(OF_A_WORKSPACE)["overrides"]]
        return {package: _literal(inner) for each in every for package, inner in each.items()}
    if not (framework := chosen.framework):
        return {}
    signs_in = not {*framework.sign_in_packages}.isdisjoint(_packages(chosen, app))
    return {**framework.overrides, **(framework.sign_in_overrides if signs_in else {})}


def _literal(inner: Mapping[str, str]) -> dict[str, str]:
    """An override where no package of that name is installed by the same package.json: any version of what the catalog has."""
    known = {**catalog()["dependencies"], **catalog()["devDependencies"]}
    return {
        name: f"^{known[version[1:]].lstrip('~^').partition('.')[0]}.0.0" if version.startswith("$") else version
        for name, version in inner.items()
    }


def _packages(chosen: Selection, app: App) -> tuple[str, ...]:
    packages = [name for name in BACKEND_PACKAGES if name != FORMATTER or not chosen.existing_project]
    if elsewhere := chosen.elsewhere:
        own = () if chosen.native else CLIENT_PACKAGES
        packages = [FORMATTER, *own, *(OUTPUTS_READER if elsewhere.is_on_aws else ())]
    for part in chosen.parts if chosen.has_backend else ():
        packages += part.packages
    authorizes = chosen.has("data") and chosen.data.authorization.name == "custom"
    if chosen.has_backend and (chosen.sign_in.triggers or chosen.storage.triggers or authorizes):
        packages.append("@types/aws-lambda")
    if chosen.has_backend and chosen.has("data") and chosen.data.shows("custom-query"):
        packages.append("aws-amplify")
    if chosen.has_backend and chosen.ai.has_handler:
        packages.append("@aws-amplify/backend-ai")
    if chosen.native:
        packages += [*BACKEND_LINTER, *(MODEL_GENERATOR if chosen.has("data") else ())]
    elif framework := chosen.framework:
        packages += framework.chat_packages if chosen.ai.chats else ()
        packages += ["aws-amplify", *framework.packages]
        packages += [name for part in app.screens for name in part.client_packages]
        packages += framework.face_check_packages if chosen.has("liveness") else ()
        packages += framework.file_packages if chosen.has("storage") else ()
        packages += framework.id_packages if app.makes_ids else ()
        packages += ["@playwright/test"] if chosen.web and chosen.local_backend else []
        packages += chosen.services.geo_packages(signs_in=chosen.signs_in)
        packages += framework.sign_in_packages if chosen.signs_in and chosen.sign_in.has_official_form else ()
        packages += framework.redirect_packages if chosen.sign_in.returns_to_app else ()
        packages += framework.passkey_packages if chosen.sign_in.passkey else ()
        if chosen.web and chosen.sign_in.shows_keys:  # as a picture, which a phone cannot scan of itself
            packages += ["qrcode", "@types/qrcode"]
    elif not chosen.existing_project:
        packages += BACKEND_LINTER
    return tuple(packages)


def _scripts(chosen: Selection, backend: Backend, app: App) -> dict[str, str]:
    framework, local = chosen.framework, chosen.local_backend
    if chosen.is_workspace:
        return _checked_first(_workspace_scripts(chosen.manager), is_app=False, before=chosen.manager.has_pre_scripts)
    if chosen.native:
        return _native_scripts(chosen, chosen.native, backend)
    own = framework.scripts if framework else {"lint": OXLINT}
    typecheck = _typecheck(backend) if chosen.has_backend else []
    backend_checks = ["test:backend", "test:security"] if chosen.has_backend else []
    checks = ["format:check", "lint", *(["test"] if framework else []), *backend_checks, "typecheck"]
    scripts: dict[str, str] = {}
    if chosen.existing_project:
        return _added_scripts(local, typecheck)
    if framework:
        scripts |= {name: command for name, command in own.items() if name not in ("lint", "test")}
    if framework and local:
        scripts |= {"dev": f"node local/start.ts --run {framework.alone}", framework.alone: own["dev"]}
    if chosen.web and framework and local:
        serve = framework.serve.format(published=framework.published_by(chosen.project_name))
        preview = "preview:local" if framework.local_build else "preview:web"
        scripts |= {
            "preview": f"node local/start.ts --run {preview}",
            "preview:web": f"{framework.bundle} && {serve}",
            **({preview: f"{framework.local_build} && {serve}"} if framework.local_build else {}),
        }
    scripts = {
        **scripts,
        **({"local": LOCAL} if local else {}),
        **(
            _elsewhere_scripts(chosen.elsewhere, framework.outputs if framework else "", chosen)
            if chosen.elsewhere
            else {"sandbox": "ampx sandbox"}
        ),
        **({"clients": "node ../../scripts/dev.mjs"} if local and chosen.workspace_path else {}),
        "check": " && ".join(f"npm run {name}" for name in checks),
        "lint": own["lint"],
        "format": "prettier --write .",
        "format:check": "prettier --check .",
        "typecheck": " && ".join([framework.typecheck, *typecheck] if framework else typecheck),
        "test": own.get("test", "npm run test:backend"),
        **(TESTS if chosen.has_backend else {}),
        **({"test:e2e": "playwright test --config tests/e2e"} if chosen.web and local else {}),
        **({"e2e": "maestro test .maestro"} if app.has_flow else {}),
        **{name: command for name, command in TOOLS.items() if chosen.has_backend or name not in OF_THE_BACKEND},
    }
    return _checked_first(scripts, is_app=framework is not None, before=chosen.manager.has_pre_scripts)


def _elsewhere_scripts(backend: Elsewhere, outputs: str, chosen: Selection) -> dict[str, str]:
    """What brings a client what it needs of its backend's project."""
    types = {"types": chosen.manager.install_in.format(shell(backend.source))}
    return {**backend.scripts(outputs), **(types if chosen.installs_types else {})}


def _workspace_scripts(manager: PackageManager) -> dict[str, str]:
    """Of what holds a backend and its clients: the same of all of them."""
    return {
        "add": "node scripts/add.mjs",
        "dev": "node scripts/dev.mjs",
        "check": f"npm run format:check && {manager.run_everywhere.format('check')}",
        "format": "prettier --write .",
        "format:check": "prettier --check .",
        "hosting": "node scripts/hosting.mjs",
        **{name: command for name, command in TOOLS.items() if name.startswith("template:")},
    }


def _typecheck(backend: Backend) -> list[str]:
    """What checks the types of the backend; a synthesis writes those of the environment that functions import."""
    return [
        *(["node scripts/synth.ts sandbox"] if backend.reads_environment else []),
        "tsc -p amplify",
        "tsc -p scripts",
    ]


def _checked_first(scripts: dict[str, str], is_app: bool, before: bool) -> dict[str, str]:
    """The scripts, and what stops them at an old Node.js, and writes outputs where an app has none.

    `before`: as a script of its own before each, which the package manager runs by its name.
    """
    check = f"node scripts/{'ensure-outputs' if is_app else 'check-node'}.mjs"
    checked = {"postinstall": check} if is_app else {}
    for name, command in scripts.items():
        is_checked = name in CHECKED_FIRST
        if is_checked and before:
            checked[f"pre{name}"] = check
        checked[name] = f"{check} && {command}" if name in checked or (is_checked and not before) else command
    return checked


def _native_scripts(chosen: Selection, client: Framework, backend: Backend) -> dict[str, str]:
    """Of the backend beside an app that the platform's tools build and test, or of what reaches one elsewhere."""
    has_models = chosen.has("data")
    backend_checks = ["test:backend", "test:security", "typecheck"] if chosen.has_backend else []
    checks = ["format:check", "lint", *backend_checks]
    folder, _, file = client.outputs.rpartition("/")
    form = "--outputs-format dart " if file.endswith(".dart") else ""
    scripts = {
        **client.scripts,
        **({"models": "node scripts/models.mjs"} if has_models else {}),
        **(
            _elsewhere_scripts(chosen.elsewhere, client.outputs, chosen)
            if chosen.elsewhere
            else {"sandbox": f"ampx sandbox {form}--outputs-out-dir {folder}"}
        ),
        "check": " && ".join(f"npm run {name}" for name in [*checks, *(["models:check"] if has_models else [])]),
        "lint": OXLINT,
        "format": "prettier --write .",
        "format:check": "prettier --check .",
        **(
            {"typecheck": " && ".join(_typecheck(backend)), "test": "npm run test:backend", **TESTS}
            if chosen.has_backend
            else {}
        ),
        **({"models:check": "node scripts/models.mjs --check"} if has_models else {}),
        **{
            name: command
            for name, command in TOOLS.items()
            if name != "outputs:offline" and (chosen.has_backend or name not in OF_THE_BACKEND)  # of TypeScript
        },
    }
    return _checked_first(scripts, is_app=True, before=chosen.manager.has_pre_scripts)


def _added_scripts(local: bool, typecheck: list[str]) -> dict[str, str]:
    """What a project that exists gets; `check` and the like are names of its own scripts, and `pre…` would run before them."""
    checks = ("test:backend", "test:security", "typecheck:backend")
    scripts = {
        **({"local": LOCAL} if local else {}),
        "sandbox": "ampx sandbox",
        "check:backend": " && ".join(f"npm run {name}" for name in checks),
        "typecheck:backend": " && ".join(typecheck),
        **TESTS,
        **TOOLS,
    }
    first = CHECKED_FIRST | {"check:backend", "typecheck:backend"}
    check = "node scripts/check-node.mjs && "
    return {name: f"{check if name in first else ''}{command}" for name, command in scripts.items()}
