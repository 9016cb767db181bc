"""Every way to sign in and to sign up, in the app of each client for phones: its own checks, and what it does below its
screens against its local backend."""

from __future__ import annotations

import json
import plistlib
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from chromium import served
from commands import run
from conftest import Variant
from jobs import MOBILE
from projects import App
from test_mobile import ANDROID, DEVICE, bundle, modules, tools_of
from test_sign_in import EVERY_WAY

pytestmark = [pytest.mark.job("ways to sign in"), pytest.mark.parametrize("preset", MOBILE)]

DOMAIN = "notes.example.com"
WAYS: dict[str, Any] = {
    **{name: answer for name, answer in EVERY_WAY.items() if name != "app_urls"},
    "passkey_domain": DOMAIN,
    "mfa": "optional",
    "mfa_methods": ["totp", "sms"],
    "account_recovery": "EMAIL_AND_PHONE_WITHOUT_MFA",
}
MORE_ASKED: dict[str, Any] = {
    "features": ["data", "advanced"],
    "mfa": "required",
    "mfa_methods": ["totp"],
    "account_recovery": "NONE",
    "password_length": 31,
    "user_attributes": ["address!", "birthdate!", "nickname!", "custom:plan"],
}
LINKS: dict[str, Any] = {"features": ["data", "advanced"], "confirmation": "link"}
# What the official form knows.
PHONE: dict[str, Any] = {
    "login_methods": ["phone"],
    "features": ["data", "advanced"],
    "mfa": "optional",
    "mfa_methods": ["totp", "sms"],
    "account_recovery": "PHONE_WITHOUT_MFA_AND_EMAIL",
}


def go(app: App, name: str, folder: Path) -> dict[str, Any]:
    """A person's way through an app, as it is bundled for a phone; gives the outputs of the backend."""
    bundle = folder / f"{name}.mjs"
    with served(app.project, "npm", "run", "local", "--", "--reset", before="ready at "):
        run(app.project, "node", str(DEVICE / "bundle.mjs"), ".", str(DEVICE / f"{name}.mjs"), str(bundle))
        assert "The way is done." in run(app.project, "node", str(bundle))
        outputs: dict[str, Any] = json.loads(app.outputs.read_text())
        return outputs


def test_people_sign_in_in_every_way(preset: str, variant: Variant, tmp_path: Path) -> None:
    app = variant(preset, WAYS)
    outputs = go(app, "ways", tmp_path)
    # Who comes back from elsewhere finds the app by its scheme. Where one of these differs, nobody comes back.
    settings = json.loads((app.project / "app.json").read_text())
    scheme = settings.get("expo", settings)["scheme"]
    oauth = outputs["auth"]["oauth"]
    assert oauth["redirect_sign_in_uri"] == oauth["redirect_sign_out_uri"] == [f"{scheme}://"]
    native = prebuilt(app)
    assert scheme in native["android"]
    assert scheme in native["ios"]
    assert native["domains"] == [f"webcredentials:{DOMAIN}"]
    # A release has what is native for it, and neither the official form nor the browser's way to the local backend.
    run(app.project, "npm", "run", "outputs:offline")
    with bundle(app) as code:
        parts = modules(app, code)
    packages = {name for part in parts for name in re.findall("node_modules/(@aws-amplify/[^/]+)", part)}
    assert {"@aws-amplify/rtn-passkeys", "@aws-amplify/rtn-web-browser"} <= packages
    assert "@aws-amplify/ui-react-native" not in packages
    assert "src/lib/local.ts" not in parts


def test_people_sign_up_where_more_is_asked(preset: str, variant: Variant, tmp_path: Path) -> None:
    go(variant(preset, MORE_ASKED), "more-asked", tmp_path)


def test_people_sign_up_by_a_link(preset: str, variant: Variant, tmp_path: Path) -> None:
    go(variant(preset, LINKS), "link", tmp_path)


def test_with_a_phone_number_and_a_password_the_official_form_is_there(preset: str, variant: Variant) -> None:
    app = variant(preset, PHONE)
    assert "@aws-amplify/ui-react-native" in (app.project / "src/components/SignedIn.tsx").read_text()
    assert not (app.project / "src/components/SignInForm.tsx").exists()


def prebuilt(app: App) -> dict[str, list[str]]:
    """What the generated projects say: the schemes of each, and the domains that are the app's on iOS."""
    run(app.project, *tools_of(app).native)
    manifest = ElementTree.parse(app.project / "android/app/src/main/AndroidManifest.xml").getroot()
    [info] = (app.project / "ios").glob("*/Info.plist")
    [entitlements] = (app.project / "ios").glob("*/*.entitlements")
    [project] = (app.project / "ios").glob("*.xcodeproj/project.pbxproj")
    used = re.findall(r'CODE_SIGN_ENTITLEMENTS = "?(.*?)"?;', project.read_text())
    assert used == 2 * [entitlements.relative_to(app.project / "ios").as_posix()]
    types = plistlib.loads(info.read_bytes())["CFBundleURLTypes"]
    schemes = [data.get(f"{ANDROID}scheme") for data in manifest.findall(".//activity/intent-filter/data")]
    return {
        "android": [scheme for scheme in schemes if scheme],
        "ios": [scheme for each in types for scheme in each["CFBundleURLSchemes"]],
        "domains": plistlib.loads(entitlements.read_bytes())["com.apple.developer.associated-domains"],
    }
