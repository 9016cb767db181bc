"""The REST API of the backend: what `rest-api` and the questions after it mean for Amazon API Gateway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from .answers import Answers

REST_API_KINDS = ("http", "rest")
REST_API_AUTHORIZATIONS = ("iam", "userPool", "none")


@dataclass(frozen=True)
class RestApi:
    """What `amplify/api/resource.ts` defines."""

    kind: str  # http or rest, as API Gateway calls them
    authorization: str

    @classmethod
    def of(cls, answers: Answers) -> Self | None:
        """The API of these answers, if there is one; an answer that a rule refuses counts as missing."""
        if not answers.chooses("rest-api"):
            return None
        kind = answers.rest_api_kind if answers.is_advanced else None
        authorization = answers.rest_api_authorization if answers.signs_in else None
        return cls(
            kind=kind if kind in REST_API_KINDS else "http",
            authorization=authorization
            if authorization in REST_API_AUTHORIZATIONS
            else default_rest_api_authorization(answers.signs_in),
        )


def default_rest_api_authorization(signs_in: bool) -> str:
    """Whoever signed in has credentials of AWS, which aws-amplify uses by itself."""
    return "iam" if signs_in else "none"
