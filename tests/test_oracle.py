"""The published packages refuse what the rules refuse: each answer is forced through, rendered and synthesized."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from amplify.answers import Answers
from amplify.rules import RULES
from amplify.stack import Stack
from conftest import copy_template
from copier import run_copy
from synthesizer import Synthesizer, Workspace

# Who refuses, by how the source of a rule begins. Only what is installed can be asked here.
PACKAGES = r"@aws-amplify/|aws-cdk-lib|define[A-Z]"
SERVICES = r"Amazon|AppSync|Bedrock|CloudFormation|Cognito|IAM|Lambda|S3|npm"
TEMPLATE = r"the template's own|questions/"

BASE = {"purpose": "backend", "project_name": "field-notes", "hosting": "none", "local_backend": False}
SIGN_IN = {**BASE, "login_methods": ["email"], "features": ["advanced"]}
OIDC = {**SIGN_IN, "login_methods": ["email", "oidc"], "app_urls": ["https://example.com"]}
SAML = {**SIGN_IN, "login_methods": ["email", "saml"], "app_urls": ["https://example.com"]}
STORAGE = {**BASE, "login_methods": ["email"], "features": ["storage"]}
BUCKETS = {**STORAGE, "features": ["storage", "functions", "advanced"]}
DATA = {**BASE, "features": ["data"]}
KEY = {**BASE, "features": ["data", "advanced"], "login_methods": ["none"]}
FUNCTIONS = {**BASE, "login_methods": ["email"], "features": ["functions", "advanced"]}

# The rule, answers that only this rule refuses, and what a package says about them.
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("accounts-have-an-address", {**SIGN_IN, "login_methods": ["passkey"]}, "At least one of email or phone"),
    ("oidc-providers-have-a-name-and-an-issuer", {**OIDC, "oidc_providers": ["ab=https://a.example"]}, "3.*32"),
    ("saml-has-a-name-and-metadata", {**SAML, "saml_provider": "ab=https://a.example"}, "3.*32"),
    (
        "passkeys-belong-to-a-domain",
        {**SIGN_IN, "login_methods": ["email", "passkey"], "passkey_domain": "https://example.com"},
        "[Rr]elying",
    ),
    (
        "passwordless-excludes-required-mfa",
        {**SIGN_IN, "login_methods": ["email-otp"], "mfa": "required", "mfa_methods": ["totp"]},
        "MFA",
    ),
    (
        "mfa-has-its-methods",
        {**SIGN_IN, "login_methods": ["phone"], "mfa": "optional", "mfa_methods": ["totp"]},
        "SMS",
    ),
    (
        "email-codes-have-a-sender",
        {**SIGN_IN, "mfa": "optional", "mfa_methods": ["email"], "email_sender": "", "account_recovery": "NONE"},
        "SES|sender",
    ),
    ("groups-have-names", {**SIGN_IN, "user_groups": ["ADMINS", "ADMINS"]}, "already a Construct"),
    ("attributes-are-cognitos-or-custom", {**SIGN_IN, "user_attributes": ["colour"]}, "colour"),
    (
        "rules-about-people-need-sign-in",
        {**DATA, "login_methods": ["none"], "data_authorization": "owner"},
        "userPool|user pool",
    ),
    (
        "functions-have-names",
        {**BASE, "login_methods": ["email"], "features": ["functions"], "functions": ["1st"]},
        "name",
    ),
    ("schedules-are-numeric", {**FUNCTIONS, "function_schedules": ["nightly=0 8 ? * MON *"]}, "cron|schedule"),
    ("streaming-functions-have-names", {**FUNCTIONS, "streaming_functions": ["1st"]}, "name"),
    ("python-functions-have-names", {**FUNCTIONS, "python_functions": ["1st"]}, "name"),
    ("secrets-have-names", {**FUNCTIONS, "function_secrets": ["API-KEY!"]}, "secret|name"),
    ("keys-live-a-year-at-most", {**KEY, "api_key_days": 366}, "365|expir"),
    ("subscriptions-follow-a-mutation", {**KEY, "data_examples": ["custom-subscription"]}, "announce"),
    (
        "paths-name-people-that-exist",
        {**STORAGE, "storage_paths": ["reports/*=NOBODY"]},
        "NOBODY",
    ),
    ("buckets-have-names", {**BUCKETS, "buckets": ["photos", "photos"]}, "photos"),
    (
        "triggers-have-their-names-alone",
        {**BUCKETS, "storage_triggers": ["onUpload"], "functions": ["on-upload"]},
        "on-?upload",
    ),
    (
        "storage-needs-sign-in",
        {**STORAGE, "login_methods": ["none"], "storage_paths": ["shared/*"]},
        "auth",
    ),
    *(
        ("amplify-accepts-the-paths", {**STORAGE, "storage_paths": paths}, sentence)
        for paths, sentence in (
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


def test_every_rule_says_who_refuses() -> None:
    for rule in RULES:
        assert re.match(f"{PACKAGES}|{SERVICES}|{TEMPLATE}", rule.source), f"{rule.name}: {rule.source}"


def test_every_rule_of_a_package_has_a_case() -> None:
    of_packages = {rule.name for rule in RULES if re.match(PACKAGES, rule.source)}
    assert of_packages <= {name for name, _, _ in CASES}


@pytest.mark.parametrize(
    ("name", "answers", "said"), CASES, ids=[f"{name}-{n}" for n, (name, _, _) in enumerate(CASES)]
)
def test_a_case_breaks_its_rule_alone(name: str, answers: dict[str, Any], said: str) -> None:
    read = Answers.read(answers)
    assert [rule.name for rule in RULES if rule.check(read, Stack.of(read))] == [name]


@pytest.fixture(scope="module")
def lawless_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template without its rules."""
    folder = tmp_path_factory.mktemp("lawless")
    copy_template(folder)
    with (folder / "extensions/amplify/rules/__init__.py").open("a") as file:
        file.write("\nRULES.clear()\n")
    return folder


@pytest.fixture(scope="module")
def synthesizer(react: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synthesizer]:
    with Synthesizer(Workspace(tmp_path_factory.mktemp("oracle"), react)) as synthesizer:
        yield synthesizer


@pytest.mark.toolchain
@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number][0]}-{number}")
def test_a_package_refuses_what_the_rule_refuses(number: int, lawless_template: Path, synthesizer: Synthesizer) -> None:
    _, answers, said = CASES[number]
    project = synthesizer.workspace.folder / f"case{number}"
    run_copy(str(lawless_template), project, data=answers, defaults=True, unsafe=True, quiet=True)
    synthesis = synthesizer.synthesize(project, "sandbox", "types")
    assert synthesis.problems, "the packages accept it"
    assert re.search(said, "\n".join(synthesis.problems))
