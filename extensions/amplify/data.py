"""What `features: [data]` and the questions after it mean: who may use the data, and what its sample holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from .answers import Answers, pair, several
from .literals import json_text, ts
from .sign_in import SignIn


@dataclass(frozen=True)
class Rule:
    """A call on `allow`, and what the schema builder makes of it.

    https://docs.amplify.aws/react/build-a-backend/data/customize-authz/
    """

    call: str
    graphql: str  # in `@auth(rules: […])`
    directive: str = "@aws_cognito_user_pools"  # of an operation with a JavaScript resolver

    def naming(self, groups: tuple[str, ...]) -> Rule:
        """The rule with the names of all groups where it speaks of groups."""
        return replace(
            self,
            call=self.call.replace("[]", f"[{', '.join(map(ts, groups))}]"),
            graphql=self.graphql.replace("[]", f"[{', '.join(map(json_text, groups))}]"),
        )


@dataclass(frozen=True)
class Authorization:
    """A value of `data_authorization`. Custom operations know neither owners nor `.to`, so they have rules of their own."""

    name: str
    model: tuple[Rule, ...]
    operation: tuple[Rule, ...]
    promise: str  # of the model
    clients: str  # whom the API answers, besides the backend itself
    mode: str = "userPool"  # `defaultAuthorizationMode`
    other_mode: str = ""  # besides it, as AppSync calls it

    @property
    def callers(self) -> str:
        """Whom its custom operations answer."""
        return self.clients.removesuffix(", visitors").replace(",", " and")

    @property
    def has_owner(self) -> bool:
        return OWNER in self.model

    @property
    def needs_groups(self) -> bool:
        return GROUPS in self.model


OWNER = Rule("allow.owner()", '{allow: owner, ownerField: "owner"}')
OIDC_OWNER = Rule("allow.owner('oidc')", '{allow: owner, provider: oidc, ownerField: "owner"}')
SIGNED_IN = Rule("allow.authenticated()", "{allow: private}")
OIDC_SIGNED_IN = Rule("allow.authenticated('oidc')", "{allow: private, provider: oidc}", "@aws_oidc")
READERS = Rule("allow.authenticated().to(['read'])", "{allow: private, operations: [read]}")
GROUPS = Rule("allow.groups([])", "{allow: groups, groups: []}")
VISITORS = Rule("allow.guest().to(['read'])", "{allow: public, provider: identityPool, operations: [read]}")
KEY = Rule("allow.publicApiKey()", "{allow: public, provider: apiKey}", "@aws_api_key")
FUNCTION = Rule("allow.custom()", "{allow: custom}", "@aws_lambda")

AUTHORIZATIONS: Mapping[str, Authorization] = {
    row.name: row
    for row in (
        Authorization(
            "owner", (OWNER,), (SIGNED_IN,), "a to-do belongs to the person who created it", "signed-in people"
        ),
        Authorization(
            "authenticated",
            (SIGNED_IN,),
            (SIGNED_IN,),
            "a to-do belongs to everybody who signed in",
            "signed-in people",
        ),
        Authorization(
            "groups",
            (GROUPS, READERS),
            (SIGNED_IN,),
            "groups write to-dos, and the others read them",
            "signed-in people",
        ),
        Authorization(
            "guest", (VISITORS, SIGNED_IN), (SIGNED_IN,), "visitors read to-dos", "signed-in people, visitors"
        ),
        Authorization("publicApiKey", (KEY,), (KEY,), "a to-do is public", "those who have its key", mode="apiKey"),
        Authorization(
            "custom",
            (OWNER, FUNCTION),
            (SIGNED_IN, FUNCTION),
            "a to-do belongs to the person who created it, and to known clients",
            "signed-in people, known clients",
            other_mode="AWS_LAMBDA",
        ),
        Authorization(
            "oidc",
            (OWNER, OIDC_OWNER),
            (SIGNED_IN, OIDC_SIGNED_IN),
            "a to-do belongs to the person who created it",
            "people who signed in here or at the provider",
            other_mode="OPENID_CONNECT",
        ),
    )
}
EXAMPLES = ("field-authorization", "relationship", "custom-query", "custom-mutation", "custom-subscription")


@dataclass(frozen=True)
class Data:
    """What `amplify/data/resource.ts` defines besides a query for each function."""

    authorization: Authorization
    signs_in: bool = False
    groups: tuple[str, ...] = ()
    issuer: tuple[str, str] = ("", "")  # of `oidc`: its name and address
    examples: frozenset[str] = frozenset()
    api_key_days: int = 30
    logs: bool = False

    @classmethod
    def of(cls, answers: Answers, sign_in: SignIn) -> Self:
        """The data of these answers; an answer that a rule refuses counts as missing."""
        advanced = answers.is_advanced
        default = AUTHORIZATIONS[default_authorization(bool(sign_in.methods))]
        row = AUTHORIZATIONS.get(answers.data_authorization or "", default)
        if not sign_in.methods or (row.needs_groups and not sign_in.groups):
            row = default
        return cls(
            authorization=row,
            signs_in=bool(sign_in.methods),
            groups=sign_in.groups,
            issuer=pair((row.name == "oidc" and answers.data_oidc_provider) or ""),
            examples=frozenset(several(answers.data_examples)) if advanced else frozenset(),
            api_key_days=answers.api_key_days if advanced and isinstance(answers.api_key_days, int) else 30,
            logs=advanced and answers.data_logging is True,
        )

    @property
    def layers(self) -> dict[str, bool]:
        return {
            "data_authorizer": self.authorization.name == "custom",
            "data_query": self.shows("custom-query"),
            "data_mutation": self.shows("custom-mutation"),
            "data_subscription": self.shows("custom-subscription"),
        }

    @property
    def modes(self) -> tuple[str, ...]:
        """How the API knows people, as AppSync calls it, in the order of the alphabet. The backend's own is always there."""
        key = "API_KEY" if self.authorization.mode == "apiKey" else ""
        people = "AMAZON_COGNITO_USER_POOLS" if self.signs_in else ""
        return tuple(sorted({key, people, "AWS_IAM", self.authorization.other_mode} - {""}))

    @property
    def model_rules(self) -> tuple[Rule, ...]:
        return tuple(rule.naming(self.groups) for rule in self.authorization.model)

    @property
    def operation_rules(self) -> tuple[Rule, ...]:
        return self.authorization.operation

    @property
    def has_handlers(self) -> bool:
        """There is code of resolvers and functions in amplify/data/."""
        return bool(self.secrets) or self.shows("custom-query") or self.shows("custom-mutation")

    @property
    def serves_visitors(self) -> bool:
        """The API answers people who have not signed in, by the role that the identity pool gives them."""
        return VISITORS in self.authorization.model

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret that its functions read."""
        return ("API_TOKEN",) if self.authorization.name == "custom" else ()

    def shows(self, example: str) -> bool:
        return example in self.examples


def default_authorization(signs_in: bool) -> str:
    return "owner" if signs_in else "publicApiKey"
