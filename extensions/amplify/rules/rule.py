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


# What every object of JavaScript has: as a name in one, they are there before anybody puts them there.
OBJECTS_OWN = frozenset(
    {"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"}
)


def refused_key(name: str) -> str | None:
    """The sentence about a name that becomes one in an object of JavaScript."""
    return f"choose another name than {name!r}; JavaScript has it in every object." if name in OBJECTS_OWN else None


def one_of(choices: Iterable[str]) -> str:
    *first, last = choices
    return f"{', '.join(first)} or {last}" if first else last
