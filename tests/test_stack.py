"""From answers to a stack."""

from __future__ import annotations

import json

import pytest
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.functions import Function
from amplify.layers import layers
from amplify.stack import Stack
from amplify.storage import Grant, StoragePath


def stack(**answers: object) -> Stack:
    return Stack.of(Answers.read(answers))


def test_no_answer_at_all_still_gives_a_stack() -> None:
    assert stack().guidance.next_steps
    assert json.loads(stack().package_json)["scripts"]


def test_a_backend_alone_has_no_frontend_even_when_answers_name_one() -> None:
    backend = stack(purpose="backend", platform="web", framework="react")
    assert backend.framework is None
    assert not layers(backend)["react"]
    assert not layers(backend)["web"]


def test_settings_of_a_sign_in_that_there_is_not_are_ignored() -> None:
    answers = {"features": ["advanced"], "mfa": "optional", "mfa_methods": ["totp"], "user_groups": ["ADMINS"]}
    assert [screen.name for screen in stack(login_methods=["email"], **answers).app.screens] == ["second_factors"]
    assert [screen.name for screen in stack(login_methods=["none"], **answers).app.screens] == ["start"]


def test_sign_in_follows_from_the_login_methods() -> None:
    assert stack(login_methods=["email"]).signs_in
    assert not stack(login_methods=["none"]).signs_in
    assert not stack().signs_in


@pytest.mark.parametrize(
    ("services", "answers"),
    [
        ((), {"features": ["data", "storage", "functions", "rest-api", "events", "geo", "kinesis", "pubsub"]}),
        ((), {"features": ["data"], "data_authorization": "publicApiKey"}),
        ((), {"features": ["data"], "data_authorization": "authenticated"}),
        (("appsync",), {"features": ["data"], "data_authorization": "guest"}),
        ((), {"features": ["advanced"], "data_authorization": "guest"}),
        ((), {"features": ["storage"], "storage_access": ["private", "shared"]}),
        (("s3",), {"features": ["storage"], "storage_access": ["public"]}),
        (("s3",), {"features": ["storage", "advanced"], "storage_paths": ["news/*=guests"]}),
        ((), {"features": ["storage", "advanced"], "storage_access": ["public"], "storage_paths": ["shared/*"]}),
        (("appsync",), {"features": ["events", "advanced"], "guest_access": ["events"]}),
        ((), {"features": ["events"], "guest_access": ["events"]}),
        ((), {"features": ["advanced"], "guest_access": ["events"]}),
        (("geo-maps", "geo-places"), {"features": ["geo", "advanced"], "guest_access": ["geo"]}),
        ((), {"features": ["geo", "advanced"], "guest_access": ["geo"], "geo_kind": ["geofences"]}),
        ((), {"features": ["rest-api"], "rest_api_authorization": "none"}),
        (("execute-api",), {"purpose": "backend", "features": ["notifications"]}),
    ],
)
def test_visitors_get_credentials_only_where_something_is_for_them(
    services: tuple[str, ...], answers: dict[str, object]
) -> None:
    signing_in = stack(login_methods=["email"], **answers)
    assert signing_in.access.visitor_services == services
    assert signing_in.access.serves_visitors is bool(services)


@pytest.mark.parametrize(("method", "authorization"), [("email", "owner"), ("none", "publicApiKey")])
def test_data_belongs_to_its_owner_when_there_is_sign_in_and_is_public_otherwise(
    method: str, authorization: str
) -> None:
    assert stack(login_methods=[method], features=["data"]).data.authorization.name == authorization


def test_a_query_answers_whoever_signed_in_when_data_has_owners() -> None:
    assert [rule.call for rule in stack(login_methods=["email"]).data.operation_rules] == ["allow.authenticated()"]
    assert [rule.call for rule in stack(login_methods=["none"]).data.operation_rules] == ["allow.publicApiKey()"]


def test_rules_of_groups_name_the_groups_that_cognito_knows() -> None:
    answers = {"login_methods": ["email"], "data_authorization": "groups", "user_groups": ["A", "B"]}
    grouped = stack(features=["data", "advanced"], **answers)
    assert [rule.call for rule in grouped.data.model_rules] == [
        "allow.groups(['A', 'B'])",
        "allow.authenticated().to(['read'])",
    ]
    assert grouped.data.model_rules[0].graphql == '{allow: groups, groups: ["A", "B"]}'
    assert stack(features=["data"], **answers).data.authorization.name == "owner"


