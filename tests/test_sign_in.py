"""Every way to sign in, in the app of each framework against its local backend. Marked `browser`."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from pathlib import Path
from typing import Any

import pytest
from chromium import look, served
from commands import run, sibling
from conftest import EACH_VIEWS, PRESETS, App
from flow import PASSWORD, entrance, latest_code, open_screen, sign_up
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

EVERY_WAY: dict[str, Any] = {
    "login_methods": [
        *["email", "phone", "email-otp", "sms-otp", "passkey"],
        *["google", "facebook", "apple", "amazon", "saml", "oidc"],
    ],
    "oidc_providers": ["acme=https://login.acme.example"],
    "saml_provider": "corp=file",
    "app_urls": ["https://example.com"],
    "mfa": "off",
}
# At sign-up: a second factor of everybody, what the official form has a field for and what it has none for.
MORE_ASKED: dict[str, Any] = {
    "features": ["data", "advanced"],
    "mfa": "required",
    "mfa_methods": ["totp"],
    "password_length": 31,
    "user_groups": ["ADMINS", "EDITORS"],
    "user_attributes": [
        *["address!", "birthdate!", "familyName!", "fullname!", "gender!", "givenName!", "locale!", "middleName!"],
        *["nickname!", "preferredUsername!", "profilePage!", "profilePicture!", "timezone!", "website!", "custom:plan"],
    ],
    "data_authorization": "groups",
}
LINKS: dict[str, Any] = {"features": ["data", "advanced"], "mfa": "off", "confirmation": "link"}
ADDRESS = "E-mail address or phone number"


@pytest.mark.parametrize("app", EACH_VIEWS, indirect=True)
def test_people_sign_in_in_every_way(app: App, browser: Browser, plain_template: Path, tmp_path: Path) -> None:
    project = sibling(app.project, plain_template, tmp_path, {**PRESETS[app.preset], **EVERY_WAY})
    for script in ("format:check", "lint", "test", "typecheck"):
        run(project, "npm", "run", script)
    every_way = App(app.preset, app.framework, project)
    with served(project, "npm", "run", "dev", "--", "--reset") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        providers(page, every_way)
        codes_and_passkeys(page, every_way)
    assert "1 passed" in run(project, "npm", "run", "test:e2e")


@pytest.mark.parametrize("changes", [MORE_ASKED, LINKS], ids=["more is asked", "links"])
@pytest.mark.parametrize("app", EACH_VIEWS, indirect=True)
def test_the_project_tests_its_own_way_to_sign_up(
    app: App, plain_template: Path, tmp_path: Path, changes: dict[str, Any]
) -> None:
    project = sibling(app.project, plain_template, tmp_path, {**PRESETS[app.preset], **changes})
    for script in ("format:check", "lint", "test", "typecheck"):
        run(project, "npm", "run", script)
    assert "1 passed" in run(project, "npm", "run", "test:e2e")


# One app for each set of views.
@pytest.mark.parametrize("app", ["react", "vue"], indirect=True)
@pytest.mark.usefixtures("stub_afterwards")
def test_an_authenticator_app_is_asked_for_once_it_is_turned_on(app: App, browser: Browser) -> None:
    with served(app.project, "npm", "run", "dev", "--", "--reset") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        sign_up(page, app.backend, "ada@example.com", lambda page, name: None)
        open_screen(page, "Second factor")
        page.get_by_role("button", name="Turn Authenticator app on").click()
        expect(page.get_by_role("img", name="The key as a QR code")).to_be_visible()
        look(page, f"{app.preset}-second-factor")
        secret = page.get_by_role("region", name="Second factor").get_by_role("code").inner_text()
        page.get_by_label("The code that the app shows").fill(code_of(secret))
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("button", name="Turn Authenticator app off")).to_be_visible()
        sign_out(page)

        entrance(page).click()
        page.get_by_label("Email").fill("ada@example.com")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_label("Code").fill(code_of(secret))
        page.get_by_role("button", name="Confirm").click()
        open_screen(page, "Second factor")
        expect(page.get_by_role("button", name="Turn Authenticator app off")).to_be_visible()


def code_of(secret: str) -> str:
    """What an authenticator app shows now for a key in base 32 (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    [number] = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def providers(page: Page, app: App) -> None:
    """Official buttons and the app's own; whoever is refused reads why."""
    entrance(page).click()
    provider(page, "Google").click()
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_role("alert").filter(has_text="Google did not confirm who you are.")).to_be_visible()
    look(page, f"{app.preset}-providers")
    for name in ("Google", "Acme", "Corp"):
        email = f"{name.lower()}@example.com"
        provider(page, name).click()
        page.get_by_label("Email").fill(email)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_text(email)).to_be_visible()
        sign_out(page)
        entrance(page).click()
    for name in ("Facebook", "Apple", "Amazon"):
        expect(provider(page, name)).to_be_visible()
    page.goto("/".join(page.url.split("/")[:3]))


def codes_and_passkeys(page: Page, app: App) -> None:
    """An account with a password gets a passkey; then a code and the passkey replace the password."""
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, "isUserVerified": True}})

    sign_up(page, app.backend, "ada@example.com", lambda page, name: None)
    open_screen(page, "Passkeys")
    expect(page.get_by_text("No passkeys yet.")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("button", name="Delete Passkey of localhost")).to_be_visible()
    look(page, f"{app.preset}-passkeys")
    sign_out(page)

    for way in ("e-mail", "passkey"):
        entrance(page).click()
        if app.framework.form_chooses_factor:
            page.get_by_label(ADDRESS).fill("ada@example.com")
            page.get_by_role("button", name="Other sign-in options").click()
            look(page, f"{app.preset}-factors")
        else:
            page.get_by_label(f"Your {ADDRESS}".replace("E-mail", "e-mail")).fill("ada@example.com")
        page.get_by_role("button", name=re.compile(rf"(Sign in with|by|a) {way.replace('-', '-?')}$", re.I)).click()
        if way == "e-mail":
            code = page.get_by_label(re.compile("^Code|The code that we sent"))
            expect(code).to_be_visible()
            code.fill(latest_code(app.backend, "ada@example.com"))
            page.get_by_role("button", name="Confirm").click()
        open_screen(page, "Passkeys")
        expect(page.get_by_role("button", name="Delete Passkey of localhost")).to_be_visible()
        sign_out(page)


def provider(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"Sign in with {name}$", re.IGNORECASE))


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(entrance(page)).to_be_visible()
