"""The app of Flutter, which no compiler reads here: its names, texts, packages and imports are looked up instead."""

from __future__ import annotations

import json
import os
import plistlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from commands import run
from conftest import PRESETS, ROOT, Render, Rendered
from dart_symbols import symbols
from parsers import PARSERS
from plumbum import local
from projects import asked

FULL = PRESETS["flutter"]
# What decides what the app is made of, each another way.
ANSWERS: dict[str, dict[str, Any]] = {
    "full": FULL,
    "empty": {**FULL, "login_methods": ["none"], "features": []},
    "signed in alone": {**FULL, "login_methods": ["phone"], "features": []},
    "files alone": {**FULL, "features": ["storage"]},
    "public": {**FULL, "login_methods": ["none"], "features": ["data"], "data_authorization": "publicApiKey"},
    "second factor, REST API by token": {
        **FULL,
        "login_methods": ["email", "phone"],
        "features": ["data", "rest-api", "functions", "advanced"],
        "rest_api_authorization": "userPool",
        "mfa": "required",
        "mfa_methods": ["totp", "sms"],
        "user_attributes": ["birthdate!", "nickname!"],
    },
    "factors by choice": {
        **FULL,
        "login_methods": ["email", "phone", "google"],
        "features": ["advanced"],
        "mfa": "optional",
        "mfa_methods": ["totp", "sms", "email"],
        "email_sender": "notes@example.com",
        "account_recovery": "PHONE_AND_EMAIL",
    },
    "factor by SMS, REST API of people": {
        **FULL,
        "login_methods": ["email", "phone"],
        "features": ["rest-api", "storage", "advanced"],
        "mfa": "optional",
        "mfa_methods": ["sms"],
        "rest_api_authorization": "iam",
    },
    "analytics": {**FULL, "features": ["data", "storage", "kinesis"]},
    "analytics alone": {**FULL, "features": ["kinesis"]},
    "provider of a company": {
        **FULL,
        "login_methods": ["email", "google", "saml"],
        "saml_provider": "acme=https://login.example.com/metadata.xml",
        "features": [],
    },
    "several providers": {
        **FULL,
        "login_methods": ["email", "oidc", "saml"],
        "oidc_providers": ["partners=https://id.example.com", "suppliers=https://suppliers.example.com"],
        "saml_provider": "acme-staff=file",
    },
    "REST API of everybody": {**FULL, "login_methods": ["none"], "features": ["rest-api"]},
    "groups": {
        **FULL,
        "data_authorization": "groups",
        "user_groups": ["ADMINS", "EDITORS"],
        "storage_access": ["private", "public", "groups"],
        "storage_paths": [
            "private/{entity_id}/*",
            "reports/*=ADMINS+guests",
            "drafts/*=EDITORS",
            "drafts/all/*=guests",
        ],
    },
    "groups alone": {
        **FULL,
        "user_groups": ["ADMINS"],
        "storage_access": ["groups"],
        "storage_paths": ["groups/ADMINS/*=ADMINS"],
    },
    "several": {
        **FULL,
        "data_authorization": "custom",
        "data_examples": ["relationship"],
        "project_name": "@zed/every-example",
        "storage_access": ["private", "public", "shared"],
        "storage_paths": ["private/{entity_id}/*", "shared/*", "shared/all/*=guests"],
        "functions": ["say-hello", "say-good-bye", "tell-how-much-is-to-be-done"],
    },
}
LEDGER: list[dict[str, Any]] = json.loads((ROOT / "tests/dart/ledger.json").read_text())
# What `npm run models` makes, and Flutter of the texts; `{}` are those.
GENERATED = """
const amplifyConfig = 1;
class ModelProvider { static ModelProvider get instance => _instance; }
class Todo {
  const Todo({String? id, required String content, bool? isDone});
  static const classType = 1;
  final String id;
  String get content => 1;
  bool? get isDone => 1;
  String? get createdAt => 1;
  Todo copyWith({String? content, bool? isDone}) => 1;
}
class Comment { static const classType = 1; static final TODO = 1; }
Future<String?> sayHello({String? name}) => 1;
Future<String?> sayGoodBye({String? name}) => 1;
Future<String?> tellHowMuchIsToBeDone({String? name}) => 1;
class L10n { {} }
"""


