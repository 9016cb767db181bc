"""What no answer may hold, whatever the question."""

from __future__ import annotations

import re

from ..answers import QUESTIONS, Answers, several
from ..stack import Stack
from .rule import RULES, Check, Rule

LONGEST = {"ai_system_prompt": 10_000}
LONGEST_ELSE = 2_000

# Controls, line separators, what turns the direction of text around, and halves of a character.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _is_text(question: str) -> Check:
    longest = LONGEST.get(question, LONGEST_ELSE)

    def check(answers: Answers, stack: Stack) -> str | None:
        answer = answers.get(question)
        for text in (answer,) if isinstance(answer, str) else several(answer):
            if found := UNSEEN.search(text):
                return f"write one line of visible characters, without {found[0]!r}."
            if len(text) > longest:
                return f"shorten it to {longest} characters; it has {len(text)}."
        return None

    return check


# They come first, so that no other rule repeats such a text.
RULES[:0] = [
    Rule(f"{question}-is-text", question, "the template's own: no file could show it", _is_text(question))
    for question in QUESTIONS
]
