"""Sign-in at a Cognito user pool that exists already: what `reference_auth` and the questions after it mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from .answers import Answers, pair, several


@dataclass(frozen=True)
class ExistingAuth:
    """What `referenceAuth` is given. Text is empty while it is not answered."""

    user_pool_id: str = ""
    user_pool_client_id: str = ""
    identity_pool_id: str = ""
    auth_role_arn: str = ""
    unauth_role_arn: str = ""
    group_roles: tuple[tuple[str, str], ...] = ()  # a name and an ARN each, the weightiest group first
    identity_providers: tuple[str, ...] = ()  # those for which the official form has no button

    @classmethod
    def of(cls, answers: Answers) -> Self | None:
        """The resources of these answers, or None where the backend defines its own."""
        # A client of another project's backend signs people in as at any other user pool.
        if answers.purpose == "frontend" or not answers.is_advanced or answers.reference_auth is not True:
            return None
        arns = dict(map(pair, several(answers.group_role_arns)))
        return cls(
            user_pool_id=answers.user_pool_id or "",
            user_pool_client_id=answers.user_pool_client_id or "",
            identity_pool_id=answers.identity_pool_id or "",
            auth_role_arn=answers.auth_role_arn or "",
            unauth_role_arn=answers.unauth_role_arn or "",
            group_roles=tuple((name, arns[name]) for name in several(answers.user_groups) if name in arns),
            identity_providers=several(answers.identity_providers),
        )

    @property
    def groups(self) -> tuple[str, ...]:
        """Those whose members get a role of their own."""
        return tuple(name for name, _ in self.group_roles)
