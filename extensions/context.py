"""The one file that knows Jinja and Copier: puts the values of the package beside it into every template.

Copier executes this file anew for each environment, but an ordinary import of the package would be cached in
`sys.modules`, and `copier update` renders the old and the new template in one process. The package is therefore loaded
under a name of its own each time, so that every version of the template runs its own code.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

from copier.errors import UserMessageError
from copier_template_extensions import ContextHook
from jinja2 import Environment, Template


def _load(folder: Path) -> ModuleType:
    name = f"copier_amplify_{uuid4().hex}"
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _compile_once(environment: Environment) -> None:
    """Keep compiled strings: Copier compiles the same few parts of paths hundreds of times, a quarter of a render."""
    compiled = lru_cache(maxsize=None)(environment.from_string)

    def from_string(source: Any, *arguments: Any, **options: Any) -> Template:
        # Copier forgets the last `yield` tag when a string is preprocessed, which compiling it again would do.
        environment.preprocess(source)
        return compiled(source, *arguments, **options)

    environment.from_string = from_string  # type: ignore[method-assign]


_amplify = _load(Path(__file__).with_name("amplify"))


class Context(ContextHook):
    """Gives templates `stack`, `layer`, `folder` and `refusals`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        _compile_once(environment)

    def hook(self, context: MutableMapping[str, Any]) -> None:
        """Extend `context` in place.

        Raises `UserMessageError`, which Copier prints without a traceback, when an answer given with `--data` or
        `--data-file` is refused. An answer typed at a prompt is refused there, by the question's validator; one from an
        older answers file is dropped by Copier, and asked again.
        """
        variables = _amplify.variables(context)
        refusals = variables["refusals"]
        given = context["_copier_conf"]["data"]
        if sentences := [f"{name}: {refusals[name]}" for name in given if refusals[name]]:
            raise UserMessageError("\n".join(sentences))
        context.update(variables)
