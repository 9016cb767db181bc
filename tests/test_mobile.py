"""Apps for phones: the code of a release, the projects for Android and iOS, and what they do below their screens.

There is no phone here, and no SDK of Google or Apple: docs/verification.md says what that leaves open.
"""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from chromium import served
from commands import edited, run
from conftest import ROOT
from jobs import MOBILE
from plumbum import local
from private_files import answer, gives_away, private_files
from projects import STUB, App

pytestmark = pytest.mark.parametrize("app", MOBILE, indirect=True, scope="session")

PLATFORMS = ["android", "ios"]
DEVICE = ROOT / "tests" / "device"
EMULATOR = "10.0.2.2"  # as an emulator calls the machine that it runs on
HERMES = bytes.fromhex("c61fbc03c103191f")  # what its bytecode begins with
POLYFILL, NATIVE, AMPLIFY = (
    f"node_modules/{name}/" for name in ("react-native-get-random-values", "@aws-amplify/react-native", "aws-amplify")
)
ANDROID = "{http://schemas.android.com/apk/res/android}"


@dataclass(frozen=True)
class Tools:
    """What differs between the clients for phones."""

    start: set[str]  # the files below the project that start the app
    bundle: Callable[[str, str], tuple[str, ...]]  # into a folder, for a platform: code and the names of its modules
    native: tuple[str, ...]  # what makes the projects for Android and iOS
    made: list[str]  # of those, what Git sees
    oldest_android: tuple[str, str]  # where that is, and how it is written
    cleartext: str | None  # the manifest's word on HTTP
    serves: str  # what the server of the app's code prints before its address


TOOLS = {
    "expo": Tools(
        start={"index.ts"},
        bundle=lambda folder, platform: (
            *("npx", "expo", "export", "--no-bytecode", "--source-maps"),
            *("--platform", platform, "--output-dir", f"{folder}/{platform}"),
        ),
        native=("npx", "expo", "prebuild", "--no-install"),
        made=[],
        oldest_android=("node_modules/react-native/gradle/libs.versions.toml", r'^minSdk = "(\d+)"'),
        cleartext=None,
        serves="Waiting on ",
    ),
    "bare": Tools(
        start={"index.js", "app.json"},
        bundle=lambda folder, platform: (
            *("npx", "react-native", "bundle", "--entry-file", "index.js", "--platform", platform),
            *("--dev", "false", "--minify", "false"),
            *("--bundle-output", f"{folder}/{platform}/index.js"),
            *("--sourcemap-output", f"{folder}/{platform}/index.js.map"),
        ),
        native=("npm", "run", "native"),
        made=[".bundle/", "Gemfile", "android/", "ios/"],
        oldest_android=("android/build.gradle", r"^ +minSdkVersion = (\d+)"),
        cleartext="${usesCleartextTraffic}",  # which React Native sets: see below
        serves="Starting dev server on ",
    ),
}


def tools_of(app: App) -> Tools:
    return TOOLS[app.framework.variant]


def bundled(app: App, folder: str, *platforms: str, status: int | None = 0) -> str:
    """Bundle what a release has; gives what is printed."""
    printed = ""
    for platform in platforms:
        (app.project / folder / platform).mkdir(parents=True, exist_ok=True)
        printed += run(app.project, *tools_of(app).bundle(folder, platform), status=status)
    return printed


@contextmanager
def bundle(app: App, folder: str = "dist-android") -> Iterator[Path]:
    """The code of a release for Android, for as long as the block runs."""
    try:
        bundled(app, folder, "android")
        yield code_of(app.project / folder, "android")
    finally:
        shutil.rmtree(app.project / folder, ignore_errors=True)


def modules(app: App, code: Path) -> list[str]:
    """The files that some code is made of, in the order in which they are run, below the project."""
    sources: list[str] = json.loads(code.with_name(f"{code.name}.map").read_text())["sources"]
    return [source.removeprefix(f"{app.project}/").removeprefix("/") for source in sources]


def as_bundle(address: str, name: str) -> str:
    """What Metro says to whoever asks for a file as if it were an app."""
    return answer(address, f"/{name.removesuffix('.json')}.bundle?platform=android&dev=false&modulesOnly=true")


