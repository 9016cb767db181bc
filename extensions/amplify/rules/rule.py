"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..answers import Answers
from ..stack import Stack

Check = Callable[[Answers, Stack], str | None]


@dataclass(frozen=True)
class Rule:
    """A rule; `check` gives the sentence to show, or None.

    The first word of `source` says who refuses: a package that is installed, which tests/test_oracle.py makes do it, a
    service such as Cognito, npm, or "the template's own".
    """

    name: str
    question: str
    source: str
    check: Check


RULES: list[Rule] = []


def rule(question: str, source: str) -> Callable[[Check], Check]:
    """Adds a rule named like the function it decorates."""

    def add(check: Check) -> Check:
        RULES.append(Rule(check.__name__.replace("_", "-"), question, source, check))
        return check

    return add


def one_of(choices: Iterable[str]) -> str:
    *first, last = choices
    return f"{', '.join(first)} or {last}" if first else last
