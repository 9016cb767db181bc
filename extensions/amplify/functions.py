"""The functions of the backend: what `functions` and the questions after it mean for AWS Lambda."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from .answers import Answers, pair, several


@dataclass(frozen=True)
class Function:
    """A Lambda function: `say-hello`, exported and queried as `sayHello`."""

    name: str
    schedule: str = ""  # of one that Amazon EventBridge calls

    @property
    def identifier(self) -> str:
        first, *others = re.split("[^A-Za-z0-9]+", self.name)
        return first + "".join(part.capitalize() for part in others)

    @property
    def expression(self) -> str:
        """What Amplify makes of the schedule, for Amazon EventBridge."""
        if interval := re.fullmatch(r"every ([0-9]+)([mh])", self.schedule):
            number, unit = interval.groups()
            return f"cron(*/{number} * * * ? *)" if unit == "m" else f"cron(0 */{number} * * ? *)"
        if self.schedule in INTERVALS:
            return f"cron({INTERVALS[self.schedule]})"
        fields = self.schedule.split()
        return f"cron({' '.join(fields if len(fields) == 6 else [*fields, '*'])})"


# In UTC: minute, hour, day of the month, month, day of the week (1 is Sunday), year.
INTERVALS = {
    "every day": "0 0 * * ? *",
    "every week": "0 0 ? * 1 *",
    "every month": "0 0 1 * ? *",
    "every year": "0 0 1 1 ? *",
}


def kebab_case(name: str) -> str:
    """The name of a function after the event that calls it: `pre-sign-up` for `preSignUp`."""
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


@dataclass(frozen=True)
class Variable:
    """An environment variable of a function: `GREETING=Hello`."""

    name: str
    value: str


@dataclass(frozen=True)
class Lambdas:
    """What amplify/functions/ holds, by kind."""

    plain: tuple[Function, ...] = ()  # with data, each is a query
    scheduled: tuple[Function, ...] = ()
    streaming: tuple[Function, ...] = ()
    python: tuple[Function, ...] = ()
    runtime: str = "24"  # version of Node.js
    environment: tuple[Variable, ...] = ()
    secrets: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """The functions of these answers; an answer that a rule refuses counts as missing."""
        runtime = (answers.function_runtime if answers.is_advanced else None) or "24"
        if not answers.chooses("functions"):
            return cls(runtime=runtime)
        plain = tuple(map(Function, several(answers.functions)))
        if not answers.is_advanced:
            return cls(plain=plain)
        return cls(
            plain=plain,
            scheduled=tuple(Function(*pair(text)) for text in several(answers.function_schedules)),
            streaming=tuple(map(Function, several(answers.streaming_functions))) if answers.signs_in else (),
            python=tuple(map(Function, several(answers.python_functions))),
            runtime=runtime,
            environment=tuple(Variable(*pair(text)) for text in several(answers.function_environment)),
            secrets=several(answers.function_secrets),
        )

    @property
    def layers(self) -> dict[str, bool]:
        return {"streaming_functions": bool(self.streaming)}

    @property
    def typescript(self) -> tuple[Function, ...]:
        """Those that `defineFunction` bundles; they share the runtime, the environment and the secrets."""
        return (*self.plain, *self.scheduled, *self.streaming)

    @property
    def all(self) -> tuple[Function, ...]:
        return (*self.typescript, *self.python)
