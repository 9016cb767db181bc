"""Backends over the space of answers, synthesized with the published packages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from amplify.frameworks import VARIANTS
from amplify.rules import CHOICES
from commands import run
from conftest import ROLE, ROOT
from pytest_copier.plugin import CopierFixture
from synthesizer import Synthesizer
from test_rendering import SPACE, pairwise

# What a backend alone is not asked, or what is the same for all.
FIXED: Mapping[str, list[Any]] = {
    "purpose": ["backend"],
    "project_name": ["field-notes"],
    **{question: [None] for question in ("existing_project", "platform", "framework", *VARIANTS)},
    "hosting": ["none"],
    "local_backend": [False],
}
GROUPS = ["ADMINS", *(f"Group-{n:02}_with-a-long-name" for n in range(5))]
EXISTING: dict[str, Any] = {
    "login_methods": ["email", "google", "saml"],
    "reference_auth": True,
    "user_pool_id": "eu-central-1_a1B2c3D4e",
    "user_pool_client_id": "1h57kf5cpq17m0eml12example",
    "identity_pool_id": "eu-central-1:1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f",
    # The name of each role is a part of another's.
    "auth_role_arn": f"{ROLE}/notes/auth",
    "unauth_role_arn": f"{ROLE}/notes/unauth",
    "identity_providers": ["acme"],
}
# What pairs alone may miss.
CORNERS: list[dict[str, Any]] = [
    {
        "login_methods": ["email", "sms-otp", "google", "oidc", "saml"],
        "oidc_providers": ["acme=https://login.acme.example", "beta-2=https://id.beta.example/" + "realm/" * 15],
        "saml_provider": "corp=https://sso.corp.example/" + "federation/" * 8 + "metadata.xml",
        "app_urls": ["https://example.com", "https://staging.example.com"],
        "features": [],
    },
    {
        "login_methods": ["email", "google", "saml"],
        "saml_provider": "acme=file",
        "saml_options": list(CHOICES["saml_options"]),
        "app_urls": ["https://example.com"],
        "features": ["advanced"],
        "password_length": 12,
    },
    {
        **EXISTING,
        "features": ["data", "storage", "functions", "rest-api", "advanced"],
        "user_groups": ["ADMINS", "EDITORS", "READERS-of"],
        "group_role_arns": [f"ADMINS={ROLE}/auth-admins", f"READERS-of={ROLE}/{'readers/' * 9}readers"],
        "data_authorization": "guest",
        "data_examples": list(CHOICES["data_examples"])[1:],
        "storage_access": ["private", "shared", "public", "groups"],
        "streaming_functions": ["tell-story"],
        "rest_api_kind": "http",
        "rest_api_authorization": "iam",
    },
    {
        **EXISTING,
        "features": ["data", "storage", "rest-api", "advanced"],
        "user_groups": ["ADMINS"],
        "data_authorization": "groups",
        "rest_api_kind": "http",
        "rest_api_authorization": "userPool",
    },
    {**EXISTING, "features": ["rest-api", "advanced"], "rest_api_kind": "rest", "rest_api_authorization": "userPool"},
    {
        # Everything that could depend on everything else.
        "login_methods": ["email"],
        "features": ["data", "storage", "functions", "rest-api", "advanced"],
        "auth_triggers": ["postConfirmation", "preTokenGeneration"],
        "user_groups": ["ADMINS", "EDITORS"],
        "data_authorization": "groups",
        "data_examples": list(CHOICES["data_examples"])[1:],
        "streaming_functions": ["tell-story", "a1"],
        "storage_triggers": ["onUpload", "onDelete"],
        "rest_api_kind": "rest",
        "rest_api_authorization": "iam",
    },
    {
        "login_methods": ["email"],
        "features": ["storage", "advanced"],
        "user_groups": GROUPS,
        "storage_access": ["private", "shared", "public", "groups"],
        "storage_paths": [
            *("u/" + "x" * 60 + "/{entity_id}/*", "shared/*", "shared/reports/*=ADMINS", "public/*=guests"),
            *(f"groups/{name}/*={name}" for name in GROUPS),
            "news/*=guests+" + "+".join(GROUPS[:4]),
        ],
        "buckets": ["photos", "p" * 28, "q" * 28],
        "storage_triggers": ["onUpload", "onDelete"],
        "storage_versioned": True,
        "storage_keep_on_delete": True,
    },
    {
        "login_methods": ["email"],
        "features": ["functions", "rest-api", "advanced"],
        "functions": [],
        "function_runtime": "22",
        "function_schedules": ["nightly=every day", "report=0,30 8-17 ? * 2 *"],
        "function_environment": ["GREETING=it's me", "LONG_VALUE=" + "x" * 90, "NN=" + "x" * 120],
        "function_secrets": ["API_KEY"],
        "streaming_functions": ["tell-story"],
        "python_functions": ["count-words"],
        "rest_api_kind": "rest",
        "rest_api_authorization": "userPool",
    },
    {
        "login_methods": ["email"],
        "features": ["notifications", "rest-api", "advanced"],
        "user_groups": ["ADMINS"],
        "apns_key_id": "ABC123DEFG",
        "apns_team_id": "DEF456GHIJ",
        "apns_bundle_id": "com.example.app",
    },
    {
        # APIs of the same kind.
        "login_methods": ["email"],
        "features": ["rest-api", "pubsub", "liveness", "advanced"],
        "user_groups": ["ADMINS"],
        "function_runtime": "22",
        "rest_api_kind": "rest",
        "rest_api_authorization": "iam",
    },
    {
        "login_methods": ["email"],
        "features": ["data", "ai-conversation", "ai-generation"],
    },
    {
        "login_methods": ["email"],
        "features": ["data", "functions", "ai-conversation", "ai-generation", "advanced"],
        "user_groups": ["ADMINS"],
        "data_authorization": "groups",
        "data_examples": ["relationship", "custom-query", "custom-mutation"],
        "ai_model": "Amazon Nova Lite",
        "ai_generation_model": "Amazon Nova Pro",
        "ai_system_prompt": "n" * 76,
        "ai_tools": ["data", "query"],
        "ai_temperature": "0.20",
        "ai_max_tokens": "500",
        "ai_handler": True,
        "retain_data": True,
    },
    {
        "login_methods": ["email"],
        "features": ["data", "ai-conversation", "ai-generation", "advanced"],
        "data_authorization": "publicApiKey",
        "ai_handler": True,
    },
    {
        "login_methods": ["email"],
        "features": ["data", "storage", "events", "geo", "kinesis", "pubsub", "custom-cdk", "advanced"],
        "user_groups": ["ADMINS", "the_Editors-2"],
        "geo_kind": ["maps", "places", "geofences"],
        "guest_access": ["events", "geo"],
        "tags": ["team=notes", "cost-center=" + "42" * 60],
        "retain_data": True,
    },
]
SAME = {question: values[0] for question, values in FIXED.items() if values[0] is not None}
ROWS = [*pairwise({**SPACE, **FIXED}), *({**SAME, **row} for row in CORNERS)]

# Of cfn-lint, because neither Amplify's nor the CDK's constructs let anybody change it:
IGNORED = {
    "W2531": "Node.js 20, which @aws-amplify/backend-notifications gives its own functions",
    "W3696": "AWS::Pinpoint::App and its channels, by which AWS End User Messaging still delivers",
    "W2001": "Amplify's parameters of a table that it makes by a function of its own",
    "W3005": "the CDK's DependsOn beside a reference",
    "W8001": "a condition of the same table",
    "W8003": "the same condition, whose name of the environment is always NONE",
}


# Workers share the rows.
PARTS = 3
rows = [pytest.param(number, marks=pytest.mark.job("synthesis", part=number % PARTS)) for number in range(len(ROWS))]
parts = [pytest.param(part, marks=pytest.mark.job("synthesis", part=part)) for part in range(PARTS)]


@pytest.fixture(scope="module")
def found() -> list[Path]:
    """Templates of the branches that were synthesized so far; those of a sandbox differ in what deletes itself."""
    return []


@pytest.mark.parametrize("number", rows)
def test_accepted_answers_give_a_backend_that_deploys(
    number: int, synthesizer: Synthesizer, plain_copier: CopierFixture, found: list[Path]
) -> None:
    """It synthesizes both ways without a cycle; types, formatting, its own tests and cdk-nag agree."""
    project = synthesizer.workspace.folder / f"row{number}"
    plain_copier.copy(project, **ROWS[number])
    branch = project.with_name(f"{project.name}-branch")
    shutil.copytree(project, branch)
    both = [
        synthesizer.synthesize(project, "sandbox", "validation", "cycles", "types", "formatting"),
        synthesizer.synthesize(branch, "branch", "validation", "cycles", "security"),
    ]
    problems = [problem for each in both for problem in each.problems]
    assert not problems, "\n".join([str(ROWS[number]), *problems])
    directories = [each.directory for each in both if each.directory]
    if len(directories) == 2:
        found += sorted(directories[1].glob("*.template.json"))
        # Some tests of the backend compare both.
        shutil.copytree(directories[0], branch / directories[0].relative_to(project), dirs_exist_ok=True)
        run(branch, "node", "--test", "--test-isolation=none", "tests/backend/*.test.ts")


@pytest.mark.parametrize("part", parts)
def test_cloudformation_would_accept_every_template(part: int, found: list[Path]) -> None:
    # A backend without anything in it is a template without resources, which is never deployed.
    different = {shape(text): path for path in found if '"Resources"' in (text := path.read_text())}
    assert len(different) > len(ROWS) / PARTS / 2
    options = ["--regions", "us-east-1", "--format", "parseable", "--ignore-checks", *IGNORED]
    assert run(ROOT, "cfn-lint", *options, "--template", *map(str, sorted(different.values()))) == ""


def shape(template: str) -> str:
    """A template without the names and hashes that say where it belongs."""
    names = re.sub(r"amplify-?fieldnotes-?(local-?sandbox|main-?branch)-?[0-9a-f]{10}", "", template)
    return re.sub(r"[0-9a-f]{64}|[0-9A-F]{8}", "", names)
