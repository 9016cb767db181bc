"""What is new, and what it asks of the owner outside the project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amplify.answers import QUESTIONS, Answers
from amplify.stack import Stack
from packaging.version import InvalidVersion, Version


@dataclass(frozen=True)
class News:
    """`answers` that were not stored before, `secrets` to set, and `redirects` to register.

    `exec`: how the package manager runs a program.
    """

    answers: dict[str, Any]
    secrets: list[str]
    redirects: list[tuple[str, str]]
    exec: str

    @classmethod
    def between(cls, before: Mapping[str, Any], after: Mapping[str, Any]) -> News:
        old, new = (Stack.of(Answers.read(answers)) for answers in (before, after))
        return cls(
            {name: after[name] for name in QUESTIONS if name in after and name not in before},
            [name for name in _secrets(new) if name not in _secrets(old)],
            [each for each in new.sign_in.redirects if each not in old.sign_in.redirects],
            new.manager.exec,
        )


def _secrets(stack: Stack) -> list[str]:
    return [*stack.backend.deployment_secrets, *stack.backend.function_secrets]


def notes(changelog: str, before: str, after: str) -> list[str]:
    """The lines of a changelog about the versions after `before`, up to `after`."""
    _title, *parts = re.split(r"^## (\S+).*\n", changelog, flags=re.MULTILINE)
    sections = zip(parts[::2], parts[1::2], strict=True)
    found = [text for name, text in sections if _is_between(name, before, after)]
    return [line for text in found for line in text.splitlines() if line]


def _is_between(name: str, before: str, after: str) -> bool:
    try:
        return Version(before) < Version(name) <= Version(after)
    except InvalidVersion:  # news without a release
        return False