@pytest.fixture(params=ANSWERS)
def project(request: pytest.FixtureRequest, rendered: Rendered) -> Path:
    """Each of them, to be read."""
    return rendered(asked(ANSWERS[request.param])).path


def dart_files(project: Path) -> list[Path]:
    return [path for folder in ("lib", "test", "testing") for path in (project / folder).rglob("*.dart")]


def texts(project: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project / "lib/l10n/app_en.arb").read_text())
    return found


def names_of(project: Path, change: Callable[[str], str] = str) -> set[str]:
    getters = " ".join(f"String get {name};" for name in texts(project) if not name.startswith("@"))
    generated = GENERATED.replace("{}", getters)
    return symbols((change(path.read_text()) for path in dart_files(project)), [generated])


def entered() -> set[str]:
    """Every name in the ledger."""
    return {
        row["symbol"] + (use if not use or use.startswith("(") else f".{use}") for row in LEDGER for use in row["uses"]
    }


def test_every_name_of_others_is_in_the_ledger_and_no_other_is(rendered: Rendered) -> None:
    used = set[str]().union(*(names_of(rendered(asked(answers)).path) for answers in ANSWERS.values()))
    assert used - entered() == set(), "look it up in the source, and enter it"
    assert entered() - used == set(), "nothing uses it any more"


@pytest.mark.parametrize(
    ("written", "mistaken", "name"),
    [
        ("child: _app(", "body: _app(", "Authenticator(body:)"),
        ("Authenticator.builder()", "Authenticator.wrapper()", "Authenticator.wrapper"),
        ("SubscriptionStatus.connecting", "SubscriptionStatus.lost", "SubscriptionStatus.lost"),
        ("Amplify.API.query(", "Amplify.API.ask(", "Amplify.API.ask"),
        ("onEstablished: onEstablished", "onReady: onEstablished", "Amplify.API.subscribe(onReady:)"),
        ("response.hasErrors", "response.hasFailed", ".hasFailed"),
        ("on StorageOperationCanceledException", "on StorageCanceled", "StorageCanceled"),
        ("AmplifyException(:final message)", "AmplifyException(:final said)", ".said"),
        ("onTap: () => _signOut", "onPress: () => _signOut", "PopupMenuItem(onPress:)"),
        ("Icons.delete_outline", "Icons.delete_it", "Icons.delete_it"),
        ("l10n.todosEmpty", "l10n.todosNone", ".todosNone"),
        ("TodoForm(onAdd:", "TodoForm(add:", "TodoForm(add:)"),
        ("Provider<TodoRepository>(create:", "Provider<TodoRepository>(make:", "Provider(make:)"),
    ],
)
def test_a_mistake_is_a_name_that_is_not_in_the_ledger(
    rendered: Rendered, written: str, mistaken: str, name: str
) -> None:
    project = rendered(asked(FULL)).path
    assert any(written in path.read_text() for path in dart_files(project)), written
    assert names_of(project, lambda text: text.replace(written, mistaken)) - entered() >= {name}


def test_what_was_not_looked_up_is_few_and_of_amplify_everything_was() -> None:
    unseen = [row["symbol"] for row in LEDGER if "version" not in row]
    assert len(unseen) <= 17
    assert not any(re.match("Amplify|Auth|AWS|GraphQL|Model|Storage|Subscription", symbol) for symbol in unseen)


def test_the_demo_has_something_for_whatever_the_screens_ask_for(project: Path) -> None:
    asked_for, given = (
        {*re.findall(r"Provider<(\w+)>", (project / path).read_text())}
        for path in ("lib/config/dependencies.dart", "testing/main_demo.dart")
    )
    assert given == asked_for
    assert "Amplify" not in (project / "testing/main_demo.dart").read_text()
    script = json.loads((project / "package.json").read_text())["scripts"]["demo"]
    assert (project / script.rpartition(" ")[2]).is_file()


