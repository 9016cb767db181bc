"""The app of Android: compiled by Kotlin's own compiler, its unit tests run, its style checked, its resources looked up."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from commands import edited, git, run
from conftest import PRESETS, Rendered
from kotlin import ANDROID, Compiled, compiled, identifier, imports, ledger, linted, unit_tests
from packages import give_back
from plumbum import local
from projects import App, asked, linked
from pytest_copier.plugin import CopierFixture

pytestmark = [pytest.mark.job("compiled"), pytest.mark.parametrize("app", ["android"], indirect=True, scope="module")]

PUBLIC: dict[str, Any] = {
    "login_methods": ["none"],
    "features": ["data", "rest-api", "events"],
    "data_authorization": "publicApiKey",
    "rest_api_authorization": None,
}
EXAMPLES: dict[str, Any] = {
    "project_name": "@zed/every-example",  # whose package stands at the end of the imports
    "login_methods": ["email", "passkey", "google", "facebook", "apple", "amazon", "oidc"],
    "passkey_domain": "example.com",
    "oidc_providers": ["acme=https://login.acme.example/realm"],
    "features": ["data", "storage", "functions", "rest-api", "events", "geo", "advanced"],
    "geo_kind": ["places"],
    "rest_api_authorization": "userPool",
    "data_authorization": "owner",
    "data_examples": ["field-authorization", "relationship", "custom-query", "custom-mutation", "custom-subscription"],
    "functions": ["say-hello", "say-good-bye"],
    "streaming_functions": ["tell-story"],
    "storage_paths": ["shared/*", "shared/reports/*", "private/{entity_id}/*"],
}
NOTHING: dict[str, Any] = {"login_methods": ["sms-otp"], "features": []}
CODES: dict[str, Any] = {"login_methods": ["email-otp"], "features": []}
GROUPS: dict[str, Any] = {
    "login_methods": ["phone", "sms-otp"],
    "mfa_methods": ["sms"],
    "account_recovery": "PHONE_ONLY_WITHOUT_MFA",
    "features": ["data", "storage", "geo", "advanced"],
    "geo_kind": ["maps"],
    "user_groups": ["EDITORS", "Group-with-a-long-name"],
    "storage_access": ["shared", "groups"],
    "storage_paths": ["shared/*", "shared/reports/*=EDITORS", "news/*=EDITORS+guests"],
    "data_authorization": "groups",
}
OTHERS: dict[str, dict[str, Any]] = {
    "preset": {},
    "public": PUBLIC,
    "examples": EXAMPLES,
    "nothing": NOTHING,
    "codes": CODES,
    "groups": GROUPS,
}

# What the ledger is about: Amplify's packages.
AMPLIFY = ("com.amplifyframework.", "com.amazonaws.sdk.appsync.")

ANDROIDS = "{http://schemas.android.com/apk/res/android}"
TOOLS = "{http://schemas.android.com/tools}"


@pytest.fixture(scope="module")
def app(
    request: pytest.FixtureRequest, plain_copier: CopierFixture, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """The fullest project, with its models."""
    project = modelled(plain_copier, PRESETS[request.param], tmp_path_factory.mktemp(request.param) / "project")
    yield App(request.param, project)
    give_back(project)


def modelled(copier: CopierFixture, answers: dict[str, Any], project: Path) -> Path:
    linked(copier, answers, project)
    run(project, "npm", "run", "--if-present", "models")
    return project


@pytest.fixture(scope="module")
def build(app: App) -> Compiled:
    return compiled(app.project, [ANDROID / "checks"])


def test_all_of_it_compiles(build: Compiled) -> None:
    assert build.said == ""


def test_its_unit_tests_pass_on_this_machine_and_so_do_those_of_its_requests(app: App, build: Compiled) -> None:
    said = unit_tests(
        build,
        [
            *own_tests(app.project),
            "com.amplifyframework.api.aws.RequestsTest",
            "app.fieldnotes.data.PlaceRepositoryTest",
            "app.fieldnotes.data.RestApiTest",
        ],
    )
    assert re.search(r"^OK \(\d\d tests\)$", said, re.MULTILINE), said


def own_tests(project: Path) -> list[str]:
    """The names of the project's unit tests."""
    tests = project / "app/src/test/java"
    names = [path.relative_to(tests).with_suffix("").as_posix() for path in tests.rglob("*Test.kt")]
    return [name.replace("/", ".") for name in names]


