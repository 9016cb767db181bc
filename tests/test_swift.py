"""The Swift app, put before the real compiler: its views against stand-ins for Apple's SDK and Amplify, its package as it is."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from amplify.data import EXAMPLES
from commands import run
from conftest import PRESETS, Render, Rendered
from projects import App, install
from swiftlang import LINK, MODULES, STUBS, missing, swift, type_check

APPLE = {
    "AuthenticationServices",
    "CoreLocation",
    "CoreTransferable",
    "CryptoKit",
    "PhotosUI",
    "QuickLook",
    "SwiftUI",
    "UIKit",
    "UniformTypeIdentifiers",
    "UserNotifications",
}

pytestmark = [
    pytest.mark.job("compiled"),
    pytest.mark.parametrize("app", ["swift"], indirect=True, scope="session"),
    pytest.mark.skipif(bool(missing()), reason=missing()),
]


@pytest.fixture(scope="module")
def project(app: App) -> Path:
    run(app.project, "npm", "run", "models")
    return app.project


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """The Swift of the project, to write into."""
    for folder in ("App", "AppCore"):
        shutil.copytree(project / folder, tmp_path / folder, ignore=shutil.ignore_patterns(".build"))
    return tmp_path


def test_the_app_is_what_the_compiler_accepts_without_a_warning(project: Path) -> None:
    assert type_check(project) == ""


# What the type checker says, and what it says afterwards, of how values cross from one task to another.
MISTAKES = [
    ("Todos/TodoListView.swift", "setDone(!todo.isDone, of:", "setDone(!todo.isDone, for:", "incorrect argument label"),
    ("Todos/TodoListView.swift", "{ await model.add() }", "{ model.add() }", "is 'async' but is not marked with 'await'"),
    ("Todos/AmplifyTodoRepository.swift", "of: Todo.self, type:", "of: Todo.self, kind:", "extra argument 'kind'"),
    ("Todos/AmplifyTodoRepository.swift", "limit: 1000", 'limit: "1000"', "cannot convert value of type 'String'"),
    ("Functions/BackendFunction+All.swift", ".sayHello(name:", ".sayHello(person:", "extra argument 'person'"),
    ("Files/AmplifyFileRepository.swift", "await upload.progress", "upload.progress", "is 'async' but is not marked"),
    ("Account/AmplifyAccount.swift", "await Amplify.Auth.signOut()", "Amplify.Auth.signOut()", "is 'async' but is not"),
    ("Account/AccountMenu.swift", "\", systemImage: \"person", "\", systemName: \"person", "incorrect argument label"),
    ("Backend.swift", "modelRegistration:", "models:", "extra argument 'models'"),
    ("Repositories.swift", "todos: Fake", "todo: Fake", "incorrect argument label"),
    ("Notifications/AmplifyDeviceRepository.swift", "Device(token:", "Device(with:", "incorrect argument label"),
]  # fmt: skip
CROSSINGS = [
    ("AmplifyModels/Todo+Schema.swift", "@preconcurrency ", "", "is not concurrency-safe"),
    ("Todos/AmplifyTodoRepository.swift", "@preconcurrency ", "", "does not conform to the 'Sendable' protocol"),
    ("Notifications/ApplePushService.swift", "nonisolated func", "func", "cannot be used to satisfy nonisolated"),
]
RACES = [
    (
        "Todos/TodoListView.swift",
        "        Task { await model.add() }\n",
        "        let list = NSMutableArray()\n        Task.detached { list.add(1) }\n        list.add(2)\n",
        "later accesses could race",
    ),
]


@pytest.mark.parametrize("mistakes", [MISTAKES, CROSSINGS, RACES], ids=["types", "crossings", "races"])
def test_a_mistake_is_an_error(copy: Path, mistakes: list[tuple[str, str, str, str]]) -> None:
    for file, right, wrong, _ in mistakes:
        text = (copy / "App" / file).read_text()
        assert right in text
        (copy / "App" / file).write_text(text.replace(right, wrong, 1))
    printed = type_check(copy, status=None)
    for file, _, _, said in mistakes:
        assert re.search(rf"^App/{re.escape(file)}:\d+:\d+: error: .*{re.escape(said)}", printed, re.M), printed


OTHERS: dict[str, dict[str, Any]] = {
    "nothing": {"features": [], "login_methods": ["none"]},
    "sign-in alone": {"features": [], "login_methods": ["phone"]},
    "a second factor": {
        "features": ["advanced"],
        "mfa": "required",
        "mfa_methods": ["totp"],
        "user_attributes": ["fullname!"],
    },
    "second factors without an app": {
        "features": ["advanced"],
        "login_methods": ["phone"],
        "mfa_methods": ["sms"],
        "account_recovery": "PHONE_AND_EMAIL",
    },
    "providers and second factors": {
        "features": ["advanced"],
        "login_methods": ["email", "google", "apple", "oidc"],
        "oidc_providers": ["acme=https://login.acme.example"],
    },
    "providers and a second factor of everybody": {
        "features": ["advanced"],
        "login_methods": ["phone", "facebook"],
        "mfa": "required",
        "mfa_methods": ["totp", "sms"],
        "account_recovery": "PHONE_AND_EMAIL",
    },
    "passkeys": {"features": ["data"], "login_methods": ["email", "passkey"], "passkey_domain": "example.com"},
    "codes by e-mail": {"features": ["data"], "login_methods": ["email", "email-otp"]},
    "codes by e-mail alone": {"features": ["data"], "login_methods": ["email-otp"]},
    "codes by SMS and passkeys alone": {
        "features": ["data"],
        "login_methods": ["sms-otp", "passkey"],
        "passkey_domain": "example.com",
    },
    "codes by SMS": {"features": ["data"], "login_methods": ["phone", "sms-otp", "amazon"]},
    "a REST API that credentials open": {"features": ["rest-api"]},
    "a REST API that a token opens": {"features": ["rest-api"], "rest_api_authorization": "userPool"},
    "a REST API for everybody": {"features": ["rest-api"], "login_methods": ["none"]},
    "data of everybody": {"features": ["data"], "login_methods": ["none"], "data_authorization": "publicApiKey"},
    "data of groups": {"features": ["data", "advanced"], "user_groups": ["ADMINS"], "data_authorization": "groups"},
    "every example of data": {"features": ["data", "functions", "advanced"], "data_examples": [*EXAMPLES]},
    "files of groups": {
        "features": ["storage", "advanced"],
        "user_groups": ["ADMINS"],
        "storage_paths": ["private/{entity_id}/*", "reports/*=ADMINS", "news/*=ADMINS+guests"],
    },
    "files for everybody": {"features": ["storage"], "storage_access": ["public"]},
    "files": {"features": ["storage"], "storage_access": ["private"]},
    "face checks": {"features": ["liveness"]},
    "face checks beside a REST API with a token": {
        "features": ["liveness", "rest-api"],
        "rest_api_authorization": "userPool",
    },
    "face checks beside an open REST API": {"features": ["liveness", "rest-api"], "rest_api_authorization": "none"},
    "a stream": {"features": ["kinesis"]},
    "notifications": {"features": ["notifications"]},
    "messages": {"features": ["events"]},
    "messages of everybody": {"features": ["events"], "login_methods": ["none"]},
    "maps and places": {"features": ["geo"]},
    "maps": {"features": ["geo"], "geo_kind": ["maps"]},
    "places": {"features": ["geo"], "geo_kind": ["places"]},
    "functions": {"features": ["data", "functions"], "functions": ["say-hello", "add-numbers"]},
}


@pytest.mark.parametrize("answers", [*OTHERS.values()], ids=[*OTHERS])
def test_other_answers_are_accepted_too(project: Path, render: Render, answers: dict[str, Any]) -> None:
    other = render({**PRESETS["swift"], **answers})
    if "data_examples" in answers:
        install(other, answers)
        run(other, "npm", "run", "models")
    elif "data" in answers["features"]:
        shutil.copytree(project / "App/AmplifyModels", other / "App/AmplifyModels")
        operations = other / "App/AmplifyModels/Operations.swift"
        # Another function is called as the one is whose name it does not have.
        more = operations.read_text().replace("sayHello", "addNumbers").partition("extension")
        operations.write_text(operations.read_text() + "".join(more[1:]))
    assert type_check(other) == ""
    assert style_of(other) == ""


def style_of(project: Path, status: int | None = 0) -> str:
    """What the formatter would change in the Swift that nothing generates."""
    paths = [path.relative_to(project) for folder in ("App", "AppCore") for path in (project / folder).rglob("*.swift")]
    own = sorted(path.as_posix() for path in paths if not {"AmplifyModels", ".build"} & {*path.parts})
    return swift(project, "swift-format", "lint", "--strict", *own, status=status)


def test_its_package_is_compiled_and_its_tests_run(project: Path) -> None:
    printed = swift(project, "swift", "test", "--package-path", "AppCore", *LINK)
    written = sum(path.read_text().count("@Test(") for path in (project / "AppCore/Tests").rglob("*.swift"))
    assert f"Test run with {written} tests passed" in printed


def test_a_test_of_its_package_can_fail(copy: Path) -> None:
    path = copy / "AppCore/Sources/AppCore/LiveList.swift"
    right = "items.removeAll { $0.id == id }"
    assert right in path.read_text()
    path.write_text(path.read_text().replace(right, right.replace("==", "!=")))
    printed = swift(copy, "swift", "test", "--package-path", "AppCore", *LINK, "--filter", "LiveListTests", status=1)
    assert "changes are shown as they arrive" in printed


def test_it_is_formatted(project: Path, copy: Path) -> None:
    shutil.copy(project / ".swift-format", copy)
    assert style_of(copy) == ""
    (copy / "App/MainApp.swift").write_text("import SwiftUI\nstruct  A {}\n")
    assert "App/MainApp.swift:2:7: warning: [Spacing]" in style_of(copy, status=1)


# What Swift itself calls: of builders, string literals, sets, collections, sequences and what can be encoded.
CALLED = {"buildBlock", "buildEither", "buildExpression", "buildIf", "appendLiteral", "appendInterpolation", "main"}
CALLED |= {"union", "intersection", "symmetricDifference", "contains", "insert", "remove", "update", "formUnion"}
CALLED |= {"formIntersection", "formSymmetricDifference", "index", "encode", "makeAsyncIterator", "makeIterator"}
# What the classes of another data model use, and what stands for a default.
ELSEWHERE = {
    "date",
    "double",
    "int",
    "time",
    "hasMany",
    "belongsTo",
    "modelName",
    "embedded",
    "embeddedCollection",
    "exclude",
    "center",
    "trailing",
}
ELSEWHERE |= {"signIn", "default", "automatic", "fetchAuthSession", "getCognitoTokens"}


def test_every_function_of_the_stand_ins_is_used_and_each_says_where_it_is_from(
    project: Path, rendered: Rendered
) -> None:
    """The compiler finds what is used without one."""
    projects = [project, *(rendered({**PRESETS["swift"], **answers}).path for answers in OTHERS.values())]
    used = "\n".join(path.read_text() for each in projects for path in (each / "App").rglob("*.swift"))
    for name in MODULES:
        text = (STUBS / f"{name}.swift").read_text()
        assert "// source: " in text, name
        # A library's own files are named above what they declare.
        assert name in APPLE or len(re.findall(r"^// \w[\w/+]*\.(?:swift|h)\b", text, re.M)), name
        declared = {*re.findall(r"\b(?:func|static (?:let|var)) `?(\w+)", text)} - CALLED - ELSEWHERE
        assert sorted(each for each in declared if not re.search(rf"\b{each}\b", used)) == [], name


# Whomever a data model can let in, whose classes name each.
RULES = (
    "allow.owner()",
    "allow.owner('oidc')",
    "allow.custom()",
    "allow.guest().to(['read'])",
    "allow.group('ADMINS')",
)
MODES = """defaultAuthorizationMode: 'userPool',
    lambdaAuthorizationMode: { function: sayHello },
    oidcAuthorizationMode: {
      oidcProviderName: 'acme',
      oidcIssuerUrl: 'https://login.acme.example',
      tokenExpiryFromAuthInSeconds: 3600,
      tokenExpireFromIssueInSeconds: 3600,
    },"""
# Whatever a data model can hold besides models that belong to each other, as an argument and as an answer.
OPERATIONS = """Kind: a.enum(['HOME', 'WORK']),
  Found: a.customType({
    kind: a.ref('Kind'),
    at: a.datetime(),
    place: a.customType({ name: a.string().required() }),
  }),
  find: a
    .query()
    .arguments({
      in: a.string().required(),
      since: a.datetime(),
      kinds: a.ref('Kind').array(),
      days: a.date().required().array().required(),
    })
    .returns(a.ref('Found').array())
    .handler(a.handler.function(sayHello))
    .authorization((allow) => [allow.authenticated()]),
  sayHello: a"""


def test_models_are_those_of_today_and_say_so_when_they_are_not(project: Path) -> None:
    schema = project / "amplify/data/resource.ts"
    text = schema.read_text()
    run(project, "npm", "run", "models:check")
    try:
        changed = text.replace(
            "isDone: a.boolean()", "dueAt: a.datetime(),\n      kind: a.ref('Kind'),\n      isDone: a.boolean()"
        )
        assert "(allow) => [allow.owner()]" in changed
        changed = changed.replace("(allow) => [allow.owner()]", f"(allow) => [{', '.join(RULES)}]")
        assert "defaultAuthorizationMode: 'userPool'," in changed
        changed = changed.replace("defaultAuthorizationMode: 'userPool',", MODES)
        schema.write_text(changed.replace("sayHello: a", OPERATIONS))
        assert "Run `npm run models`" in run(project, "npm", "run", "models:check", status=1)
        run(project, "npm", "run", "models")
        assert "dueAt: Temporal.DateTime?" in (project / "App/AmplifyModels/Todo.swift").read_text()
        assert "func find(in: String, since: Temporal" in (project / "App/AmplifyModels/Operations.swift").read_text()
        assert type_check(project) == ""
    finally:
        schema.write_text(text)
        run(project, "npm", "run", "models")


def test_asset_catalogs_name_what_the_project_asks_for(project: Path) -> None:
    catalogs = {path.parent.name: json.loads(path.read_text()) for path in (project / "App").rglob("Contents.json")}
    assert {"AppIcon.appiconset", "AccentColor.colorset"} <= {*catalogs}
    assert all(each["info"] == {"author": "xcode", "version": 1} for each in catalogs.values())
