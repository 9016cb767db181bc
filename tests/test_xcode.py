"""The Xcode project of the Swift app, as far as it can be read without Xcode."""

from __future__ import annotations

import json
import plistlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from amplify.frameworks.swift import ROW
from conftest import PRESETS, Rendered
from parsers import openstep

IDENTIFIER = re.compile(r"[0-9A-F]{24}")
ANSWERS: dict[str, dict[str, Any]] = {
    "everything": {},
    "nothing": {"features": [], "login_methods": ["none"]},
    "data of everybody": {"features": ["data"], "login_methods": ["none"], "data_authorization": "publicApiKey"},
    "groups": {
        "data_authorization": "groups",
        "storage_paths": ["reports/*=ADMINS", "news/*=ADMINS+guests", "open/*=guests"],
    },
    "files": {"features": ["storage"]},
    "passkeys": {"login_methods": ["email", "passkey"], "passkey_domain": "example.com"},
    "face checks": {"features": ["liveness"]},
    "a stream": {"features": ["kinesis"]},
    "notifications": {"features": ["notifications"]},
    "notifications and passkeys": {
        "features": ["notifications"],
        "login_methods": ["email", "passkey"],
        "passkey_domain": "example.com",
    },
    "messages": {"features": ["events"]},
    "messages of everybody": {"features": ["events"], "login_methods": ["none"]},
    "maps and places": {"features": ["geo"]},
    "maps": {"features": ["geo"], "geo_kind": ["maps"]},
    "places and geofences": {"features": ["geo"], "geo_kind": ["places", "geofences"]},
    "providers": {"login_methods": ["email", "google", "apple"]},
}


@pytest.fixture(params=[*ANSWERS.values()], ids=[*ANSWERS])
def project(request: pytest.FixtureRequest, rendered: Rendered) -> Path:
    path: Path = rendered({**PRESETS["swift"], **request.param}).path
    return path


@pytest.fixture
def objects(project: Path) -> dict[str, Any]:
    whole = openstep((project / "App.xcodeproj/project.pbxproj").read_text())
    assert whole["objectVersion"] == "77", "the first version with folders that Xcode takes in as they are on disk"
    found: dict[str, Any] = whole["objects"]
    assert found[whole["rootObject"]]["isa"] == "PBXProject"
    return found