# In one compilation each, because that takes seconds: what is written, by what it is replaced, and what the compiler says.
MISTAKES = {
    "wrong label": (
        "ui/todos/TodosScreen.kt",
        "imeAction = ImeAction",
        "imeActions = ImeAction",
        "No parameter with name",
    ),
    "no such member": ("data/AmplifyFileRepository.kt", ".setPageSize(", ".setPages(", "Unresolved reference"),
    "no such resource": ("ui/Problem.kt", "R.string.offline", "R.string.off_line", "Unresolved reference"),
    "not suspended": ("ui/files/FilesViewModel.kt", "private suspend fun", "private fun", "suspend function"),
    "not composable": ("ui/ConnectBackend.kt", "@Composable\nfun", "fun", "@Composable invocations can only happen"),
    "missing state": (
        "ui/functions/FunctionsViewModel.kt",
        "String?>(null)",
        "String>(null)",
        "Null cannot be a value",
    ),
}


def test_mistakes_are_refused_by_file(app: App) -> None:
    sources = app.project / "app/src/main/java" / identifier(app.project).replace(".", "/")
    before = {name: (sources / name).read_text() for name, *_ in MISTAKES.values()}
    try:
        for name, old, new, _ in MISTAKES.values():
            assert old in before[name]
            (sources / name).write_text(before[name].replace(old, new))
        errors = compiled(app.project).errors
    finally:
        for name, text in before.items():
            (sources / name).write_text(text)
    for mistake, (name, _, _, reason) in MISTAKES.items():
        own = [message for file, message in errors if file == Path(name).name]
        assert any(reason.lower() in message.lower() for message in own), f"{mistake}: {own}"


def test_its_style_is_ktlints(app: App) -> None:
    assert linted(app.project) == ""
    theme = next((app.project / "app").rglob("Theme.kt"))
    with edited(theme, "primary = Color", "primary=Color"):
        assert "op-spacing" in linted(app.project)


@pytest.mark.parametrize("answers", [PUBLIC, EXAMPLES, NOTHING], ids=["public", "examples", "nothing"])
def test_apps_of_other_answers_compile_pass_their_tests_and_have_the_same_style(
    app: App, answers: dict[str, Any], plain_copier: CopierFixture, tmp_path: Path
) -> None:
    project = modelled(plain_copier, {**PRESETS["android"], **answers}, tmp_path / "project")
    more = ANDROID / "examples" if answers is EXAMPLES else None
    build = compiled(project, [more] if more else [])
    assert build.said == ""
    said = unit_tests(build, [*own_tests(project), *(["zed.everyexample.data.FunctionUrlTest"] if more else [])])
    assert re.search(r"^OK \(\d+ tests\)$", said, re.MULTILINE), said
    assert linted(project) == ""
    give_back(project)


def test_members_of_groups_alone_change_todos_and_see_their_folders(
    app: App, plain_copier: CopierFixture, tmp_path: Path
) -> None:
    project = modelled(plain_copier, {**PRESETS["android"], **GROUPS}, tmp_path / "project")
    build = compiled(project, [ANDROID / "groups"])
    assert build.said == ""
    said = unit_tests(
        build, [*own_tests(project), "app.fieldnotes.data.GroupsTest", "app.fieldnotes.data.UsableFoldersTest"]
    )
    assert re.search(r"^OK \(\d\d tests\)$", said, re.MULTILINE), said
    assert linted(project) == ""
    give_back(project)


def test_models_follow_the_schema(app: App) -> None:
    """Those of another schema fail the check, by the names of the files, until they are written again."""
    schema, models = app.project / "amplify/data/resource.ts", app.project / app.framework.models
    run(app.project, "npm", "run", "models:check")
    (models / "Stray.kt").write_text("")
    with edited(schema, "isDone: a.boolean()", "dueOn: a.date(),\n      isDone: a.boolean()"):
        said = run(app.project, "npm", "run", "models:check", status=1)
        assert "Todo.java" in said
        assert "Stray.kt" in said
        assert "Run `npm run models`" in said
        run(app.project, "npm", "run", "models")
        assert "getDueOn" in next(models.rglob("Todo.java")).read_text()
        assert not (models / "Stray.kt").exists()
        run(app.project, "npm", "run", "models:check")
    run(app.project, "npm", "run", "models")


def test_the_manifest_names_classes_that_exist_and_asks_for_what_the_app_needs_alone(app: App) -> None:
    """MapLibre's own manifest asks for the location."""
    manifest = ElementTree.parse(app.project / "app/src/main/AndroidManifest.xml").getroot()
    asked = {each.get(f"{ANDROIDS}name"): each.get(f"{TOOLS}node") for each in manifest.iter("uses-permission")}
    assert asked == {
        "android.permission.INTERNET": None,
        "android.permission.CAMERA": None,
        "android.permission.POST_NOTIFICATIONS": None,
        "android.permission.ACCESS_COARSE_LOCATION": "remove",
        "android.permission.ACCESS_FINE_LOCATION": "remove",
    }
    sources = app.project / "app/src/main/java" / identifier(app.project).replace(".", "/")
    [application] = manifest.iter("application")
    for element in (application, *manifest.iter("activity"), *manifest.iter("service")):
        name = (element.get(f"{ANDROIDS}name") or "").removeprefix(".")
        assert f"class {name} :" in (sources / f"{name}.kt").read_text()
    assert application.get(f"{ANDROIDS}supportsRtl") == "true"


