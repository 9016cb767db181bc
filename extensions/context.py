"""The one file that knows Jinja and Copier: puts the values of the package beside it into every template.

Copier executes this file anew for each environment, but an ordinary import of the package would be cached in
`sys.modules`, and `copier update` renders the old and the new template in one process. The package is therefore loaded
under a name of its own each time, so that every version of the template runs its own code.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

from copier.errors import UserMessageError
from copier_template_extensions import ContextHook
from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket

_COMPILED = "copier_amplify_compiled"


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


class _Text:
    """What a text without delimiters renders to, whatever the context: itself.

    While questions are asked, `hook` still sees the context: it refuses answers.
    """

    def __init__(self, text: str, hook: Callable[[dict[str, Any]], None]) -> None:
        self._text = text
        self._hook = hook

    def render(self, *arguments: Any, **names: Any) -> str:
        context = dict(*arguments, **names)
        if context.get("_copier_phase") == "prompt":
            self._hook(context)
        return self._text


class _Name:
    """What `[[layer.auth]]` renders to, or another name of this kind: as Jinja does it, without what Jinja needs for it.

    Copier renders thousands of them.
    """

    def __init__(self, kind: str, name: str, hook: Callable[[dict[str, Any]], None]) -> None:
        self._kind = kind
        self._name = name
        self._hook = hook

    def render(self, *arguments: Any, **names: Any) -> str:
        context = dict(*arguments, **names)
        self._hook(context)
        return str(context[self._kind][self._name])


class _Compiled(BytecodeCache):
    """Keeps compiled files for the next render of this process: an update renders three times, the tests hundreds.

    All versions of the template share it, because none can compile a text to anything else: what a version brings of
    its own reaches templates through the context. Its syntax, the delimiters above all, is in the lexer.
    """

    _codes: dict[Any, Any] = vars(sys.modules.setdefault(_COMPILED, ModuleType(_COMPILED))).setdefault("codes", {})

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name  # the file lies in another folder each time

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.environment.lexer, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.environment.lexer, bucket.key, bucket.checksum] = bucket.code


def _compile_once(environment: Environment, hook: Callable[[dict[str, Any]], None]) -> None:
    """Compile a string once, and not at all when it is a text or a name alone; most parts of paths are such."""
    compiled = environment.from_string
    start, end = map(re.escape, (environment.variable_start_string, environment.variable_end_string))
    name = re.compile(rf"{start}(group|layer|folder)\.(\w+){end}")
    delimiters = (
        environment.variable_start_string,
        environment.block_start_string,
        environment.comment_start_string,
        "\r",  # which Jinja makes a \n
    )

    @cache
    def once(source: Any, *arguments: Any, **options: Any) -> Template | _Text | _Name:
        if isinstance(source, str) and not any(delimiter in source for delimiter in delimiters):
            return _Text(source, hook)
        if isinstance(source, str) and (found := name.fullmatch(source)):
            return _Name(found[1], found[2], hook)
        return compiled(source, *arguments, **options)

    def from_string(source: Any, *arguments: Any, **options: Any) -> Template | _Text | _Name:
        # Copier forgets the last `yield` tag when a string is preprocessed, which no other way would do.
        environment.preprocess(source)
        return once(source, *arguments, **options)

    environment.from_string = from_string  # type: ignore[method-assign, assignment]


_amplify = _load(Path(__file__).with_name("amplify"))


class Context(ContextHook):
    """Gives templates `stack`, `manager`, `group`, `layer`, `folder`, `refusals`, `destination`, and functions that write text."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._destination: Any = None  # as it was when Copier rendered the first text, before it wrote anything
        self._is_clear = False
        _compile_once(environment, self.hook)
        environment.bytecode_cache = _Compiled()
        environment.optimized = False  # folding constants takes longer than it saves in files that are rendered once

    def hook(self, context: MutableMapping[str, Any]) -> None:
        """Extend `context` in place.

        Raises `UserMessageError`, which Copier prints without a traceback, when an answer given with `--data` or
        `--data-file` is refused, or is one to a question that is not asked. An answer typed at a prompt is refused
        there, by the question's validator; one from an older answers file is dropped by Copier, and asked again.
        """
        destination = self._look(context)
        for name, answer in destination.answers.items():
            context.setdefault(name, answer)
        variables = {**_amplify.variables(context), "destination": destination}
        if wrong := destination.refusals(context):
            variables["refusals"] = _amplify.Refusals({**variables["refusals"], **wrong})
        given, refusals = context["_copier_conf"]["data"], variables["refusals"]
        sentences = [f"{name}: {refusals[name]}" for name in given if refusals[name]] if refusals else []
        # What is asked is known when everything is answered. Where an update renders the old version again, Copier
        # gives all that the answers file has, and none of it is to be refused.
        if context["_copier_phase"] == "render" and "_commit" not in given:
            asked = variables["asked"]
            if left := [name for name in given if not asked.get(name, True)]:
                sentences += variables["not_asked"](left)
        if context["_copier_phase"] == "render" and not self._is_clear:
            sentences += destination.obstacles(variables["stack"])
            self._is_clear = not sentences
        if sentences:
            raise UserMessageError("\n".join(sentences))
        context.update(variables)

    def _look(self, context: Mapping[str, Any]) -> Any:
        """What is in the folder that Copier writes into; raises `UserMessageError` for a project of Gen 1."""
        settings = context["_copier_conf"]
        if not self._destination and not (answers_file := str(settings["answers_file"])):
            return _amplify.Destination(Path())  # Copier is still finding out how that file is called
        if not self._destination:
            self._destination = _amplify.Destination.read(Path(settings["dst_path"]), answers_file)
            if sentence := self._destination.gen1:
                raise UserMessageError(sentence)
        return self._destination