def wait_for(address: str) -> None:
    """Until a server answers, which may print its address before."""
    end = time.monotonic() + 60
    while "running" not in (said := answer_of(address)):
        assert time.monotonic() < end, said
        time.sleep(0.2)


def answer_of(address: str) -> str:
    try:
        return answer(address, "/status")
    except ConnectionError as error:
        return str(error)


def code_of(release: Path, platform: str) -> Path:
    [code] = (release / platform).rglob("*.js")
    return code


def assert_polyfill_first(names: list[str]) -> None:
    first = {part: next(at for at, name in enumerate(names) if part in name) for part in (POLYFILL, NATIVE, AMPLIFY)}
    assert sorted(first, key=first.__getitem__) == [POLYFILL, NATIVE, AMPLIFY]
    assert first[AMPLIFY] < names.index("src/App.tsx")


@pytest.fixture(scope="session")
def release(app: App) -> Iterator[Path]:
    run(app.project, "npm", "run", "outputs:offline")
    try:
        bundled(app, "dist", *PLATFORMS)
        yield app.project / "dist"
    finally:
        app.outputs.write_text(STUB)
        shutil.rmtree(app.project / "dist", ignore_errors=True)


@pytest.mark.job("release")
@pytest.mark.parametrize("platform", PLATFORMS)
class TestRelease:
    def test_random_numbers_are_there_before_amplify(self, app: App, release: Path, platform: str) -> None:
        assert_polyfill_first(modules(app, code_of(release, platform)))

    def test_it_has_one_copy_of_what_keeps_state(self, app: App, release: Path, platform: str) -> None:
        found = modules(app, code_of(release, platform))
        for package in ("react", "react-native", "aws-amplify", "@aws-amplify/core", "@aws-amplify/auth"):
            copies = {match[1] for name in found if (match := re.match(rf"(.*node_modules/{package})/", name))}
            assert copies == {f"node_modules/{package}"}

    def test_it_has_nothing_of_the_backend_and_of_the_redirect_to_the_local_one(
        self, app: App, release: Path, platform: str
    ) -> None:
        code = code_of(release, platform)
        files = [name for name in modules(app, code) if "\0" not in name and (app.project / name).is_file()]
        own = {name for name in files if not name.startswith("node_modules/")}
        start = tools_of(app).start
        assert {*start, "src/App.tsx", "src/lib/todos.ts", "amplify_outputs.json"} <= own
        assert {name.split("/")[0] for name in own} == {*start, "src", "amplify_outputs.json"}
        assert "src/lib/local.ts" not in own
        assert EMULATOR not in code.read_text()


@pytest.mark.job("release")
def test_without_the_guard_a_release_would_have_that_redirect(app: App) -> None:
    """The negative control of the above."""
    guarded = edited(app.project / "src/lib/amplify.ts", "if (__DEV__ && localBackend)", "if (localBackend)")
    with guarded, bundle(app) as code:
        assert "src/lib/local.ts" in modules(app, code)
        assert EMULATOR in code.read_text()


@pytest.mark.job("release")
def test_none_is_built_with_the_outputs_of_the_local_backend(app: App) -> None:
    before = app.outputs.read_text()
    app.outputs.write_text(json.dumps({"version": "1.4", "custom": {"local": {"url": "http://127.0.0.1:20002"}}}))
    try:
        said = bundled(app, "dist-local", "android", status=None)
        assert not [*(app.project / "dist-local").rglob("*.js")]
    finally:
        app.outputs.write_text(before)
        shutil.rmtree(app.project / "dist-local")
    assert (
        "amplify_outputs.json names the backend on this machine, which a release cannot reach: end `npm run dev`"
        in said
    )


@pytest.mark.job("release")
def test_in_the_wrong_order_amplify_would_be_first(app: App) -> None:
    """The negative control of the order."""
    right = "import 'react-native-get-random-values'\nimport '@aws-amplify/react-native'\nimport './src/lib/amplify'\n"
    wrong = "import './src/lib/amplify'\nimport 'react-native-get-random-values'\nimport '@aws-amplify/react-native'\n"
    [entry] = app.project.glob("index.*")
    with edited(entry, right, wrong), bundle(app) as code, pytest.raises(AssertionError):
        assert_polyfill_first(modules(app, code))