def test_the_demo_starts_with_fakes_alone(app: App) -> None:
    """Neither the class that configures Amplify nor the activity that asks who somebody is."""
    demo = app.project / "app/src/demo"
    [application] = ElementTree.parse(demo / "AndroidManifest.xml").getroot().iter("application")
    assert application.get(f"{ANDROIDS}name") == "android.app.Application"
    assert application.get(f"{TOOLS}replace") == "android:name"
    activities = {each.get(f"{ANDROIDS}name"): each for each in application}
    assert activities[".MainActivity"].get(f"{TOOLS}node") == "remove"
    assert set(activities) == {".MainActivity", ".DemoActivity"}
    [source] = demo.rglob("*.kt")
    assert "class DemoActivity :" in source.read_text()
    assert not [name for name in imports(source) if name.startswith("com.amplifyframework.") or ".data.Amplify" in name]


def test_a_browser_comes_back_by_the_scheme_that_the_backend_knows(app: App, rendered: Rendered) -> None:
    project = rendered(asked({**PRESETS["android"], **EXAMPLES})).path
    manifest = ElementTree.parse(project / "app/src/main/AndroidManifest.xml").getroot()
    [activity] = [each for each in manifest.iter("activity") if each.find(".//data") is not None]
    assert activity.get(f"{ANDROIDS}name") == "com.amplifyframework.auth.cognito.activities.HostedUIRedirectActivity"
    assert activity.get(f"{ANDROIDS}exported") == "true"
    kinds = {each.get(f"{ANDROIDS}name") for each in activity.iter("category")}
    assert kinds == {"android.intent.category.DEFAULT", "android.intent.category.BROWSABLE"}
    [scheme] = [each.get(f"{ANDROIDS}scheme") for each in activity.iter("data")]
    auth = (project / "amplify/auth/resource.ts").read_text()
    assert re.findall(r"(\w+Urls): (.*),", auth) == [
        ("callbackUrls", f"['{scheme}://']"),
        ("logoutUrls", f"['{scheme}://']"),
    ]


def test_references_between_resources_lead_somewhere(app: App) -> None:
    folder = app.project / "app/src/main/res"
    files = [app.project / "app/src/main/AndroidManifest.xml", *folder.rglob("*.xml")]
    named = {found for path in files for found in re.findall(r'"@(\w+)/([\w.]+)"', path.read_text())}
    assert ("string", "app_name") in named
    for kind, name in named:
        values = [
            each.get("name") for path in folder.glob("values*/*.xml") for each in ElementTree.parse(path).getroot()
        ]
        assert name in values or [*folder.glob(f"{kind}*/{name}.*")], f"@{kind}/{name}"


@pytest.mark.parametrize("answers", OTHERS, ids=list(OTHERS))
def test_gradle_uses_what_its_catalog_has(app: App, answers: str, rendered: Rendered) -> None:
    project = rendered(asked({**PRESETS["android"], **OTHERS[answers]})).path
    catalog = tomllib.loads((project / "gradle/libs.versions.toml").read_text())
    scripts = "".join((project / folder / "build.gradle.kts").read_text() for folder in ("", "app"))
    used = set(re.findall(r"\(libs\.([\w.]+)\)", scripts))
    known = {name.replace("-", ".") for name in catalog["libraries"]}
    known |= {f"plugins.{name.replace('-', '.')}" for name in catalog["plugins"]}
    assert used == known
    entries = [*catalog["libraries"].values(), *catalog["plugins"].values()]
    references = {entry["version"]["ref"] for entry in entries if "version" in entry}
    references |= set(re.findall(r"libs\.versions\.(\w+)", scripts))
    assert references == {*catalog["versions"]}


def test_outputs_and_keys_are_never_committed(app: App) -> None:
    for path in (
        app.framework.outputs,
        "local.properties",
        "release.jks",
        "app/upload.keystore",
        "app/build/x",
        ".gradle/x",
    ):
        git(app.project, "check-ignore", path)
    assert json.loads((app.project / app.framework.outputs).read_text()) == {"version": "1.4"}