@pytest.mark.parametrize("given", ["[a, b]", "a, b", ["a", "b"]])
def test_a_list_may_be_written_as_yaml_with_commas_or_as_a_list(given: object) -> None:
    assert [function.name for function in stack(features=["functions"], functions=given).lambdas.plain] == ["a", "b"]


def test_answers_of_a_feature_that_was_not_chosen_are_ignored() -> None:
    assert stack(features=["data"], functions=["say-hello"], storage_paths=["a/*"]).lambdas.plain == ()
    assert stack(features=["data"], functions=["say-hello"], storage_paths=["a/*"]).storage.paths == ()


def test_functions_appear_in_the_app_only_when_the_data_api_can_call_them() -> None:
    assert [screen.name for screen in stack(features=["functions"]).app.screens] == ["start"]
    chosen = {"features": ["functions", "data", "advanced"], "functions": ["say-hello"]}
    assert [screen.name for screen in stack(**chosen).app.screens] == ["data", "functions"]
    only_nightly = {**chosen, "functions": [], "function_schedules": ["nightly=every day"]}
    assert [screen.name for screen in stack(**only_nightly).app.screens] == ["data"]


def test_every_screen_has_an_address_of_its_own_and_says_what_it_offers() -> None:
    everything = {"features": [*FEATURES, "advanced"], "functions": ["say-hello"], "mfa": "optional"}
    screens = stack(login_methods=["email", "passkey"], **everything).app.screens
    assert len(screens) == 12
    assert len({screen.path for screen in screens}) == 12
    assert all(screen.title and screen.offer.endswith(".") and screen.icon for screen in screens)


def test_backend_ts_defines_sign_in_first_and_every_function() -> None:
    resources = stack(
        login_methods=["email"], features=["functions", "data"], functions=["say-hello"]
    ).backend.resources
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


def test_a_rest_api_asks_for_roles_where_people_sign_in_and_for_nothing_elsewhere() -> None:
    for method, authorization in (("email", "iam"), ("none", "none")):
        api = stack(login_methods=[method], features=["rest-api"]).rest_api
        assert api
        assert (api.kind, api.authorization) == ("http", authorization)


def test_the_secrets_of_functions_are_listed_once_somebody_reads_them() -> None:
    chosen = {"features": ["functions", "advanced"], "functions": ["say-hello"], "function_secrets": ["API_KEY"]}
    assert stack(**chosen).backend.function_secrets == ("API_KEY",)
    assert stack(**{**chosen, "features": ["functions"]}).backend.function_secrets == ()


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


@pytest.mark.parametrize(
    ("access", "paths"),
    [
        (["private"], ["private/{entity_id}/*"]),
        (["shared", "private"], ["private/{entity_id}/*", "shared/*"]),
        (["public"], ["public/*=guests"]),
        (["groups"], ["groups/ADMINS/*=ADMINS", "groups/EDITORS/*=EDITORS"]),
        (None, ["private/{entity_id}/*"]),
    ],
)
def test_whose_files_they_are_gives_the_paths(access: list[str] | None, paths: list[str]) -> None:
    answers = {"login_methods": ["email"], "features": ["storage", "advanced"], "user_groups": ["ADMINS", "EDITORS"]}
    storage = stack(**answers, storage_access=access).storage
    assert [path.text for path in storage.paths] == paths == list(storage.default_paths)
    exact = stack(**answers, storage_access=access, storage_paths=["a/*"])
    assert [path.text for path in exact.storage.paths] == ["a/*"]


def test_the_rougher_question_is_not_asked_when_there_are_paths() -> None:
    assert stack(features=["storage"]).storage.asks_access
    assert not stack(features=["storage"], storage_paths=["a/*"]).storage.asks_access
    assert stack(features=["storage"], storage_access=["shared"], storage_paths=["a/*"]).storage.asks_access


GROUPS = ("ADMINS", "EDITORS")


@pytest.mark.parametrize(
    ("text", "grants"),
    [
        ("a/*", [Grant("authenticated"), Grant("groups")]),
        ("a/{entity_id}/*", [Grant("entity"), Grant("groups", in_own_folder=True)]),
        ("a/*=guests", [Grant("guest", ("read",)), Grant("authenticated"), Grant("groups")]),
        ("a/*=EDITORS", [Grant("groups", groups=("EDITORS",))]),
        (
            "a/*=EDITORS + guests",
            [
                Grant("guest", ("read",)),
                Grant("authenticated", ("read",)),
                Grant("groups", ("read",), ("ADMINS",)),
                Grant("groups", groups=("EDITORS",)),
            ],
        ),
    ],
)
def test_members_of_a_group_get_what_other_signed_in_people_get(text: str, grants: list[Grant]) -> None:
    assert list(StoragePath(text).grants(GROUPS)) == grants


