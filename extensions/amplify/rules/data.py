"""What AppSync and the schema builder accept."""

from __future__ import annotations

from ..answers import Answers
from ..stack import Stack
from .rule import rule


@rule("data_authorization", "@aws-amplify/data-schema: owner rules need a user pool")
def owner_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and answers.data_authorization == "owner":
        return "answer with publicApiKey, or choose a login method; nobody signs in, so there is no owner."
    return None
