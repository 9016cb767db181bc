"""What answers that changed ask of the owner outside the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amplify.answers import QUESTIONS, Answers
from amplify.stack import Stack


@dataclass(frozen=True)
class News:
    """`answers` that were not stored before, `secrets` to set, and `redirects` to register."""

    answers: dict[str, Any]
    secrets: list[str]
    redirects: list[tuple[str, str]]

    @classmethod
    def between(cls, before: Mapping[str, Any], after: Mapping[str, Any]) -> News:
        old, new = (Stack.of(Answers.read(answers)) for answers in (before, after))
        return cls(
            {name: after[name] for name in QUESTIONS if name in after and name not in before},
            [name for name in _secrets(new) if name not in _secrets(old)],
            [each for each in new.sign_in.redirects if each not in old.sign_in.redirects],
        )


def _secrets(stack: Stack) -> list[str]:
    return [*stack.backend.deployment_secrets, *stack.backend.function_secrets]
