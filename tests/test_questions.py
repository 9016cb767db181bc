"""The questions, as somebody without a terminal answers them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from amplify.answers import QUESTIONS
from amplify.asked import ASKED
from conftest import PRESETS, ROOT, Rendered
from plumbum import local

PHONES = {"platform": "mobile", "framework": "react_native", "react_native_variant": "expo"}
COMPLETE = {"project_name": "field-notes", "platform": "web", "login_methods": "[email]"}


def copy(template: Path, project: Path, data: Mapping[str, str], *more: str, quiet: bool = True) -> tuple[int, str]:
    """`copier copy --defaults` with these answers, as a command: its status, and what it says about them.

    When it is quiet, it says what is wrong and nothing else.
    """
    answers = [argument for name, value in data.items() for argument in ("--data", f"{name}={value}")]
    options = ["--trust", "--defaults", *(["--quiet"] if quiet else []), *answers, *more]
    copier = local[sys.executable]["-m", "copier"].with_env(NO_COLOR="1")
    status, _, said = copier["copy", options, template, project].run(retcode=None)
    return status, said


def test_the_shortest_command_renders_a_react_app_with_live_data(plain_template: Path, tmp_path: Path) -> None:
    status, said = copy(plain_template, tmp_path / "app", COMPLETE)
    assert status == 0, said
    answers = yaml.safe_load((tmp_path / "app/.copier-answers.yml").read_text())
    assert {name: value for name, value in answers.items() if not name.startswith("_")} == {
        "purpose": "app",
        "project_name": "field-notes",
        "platform": "web",
        "framework": "react",
        "login_methods": ["email"],
        "features": ["data"],
        "data_authorization": "owner",
        "package_manager": "npm",
        "hosting": "amplify",
        "local_backend": True,
    }


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        *((COMPLETE, name) for name in ("project_name", "platform", "login_methods")),
        *(({**COMPLETE, **PHONES}, name) for name in ("framework", "react_native_variant")),
    ],
)
def test_what_must_be_answered_is_never_assumed(
    plain_template: Path, tmp_path: Path, answers: dict[str, str], missing: str
) -> None:
    answers = {name: value for name, value in answers.items() if name != missing}
    status, said = copy(plain_template, tmp_path / "app", answers)
    assert status != 0
    assert f'Question "{missing}" is required' in said
    assert not (tmp_path / "app").exists()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"login_methods": "[email, none]"}, "login_methods: answer with [none] alone, or with [email]"),
        ({"login_methods": "email"}, "for example [email]"),
        ({"login_methods": "[none]", "data_authorization": "owner"}, "data_authorization: answer with publicApiKey"),
        ({"login_methods": "[none]", "features": "[storage]"}, "features: leave storage out"),
        (
            {"features": "[functions]", "functions": "[say hello]"},
            "functions: use small letters and digits with single hyphens, as in 'say-hello'",
        ),
        ({"features": "[storage]", "storage_paths": "[photos]"}, "storage_paths: write 'photos/*'"),
        ({"features": "[storage]", "storage_access": "[groups]"}, "storage_access: leave groups out"),
        ({"features": "[storage]", "storage_paths": "[reports/*=ADMINS]"}, "storage_paths: write guests"),
        ({"project_name": "Field Notes"}, "project_name: use small letters, digits and hyphens"),
        ({"framework": "svelt"}, "framework: answer with react, nextjs, vue"),
        ({**PHONES, "features": "[data, geo]"}, "features: leave geo out; Amplify has no maps for React Native."),
    ],
)
def test_a_bad_answer_ends_with_one_sentence_and_nothing_is_written(
    plain_template: Path, tmp_path: Path, answers: dict[str, str], sentence: str
) -> None:
    status, said = copy(plain_template, tmp_path / "app", {**COMPLETE, **answers})
    assert status == 1
    [line] = said.strip().splitlines()
    assert sentence in line
    assert not (tmp_path / "app").exists()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"mfa": "optional", "password_length": "9"},
            "mfa, password_length: leave them out, or answer that too, for example --data 'features=[data, advanced]'; "
            "they are asked only with advanced among the features.",
        ),
        (
            {"login_methods": "[none]", "features": "[]", "user_groups": "[ADMINS]"},
            "user_groups: leave it out, or answer that too, for example --data 'features=[advanced]'; "
            "it is asked only with other login_methods than none and advanced among the features.",
        ),
        (
            {"nextjs_router": "pages"},
            "nextjs_router: leave it out, or answer that too; it is asked only with framework=nextjs.",
        ),
        (
            {"purpose": "backend"},
            "platform: leave it out, or answer that too; it is asked only with purpose=app or purpose=frontend.",
        ),
        (
            {"react_native_variant": "expo"},
            "react_native_variant: leave it out, or answer that too; it is asked only with framework=react_native.",
        ),
        (
            {
                "platform": "mobile",
                "framework": "swift",
                "features": "[notifications]",
                "apns_key_id": "ABC123DEFG",
                "apns_team_id": "DEF456GHIJ",
                "apns_bundle_id": "com.example.app",
            },
            "apns_bundle_id: leave it out, or answer that too; it is asked only with another framework than swift.",
        ),
    ],
)
def test_an_answer_that_nobody_asks_for_is_refused_with_what_it_needs(
    plain_template: Path, tmp_path: Path, answers: dict[str, str], sentence: str
) -> None:
    status, said = copy(plain_template, tmp_path / "app", {**COMPLETE, "features": "[data]", **answers})
    assert (status, said.strip()) == (1, sentence)
    assert not (tmp_path / "app").exists()


def test_what_decides_whether_a_question_is_asked_is_what_its_answer_is_refused_without() -> None:
    questions = {
        name: row
        for path in (ROOT / "questions").rglob("*.yml")
        for name, row in yaml.safe_load(path.read_text()).items()
        if not name.startswith("_")
    }
    assert set(questions) == set(QUESTIONS)
    assert {name: row["when"] for name, row in questions.items() if "when" in row} == {
        name: f"[[ asked.{name} ]]" for name in ASKED
    }


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"ai_system_prompt": "a\0b"}, "ai_system_prompt: write one line of visible characters, without '\\x00'."),
        ({"project_name": "a\ud800"}, "project_name: write one line of visible characters, without '\\ud800'."),
        ({"functions": ["a\ud800"]}, "functions: write one line of visible characters, without '\\ud800'."),
        ({"tags": ["team=a\u202eb"]}, "tags: write one line of visible characters, without '\\u202e'."),
        ({"functions": {"\ud800": [None]}}, "functions: write a list in brackets, for example [say-hello]."),
        ({"framework": "\ud800"}, "framework: write one line of visible characters, without '\\ud800'."),
        ({"local_backend": "\ud800"}, "local_backend: write one line of visible characters, without '\\ud800'."),
        ({"password_length": "9" * 5_000}, "password_length: shorten it to 2000 characters; it has 5000."),
    ],
)
def test_a_file_of_answers_is_read_with_the_same_care(
    plain_template: Path, tmp_path: Path, answers: dict[str, object], sentence: str
) -> None:
    file = tmp_path / "answers.yml"
    features = ["data", "functions", "ai-conversation", "advanced"]
    file.write_text(json.dumps({**COMPLETE, "login_methods": ["email"], "features": features, **answers}))
    status, said = copy(plain_template, tmp_path / "app", {}, "--data-file", str(file))
    assert (status, said.strip()) == (1, sentence)
    assert not (tmp_path / "app").exists()


def test_the_answers_file_says_what_was_answered(rendered: Rendered) -> None:
    odd = {
        "oidc_providers": ["acme=https://a.example/'+(1)+'"],
        "function_environment": [
            "A1=`${x}` \\ '\" # | --: </script> 👩‍👩‍👧 \u05e9\u05dc\u05d5\u05dd",
            "B1= ",
            "C1=[[ x ]]{{ y }}",
        ],
        "ai_system_prompt": "It's: #1 {{ `yes` }} - */ <!-- ${a} 日本",
    }
    answers = {**PRESETS["react"], "features": ["data", "functions", "ai-conversation", "advanced"], **odd}
    project = rendered({**answers, "login_methods": ["email", "oidc"]})
    assert {name: project.answers[name] for name in odd} == odd


def test_a_backend_alone_is_asked_nothing_about_a_frontend(rendered: Rendered) -> None:
    assert not {"platform", "framework"} & set(rendered(PRESETS["backend"]).answers)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_answers_file_holds_every_answer_that_was_asked(rendered: Rendered, preset: str) -> None:
    by_the_folder = {"backend": {"existing_project": False, "workspace_path": ""}, "frontend": {"workspace_path": ""}}
    assert rendered(PRESETS[preset]).answers == PRESETS[preset] | by_the_folder.get(PRESETS[preset]["purpose"], {})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {"storage_access": ["private"]}),
        ({"storage_access": "[shared, public]"}, {"storage_access": ["shared", "public"]}),
        # As older projects answered.
        ({"storage_paths": "[shared/*]"}, {"storage_paths": ["shared/*"]}),
    ],
)
def test_files_are_one_question(
    plain_template: Path, tmp_path: Path, given: dict[str, str], kept: dict[str, list[str]]
) -> None:
    status, said = copy(plain_template, tmp_path / "app", {**COMPLETE, "features": "[storage]", **given})
    assert status == 0, said
    answers = yaml.safe_load((tmp_path / "app/.copier-answers.yml").read_text())
    assert {name: value for name, value in answers.items() if name.startswith("storage") or name == "buckets"} == kept


def test_advanced_settings_start_with_the_folders_that_were_meant(plain_template: Path, tmp_path: Path) -> None:
    answers = {"features": "[storage, advanced]", "user_groups": "[ADMINS]", "storage_access": "[private, groups]"}
    status, said = copy(plain_template, tmp_path / "app", {**COMPLETE, **answers})
    assert status == 0, said
    kept = yaml.safe_load((tmp_path / "app/.copier-answers.yml").read_text())
    assert kept["storage_paths"] == ["private/{entity_id}/*", "groups/ADMINS/*=ADMINS"]


PROVIDERS = {
    "login_methods": "[email, google, facebook, apple, amazon, oidc, saml]",
    "oidc_providers": "[acme=https://login.acme.example, beta-2=https://id.beta.example]",
    "saml_provider": "corp=https://sso.corp.example/metadata",
    "features": "[data, functions, advanced]",
    "data_authorization": "custom",
    "function_secrets": "[API_KEY]",
}


@pytest.mark.parametrize(
    ("answers", "labels"),
    [
        ({}, []),
        (PROVIDERS, ["Google", "Facebook", "Apple", "Amazon", "Acme", "Beta 2", "Corp"]),
    ],
)
def test_the_message_after_copying_and_readme_list_the_secrets_and_redirect_uris_of_this_backend(
    plain_template: Path, tmp_path: Path, answers: dict[str, str], labels: list[str]
) -> None:
    status, said = copy(plain_template, tmp_path / "app", {**COMPLETE, **answers}, quiet=False)
    assert status == 0, said
    backend = "".join(path.read_text() for path in sorted((tmp_path / "app/amplify").rglob("*.ts")))
    readme = (tmp_path / "app/README.md").read_text()
    for text in (said, readme):
        secrets = re.findall(r"npx ampx sandbox secret set (\w+)\n", text)
        assert sorted(secrets) == sorted(set(re.findall(r"secret\('(\w+)'\)", backend)))
    uri = r"https://DOMAIN/\w+/idpresponse"
    assert f"  cd {tmp_path / 'app'}\n" in said
    assert re.findall(rf"^ *(\S.*?) +{uri}$", said, re.MULTILINE) == labels
    assert re.findall(rf"^ *- (.*): `{uri}`", readme, re.MULTILINE) == labels


def test_readme_says_what_amazon_ses_needs_before_the_first_deployment(rendered: Rendered) -> None:
    answers = {**PRESETS["backend"], "features": ["advanced"], "mfa": "optional", "mfa_methods": ["email", "sms"]}
    answers |= {"email_sender": "notes@example.com", "account_recovery": "NONE"}
    readme = (rendered(answers) / "README.md").read_text()
    assert "- **E-mail** comes from `notes@example.com`. Before the first deployment, [verify the address" in readme
    assert "- **SMS.**" in readme
    assert "stands in for the providers" not in readme
