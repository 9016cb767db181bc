"""What templates see."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from . import literals
from .answers import QUESTIONS, Answers
from .asked import AS_THE_BACKEND, not_asked, unmet
from .layers import folders, groups, layers
from .prettier import array, code_array, member
from .rules import refusals
from .stack import Stack

# One function a language; text that somebody typed reaches a file through these alone.
LITERALS = {
    function.__name__: function
    for function in (
        literals.html,
        literals.android_text,
        literals.dart,
        literals.html_attribute,
        literals.json_text,
        literals.kotlin,
        literals.markdown,
        literals.markdown_code,
        literals.pbxproj,
        literals.python_format,
        literals.shell,
        literals.swift,
        literals.swift_array,
        literals.ts,
        literals.ts_key,
        literals.ts_template,
        literals.yaml,
    )
}


class Refusals(dict[str, str]):
    """Sentence by question name; the empty string for a question whose answer is fine."""

    def __missing__(self, question: str) -> str:
        return ""


def variables(context: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a template, from the answers known so far.

    `stack`: the `Stack`. `manager`: its package manager. `group`, `layer`: "." for each that applies, "" for the others. `folder`: where shared layers
    put their files. `asked`: whether each question is. `as_the_backend`: what a client answers as its backend did. `refusals`: `Refusals`. `not_asked`: see there. `array`, `code_array`, `member` and `LITERALS`: see there.
    Copier asks for these thousands of times in one render, with the same few sets of answers, hence the cache.
    """
    known = [context.get(name) for name in QUESTIONS]
    key = repr(known)  # tells a yes from a 1
    if key not in _CACHE:
        if len(_CACHE) == CACHED:
            del _CACHE[next(iter(_CACHE))]
        _CACHE[key] = _variables(dict(zip(QUESTIONS, known, strict=True)))
    return _CACHE[key]


CACHED = 64
_CACHE: dict[str, dict[str, Any]] = {}


def _variables(known: Mapping[str, Any]) -> dict[str, Any]:
    answers = Answers.read(json.loads(json.dumps(known, default=str)))
    stack = Stack.of(answers)
    return {
        "stack": stack,
        "manager": stack.manager,
        "group": _parts_of_paths(groups(stack)),
        "layer": _parts_of_paths(layers(stack)),
        "folder": folders(stack),
        "asked": {question: not unmet(question, stack) for question in QUESTIONS},
        "as_the_backend": AS_THE_BACKEND,
        "not_asked": partial(not_asked, answers=answers, stack=stack),
        "refusals": Refusals(refusals(answers, stack)),
        "array": array,
        "code_array": code_array,
        "member": member,
        **LITERALS,
    }


def _parts_of_paths(applies: Mapping[str, bool]) -> dict[str, str]:
    """A part of a path that is "." vanishes; an empty one removes what is below it."""
    return {name: "." if here else "" for name, here in applies.items()}
