"""The published packages refuse what the rules refuse: each answer is forced through, rendered and synthesized."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from amplify.answers import Answers
from amplify.rules import RULES
from amplify.stack import Stack
from conftest import EXISTING_POOL, copy_template
from projects import PlainCopier
from pytest_copier.plugin import CopierFixture
from synthesizer import Synthesizer

# Who refuses, by how the source of a rule begins. Only what is installed can be asked here.
PACKAGE = r"@aws-amplify/|aws-cdk-lib|define[A-Z]"
SERVICE = r"npm|[A-Z]"
TEMPLATE = r"the template's own|questions/"

BASE = {"purpose": "backend", "project_name": "field-notes", "hosting": "none", "local_backend": False}
SIGN_IN = {**BASE, "login_methods": ["email"], "features": ["advanced"]}
PROVIDERS = {**SIGN_IN, "app_urls": ["https://example.com"]}
EXISTING = {
    **SIGN_IN,
    **EXISTING_POOL,
}
FUNCTIONS = {**BASE, "login_methods": ["email"], "features": ["functions"]}
STORAGE = {**BASE, "login_methods": ["email"], "features": ["storage"]}
BUCKETS = {**STORAGE, "features": ["storage", "functions", "advanced"]}
KEY = {**BASE, "features": ["data", "advanced"], "login_methods": ["none"]}
ADVANCED = {**FUNCTIONS, "features": ["functions", "advanced"]}
AI = {**BASE, "login_methods": ["email"], "features": ["data", "ai-conversation", "ai-generation", "advanced"]}


@dataclass(frozen=True)
class Case:
    """Answers that one rule alone refuses, and what a package says about the backend that they would give."""

    rule: str
    answers: dict[str, Any]
    said: str
    edit: tuple[str, str, str] | None = None  # of a rendered file, where the template itself cannot write the backend


CASES = [
    Case("accounts-have-an-address", {**PROVIDERS, "login_methods": ["google"]}, "At least one of email or phone"),
    Case(
        "oidc-providers-have-a-name-and-an-issuer",
        {**PROVIDERS, "login_methods": ["email", "oidc"], "oidc_providers": ["ab=https://a.example"]},
        "between 3 and 32 characters",
    ),
    Case(
        "saml-has-a-name-and-metadata",
        {**PROVIDERS, "login_methods": ["email", "saml"], "saml_provider": "ab=https://a.example"},
        "between 3 and 32 characters",
    ),
    Case(
        "passkeys-belong-to-a-domain",
        {**SIGN_IN, "login_methods": ["email", "passkey"], "passkey_domain": "https://example.com"},
        "Invalid relying party ID",
    ),
    Case(
        "passwordless-excludes-required-mfa",
        {**SIGN_IN, "login_methods": ["email-otp"], "mfa": "required", "mfa_methods": ["totp"]},
        "MFA",
    ),
    Case(
        "mfa-has-its-methods",
        {**SIGN_IN, "login_methods": ["phone"], "mfa": "optional", "mfa_methods": ["totp"]},
        "SMS",
    ),
    Case(
        "email-codes-have-a-sender",
        {**SIGN_IN, "mfa": "optional", "mfa_methods": ["email"], "email_sender": "", "account_recovery": "NONE"},
        "SES",
    ),
    *(
        Case(rule, {**EXISTING, **answers}, "ARNs must start with")
        for rule, answers in (
            ("people-have-a-role", {"auth_role_arn": "signed-in"}),
            ("visitors-have-a-role", {"unauth_role_arn": "visitors"}),
            ("groups-have-their-roles", {"group_role_arns": ["ADMINS=admins"]}),
        )
    ),
    Case("groups-have-names", {**SIGN_IN, "user_groups": ["ADMINS", "ADMINS"]}, "already a Construct"),
    Case("attributes-are-cognitos-or-custom", {**SIGN_IN, "user_attributes": ["colour"]}, "colour"),
    Case(
        "rules-about-people-need-sign-in",
        {**BASE, "login_methods": ["none"], "features": ["data"], "data_authorization": "owner"},
        "userPools",
        edit=("amplify/data/resource.ts", "allow.publicApiKey()", "allow.owner()"),
    ),
    # The folder, the export and the resource have one name; TypeScript is the first to see it.
    Case("functions-have-names", {**FUNCTIONS, "functions": ["1st"]}, "Syntax error"),
    Case("streaming-functions-have-names", {**ADVANCED, "streaming_functions": ["1st"]}, "Syntax error"),
    Case("python-functions-have-names", {**ADVANCED, "python_functions": ["1st"]}, "Syntax error"),
    Case("schedules-are-numeric", {**ADVANCED, "function_schedules": ["nightly=0 8 ? * MON *"]}, "cron|schedule"),
    Case("secrets-have-names", {**ADVANCED, "function_secrets": ["API-KEY!"]}, "Invalid function environment key"),
    Case("keys-live-a-year-at-most", {**KEY, "api_key_days": 366}, "365|expir"),
    Case("subscriptions-follow-a-mutation", {**KEY, "data_examples": ["custom-subscription"]}, "announce"),
    Case(
        "paths-name-people-that-exist",
        {**BUCKETS, "user_groups": ["ADMINS"], "storage_paths": ["shared/*", "reports/*=NOBODY"]},
        "NOBODY",
        edit=("amplify/storage/resource.ts", "allow.groups(groups)", "allow.groups(['NOBODY'])"),
    ),
    Case("buckets-have-names", {**BUCKETS, "buckets": ["photos", "photos"]}, "photos"),
    Case(
        "storage-needs-sign-in",
        {**STORAGE, "login_methods": ["none"], "storage_paths": ["shared/*"]},
        "defineAuth|auth",
    ),
    Case(
        "conversations-need-sign-in",
        {**BASE, "login_methods": ["none"], "features": ["data", "ai-conversation"]},
        "userPools|auth",
    ),
    Case(
        "amplify-knows-the-model",
        {**AI, "ai_model": "Claude 4.5 Haiku"},
        "Claude 4.5 Haiku",
        edit=(
            "amplify/data/resource.ts",
            "aiModel: a.ai.model('Claude Haiku 4.5')",
            "aiModel: a.ai.model('Claude 4.5 Haiku')",
        ),
    ),
    Case(
        "amplify-can-write-the-prompt",
        {**AI, "ai_system_prompt": 'Say "yes".'},
        "InvalidSchemaError|Syntax Error|GraphQL",
        edit=("amplify/data/resource.ts", "You are a helpful assistant. Answer briefly.", 'Say "yes".'),
    ),
    *(
        Case(rule, {**AI, question: refused}, said, edit=("amplify/data/resource.ts", accepted, wrong))
        for rule, question, refused, said, accepted, wrong in (
            (
                "temperature-is-between-0-and-1",
                "ai_temperature",
                "1.1",
                "temperature",
                "briefly.',",
                "briefly.', inferenceConfiguration: { temperature: 1.1 },",
            ),
            (
                "tokens-are-a-whole-number",
                "ai_max_tokens",
                "0",
                "maxTokens",
                "briefly.',",
                "briefly.', inferenceConfiguration: { maxTokens: 0 },",
            ),
        )
    ),
    *(
        Case("amplify-accepts-the-paths", {**STORAGE, "storage_paths": paths}, said)
        for paths, said in (
            (["/photos/*"], "start with"),
            (["photos/"], "end with"),
            (["a//b/*"], "//"),
            (["a/*/b/*"], "wildcard|\\*"),
            (["{entity_id}/*"], "entity_id"),
            (["a/{entity_id}/b/*"], "entity_id"),
            (["a/user-{entity_id}/*"], "entity_id"),
            (["a/*", "a/{entity_id}/*"], "entity_id|prefix"),
            (["a/*", "a/b/*", "a/b/c/*"], "prefix"),
        )
    ),
]
every_case = pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number].rule}-{number}")


def test_every_rule_says_who_refuses() -> None:
    for rule in RULES:
        assert re.match(f"{PACKAGE}|{SERVICE}|{TEMPLATE}", rule.source), f"{rule.name}: {rule.source}"


def test_every_rule_of_a_package_has_a_case() -> None:
    of_packages = {rule.name for rule in RULES if re.match(PACKAGE, rule.source)}
    assert of_packages - {case.rule for case in CASES} == set(), "add a Case that shows the package refusing"


@every_case
def test_a_case_breaks_its_rule_alone(number: int) -> None:
    answers = Answers.read(CASES[number].answers)
    assert [rule.name for rule in RULES if rule.check(answers, Stack.of(answers))] == [CASES[number].rule]


@pytest.fixture(scope="module")
def lawless_copier(tmp_path_factory: pytest.TempPathFactory, sessionpatch: pytest.MonkeyPatch) -> CopierFixture:
    """The template without its rules."""
    folder = tmp_path_factory.mktemp("lawless")
    copy_template(folder)
    with (folder / "extensions/amplify/rules/__init__.py").open("a") as file:
        file.write("\nRULES.clear()\n")
    return PlainCopier(folder, {}, sessionpatch)


@pytest.mark.job("oracle")
@every_case
def test_a_package_refuses_what_the_rule_refuses(
    number: int, lawless_copier: CopierFixture, synthesizer: Synthesizer
) -> None:
    case = CASES[number]
    project = synthesizer.workspace.folder / f"case{number}"
    lawless_copier.copy(project, **case.answers)
    if case.edit:
        name, old, new = case.edit
        text = (project / name).read_text()
        assert old in text
        (project / name).write_text(text.replace(old, new))
    problems = synthesizer.synthesize(project, "sandbox", "types").problems
    assert problems, "the packages accept it"
    assert re.search(case.said, "\n".join(problems))