def test_every_text_is_there_and_is_used(project: Path) -> None:
    there = {name for name in texts(project) if not name.startswith("@")}
    sources = "".join(path.read_text() for path in dart_files(project))
    assert {*re.findall(r"\bl10n\.(\w+)", sources)} - {"localeName"} | {
        *re.findall(r"of\(context\)\.(\w+Title)", sources)
    } == there


def test_a_text_has_what_it_is_given(project: Path) -> None:
    arb = texts(project)
    sources = "".join(path.read_text() for path in dart_files(project))
    for name in arb:
        if name.startswith("@"):
            continue
        places = re.findall(r"\{(\w+)\}", arb[name])
        declared = arb.get(f"@{name}", {}).get("placeholders", {})
        assert list(declared) == places, name
        for call in re.findall(rf"\bl10n\.{name}\b(\(?)", sources):
            assert bool(call) == bool(places), name


def test_packages_are_those_that_are_imported(project: Path) -> None:
    pubspec = yaml.safe_load((project / "pubspec.yaml").read_text())
    needed = {name for name in pubspec["dependencies"] if name not in ("flutter_localizations", "intl")}
    imported = {folder: packages(project / folder) - {pubspec["name"]} for folder in ("lib", "test", "testing")}
    assert imported["lib"] - {"intl"} <= needed
    # The widgets of a form bring what signs people in, and the tests what the app uses.
    assert needed - imported["lib"] <= {"provider"}
    assert imported["test"] | imported["testing"] <= needed | {"flutter_test"}


def packages(folder: Path) -> set[str]:
    sources = "".join(path.read_text() for path in folder.rglob("*.dart"))
    return {*re.findall(r"^(?:import|export) 'package:(\w+)/", sources, re.MULTILINE)}


def test_every_file_that_is_imported_is_there(project: Path) -> None:
    name = yaml.safe_load((project / "pubspec.yaml").read_text())["name"]
    made = {"amplify_outputs.dart", "app_localizations.dart", "ModelProvider.dart", "operations.dart"}
    for path in dart_files(project):
        for found in re.findall(r"^(?:import|export) '([^':]+|package:[^']+)'", path.read_text(), re.MULTILINE):
            own = found.startswith(f"package:{name}/")
            if found.startswith("package:") and not own:
                continue
            target = project / "lib" / found.split("/", 1)[1] if own else path.parent / found
            assert target.name in made or target.resolve().is_file(), f"{path} imports {found}"


def test_lines_are_no_longer_than_dart_has_them(project: Path) -> None:
    for path in dart_files(project):
        for line in path.read_text().splitlines():
            # Nothing breaks a directive, or a text alone.
            assert len(line) <= 80 or re.match(r"import |export |\s+'.*',$", line), (path, line)


def test_only_the_layer_of_data_calls_amplify(project: Path) -> None:
    shown = {
        "lib/app.dart",
        "lib/config/backend.dart",
        "lib/ui/core/problem.dart",
        "lib/ui/sign_in/widgets/provider_sign_in_form.dart",
    }
    for path in (project / "lib").rglob("*.dart"):
        name = path.relative_to(project).as_posix()
        if "package:amplify_" in path.read_text():
            assert name in shown or re.match(r"lib/data/(repositories/.*_amplify|services/api)\.dart$", name), name