@pytest.mark.job("release")
def test_what_is_built_is_bytecode(app: App) -> None:
    run(app.project, "npm", "run", "build")
    for platform in PLATFORMS:
        files = [path for path in (app.project / app.framework.output).rglob(f"{platform}/*") if path.is_file()]
        [code] = [path for path in files if path.suffix in (".hbc", ".bundle", ".jsbundle", ".js")]
        assert code.read_bytes().startswith(HERMES)


@pytest.mark.job("release")
def test_a_value_of_the_backend_cannot_be_bundled(app: App) -> None:
    types = "import type { Schema } from '../../amplify/data/resource'\n"
    value = "export { data } from '../../amplify/data/resource'\n"
    with edited(app.project / "src/lib/todos.ts", types, types + value):
        said = bundled(app, "dist-value", "android", status=None)
    assert "amplify/data/resource" in said
    shutil.rmtree(app.project / "dist-value")


@pytest.fixture(scope="class")
def native(app: App) -> Iterator[Path]:
    """The project with its folders for Android and iOS, as they are generated without a network."""
    run(app.project, *tools_of(app).native)
    yield app.project
    run(app.project, "git", "clean", "-fdxq", *PLATFORMS, *tools_of(app).made)


@pytest.mark.job("native projects")
class TestNativeProjects:
    def test_android_knows_the_app_and_lets_it_do_no_more_than_it_needs(self, app: App, native: Path) -> None:
        manifest = ElementTree.parse(native / "android/app/src/main/AndroidManifest.xml").getroot()
        permissions = {
            each.get(f"{ANDROID}name"): each.get("{http://schemas.android.com/tools}node")
            for each in manifest.iter("uses-permission")
        }
        assert {name for name, node in permissions.items() if node != "remove"} == {"android.permission.INTERNET"}
        schemes = {data.get(f"{ANDROID}scheme") for data in manifest.findall(".//activity/intent-filter/data")}
        assert "fieldnotes" in schemes
        gradle = (native / "android/app/build.gradle").read_text()
        assert re.search(r"""applicationId ['"]app\.fieldnotes['"]""", gradle)
        strings = ElementTree.parse(native / "android/app/src/main/res/values/strings.xml").getroot()
        assert strings.findtext("string[@name='app_name']") == "Field notes"
        path, pattern = tools_of(app).oldest_android
        [oldest] = re.findall(pattern, (native / path).read_text(), re.MULTILINE)
        assert int(oldest) >= 24
        # Cleartext traffic, as to the local backend, is for development alone.
        [application] = manifest.iter("application")
        assert application.get(f"{ANDROID}usesCleartextTraffic") == tools_of(app).cleartext
        [set_by_react_native] = (native / "node_modules/@react-native/gradle-plugin").rglob("AgpConfiguratorUtils.kt")
        values = re.findall(
            r'"(\w+)"\)\.apply \{\s+manifestPlaceholders\["usesCleartextTraffic"\] = "(\w+)"',
            set_by_react_native.read_text(),
        )
        assert dict(values) == {"debug": "true", "debugOptimized": "true", "release": "false"}

    def test_ios_knows_the_app(self, native: Path) -> None:
        [path] = (native / "ios").glob("*/Info.plist")
        info: dict[str, Any] = plistlib.loads(path.read_bytes())
        assert info["CFBundleDisplayName"] == "Field notes"
        assert "fieldnotes" in {scheme for each in info["CFBundleURLTypes"] for scheme in each["CFBundleURLSchemes"]}
        assert info["NSAppTransportSecurity"] == {"NSAllowsArbitraryLoads": False, "NSAllowsLocalNetworking": True}
        [project] = (native / "ios").glob("*.xcodeproj/project.pbxproj")
        text = project.read_text()
        assert set(re.findall(r'PRODUCT_BUNDLE_IDENTIFIER = "(.*?)"', text)) == {"app.fieldnotes"}
        assert all(float(oldest) >= 15.1 for oldest in re.findall(r"IPHONEOS_DEPLOYMENT_TARGET = ([\d.]+);", text))

    def test_git_sees_those_alone_that_the_owner_commits(self, app: App, native: Path) -> None:
        seen = run(native, "git", "status", "--porcelain").splitlines()
        assert [line.removeprefix("?? ") for line in seen] == tools_of(app).made