def test_without_groups_nothing_is_repeated_for_them() -> None:
    assert StoragePath("a/{entity_id}/*").grants(()) == (Grant("entity"),)
    assert StoragePath("a/*=guests").grants(()) == (Grant("guest", ("read",)), Grant("authenticated"))


def test_further_buckets_are_resources_of_their_own() -> None:
    several = stack(login_methods=["email"], features=["storage", "advanced"], buckets=["photos"])
    assert several.backend.imports == {"auth/resource": ("auth",), "storage/resource": ("storage", "photos")}
    assert not stack(login_methods=["email"], features=["storage"], buckets=["photos"]).storage.further


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({"login_methods": ["email"], "features": ["data", "storage"]}, False),
        ({"login_methods": ["email"], "features": ["geo"]}, False),  # whoever signed in has a role
        ({"login_methods": ["email", "google"], "features": ["data"]}, True),
        ({"login_methods": ["none"], "features": ["rest-api"]}, True),
        ({"login_methods": ["none"], "features": ["geo"]}, True),
        ({"login_methods": ["none"], "features": ["geo", "advanced"], "geo_kind": ["geofences"]}, False),
        ({"login_methods": ["email"], "features": ["pubsub"]}, True),
    ],
)
def test_the_backend_knows_where_the_app_is_opened_where_that_decides_who_may_call_it(
    answers: dict[str, object], names: bool
) -> None:
    assert layers(stack(**answers))["addresses"] is names


def test_the_addresses_of_an_app_are_the_ports_of_its_servers_and_its_own_domains() -> None:
    project = stack(
        platform="web",
        framework="react",
        login_methods=["email", "google"],
        app_urls=["https://a.example/", "https://b.example"],
    )
    assert project.app.ports == (5173, 4173)
    assert project.app.domains == ("https://a.example", "https://b.example")
    assert stack(purpose="backend", features=["rest-api"]).app.ports == ()


def test_every_public_key_says_when_it_expires() -> None:
    public = stack(login_methods=["none"], features=["data", "events", "geo"])
    assert [(key.folder, key.days) for key in public.access.api_keys] == [("data", 30), ("events", 30), ("geo", 365)]
    assert stack(login_methods=["email"], features=["data", "events", "geo"]).access.api_keys == ()


@pytest.mark.parametrize(
    ("is_official", "answers"),
    [
        (True, {"login_methods": ["email"]}),
        (True, {"login_methods": ["phone"], "mfa": "required", "mfa_methods": ["sms"]}),
        (
            True,
            {"login_methods": ["email"], "mfa": "optional", "mfa_methods": ["totp"], "user_attributes": ["nickname"]},
        ),
        (False, {"login_methods": ["email", "phone"]}),
        (False, {"login_methods": ["email-otp"]}),
        (False, {"login_methods": ["email", "passkey"]}),
        (False, {"login_methods": ["email", "google"]}),
        (False, {"login_methods": ["email"], "mfa": "required", "mfa_methods": ["totp"]}),
        (False, {"login_methods": ["email"], "user_attributes": ["nickname!"]}),
        (False, {"login_methods": ["email"], "account_recovery": "NONE"}),
        (False, {"login_methods": ["email"], "confirmation": "link"}),
    ],
)
def test_the_app_for_phones_has_a_form_of_its_own_where_the_official_one_has_no_screen(
    is_official: bool, answers: dict[str, object]
) -> None:
    client = {"platform": "mobile", "framework": "react_native", "react_native_variant": "expo"}
    phones = stack(project_name="notes", features=["advanced"], **client, **answers)
    assert layers(phones)["own_form"] is not is_official
    assert ("@aws-amplify/ui-react-native" in json.loads(phones.package_json)["dependencies"]) is is_official
    web = stack(project_name="notes", features=["advanced"], platform="web", framework="react", **answers)
    assert not layers(web)["own_form"]


def test_native_code_for_a_way_to_sign_in_is_there_with_that_alone() -> None:
    def native(*methods: str, **client: str) -> set[str]:
        answers = stack(project_name="notes", login_methods=[*methods], **client)
        return {name for name in json.loads(answers.package_json)["dependencies"] if "/rtn-" in name}

    phones = {"platform": "mobile", "framework": "react_native", "react_native_variant": "expo"}
    assert native("email", **phones) == set()
    assert native("email", "saml", **phones) == {"@aws-amplify/rtn-web-browser"}
    assert native("email", "passkey", **phones) == {"@aws-amplify/rtn-passkeys"}
    assert native("email", "passkey", "google", platform="web", framework="react") == set()
