"""The rendered package.json.

Versions come from the catalog, a real package.json that npm and Renovate understand; nothing else spells one.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .literals import json_text

if TYPE_CHECKING:
    from .stack import Stack

CATALOG = Path(__file__).parents[2] / "catalog" / "package.json"

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
BACKEND_LINTER = ("oxlint",)  # frameworks bring their own

# Packages whose install scripts npm runs, or leaves out: it asks about all others.
INSTALL_SCRIPTS = {
    "@aws-amplify/hosting": False,  # says that it is a preview
    "@parcel/watcher": False,  # compiles what comes compiled
    "core-js": False,  # asks for donations
    "esbuild": True,
}

# What stops at an old Node.js or at missing outputs, and would not say so in a sentence.
CHECKED_FIRST = frozenset(
    {
        "build",
        "check",
        "dev",
        "dev:web",
        "local",
        "outputs:offline",
        "preview",
        "sandbox",
        "synth",
        "test",
        "test:security",
        "typecheck",
    }
)


@cache
def catalog() -> dict[str, Any]:
    """The catalog as npm reads it: `engines`, `dependencies`, `devDependencies`."""
    manifest: dict[str, Any] = json.loads(CATALOG.read_text(encoding="utf-8"))
    return manifest


def package_json(stack: Stack) -> str:
    """The project's manifest as text, formatted as npm does, without a final newline."""
    packages = set(_packages(stack))
    manifest = {
        "name": stack.project_name,
        "private": True,
        "version": "0.0.0",
        "type": "module",
        "engines": catalog()["engines"],
        "scripts": _scripts(stack),
    }
    for section in ("dependencies", "devDependencies"):
        if chosen := {name: version for name, version in catalog()[section].items() if name in packages}:
            manifest[section] = chosen
    framework = stack.framework if stack.signs_in else None
    ignored = dict.fromkeys(framework.ignored_scripts if framework else (), False)
    manifest["allowScripts"] = dict(sorted({**INSTALL_SCRIPTS, **ignored}.items()))
    if framework and framework.overrides:
        manifest["overrides"] = framework.overrides
    return json_text(manifest)


def _packages(stack: Stack) -> tuple[str, ...]:
    packages = [*BACKEND_PACKAGES]
    for part in stack.parts:
        packages += part.packages
    authorizes = stack.has_data and stack.data.authorization.name == "custom"
    if stack.sign_in.triggers or stack.storage.triggers or authorizes:
        packages.append("@types/aws-lambda")
    if stack.has_data and stack.data.shows("custom-query"):
        packages.append("aws-amplify")
    if stack.ai.has_handler:
        packages.append("@aws-amplify/backend-ai")
    if framework := stack.framework:
        packages += framework.chat_packages if stack.ai.chats else ()
        packages += ["aws-amplify", *framework.packages]
        packages += [name for part in stack.screens for name in part.client_packages]
        packages += framework.face_check_packages if stack.has("liveness") else ()
        packages += ["@playwright/test"] if stack.local_backend else []
        packages += stack.services.geo_packages(signs_in=stack.signs_in)
        if stack.signs_in:
            packages += framework.sign_in_packages
        if stack.sign_in.chooses_second_factors and "totp" in stack.sign_in.mfa_methods:
            packages += ["qrcode", "@types/qrcode"]
    else:
        packages += BACKEND_LINTER
    return tuple(packages)


def _scripts(stack: Stack) -> dict[str, str]:
    framework, local = stack.framework, stack.local_backend
    own = framework.scripts if framework else {"lint": "oxlint"}
    # A synthesis writes the types of the environment that functions import.
    typecheck = [
        *(["node scripts/synth.ts sandbox"] if stack.reads_environment else []),
        "tsc -p amplify",
        "tsc -p scripts",
    ]
    checks = ["format:check", "lint", *(["test"] if framework else []), "test:backend", "test:security", "typecheck"]
    scripts: dict[str, str] = {}
    if framework:
        scripts |= {name: command for name, command in own.items() if name not in ("lint", "test")}
    if framework and local:
        scripts |= {
            "dev": "node local/start.ts --run dev:web",
            "dev:web": own["dev"],
            "preview": "node local/start.ts --run preview:web",
            "preview:web": f"npm run build && {framework.serve}",
        }
    scripts = {
        **scripts,
        **({"local": "node local/start.ts"} if local else {}),
        "sandbox": "ampx sandbox",
        "check": " && ".join(f"npm run {name}" for name in checks),
        "lint": own["lint"],
        "format": "prettier --write .",
        "format:check": "prettier --check .",
        "typecheck": " && ".join([framework.typecheck, *typecheck] if framework else typecheck),
        "test": own.get("test", "npm run test:backend"),
        "test:backend": 'npm run synth && tsx --tsconfig amplify/tsconfig.json --test "{amplify,tests/backend}/**/*.test.ts"',
        "test:security": 'node --test "tests/security/*.test.ts"',
        **({"test:e2e": "playwright test --config tests/e2e"} if framework and local else {}),
        "synth": "node scripts/synth.ts",
        "outputs:offline": "node scripts/offline-outputs.ts",
        "doctor": "node scripts/doctor.mjs",
    }
    check = f"node scripts/{'ensure-outputs' if framework else 'check-node'}.mjs"
    checked = {"postinstall": check} if framework else {}
    for name, command in scripts.items():
        if name in CHECKED_FIRST:
            checked[f"pre{name}"] = check
        checked[name] = command
    return checked