# The tools that doctor asks for their version, and what each prints.
PROGRAMS = {
    "java": 'openjdk version "17.0.16" 2025-07-15',
    "xcodebuild": "Xcode 26.1",
    "pod": "1.16.2",
    "watchman": "2026.11.01.00",
}


def doctor_of_phones(app: App, path: str, **env: str) -> list[str]:
    """What doctor says of a Mac with these tools."""
    code = """Object.defineProperty(process, 'platform', { value: 'darwin' })
    const { checks } = await import('./scripts/phones.mjs')
    for (const [name, check] of checks) {
      const { ok, is, todo } = check()
      console.log(name, ok === true, is, todo ?? '')
    }"""
    node = local["node"].with_cwd(app.project).with_env(PATH=path, HOME="/home/ada", **env)
    return node("--input-type=module", "--eval", code).splitlines()


@pytest.mark.job("native projects")
def test_doctor_says_what_is_missing_to_build_for_phones(app: App, tmp_path: Path) -> None:
    missing = doctor_of_phones(app, str(tmp_path), JAVA_HOME="", ANDROID_HOME=str(tmp_path))
    if app.framework.native:
        assert missing.pop(0).startswith("native projects ")
    assert [line.split(" false ")[0] for line in missing] == ["JDK", "Android SDK", "Xcode", "CocoaPods", "Watchman"]
    assert missing[0] == "JDK false none Android is built with JDK 17: install it, and set JAVA_HOME to its folder."
    for name, printed in PROGRAMS.items():
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{printed}'\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "platform-tools").mkdir()
    found = doctor_of_phones(app, str(tmp_path), JAVA_HOME="", ANDROID_HOME=str(tmp_path))
    assert [line.rstrip() for line in found if not line.startswith("native projects")] == [
        "JDK true 17.0.16",
        f"Android SDK true {tmp_path}",
        "Xcode true Xcode 26.1",
        "CocoaPods true 1.16.2",
        "Watchman true 2026.11.01.00",
    ]
    (tmp_path / "java").write_text("#!/bin/sh\necho 'java version \"24\"' >&2\n")
    assert any(line.startswith("JDK false 24 ") for line in doctor_of_phones(app, str(tmp_path), JAVA_HOME=""))


@pytest.mark.job("device")
@pytest.mark.usefixtures("stub_afterwards")
def test_what_is_below_the_screens_runs_as_it_is_bundled_for_a_phone(app: App, tmp_path: Path) -> None:
    bundle = tmp_path / "flow.mjs"
    with served(app.project, "npm", "run", "local", "--", "--reset", before="ready at "):
        run(app.project, "node", str(DEVICE / "bundle.mjs"), ".", str(DEVICE / "flow.mjs"), str(bundle))
        assert "The way is done." in run(app.project, "node", str(bundle))


@pytest.mark.job("device")
@pytest.mark.usefixtures("stub_afterwards")
def test_one_command_starts_the_backend_and_what_gives_the_app_its_code(app: App) -> None:
    with socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
    # Another project on this machine may have the port that is usual.
    command = ("env", f"RCT_METRO_PORT={port}", "npm", "run", "dev", "--", "--reset")
    with served(app.project, *command, before=tools_of(app).serves) as address:
        wait_for(address)
        assert app.backend.startswith("http://127.0.0.1:")
        with private_files(app.project) as private:
            assert ".amplify/local/keys.json" in private
            assert gives_away(address, app.project, *private) == []
            told = {name: as_bundle(address, name) for name in private if name.endswith(".json")}
            for name, text in told.items():
                assert not [word for word in re.findall(r"\w{16,}", (app.project / name).read_text()) if word in text]
        # The negative control: a file that is the app's.
        assert "app.fieldnotes" in as_bundle(address, "app.json")