def test_a_model_of_every_kind_has_typed_calls(rendered: Rendered) -> None:
    project = rendered(asked(FULL)).path
    description = {
        "models": {"Todo": {"fields": {"id": field("id", "ID"), "content": field("content", "String")}}},
        "nonModels": {"Announcement": {"fields": {"text": field("text", "String")}}},
        "queries": {
            "countTodos": {"name": "countTodos", **of("Int")},
            "sayHello": {"name": "sayHello", **of("String"), "arguments": {"name": field("name", "String")}},
            "is": {"name": "is", **of({"enum": "Status"}), "arguments": {"final": field("final", {"enum": "Status"})}},
            "find": {"name": "find", **of({"model": "Todo"}, isArray=True, isArrayNullable=True)},
        },
        "mutations": {
            "announce": {
                "name": "announce",
                **of({"nonModel": "Announcement"}, isRequired=True),
                "arguments": {"texts": {"name": "texts", **of("String", isArray=True, isRequired=True)}},
            }
        },
        "subscriptions": {
            "onAnnounce": {
                "name": "onAnnounce",
                **of({"nonModel": "Announcement"}),
                "arguments": {"text": field("text", "String")},
            }
        },
    }
    program = f"import {{ operations }} from './scripts/operations.mjs'; console.log(operations({json.dumps(description)})['operations.dart'])"
    written = run(project, "node", "--input-type=module", "--eval", program)
    PARSERS[".dart"](written)
    for part in (
        "Future<int?> countTodos() {",
        "Future<String?> sayHello({String? name}) {",
        "r'query($name: String) { sayHello(name: $name) }',",
        "Future<Status?> is_({Status? final_}) {",
        "{'final': final_?.name},",
        "(answer) => answer == null ? null : Status.values.byName(answer as String),",
        "Future<List<Map<String, dynamic>?>?> find() {",
        "r'query { find { id content } }',",
        "Future<Announcement> announce({required List<String> texts}) {",
        "(request) => Amplify.API.mutate(request: request),",
        "r'mutation($texts: [String!]!) { announce(texts: $texts) { text } }',",
        "(answer) => Announcement.fromJson(answer as Map<String, dynamic>),",
        "Stream<Announcement?> onAnnounce({String? text}) {",
        "r'subscription($text: String) { onAnnounce(text: $text) { text } }',",
        "(answer) => answer == null ? null : Announcement.fromJson(answer as Map<String, dynamic>),",
    ):
        assert part in written, part
    # What nothing calls would be a warning.
    for kinds, helpers in ((["queries"], {"_call", "_read"}), (["subscriptions"], {"_follow", "_read"})):
        part = json.dumps({each: description[each] for each in ("models", "nonModels", *kinds)})
        made = run(project, "node", "--input-type=module", "--eval", program.replace(json.dumps(description), part))
        assert {*re.findall(r"(_\w+)<T>\(", made)} == helpers
    nothing = "import { operations } from './scripts/operations.mjs'; console.log(operations({ models: {} }))"
    assert run(project, "node", "--input-type=module", "--eval", nothing) == "{}\n"


def of(type_: object, **more: bool) -> dict[str, object]:
    return {"type": type_, "isArray": False, "isRequired": False, **more}


def field(name: str, type_: object) -> dict[str, object]:
    return {"name": name, **of(type_)}


def test_the_app_calls_the_rest_api_as_the_backend_authorizes_it(rendered: Rendered) -> None:
    for answers, type_, sends_token in (
        ("factor by SMS, REST API of people", "AWS_IAM", False),
        ("second factor, REST API by token", "NONE", True),
        ("REST API of everybody", "NONE", False),
    ):
        project = rendered(asked(ANSWERS[answers])).path
        assert f"'authorization_type': '{type_}'" in (project / "lib/config/backend.dart").read_text()
        source = (project / "lib/data/repositories/item/item_repository_amplify.dart").read_text()
        assert ("'Authorization': token.raw" in source) == sends_token
        assert {*re.findall(r"apiName: '(\w+)'", source)} == {"items"}
        resource = (project / "amplify/api/resource.ts").read_text()
        assert "API: { items: { endpoint, region: stack.region } }" in resource
        assert ("HttpIamAuthorizer" in resource, "HttpUserPoolAuthorizer" in resource) == (
            type_ == "AWS_IAM",
            sends_token,
        )


