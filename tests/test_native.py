"""The script that makes native projects once, with React Native's own tool, and leaves them to the owner."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from commands import edited, run
from jobs import MOBILE, ROWS
from projects import App

pytestmark = [
    pytest.mark.job("native projects"),
    pytest.mark.parametrize(
        "app", [client for client in MOBILE if ROWS[client].native], indirect=True, scope="session"
    ),
]

MADE = ["android", "ios", ".bundle", "Gemfile"]


@pytest.fixture
def project(app: App) -> Iterator[Path]:
    yield app.project
    for name in MADE:
        path = app.project / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def contents(project: Path) -> dict[str, bytes]:
    paths = [path for name in MADE for path in (project / name, *(project / name).rglob("*"))]
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def said_by(project: Path) -> list[str]:
    printed = run(project, "npm", "run", "native")
    return [line for line in printed.splitlines() if line.partition(":")[0] in MADE]


def test_a_second_run_changes_nothing_not_even_what_the_owner_changed_or_deleted(project: Path) -> None:
    assert said_by(project) == [f"{name}: made" for name in MADE]
    (project / "android/app/proguard-rules.pro").unlink()
    (project / "ios/Podfile").write_text("# of the owner\n")
    before = contents(project)
    assert said_by(project) == [f"{name}: is there, and stays as it is" for name in MADE]
    assert contents(project) == before
    # What is deleted as a whole is made anew, and that alone.
    shutil.rmtree(project / "android")
    assert "android: made" in said_by(project)
    after = contents(project)
    assert "android/app/proguard-rules.pro" in after
    assert {name: text for name, text in after.items() if not name.startswith("android/")} == {
        name: text for name, text in before.items() if not name.startswith("android/")
    }


def test_doctor_says_so_while_one_is_missing(project: Path) -> None:
    run(project, "npm", "run", "native")
    shutil.rmtree(project / "ios")
    said = run(project, "npm", "run", "doctor")
    assert "· native projects: no ios\n    → Run `npm run native`, and commit what it makes.\n" in said
    run(project, "npm", "run", "native")
    assert "✔ native projects: android, ios\n" in run(project, "npm", "run", "doctor")


def test_git_gets_what_is_made_and_nothing_of_what_is_built(project: Path) -> None:
    run(project, "npm", "run", "native")
    seen = run(project, "git", "status", "--porcelain", "--untracked-files=all")
    assert {line.removeprefix("?? ") for line in seen.splitlines()} == {*contents(project)}
    assert {"android/app/debug.keystore", "android/gradle/wrapper/gradle-wrapper.jar"} <= {*contents(project)}
    built = ["android/app/build/outputs/app.apk", "android/app/release.keystore", "android/local.properties"]
    built += [
        "ios/Pods/Manifest.lock",
        "ios/build/info",
        "ios/fieldnotes.xcworkspace/xcuserdata/ada",
        "vendor/bundle/a",
    ]
    assert run(project, "git", "check-ignore", *built).splitlines() == built
    # They are no program of the project's: what checks that leaves them alone.
    run(project, "npm", "run", "format:check")
    run(project, "npm", "run", "lint")


def test_they_start_the_app_by_its_name_and_link_what_is_native(project: Path) -> None:
    run(project, "npm", "run", "native")
    activity = (project / "android/app/src/main/java/app/fieldnotes/MainActivity.kt").read_text()
    assert 'getMainComponentName(): String = "fieldnotes"' in activity
    assert activity.startswith("package app.fieldnotes\n")
    assert 'withModuleName: "fieldnotes"' in (project / "ios/fieldnotes/AppDelegate.swift").read_text()
    printed = run(project, "npx", "react-native", "config")
    config = json.loads(printed[printed.index("{") : printed.rindex("}") + 1])
    assert config["project"]["android"]["packageName"] == "app.fieldnotes"
    assert config["project"]["ios"]["xcodeProject"] == {
        "name": "fieldnotes.xcodeproj",
        "path": ".",
        "isWorkspace": False,
    }
    linked = {
        name
        for name, each in config["dependencies"].items()
        if all(each["platforms"][name] for name in ("android", "ios"))
    }
    assert {
        "@aws-amplify/react-native",
        "@react-native-async-storage/async-storage",
        "@react-native-community/netinfo",
        "@react-native-documents/picker",
        "react-native-get-random-values",
        "react-native-safe-area-context",
    } <= linked


@pytest.mark.parametrize("name", ["helloworld2", "react"])
def test_the_tool_refuses_the_names_that_the_rule_refuses(project: Path, name: str) -> None:
    with edited(project / "app.json", '"name": "fieldnotes"', f'"name": "{name}"'):
        said = run(project, "npm", "run", "native", status=1)
    assert re.search(rf"{name.rstrip('2')}", said, re.IGNORECASE)
    assert contents(project) == {}


def test_a_title_of_any_characters_is_text(project: Path) -> None:
    title = 'Ada\'s \\"notes\\" <&>'
    with edited(project / "app.json", '"Field notes"', f'"{title}"'):
        run(project, "npm", "run", "native")
    strings = ElementTree.parse(project / "android/app/src/main/res/values/strings.xml").getroot()
    assert [each.text for each in strings] == ['Ada\\\'s \\"notes\\" <&>']
    plist = (project / "ios/fieldnotes/Info.plist").read_text()
    assert '<string>Ada\'s "notes" &lt;&amp;&gt;</string>' in plist


def test_a_template_that_the_script_does_not_know_is_refused(project: Path) -> None:
    """Rather than that a scheme is missing, which fails on a phone and silently."""
    with edited(project / "scripts/native.mjs", "'        </intent-filter>\\n',", "'</intent-filters>',"):
        said = run(project, "npm", "run", "native", status=1)
    assert "AndroidManifest.xml in another way than this script knows: </intent-filters> is missing" in said
    assert contents(project) == {}