GRADLE = """\
#!/bin/sh
[ "$1" = --version ] && exit
echo "gradle $*"
mkdir -p gradle/wrapper
touch gradle/wrapper/gradle-wrapper.jar
printf '#!/bin/sh\\necho "gradlew $*"\\n' > gradlew
chmod +x gradlew
"""


@pytest.fixture
def without_wrapper(app: App) -> Iterator[Path]:
    yield app.project
    shutil.rmtree(app.project / "gradle/wrapper", ignore_errors=True)
    (app.project / "gradlew").unlink(missing_ok=True)


def test_the_wrapper_is_made_once_by_the_gradle_of_the_machine_and_runs_the_tasks(
    without_wrapper: Path, tmp_path: Path
) -> None:
    """With a stand-in for Gradle, which says what it is asked."""
    project = without_wrapper
    assert "There is no Gradle on this machine" in run(project, "npm", "run", "native", status=1)
    assert "run `npm run native` once" in run(project, "npm", "run", "build", status=1)
    (tmp_path / "gradle").write_text(GRADLE)
    (tmp_path / "gradle").chmod(0o755)
    with local.env(PATH=f"{tmp_path}:{local.env['PATH']}"):
        said = run(project, "npm", "run", "native")
        assert "gradle wrapper --gradle-version 8.13" in said
        assert "Gradle's wrapper: made" in said
        assert "gradle wrapper" not in run(project, "npm", "run", "native")
    assert "gradlew assembleDebug" in run(project, "npm", "run", "build")
    assert "gradlew installDemo" in run(project, "npm", "run", "demo")
    assert "gradlew ktlintCheck testDebugUnitTest" in run(project, "npm", "run", "test:app")
    assert "Gradle's wrapper: gradlew" in run(project, "node", "scripts/doctor.mjs")


def used_by(*projects: Path) -> dict[str, str]:
    """What apps use of Amplify, with the text of the files that do."""
    found: dict[str, str] = {}
    generated = "com.amplifyframework.datastore.generated."
    for path in (path for project in projects for path in (project / "app/src").rglob("*.kt")):
        for symbol in imports(path):
            if symbol.startswith(AMPLIFY) and not symbol.startswith(generated):
                found[symbol] = found.get(symbol, "") + path.read_text()
    return found


def missing_and_unused(used: dict[str, str]) -> tuple[set[str], set[str]]:
    """Symbols without an entry in the ledger, and entries that nothing uses."""
    entries = {entry["symbol"]: entry for entry in ledger()}
    everything = "".join(used.values())
    unused = {
        f"{symbol}.{name}"
        for symbol, entry in entries.items()
        for name in entry["uses"]
        if not re.search(rf"\b{name}\b", used.get(symbol, everything))
    }
    # What is never imported is what another symbol gives: it has members, or no place in the ledger.
    return set(used) - set(entries), unused | {
        name for name in entries if name not in used and not entries[name]["uses"]
    }


def test_every_symbol_of_amplify_was_looked_up_in_its_source(app: App, rendered: Rendered) -> None:
    used = used_by(
        app.project, *(rendered(asked({**PRESETS["android"], **answers})).path for answers in OTHERS.values())
    )
    # Of operations that give a list, which no model here needs.
    used["com.amplifyframework.util.TypeMaker"] = "getParameterizedType"
    assert missing_and_unused(used) == (set(), set())
    assert missing_and_unused({**used, "com.amplifyframework.core.Consumer": ""})[0] == {
        "com.amplifyframework.core.Consumer"
    }
    del used["com.amplifyframework.api.aws.AWSApiPlugin"]
    assert missing_and_unused(used)[1] == {"com.amplifyframework.api.aws.AWSApiPlugin"}


def test_versions_of_the_ledger_and_of_the_stubs_are_those_of_the_catalog(app: App) -> None:
    versions = tomllib.loads((app.project / "gradle/libs.versions.toml").read_text())["versions"]
    amplify = {
        f"amplify-android {versions['amplify']}",
        f"aws-sdk-appsync {versions['appsync']}",
        f"amplify-ui-android, authenticator {versions['authenticator']}",
        f"amplify-ui-android, liveness {versions['liveness']}",
    }
    assert {entry["version"] for entry in ledger()} == amplify
    known = {f"androidx.{name} {versions[name]}" for name in ("activity", "lifecycle")}
    for stub in (ANDROID / "stubs").iterdir():
        first = stub.read_text().partition("\n")[0]
        source = re.match(r"// ((?:amplify-ui-android, )?[\w.-]+ [\d.]+),", first)
        assert source, stub.name
        if source[1].partition(" ")[0] in {name.partition(" ")[0] for name in (*amplify, *known)}:
            assert source[1] in amplify | known, stub.name