def test_the_app_records_in_the_stream_that_the_backend_has(rendered: Rendered) -> None:
    project = rendered(asked(ANSWERS["analytics"])).path
    [custom] = re.findall(r"custom: \{ (.*) \},\n", (project / "amplify/kinesis/resource.ts").read_text())
    source = (project / "lib/data/repositories/analytics/analytics_repository_amplify.dart").read_text()
    assert re.findall(r"custom\?\['(\w+)'\]", source) == re.findall(r"^(\w+): \{", custom)
    assert sorted(re.findall(r"stream\['(\w+)'\]", source)) == re.findall(r"(\w+): \w", custom)
    screens = (project / "lib/ui/home/screens.dart").read_text()
    assert re.findall(r"name: '(.*)'", screens) == ["todos", "files"]


def test_each_provider_of_the_user_pool_without_a_button_of_amplify_has_one(rendered: Rendered) -> None:
    for answers in ("provider of a company", "several providers"):
        project = rendered(asked(ANSWERS[answers])).path
        source = (project / "lib/config/identity_providers.dart").read_text()
        resource = (project / "amplify/auth/resource.ts").read_text()
        assert re.findall(r"'([\w-]+)': '", source) == re.findall(r"\bname: '(.*)'", resource)
        assert "signInForm: ProviderSignInForm()" in (project / "lib/app.dart").read_text()


def test_comments_go_with_their_to_do(rendered: Rendered) -> None:
    project = rendered(asked(ANSWERS["several"])).path
    source = (project / "lib/data/repositories/todo/todo_repository_amplify.dart").read_text()
    deletion = source.split("Future<void> delete(Todo todo)")[1]
    assert deletion.index("await _deleteComments(todo);") < deletion.index("ModelMutations.delete(todo)")
    assert "a.belongsTo('Todo', 'todoId')" in (project / "amplify/data/resource.ts").read_text()


def test_the_app_offers_the_second_factors_that_the_backend_allows(rendered: Rendered) -> None:
    for answers in ("factors by choice", "factor by SMS, REST API of people"):
        project = rendered(asked(ANSWERS[answers])).path
        source = (project / "lib/data/repositories/second_factor/second_factor_repository.dart").read_text()
        [offered] = re.findall(r"enum SecondFactor \{ (.*) \}", source)
        resource = (project / "amplify/auth/resource.ts").read_text()
        [allowed] = re.findall(r"multifactor: \{(.*)\}", resource)
        assert offered.split(", ") == re.findall(r"(\w+): true", allowed)


