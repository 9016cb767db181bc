"""What Amazon API Gateway needs of a REST API."""

from __future__ import annotations

from ..answers import Answers
from ..stack import Stack
from .rule import rule


@rule("rest_api_authorization", "Amazon API Gateway: IAM and Cognito authorize people who signed in")
def authorization_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if stack.rest_api and answers.login_methods == ("none",) and answers.rest_api_authorization in ("iam", "userPool"):
        return "answer with none, or choose a login method; nobody signs in, so there is nobody to ask for."
    return None
