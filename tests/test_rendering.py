"""What is rendered, over all answers."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from allpairspy import AllPairs
from amplify.answers import Answers
from amplify.frameworks import VARIANTS
from amplify.rules import CHOICES, refusals
from amplify.sign_in import CLIENT_TRIGGERS, LOGIN_METHODS
from amplify.stack import Stack
from conftest import OUTPUTS, PRESETS, ROLE, Rendered, files_of
from filelock import FileLock
from packages import ROOT, package_of
from parsers import parse
from pytest_copier.plugin import CopierFixture

SPACE: dict[str, list[Any]] = {
    "purpose": list(CHOICES["purpose"]),
    "existing_project": [False, True],
    "workspace_path": ["", "packages/backend"],
    "project_name": ["field-notes", "@ada/a.b_c~d", "n" * 214],
    "backend_source": ["../backend", "@acme/backend", "../../" + "packages/" * 20 + "backend"],
    "outputs_from": list(CHOICES["outputs_from"]),
    "backend_app_id": ["d1a2b3c4d5e6f7"],
    "backend_branch": ["main", "feature/a-branch_of.theirs"],
    "backend_stack": ["amplify-notes-ada-sandbox-1a2b3c4d5e"],
    "platform": list(CHOICES["platform"]),
    "framework": list(CHOICES["framework"]),
    "login_methods": [
        ["email"],
        ["none"],
        ["phone"],
        ["email-otp", "sms-otp"],
        ["phone", "passkey"],
        ["email", "google", "facebook"],
        ["sms-otp", "apple", "amazon"],
        ["email", "saml"],
        [method for method in LOGIN_METHODS if method != "none"],
    ],
    "oidc_providers": [["acme=https://login.acme.example"], ["acme=https://a.example", "beta-2=https://b.example/x"]],
    "reference_auth": [False, True],
    "user_pool_id": ["eu-central-1_a1B2c3D4e"],
    "user_pool_client_id": ["1h57kf5cpq17m0eml12example", "c" * 128],
    "identity_pool_id": ["eu-central-1:1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f"],
    "auth_role_arn": [f"{ROLE}/signed-in", f"{ROLE}/{'path/' * 12}visitors-no-more"],
    "unauth_role_arn": [f"{ROLE}/visitors"],
    "identity_providers": [["acme"], ["Corp.SSO", "a_b", "beta-2"]],
    "saml_provider": ["acme-sso=file", "corp=https://login.example.com/" + "0123456789/" * 8 + "metadata.xml?app=1"],
    "saml_options": [[], ["signed-requests"], list(CHOICES["saml_options"])],
    "app_urls": [["https://example.com"], ["https://a.example/", "https://b.example", "https://c.example"]],
    "passkey_domain": ["", "example.com"],
    "features": [
        [],
        ["data"],
        ["storage"],
        ["functions"],
        ["advanced"],
        ["data", "functions", "advanced"],
        ["data", "storage", "functions", "advanced"],
        ["rest-api"],
        ["data", "functions", "rest-api", "advanced"],
        ["data", "storage", "functions", "rest-api", "advanced"],
        ["data", "ai-generation"],
        ["data", "functions", "ai-conversation", "ai-generation", "advanced"],
        ["events"],
        ["geo", "custom-cdk"],
        ["kinesis", "storage", "advanced"],
        ["pubsub"],
        ["liveness", "advanced"],
        ["notifications", "advanced"],
        ["data", "storage", "functions", "rest-api", "events", "geo", "kinesis", "pubsub", "custom-cdk", "advanced"],
    ],
    "mfa": list(CHOICES["mfa"]),
    "mfa_methods": [["totp", "sms"], ["sms"], ["totp", "sms", "email"]],
    "email_sender": ["", "notes+app@example.com"],
    "account_recovery": list(CHOICES["account_recovery"]),
    "confirmation": list(CHOICES["confirmation"]),
    "password_length": [8, 6, 99],
    "user_groups": [[], ["ADMINS"], [f"Group-{n:02}_with-a-long-name" for n in range(9)]],
    "group_role_arns": [[], [f"ADMINS={ROLE}/admins"]],
    "user_attributes": [
        [],
        ["fullname", "custom:plan"],
        ["birthdate!", "custom:seats=Number", "custom:since=DateTime"],
    ],
    "auth_triggers": [
        [],
        ["preSignUp"],
        [name for name in CHOICES["auth_triggers"] if name not in CLIENT_TRIGGERS],
        list(CHOICES["auth_triggers"]),
    ],
    "data_authorization": [None, *CHOICES["data_authorization"]],
    "data_oidc_provider": ["acme=https://login.acme.example/realm"],
    "api_key_days": [2, 365],
    "data_examples": [[], ["field-authorization"], ["relationship", "custom-mutation"], list(CHOICES["data_examples"])],
    "data_logging": [False, True],
    "storage_access": [["private"], ["private", "shared", "public"], ["public", "groups"]],
    "storage_paths": [
        None,
        ["shared/*", "shared/reports/*", "u/" + "x" * 60 + "/{entity_id}/*"],
        ["shared/*", "shared/reports/*=ADMINS", "news/*=ADMINS+guests", "p/{entity_id}/*"],
    ],
    "buckets": [[], ["photos"], ["p" * 28, "q" * 28, "r" * 28]],
    "storage_triggers": [[], list(CHOICES["storage_triggers"])],
    "storage_versioned": [False, True],
    "storage_keep_on_delete": [False, True],
    "functions": [["say-hello"], ["a1", "f" * 28]],
    "geo_kind": [["maps", "places"], ["maps"], ["places", "geofences"], ["geofences"]],
    "push_platforms": [["apns", "fcm"], ["fcm"]],
    "apns_key_id": ["ABC123DEFG"],
    "apns_team_id": ["DEF456GHIJ"],
    "apns_bundle_id": ["com.example.app", "com.example." + "long-" * 20 + "app"],
    "guest_access": [[], ["events"], ["events", "geo"]],
    "tags": [[], ["team=notes", "cost-center=" + "42" * 60], [f"key-{n}=a b={n}" for n in range(40)]],
    "retain_data": [False, True],
    "function_runtime": list(CHOICES["function_runtime"]),
    "function_schedules": [[], ["nightly=every day", "weekly-report=0,30 8-17 ? * 2 *"]],
    "function_environment": [
        [],
        ["GREETING=Hello", "QUOTED=it's \"\\", "LONG_VALUE=" + "x" * 90, "NN=" + "x" * 120, "EMPTY="],
    ],
    "function_secrets": [[], ["API_KEY", "OTHER_KEY"]],
    "streaming_functions": [None, [], ["tell-story"]],
    "python_functions": [[], ["count-words"]],
    "rest_api_kind": list(CHOICES["rest_api_kind"]),
    "rest_api_authorization": [None, *CHOICES["rest_api_authorization"]],
    "ai_model": ["Claude Haiku 4.5", "Amazon Nova Lite", "Llama 3.1 405B Instruct"],
    "ai_generation_model": ["Claude Sonnet 4.5", "Amazon Nova Pro", "Claude 3 Haiku"],
    "ai_system_prompt": [
        "You're a helpful assistant.",
        "n" * 77,
        "n" * 78,
        "Antworte auf Deutsch: knapp, höflich, 日本語 ✅",
    ],
    "ai_tools": [[], ["data"], ["data", "query"]],
    "ai_temperature": ["", "0.20"],
    "ai_max_tokens": ["", "500"],
    "ai_handler": [False, True],
    "package_manager": list(CHOICES["package_manager"]),
    "hosting": list(CHOICES["hosting"]),
    "local_backend": [True, False],
    # Last, because a variant takes what is left: earlier, it keeps pairs of others from being found.
    **{question: list(variants) for question, variants in VARIANTS.items()},
}

# What decides which answers are accepted.
FOUND_BY = {".py", ".yml", ".json"}


def pairwise(space: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """Answers that are accepted, few, with every two values together that can be; None is left out.

    Finding them takes seconds, which all workers and later runs share as long as nothing changes by which they are found.
    """
    folders = ("extensions", "questions", "catalog")
    files = sorted(path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in FOUND_BY)
    key = hashlib.sha256(
        b"".join([json.dumps(space).encode(), *(path.read_bytes() for path in (Path(__file__), *files))])
    )
    kept = ROOT / ".cache" / "pairwise" / f"{key.hexdigest()[:16]}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            kept.with_suffix(".new").write_text(json.dumps(find_pairs(space)))
            kept.with_suffix(".new").replace(kept)
        answers: list[dict[str, Any]] = json.loads(kept.read_text())
    return answers


def find_pairs(space: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    def accepted(values: list[Any]) -> bool:
        answers = Answers.read(dict(zip(space, values, strict=False)))
        return not refusals(answers, Stack.of(answers))

    return [
        {name: value for name, value in zip(space, row, strict=True) if value is not None}
        for row in AllPairs(list(space.values()), filter_func=accepted)
    ]


MATRIX = pairwise(SPACE)


# What a framework resolves by itself.
BUILT_IN = {"server-only": "next", "#app": "nuxt", "$app": "@sveltejs/kit"}
IMPORT = re.compile(r"(?:^ *(?:import |export |\}).*from |^ *import |import\()'([^']+)'", re.MULTILINE)
ALIASES = {"@/": "", "$lib/": "lib/"}  # and where they lead, below the sources


def label(answers: dict[str, Any]) -> str:
    return "-".join(str(answers[name]) for name in ("purpose", "login_methods", "features") if name in answers)


@pytest.fixture(scope="module", params=MATRIX, ids=label)
def project(request: pytest.FixtureRequest, rendered: Rendered) -> Path:
    return rendered(request.param).path


def test_every_file_parses_and_nothing_of_jinja_is_left(project: Path) -> None:
    for name, path in files_of(project).items():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\[%|%\]|\[\[ | \]\]|\[#|\.jinja", text), name
        assert text.endswith("\n"), f"{name} ends without a newline"
        assert not text.endswith("\n\n"), f"{name} ends with an empty line"
        assert "\n\n\n" not in text, f"{name} has two empty lines in a row"
        parse(path)


def test_every_import_of_a_rendered_file_exists(project: Path) -> None:
    manifests = [
        json.loads(path.read_text())
        for path in (project / "package.json", project / "local/package.json")
        if path.exists()
    ]
    installed = {
        name for each in manifests for section in ("dependencies", "devDependencies") for name in each.get(section, {})
    }
    source = project / "src" if (project / "src").is_dir() else project
    for name, path in files_of(project).items():
        if path.suffix not in {".astro", ".svelte", ".ts", ".tsx", ".vue", ".mjs"}:
            continue
        for module in re.findall(IMPORT, path.read_text()):
            if module.endswith("/amplify/data/resource") and not (project / "amplify").exists():
                continue  # of another project, where tests/test_elsewhere.py checks the types
            if module.startswith((".", *ALIASES)):
                alias = next((each for each in ALIASES if module.startswith(each)), "")
                start = source / ALIASES[alias] if alias else path.parent
                target = (start / module.removeprefix(alias).removesuffix("?raw")).resolve()
                found = [target, *(target.with_name(target.name + suffix) for suffix in (".ts", ".tsx"))]
                parts = {*target.relative_to(project).parts}
                generated = target.name in ("amplify_outputs.json", "$types") or OUTPUTS & parts
                assert generated or any(each.is_file() for each in found), f"{name} imports {module}"
            elif module.startswith("$amplify/env/"):  # written by a synthesis, for a function of that name
                name_of = re.compile(rf"name: '{module.removeprefix('$amplify/env/')}'")
                assert any(name_of.search(each.read_text()) for each in project.rglob("resource.ts")), module
            elif not module.startswith("node:"):
                package = package_of(module).partition(":")[0]  # `astro:transitions` is of Astro
                types_only = f"@types/{package}" in installed
                built_in = BUILT_IN.get(package) in installed
                assert package in installed or types_only or built_in, f"{name} imports {module}"


def test_the_matrix_covers_every_choice() -> None:
    for name, values in SPACE.items():
        if None not in values:
            assert {str(row[name]) for row in MATRIX} == {str(value) for value in values}, name


def test_rendering_twice_writes_the_same_bytes(rendered: Rendered, plain_copier: CopierFixture, tmp_path: Path) -> None:
    first = files_of(rendered(PRESETS["react"]).path)
    second = files_of(plain_copier.copy(tmp_path / "project", **PRESETS["react"]).path)
    assert {name: path.read_bytes() for name, path in first.items()} == {
        name: path.read_bytes() for name, path in second.items()
    }


@pytest.mark.parametrize("preset", PRESETS)
def test_a_project_knows_nothing_of_the_machine_that_rendered_it(rendered: Rendered, preset: str) -> None:
    project = rendered(PRESETS[preset]).path
    for name, path in files_of(project).items():
        if name != ".copier-answers.yml":
            assert str(Path.home()) not in path.read_text(), name
            assert str(project) not in path.read_text(), name
