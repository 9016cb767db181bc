"""What npm, Amplify or Cognito would refuse later, refused at the question.

Each rule has a name, the question it belongs to, the source that says so, and one sentence that tells what to answer
instead. Rules look at the answers known so far and say nothing about what is still missing.
"""

from __future__ import annotations

from ..answers import Answers
from ..stack import Stack

# Importing a module adds its rules; of one question, the first that is broken speaks.
from . import ai, choices, data, existing_auth, functions, lists, project, rest, services, sign_in, storage, texts  # noqa: F401
from .choices import CHOICES
from .rule import RULES

__all__ = ["CHOICES", "RULES", "refusals"]


def refusals(answers: Answers, stack: Stack) -> dict[str, str]:
    """The sentence of the first broken rule of each question, by question."""
    found: dict[str, str] = {}
    for each in RULES:
        if each.question not in found and (sentence := each.check(answers, stack)):
            found[each.question] = sentence
    return found
