"""What Amplify and Cognito need of a user pool that exists already. Only a deployment can ask whether it is there."""

from __future__ import annotations

import re

from ..answers import Answers, pair, several
from ..stack import Stack
from .rule import refused_key, rule

REGION = r"[a-z]{2}(-[a-z]+)+-[0-9]"
# Amplify's function that reads the pool is allowed to in this partition alone.
ROLE = r"arn:aws:iam::[0-9]{12}:role/([A-Za-z0-9_+=,.@-]+/)*[A-Za-z0-9_+=,.@-]{1,64}"
ROLE_EXAMPLE = "arn:aws:iam::123456789012:role/notes-signed-in"


@rule("user_pool_id", "Cognito, DescribeUserPool: <region>_<id>")
def user_pools_have_an_id(answers: Answers, stack: Stack) -> str | None:
    pool = answers.user_pool_id
    if pool is None or re.fullmatch(rf"{REGION}_[0-9A-Za-z]{{1,40}}", pool):
        return None
    return f"write the id of the user pool, as in eu-central-1_a1B2c3D4e, instead of {pool!r}."


@rule("user_pool_client_id", "Cognito, DescribeUserPoolClient: 1 to 128 letters and digits")
def clients_have_an_id(answers: Answers, stack: Stack) -> str | None:
    client = answers.user_pool_client_id
    if client is None or re.fullmatch(r"[0-9A-Za-z_+]{1,128}", client):
        return None
    return f"write the id of the app client, as in 1h57kf5cpq17m0eml12EXAMPLE, instead of {client!r}."


@rule("identity_pool_id", "Cognito, DescribeIdentityPool: <region>:<UUID>, in the region of its user pool")
def identity_pools_have_an_id(answers: Answers, stack: Stack) -> str | None:
    pool = answers.identity_pool_id
    if pool is None:
        return None
    if not re.fullmatch(rf"{REGION}:[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}", pool):
        example = "eu-central-1:1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f"
        return f"write the id of the identity pool, as in {example}, instead of {pool!r}."
    region, user_pool = pool.partition(":")[0], answers.user_pool_id or ""
    if "_" in user_pool and not user_pool.startswith(f"{region}_"):
        return f"name one in {user_pool.partition('_')[0]}, where the user pool is; Amplify deploys beside both."
    return None


@rule("auth_role_arn", "aws-cdk-lib, Role.fromRoleArn: the ARN of an IAM role")
def people_have_a_role(answers: Answers, stack: Stack) -> str | None:
    return _refused_role(answers.auth_role_arn)


@rule("unauth_role_arn", "aws-cdk-lib, Role.fromRoleArn: the ARN of an IAM role")
def visitors_have_a_role(answers: Answers, stack: Stack) -> str | None:
    return _refused_role(answers.unauth_role_arn) or _refused_beside(answers.unauth_role_arn, answers.auth_role_arn)


@rule("group_role_arns", "aws-cdk-lib, Role.fromRoleArn: the ARN of an IAM role; each construct once")
def groups_have_their_roles(answers: Answers, stack: Stack) -> str | None:
    texts = several(answers.group_role_arns)
    seen: list[str | None] = [answers.auth_role_arn, answers.unauth_role_arn]
    names = several(answers.user_groups)
    for text in texts:
        name, arn = pair(text)
        if name not in names:
            return f"name a group of user_groups before the '=', as in {(*names, 'ADMINS')[0]}=…, instead of {name!r}."
        if sentence := _refused_role(arn) or _refused_beside(arn, *seen):
            return f"{name}: {sentence}"
        seen.append(arn)
    if len(dict(map(pair, texts))) < len(texts):
        return "list each group once."
    return None


@rule("identity_providers", "Cognito, CreateIdentityProvider: names of 3 to 32 characters")
def providers_have_the_names_that_cognito_knows(answers: Answers, stack: Stack) -> str | None:
    names = several(answers.identity_providers)
    for name in names:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]{2,31}", name):
            return f"write its name in the user pool, 3 to 32 letters, digits and ._-, instead of {name!r}."
        if sentence := refused_key(name):
            return sentence
    if len(set(names)) < len(names):
        return "list each provider once."
    return None


@rule("local_backend", "the template's own: what it serves is what the backend defines, and it defines no user pool")
def an_existing_user_pool_stays_where_it_is(answers: Answers, stack: Stack) -> str | None:
    if answers.local_backend and stack.sign_in.existing:
        return "answer with false; the backend on this machine cannot hold a user pool that exists already."
    return None


def _refused_role(arn: str | None) -> str | None:
    if arn is None or re.fullmatch(ROLE, arn):
        return None
    return f"write the ARN of an IAM role, as in {ROLE_EXAMPLE}, instead of {arn!r}."


def _refused_beside(arn: str | None, *others: str | None) -> str | None:
    """Roles whose account is another, or that stand for two kinds of people."""
    for other in others:
        if not arn or not other or _refused_role(other):
            continue
        if arn == other:
            return "name another role; what is granted to one kind of people would be granted to both."
        if arn.split(":")[4:5] != other.split(":")[4:5]:
            return f"name a role of the account {other.split(':')[4]}; the others are there."
    return None
