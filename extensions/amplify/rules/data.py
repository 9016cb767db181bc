"""What AppSync and the schema builder accept."""

from __future__ import annotations

from ..answers import Answers, pair, several
from ..data import AUTHORIZATIONS
from ..stack import Stack
from .rule import rule
from .sign_in import refused_provider_name
from .urls import is_https

ISSUER = "https://login.acme.example"


@rule("data_authorization", "@aws-amplify/data-schema: rules about people need a user pool")
def rules_about_people_need_sign_in(answers: Answers, stack: Stack) -> str | None:
    chosen = answers.data_authorization
    if answers.login_methods == ("none",) and chosen in AUTHORIZATIONS and chosen != "publicApiKey":
        return "answer with publicApiKey, or choose a login method; nobody signs in."
    return None


@rule("data_authorization", "the template's own: @aws-amplify/data-schema does not check that a group exists")
def rules_about_groups_need_groups(answers: Answers, stack: Stack) -> str | None:
    if answers.data_authorization == "groups" and stack.signs_in and not stack.sign_in.groups:
        return "answer with owner, or choose 'advanced' among the features and name user_groups; there is no group yet."
    return None


@rule("data_oidc_provider", "AppSync, as OpenID Connect Discovery 1.0, 3: an issuer is an https address")
def data_has_an_issuer(answers: Answers, stack: Stack) -> str | None:
    if (text := answers.data_oidc_provider) is None:
        return None
    name, issuer = pair(text)
    if sentence := refused_provider_name(name, text, ISSUER):
        return sentence
    if not is_https(issuer):
        return f"give {name!r} the https address of its issuer, as in {name}={ISSUER}."
    return None


@rule(
    "api_key_days",
    "aws-cdk-lib, createAPIKey: expires in 1 to 365 days from a moment that has passed then, so not in 1",
)
def keys_live_a_year_at_most(answers: Answers, stack: Stack) -> str | None:
    days = answers.api_key_days
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or not 2 <= days <= 365):
        return f"answer with a number of days from 2 to 365 instead of {days!r}."
    return None


@rule("data_examples", "the template's own: the field would name nobody")
def owners_are_protected_where_there_are_some(answers: Answers, stack: Stack) -> str | None:
    examples = several(answers.data_examples)
    if "field-authorization" in examples and not stack.data.authorization.has_owner:
        return "leave field-authorization out, or answer data_authorization with owner; nothing has an owner otherwise."
    return None


@rule("data_examples", "@aws-amplify/data-schema: a custom subscription is `.for` a mutation")
def subscriptions_follow_a_mutation(answers: Answers, stack: Stack) -> str | None:
    examples = several(answers.data_examples)
    if "custom-subscription" in examples and "custom-mutation" not in examples:
        return "add custom-mutation; a subscription tells who called it."
    return None
