"""Which folders of template/ are laid over the project root, and where shared ones put their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import FRAMEWORKS

if TYPE_CHECKING:
    from .stack import Stack


def layers(stack: Stack) -> dict[str, bool]:
    """Whether each layer applies, by the name that template/ uses as `[[layer.<name>]]`."""
    framework = stack.framework
    return {
        "project": True,
        "backend": True,
        "web": bool(framework and framework.platform == "web"),
        "auth": stack.signs_in,
        "no_auth": not stack.signs_in,
        "data": stack.has_data,
        "storage": stack.has_storage,
        "functions": stack.has_functions,
        "function_queries": stack.has_functions and stack.has_data,
        "local_backend": stack.local_backend,
        "amplify_hosting": stack.hosting == "amplify",
        **{name: bool(framework and framework.name == name) for name in FRAMEWORKS},
        **{
            f"{views}_views": bool(framework and framework.views == views)
            for views in sorted({row.views for row in FRAMEWORKS.values()})
        },
    }


def folders(stack: Stack) -> dict[str, str]:
    """Where the frontend keeps things, relative to the project root; `up` leads from the library back to that root."""
    if not (framework := stack.framework):
        return {"library": "", "components": "", "up": ""}
    return {
        "library": framework.library,
        "components": framework.components,
        "up": "../" * (framework.library.count("/") + 1),
    }