# What `flutter create` writes, as far as the script looks at it: packages/flutter_tools/templates/app of flutter/flutter.
MADE = {
    ".metadata": "version: 1\n",
    "android/app/src/main/AndroidManifest.xml": """<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application
        android:label="fieldnotes"
        android:name="${applicationName}">
        <activity
            android:name=".MainActivity"
            android:taskAffinity=""
            android:exported="true">
            <intent-filter>
                <action android:name="android.intent.action.MAIN"/>
                <category android:name="android.intent.category.LAUNCHER"/>
            </intent-filter>
        </activity>
    </application>
    <queries>
        <intent>
            <action android:name="android.intent.action.PROCESS_TEXT"/>
            <data android:mimeType="text/plain"/>
        </intent>
    </queries>
</manifest>
""",
    "android/app/build.gradle.kts": 'android {\n    defaultConfig {\n        applicationId = "app.fieldnotes"\n    }\n}\n',
    "ios/Runner/Info.plist": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>CFBundleDisplayName</key>
\t<string>Fieldnotes</string>
\t<key>CFBundleName</key>
\t<string>fieldnotes</string>
</dict>
</plist>
""",
    "ios/Runner.xcodeproj/project.pbxproj": "IPHONEOS_DEPLOYMENT_TARGET = 13.0;\n"
    "PRODUCT_BUNDLE_IDENTIFIER = app.fieldnotes;\nIPHONEOS_DEPLOYMENT_TARGET = 16.0;\n",
}


@pytest.fixture
def native(render: Render, tmp_path: Path) -> Iterator[Path]:
    """A project, on a machine whose Flutter writes what the real one does."""
    tool = tmp_path / "bin/flutter"
    tool.parent.mkdir()
    write = "for (const [path, text] of Object.entries(files)) { mkdirSync(dirname(join(app, path)), { recursive: true }); writeFileSync(join(app, path), text) }"
    tool.write_text(
        f"#!/usr/bin/env node\nconst {{ mkdirSync, writeFileSync }} = require('fs'), {{ dirname, join }} = require('path')\n"
        f"const files = {json.dumps(MADE)}, app = process.argv.at(-1)\n"
        "console.log(process.argv.slice(2, -1).join(' '))\n" + write + "\n"
    )
    tool.chmod(0o755)
    with local.env(PATH=f"{tool.parent}{os.pathsep}{local.env['PATH']}"):
        yield render(asked(FULL))


def test_native_projects_have_the_name_the_permission_and_the_oldest_system(native: Path) -> None:
    said = run(native, "node", "scripts/native.mjs")
    assert said.splitlines() == ["android: made", "ios: made", ".metadata: made"]
    manifest = ElementTree.parse(native / "android/app/src/main/AndroidManifest.xml").getroot()
    space = "{http://schemas.android.com/apk/res/android}"
    assert [each.get(f"{space}name") for each in manifest.iter("uses-permission")] == ["android.permission.INTERNET"]
    [application] = manifest.iter("application")
    assert application.get(f"{space}label") == "Field notes"
    assert not [each for each in manifest.iter("data") if each.get(f"{space}scheme")]
    assert plistlib.loads((native / "ios/Runner/Info.plist").read_bytes())["CFBundleDisplayName"] == "Field notes"
    project = (native / "ios/Runner.xcodeproj/project.pbxproj").read_text()
    assert re.findall(r"TARGET = ([\d.]+);", project) == ["15.0", "16.0"]


def test_people_who_sign_in_elsewhere_come_back_by_one_scheme(native: Path, rendered: Rendered) -> None:
    project = rendered(asked({**FULL, "login_methods": ["email", "google"]})).path
    for name in ("scripts/native.mjs", "amplify/auth/resource.ts"):
        (native / name).write_bytes((project / name).read_bytes())
    run(native, "node", "scripts/native.mjs")
    manifest = ElementTree.parse(native / "android/app/src/main/AndroidManifest.xml").getroot()
    space = "{http://schemas.android.com/apk/res/android}"
    schemes = [scheme for each in manifest.iter("data") if (scheme := each.get(f"{space}scheme"))]
    assert schemes == ["fieldnotes"]
    [activity] = manifest.iter("activity")
    assert activity.get(f"{space}taskAffinity") is None
    asks = [each.get(f"{space}name") for each in manifest.iterfind("queries/intent/action")]
    assert "android.support.customtabs.action.CustomTabsService" in asks
    for option in ("callbackUrls", "logoutUrls"):
        assert f"{option}: ['fieldnotes://']" in (native / "amplify/auth/resource.ts").read_text()
    assert "const scheme = 'fieldnotes://'" in (project / "tests/backend/auth.test.ts").read_text()


def test_native_projects_are_made_once_and_are_the_owners_then(native: Path) -> None:
    run(native, "node", "scripts/native.mjs")
    manifest = native / "android/app/src/main/AndroidManifest.xml"
    manifest.write_text("of the owner")
    said = run(native, "node", "scripts/native.mjs")
    assert said.splitlines() == [f"{name}: is there, and stays as it is" for name in ("android", "ios", ".metadata")]
    assert manifest.read_text() == "of the owner"


def test_files_in_another_way_are_left_alone(native: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = Path(str(local.which("flutter")))
    tool.write_text(tool.read_text().replace("applicationId", "applicationName"))
    said = run(native, "node", "scripts/native.mjs", status=1)
    assert 'applicationId = "app.fieldnotes" is missing.' in said
    assert not (native / "android").exists()


def test_without_flutter_it_says_where_from(render: Render) -> None:
    project = render(asked(FULL))
    assert "There is no Flutter on this machine" in run(project, "node", "scripts/native.mjs", status=1)