def referred(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (each for part in value.values() for each in referred(part))
    elif isinstance(value, list):
        yield from (each for part in value for each in referred(part))
    elif IDENTIFIER.fullmatch(value):
        yield value


def of_kind(objects: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in objects.values() if each["isa"] == kind]


def test_what_the_project_refers_to_is_there_and_nothing_is_left_over(objects: dict[str, Any]) -> None:
    [root] = [key for key, each in objects.items() if each["isa"] == "PBXProject"]
    targets = {key for each in of_kind(objects, "PBXProject") for key in each["attributes"]["TargetAttributes"]}
    assert {*referred(objects)} | {root} == {*objects}
    assert targets == {key for key, each in objects.items() if each["isa"] == "PBXNativeTarget"}


def test_the_app_is_its_folder_and_lists_no_file(objects: dict[str, Any]) -> None:
    [target] = of_kind(objects, "PBXNativeTarget")
    assert [objects[key]["path"] for key in target["fileSystemSynchronizedGroups"]] == [ROW.source]
    assert [each["path"] for each in of_kind(objects, "PBXFileReference")] == ["App.app"]
    assert ROW.outputs.startswith(f"{ROW.source}/")
    assert ROW.models.startswith(f"{ROW.source}/")


def test_it_links_what_it_imports_and_nothing_else(project: Path, objects: dict[str, Any]) -> None:
    texts = [path.read_text() for path in (project / "App").rglob("*.swift")]
    imported = {name for text in texts for name in re.findall(r"^(?:@preconcurrency )?import (\w+)$", text, re.M)}
    apple = {
        "AuthenticationServices",
        "CoreLocation",
        "CryptoKit",
        "Foundation",
        "PhotosUI",
        "QuickLook",
        "SwiftUI",
        "UIKit",
        "UniformTypeIdentifiers",
        "UserNotifications",
    }
    [target] = of_kind(objects, "PBXNativeTarget")
    products = {objects[key]["productName"] for key in target["packageProductDependencies"]}
    assert products == imported - apple
    linked = {
        objects[objects[key]["productRef"]]["productName"]
        for each in of_kind(objects, "PBXFrameworksBuildPhase")
        for key in each["files"]
    }
    assert linked == products
    [local] = of_kind(objects, "XCLocalSwiftPackageReference")
    assert (project / local["relativePath"] / "Package.swift").exists()


def test_packages_are_asked_for_up_to_the_next_major_version_in_the_file_and_in_the_prose(
    project: Path, objects: dict[str, Any]
) -> None:
    needed = {
        each["repositoryURL"].rpartition("/")[2]: each["requirement"]
        for each in of_kind(objects, "XCRemoteSwiftPackageReference")
    }
    assert {each["kind"] for each in needed.values()} == {"upToNextMajorVersion"}
    prose = (project / "docs/phones.md").read_text()
    for requirement in needed.values():
        assert f" {requirement['minimumVersion']} or newer" in prose


def test_settings_are_those_of_swift_6_and_ios_17_and_of_the_answers(project: Path, objects: dict[str, Any]) -> None:
    configurations = [each["buildSettings"] for each in of_kind(objects, "XCBuildConfiguration")]
    [of_project, of_target] = [
        [each for each in configurations if ("SDKROOT" in each) == shared] for shared in (True, False)
    ]
    assert len(of_project) == len(of_target) == 2
    for settings in of_project:
        assert (settings["SWIFT_VERSION"], settings["IPHONEOS_DEPLOYMENT_TARGET"]) == ("6.0", "17.0")
    for settings in of_target:
        assert settings["PRODUCT_BUNDLE_IDENTIFIER"] == "app.fieldnotes"
        assert settings["INFOPLIST_KEY_CFBundleDisplayName"] == "Field notes"
        assets = {path.stem for path in (project / "App/Assets.xcassets").iterdir() if path.is_dir()}
        assert assets == {
            settings["ASSETCATALOG_COMPILER_APPICON_NAME"],
            settings["ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME"],
        }
    assert ".iOS(.v17)" in (project / "AppCore/Package.swift").read_text()


@pytest.mark.parametrize(("name", "tests"), [("App", {"AppCoreTests": "container:AppCore"}), ("Demo", {})])
def test_schemes_run_the_target_and_one_the_tests_of_the_package(
    project: Path, objects: dict[str, Any], name: str, tests: dict[str, str]
) -> None:
    scheme = ElementTree.parse(project / f"App.xcodeproj/xcshareddata/xcschemes/{name}.xcscheme")
    named = {
        each.attrib["BlueprintIdentifier"]: each.attrib["ReferencedContainer"]
        for each in scheme.iter("BuildableReference")
    }
    [target] = [key for key, each in objects.items() if each["isa"] == "PBXNativeTarget"]
    assert named == {target: "container:App.xcodeproj", **tests}
    assert 'name: "AppCoreTests"' in (project / "AppCore/Package.swift").read_text()
    configurations = {each["name"] for each in of_kind(objects, "XCBuildConfiguration")}
    assert {each.attrib["buildConfiguration"] for each in scheme.iter() if "buildConfiguration" in each.attrib} == (
        configurations
    )


def test_the_demo_starts_the_app_on_fakes_for_each_screen(project: Path) -> None:
    arguments = {
        name: [
            each.attrib["argument"]
            for each in ElementTree.parse(project / f"App.xcodeproj/xcshareddata/xcschemes/{name}.xcscheme").iter(
                "CommandLineArgument"
            )
            if each.attrib["isEnabled"] == "YES"
        ]
        for name in ("App", "Demo")
    }
    assert arguments == {"App": [], "Demo": ["-demo"]}
    assert 'arguments.contains("-demo")' in (project / "App/Backend.swift").read_text()
    if not (project / "App/Repositories.swift").exists():
        assert "repositories" not in (project / "App/MainView.swift").read_text()
        return
    text = (project / "App/Repositories.swift").read_text()
    real, fake = (dict(re.findall(r"^ +(\w+): (.*?),?$", part, re.M)) for part in text.split("/// ")[2:])
    shown = re.findall(r"repositories\.(\w+)", (project / "App/MainView.swift").read_text())
    assert {*shown} == {*real} == {*fake}
    assert not [name for name in fake if "Amplify" in fake[name]]
    assert fake.keys() - {"functions"} == {name for name in fake if fake[name].startswith("Fake")}


def test_the_app_calls_the_rest_api_by_the_name_of_the_backend(project: Path) -> None:
    backend, app = project / "amplify/api/resource.ts", project / "App/RestApi.swift"
    others = (project / "amplify/liveness").exists()
    assert app.exists() == (backend.exists() or others)
    if backend.exists():
        named = re.findall(r"custom: \{ API: \{ (\w+): \{ endpoint, region: stack.region \} \} \}", backend.read_text())
        assert named == ["items"]
        called = re.findall(r'RestApi\(named: "(\w+)"\)', app.read_text())
        assert sorted(called) == sorted([*named, *(["liveness"] if others else [])])


def test_people_of_providers_come_back_to_an_address_that_the_browser_catches(rendered: Rendered) -> None:
    """Amplify takes the first of them, from the outputs; a second scheme, or a web page, would lead elsewhere."""
    project = rendered({**PRESETS["swift"], **ANSWERS["providers"]}).path
    backend = (project / "amplify/auth/resource.ts").read_text()
    assert re.findall(r"(?:callback|logout)Urls: (.*),", backend) == ["['fieldnotes://']"] * 2
    assert "`fieldnotes://`" in (project / "docs/phones.md").read_text()
    named = re.findall(r'Provider\(name: "(\w+)"', (project / "App/Account/Provider+All.swift").read_text())
    assert named == ["Google", "SignInWithApple"]


@pytest.mark.parametrize(
    ("login_methods", "password", "preferred"),
    [
        (["email"], [], []),
        (["email", "email-otp"], ["isRequired: false"], []),
        (["email", "passkey"], [""], []),
        (["email-otp"], [], ["emailOtp"]),
        (["sms-otp"], [], ["smsOtp"]),
        (["sms-otp", "passkey"], [], []),
    ],
)
def test_who_signs_up_is_asked_for_a_password_where_there_is_one(
    rendered: Rendered, login_methods: list[str], password: list[str], preferred: list[str]
) -> None:
    answers = {"features": [], "login_methods": login_methods, "passkey_domain": "example.com"}
    form = (rendered({**PRESETS["swift"], **answers}).path / "App/RootView.swift").read_text()
    assert re.findall(r"[.]password\((.*?)\)", form) == re.findall(r"[.]confirmPassword\((.*?)\)", form) == password
    assert re.findall(r"preferredAuthFactor: [.](\w+)", form) == preferred
    assert ("authenticationFlow: flow" in form) == (login_methods != ["email"])


def test_face_checks_are_asked_for_where_the_backend_offers_them(rendered: Rendered) -> None:
    project = rendered({**PRESETS["swift"], "features": ["liveness"]}).path
    backend = (project / "amplify/liveness/resource.ts").read_text()
    [routes] = re.findall(r"name: 'liveness', routes: \{(.*?)\}", backend)
    app = (project / "App/FaceChecks/AmplifyFaceCheckRepository.swift").read_text()
    assert re.findall(r'to: "(\w+)"', app) == re.findall(r"(\w+):", routes) == ["session", "result"]
    assert 'RestApi(named: "liveness")' in (project / "App/RestApi.swift").read_text()
    assert '"AWS_IAM"' in (project / "App/RestApi.swift").read_text()
    objects = openstep((project / "App.xcodeproj/project.pbxproj").read_text())["objects"]
    settings = [each["buildSettings"] for each in of_kind(objects, "XCBuildConfiguration")]
    assert sum("INFOPLIST_KEY_NSCameraUsageDescription" in each for each in settings) == 2


def test_apple_notifies_the_app_whose_identifier_the_backend_names(rendered: Rendered) -> None:
    project = rendered({**PRESETS["swift"], **ANSWERS["notifications"]}).path
    backend = (project / "amplify/notifications/resource.ts").read_text()
    objects = openstep((project / "App.xcodeproj/project.pbxproj").read_text())["objects"]
    settings = [each["buildSettings"] for each in of_kind(objects, "XCBuildConfiguration")]
    identifiers = {each["PRODUCT_BUNDLE_IDENTIFIER"] for each in settings if "PRODUCT_BUNDLE_IDENTIFIER" in each}
    assert {*re.findall(r"bundleId: '(.*)',", backend)} == identifiers == {"app.fieldnotes"}
    # SwiftUI makes the delegate, which alone hears of tokens.
    assert (
        "@UIApplicationDelegateAdaptor private var delegate: AppDelegate" in (project / "App/MainApp.swift").read_text()
    )
    account = (project / "App/Account/AmplifyAccount.swift").read_text()
    assert account.index("AmplifyDeviceRepository().remove()") < account.index("Amplify.Auth.signOut()")


def test_what_is_recorded_goes_into_the_stream_that_the_backend_names(rendered: Rendered) -> None:
    project = rendered({**PRESETS["swift"], "features": ["kinesis"]}).path
    backend = (project / "amplify/kinesis/resource.ts").read_text()
    [outputs] = re.findall(r"custom: \{ kinesis: \{ (.*?) \} \}", backend)
    app = (project / "AppCore/Sources/AppCore/Analytics/AnalyticsStream.swift").read_text()
    assert (
        {*re.findall(r"(\w+):", outputs)} == {*re.findall(r'case \w+ = "(\w+)"', app)} == {"aws_region", "stream_name"}
    )
    guide = (project / "amplify/kinesis/README.md").read_text()
    assert "aws-amplify" not in guide
    assert "Analytics.shared.record" in (project / "docs/phones.md").read_text()


@pytest.mark.parametrize("login_methods", [["email"], ["none"]])
def test_messages_go_through_a_channel_of_the_backend_as_its_outputs_say(
    rendered: Rendered, login_methods: list[str]
) -> None:
    project = rendered({**PRESETS["swift"], "features": ["events"], "login_methods": login_methods}).path
    backend = (project / "amplify/events/resource.ts").read_text()
    app = (project / "App/Messages/AmplifyMessageRepository.swift").read_text()
    assert re.findall(r'channel = "/(\w+)/\w+"', app) == re.findall(r"addChannelNamespace\('(\w+)'\)", backend)
    kinds = {"USER_POOL": "AuthTokenAuthorizer", "API_KEY": "APIKeyAuthorizer"}
    [kind] = re.findall(r"default_authorization_type: (\w+)", backend)
    assert set(re.findall(r"(\w+Authorizer) ?[({] ?", app)) & {*kinds.values()} == {kinds[kind]}
    [outputs] = re.findall(r"custom: \{\n +events: \{(.*?)\n +\},", backend, re.S)
    endpoint = (project / "AppCore/Sources/AppCore/EventsEndpoint.swift").read_text()
    assert ("api_key:" in outputs) == ('case apiKey = "api_key"' in endpoint)
    assert "url:" in outputs


def test_the_app_asks_for_maps_and_places_where_and_as_what_the_backend_allows(rendered: Rendered) -> None:
    project = rendered({**PRESETS["swift"], "features": ["geo"]}).path
    backend = (project / "amplify/geo/resource.ts").read_text()
    allowed = set(re.findall(r"resources: \[provider\('([\w-]+)'\)\]", backend))
    asked = {
        text
        for path in (project / "App").rglob("*.swift")
        for text in re.findall(r'(?:as|for): "(geo-\w+)"', path.read_text())
    }
    assert asked == allowed == {"geo-maps", "geo-places"}
    assert "geo: {\n      aws_region: stack.region" in backend
    assert (
        'case region = "aws_region"'
        in (project / "AppCore/Sources/AppCore/AmazonLocation/LocationRegion.swift").read_text()
    )


def test_the_app_has_the_rights_that_passkeys_and_notifications_need_and_no_others(
    project: Path, objects: dict[str, Any]
) -> None:
    backend = (project / "amplify/auth/resource.ts").read_text() if (project / "amplify/auth").exists() else ""
    domains = re.findall(r"relyingPartyId: '(.*?)'", backend)
    needed: dict[str, object] = {}
    if domains:
        needed["com.apple.developer.associated-domains"] = [f"webcredentials:{domain}" for domain in domains]
    if (project / "amplify/notifications").exists():
        needed["aps-environment"] = "development"
    settings = [each["buildSettings"] for each in of_kind(objects, "XCBuildConfiguration")]
    named = [each["CODE_SIGN_ENTITLEMENTS"] for each in settings if "CODE_SIGN_ENTITLEMENTS" in each]
    assert named == (["App/App.entitlements"] * 2 if needed else [])
    assert (project / "App/App.entitlements").exists() == bool(needed)
    assert all(plistlib.loads((project / path).read_bytes()) == needed for path in named)
    assert not domains or f"`{domains[0]}`" in (project / "docs/phones.md").read_text()


# What Xcode takes into the catalog by itself at the next build, if it is not there: text that SwiftUI looks up.
LOOKED_UP = re.compile(
    r"\b(?:Text|Button|Label|ProgressView|TextField|Menu|Section|Screen|ContentUnavailableView|Link|LabeledContent|accessibilityLabel|alert|confirmationDialog"
    r'|navigationTitle|String)\(\s*(?:localized: )?"((?:[^"\\]|\\.)*)"'
)

EITHER = re.compile(r'\b(?:Text|Button|accessibilityLabel)\([^"]*\? "(.*?)"\s+: "(.*?)"\s*\)')


def test_the_catalog_of_strings_has_each_that_people_read(project: Path) -> None:
    catalog = json.loads((project / "App/Localizable.xcstrings").read_text())
    texts = [
        re.sub(r"^#Preview.*?^\}", "", path.read_text(), flags=re.M | re.S)
        for path in (project / "App").rglob("*.swift")
    ]
    found = {each for text in texts for each in LOOKED_UP.findall(text)}
    found |= {each for text in texts for pair in EITHER.findall(text) for each in pair}
    shown = {re.sub(r"\\\([^)]*\)", "%@", each) for each in found}
    titles = {found for text in texts for found in re.findall(r'(?:title|hint): "(.*?)"', text)}
    manual = {key for key, each in catalog["strings"].items() if each == {"extractionState": "manual"}}
    assert {*catalog["strings"]} == shown | titles
    assert manual == titles - shown


def test_the_privacy_manifest_tells_of_no_tracking(project: Path) -> None:
    manifest = plistlib.loads((project / "App/PrivacyInfo.xcprivacy").read_bytes())
    assert manifest["NSPrivacyTracking"] is False
    assert {*manifest} == {
        "NSPrivacyTracking",
        "NSPrivacyTrackingDomains",
        "NSPrivacyCollectedDataTypes",
        "NSPrivacyAccessedAPITypes",
    }


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("};", "}"), ("isa = PBXGroup;", "isa PBXGroup;"), ("App.app;", "App.app"), ("objects = {", "objects = {{")],
)
def test_a_project_with_a_mistake_is_not_read(rendered: Rendered, right: str, wrong: str) -> None:
    text = (rendered(PRESETS["swift"]).path / "App.xcodeproj/project.pbxproj").read_text()
    assert right in text
    with pytest.raises((ValueError, TypeError)):
        openstep(text.replace(right, wrong, 1))
