"""Which folders of template/ are laid over the project root, how they are grouped, and where shared ones put their files."""

from __future__ import annotations

from .features import AUTH, FEATURES, START
from .frameworks import FRAMEWORKS
from .package_managers import PACKAGE_MANAGERS
from .stack import Stack


def groups(stack: Stack) -> dict[str, bool]:
    """Whether each group of layers applies, by the name that template/ uses as `[[group.<name>]]`.

    What a layer needs, it says itself: a group is there for those who read template/. That there is a backend, its two
    groups say: a client alone has features, too, but not their part of it. No group lies in another, because Copier takes
    its time for each part of each path.
    """
    return {
        **dict.fromkeys(("backend", "features"), stack.has_backend),
        **dict.fromkeys(("web", "web_frameworks", "web_views"), bool(stack.web)),
        "mobile": bool(stack.mobile),
        "native": bool(stack.native),
    }


def layers(stack: Stack) -> dict[str, bool]:
    """Whether each layer applies, by the name that template/ uses as `[[layer.<name>]]`.

    A layer that belongs to a feature, a framework or a theme has its condition there; here are the others.
    """
    parts = stack.parts
    of_framework = stack.framework.layers if stack.framework else ()
    return {
        **{row.layer: row in parts for row in (AUTH, *FEATURES.values())},
        **{name: name in of_framework for row in FRAMEWORKS.values() for name in row.layers},
        **stack.sign_in.layers,
        **stack.data.layers,
        **stack.lambdas.layers,
        **stack.ai.layers,
        **stack.services.layers,
        "base": True,
        "project": not stack.is_workspace,
        "workspace": stack.is_workspace,
        "own_settings": not stack.existing_project,
        "root_settings": not stack.existing_project and not stack.workspace_path,
        **{name: name == stack.manager.name for name in PACKAGE_MANAGERS},
        "existing_project": stack.existing_project,
        "frontend": stack.framework is not None and not stack.native,
        "backend": stack.has_backend,
        "elsewhere": bool(stack.elsewhere),
        "addresses": stack.access.names_addresses,
        "cors": stack.access.answers_pages,
        "rest_calls": stack.access.has_rest_calls,
        "signed_in_api": stack.access.calls_functions,
        "signed_in_roles": stack.access.grants,
        "retention": stack.backend.retains_data,
        "function_findings": bool(stack.lambdas.python)
        or (stack.lambdas.runtime != "24" and bool(stack.lambdas.typescript or stack.rest_api)),
        "models": stack.guidance.has_models,
        "getting_started": START in stack.app.screens,
        "groups": stack.app.shows_membership,
        "group_folders": stack.has("storage") and stack.storage.names_groups,
        "id_token": stack.app.shows_membership
        or (stack.sign_in.returns_to_app and stack.sign_in.chooses_second_factors),
        "ids": stack.app.makes_ids,
        "app_links": bool(stack.mobile) and (stack.sign_in.returns_to_app or stack.sign_in.passkey),
        "client_credentials": stack.has("kinesis") or stack.has("notifications"),
        "entitlements": stack.sign_in.passkey or stack.has("notifications"),
        "repositories": stack.signs_in or START not in stack.app.screens,
        "opens_links": stack.has("storage") or (stack.sign_in.chooses_second_factors and stack.sign_in.shows_keys),
        "phone_flow": stack.app.has_flow,
        "unavailable_locally": stack.app.explains_absence,
        "function_queries": bool(stack.lambdas.plain) and stack.has("data"),
        "ai_client": stack.ai.exists and stack.signs_in and stack.data.authorization.mode != "userPool",
        "local_backend": stack.local_backend,
        "local_client": stack.uses_local,
        "local_requests": stack.local_backend or _sends_requests(stack),
        "amplify_hosting": stack.hosting == "amplify",
        "github_actions": stack.hosting == "github-actions",
    }


def folders(stack: Stack) -> dict[str, str]:
    """Where the frontend keeps things, relative to the project root; `up` leads from the library back to that root.

    Of the style sheet and the icon it is the path without the suffix. `backend` leads from the library to the code of the
    backend. `notes` is where README.md and the like are, `package` the folder of the app's package in a language that has
    folders for those, and `local_requests` has what knows where requests go while a local backend stands in for AWS.
    """
    notes = "amplify" if stack.existing_project else "."
    if not (framework := stack.framework):
        names = ("library", "components", "composables", "stylesheet", "icon", "up", "backend", "package")
        return dict.fromkeys(names, "") | {"notes": notes, "local_requests": "local"}
    up = "../" * (framework.library.count("/") + 1)
    return {
        "notes": notes,
        "library": framework.library,
        "components": framework.components,
        "composables": f"{framework.source}/composables",
        "stylesheet": framework.stylesheet,
        "icon": framework.icon,
        "up": up,
        "backend": _backend(stack, up),
        "package": stack.app.identifier.replace(".", "/"),
        "local_requests": framework.library if _sends_requests(stack) else "local",
    }


def _sends_requests(stack: Stack) -> bool:
    """The app itself leads its requests to a local backend of another project; a page gets a script from there instead."""
    return stack.uses_local and not stack.has_backend and bool(stack.mobile)


def _backend(stack: Stack, up: str) -> str:
    if not stack.elsewhere:
        return f"{up}amplify"
    if stack.elsewhere.package:
        return f"{stack.elsewhere.package}/amplify"
    return f"{up}{stack.elsewhere.source}/amplify"
