"""From answers to a stack."""

from __future__ import annotations

import json

import pytest
from amplify.answers import Answers
from amplify.functions import Function, Variable
from amplify.layers import layers
from amplify.stack import Stack, StoragePath


def stack(**answers: object) -> Stack:
    return Stack.of(Answers.read(answers))


def test_no_answer_at_all_still_gives_a_stack() -> None:
    assert stack().next_steps
    assert json.loads(stack().package_json)["scripts"]


def test_a_backend_alone_has_no_frontend_even_when_answers_name_one() -> None:
    backend = stack(purpose="backend", platform="web", framework="react")
    assert backend.framework is None
    assert not layers(backend)["react"]
    assert not layers(backend)["web"]


def test_sign_in_follows_from_the_login_methods() -> None:
    assert stack(login_methods=["email"]).signs_in
    assert not stack(login_methods=["none"]).signs_in
    assert not stack().signs_in


@pytest.mark.parametrize(("method", "authorization"), [("email", "owner"), ("none", "publicApiKey")])
def test_data_belongs_to_its_owner_when_there_is_sign_in_and_is_public_otherwise(
    method: str, authorization: str
) -> None:
    assert stack(login_methods=[method], features=["data"]).data_authorization == authorization


def test_a_query_answers_whoever_signed_in_when_data_has_owners() -> None:
    assert stack(login_methods=["email"]).query_authorization == "authenticated"
    assert stack(login_methods=["none"]).query_authorization == "publicApiKey"


@pytest.mark.parametrize("given", ["[a, b]", "a, b", ["a", "b"]])
def test_a_list_may_be_written_as_yaml_with_commas_or_as_a_list(given: object) -> None:
    assert [function.name for function in stack(features=["functions"], functions=given).functions] == ["a", "b"]


def test_answers_of_a_feature_that_was_not_chosen_are_ignored() -> None:
    assert stack(features=["data"], functions=["say-hello"], storage_paths=["a/*"]).functions == ()
    assert stack(features=["data"], functions=["say-hello"], storage_paths=["a/*"]).storage_paths == ()


def test_functions_appear_in_the_app_only_when_the_data_api_can_call_them() -> None:
    assert [screen.name for screen in stack(features=["functions"]).screens] == []
    chosen = {"features": ["functions", "data", "advanced"], "functions": ["say-hello"]}
    assert [screen.name for screen in stack(**chosen).screens] == ["data", "functions"]
    only_nightly = {**chosen, "functions": [], "function_schedules": ["nightly=every day"]}
    assert [screen.name for screen in stack(**only_nightly).screens] == ["data"]


def test_backend_ts_defines_sign_in_first_and_every_function() -> None:
    resources = stack(login_methods=["email"], features=["functions", "data"], functions=["say-hello"]).resources
    assert [(each.name, each.path) for each in resources] == [
        ("auth", "auth/resource"),
        ("data", "data/resource"),
        ("sayHello", "functions/say-hello/resource"),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [("field-notes", "Field notes"), ("@ada/field.notes", "Field notes"), ("app", "App"), ("a-" * 60 + "b", None)],
)
def test_a_project_name_becomes_a_heading(name: str, title: str | None) -> None:
    heading = stack(project_name=name).title
    assert len(heading) <= 50
    assert title is None or heading == title


@pytest.mark.parametrize(
    "given",
    [
        "nightly=every day, report=0 8,20 ? * 2 *",
        "[nightly=every day, 'report=0 8,20 ? * 2 *']",
        ["nightly=every day", "report=0 8,20 ? * 2 *"],
        ["nightly=every day", "report=0 8", "20 ? * 2 *"],  # split by YAML
    ],
)
def test_a_comma_in_a_schedule_starts_no_other(given: object) -> None:
    scheduled = stack(features=["functions", "advanced"], function_schedules=given).lambdas.scheduled
    assert [(each.name, each.schedule) for each in scheduled] == [
        ("nightly", "every day"),
        ("report", "0 8,20 ? * 2 *"),
    ]


@pytest.mark.parametrize(
    ("schedule", "expression"),
    [
        ("every 5m", "*/5 * * * ? *"),
        ("every 2h", "0 */2 * * ? *"),
        ("every week", "0 0 ? * 1 *"),
        ("0 8 ? * 2", "0 8 ? * 2 *"),
        ("0 8 1 1 ? 2030", "0 8 1 1 ? 2030"),
    ],
)
def test_a_schedule_is_a_cron_expression_for_eventbridge(schedule: str, expression: str) -> None:
    assert Function("nightly", schedule).expression == f"cron({expression})"


@pytest.mark.parametrize(
    ("value", "literal"),
    [("Hello", "'Hello'"), ("it's", '"it\'s"'), ('it\'s "so"', "'it\\'s \"so\"'"), ("\\", "'\\\\'")],
)
def test_a_value_has_the_quotes_that_prettier_prefers(value: str, literal: str) -> None:
    assert Variable("NAME", value).literal == literal


def test_a_rest_api_asks_for_roles_where_people_sign_in_and_for_nothing_elsewhere() -> None:
    for method, authorization in (("email", "iam"), ("none", "none")):
        api = stack(login_methods=[method], features=["rest-api"]).rest_api
        assert api
        assert (api.kind, api.authorization) == ("http", authorization)


def test_the_secrets_of_functions_are_listed_once_somebody_reads_them() -> None:
    chosen = {"features": ["functions", "advanced"], "functions": ["say-hello"], "function_secrets": ["API_KEY"]}
    assert stack(**chosen).lambdas.secret_commands == ("npx ampx sandbox secret set API_KEY",)
    assert stack(**{**chosen, "features": ["functions"]}).lambdas.secret_commands == ()


def test_a_function_is_exported_in_camel_case() -> None:
    assert Function("send-weekly-report2").identifier == "sendWeeklyReport2"


@pytest.mark.parametrize(
    ("path", "is_private", "prefix", "title"),
    [
        ("private/{entity_id}/*", True, "private/", "My files"),
        ("photos/{entity_id}/*", True, "photos/", "Photos"),
        ("shared/*", False, "shared/", "Shared"),
        ("shared/reports/*", False, "shared/reports/", "Shared/reports"),
    ],
)
def test_a_storage_path_knows_whose_it_is(path: str, is_private: bool, prefix: str, title: str) -> None:
    storage = StoragePath(path)
    assert (storage.is_private, storage.prefix, storage.title) == (is_private, prefix, title)
