"""Every way to sign in and to sign up, in the app of each client against its local backend."""

from __future__ import annotations

import re
from typing import Any

import pytest
from chromium import another_app, look, served
from commands import run
from conftest import Variant
from flow import entrance, latest_code, open_screen, sign_out, sign_up
from jobs import EACH_SIGN_IN
from playwright.sync_api import Browser, Locator, Page, expect
from projects import App

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
# At sign-up: a second factor of everybody, what the official form has a field for and what it has none for. Groups.
MORE_ASKED: dict[str, Any] = {
    "features": ["data", "ai-generation", "storage", "advanced"],
    "mfa": "required",
    "mfa_methods": ["totp"],
    "password_length": 31,
    "user_groups": ["ADMINS", "EDITORS"],
    "user_attributes": [
        *["address!", "birthdate!", "familyName!", "fullname!", "gender!", "givenName!", "locale!", "middleName!"],
        *["nickname!", "preferredUsername!", "profilePage!", "profilePicture!", "timezone!", "website!", "custom:plan"],
    ],
    "data_authorization": "groups",
    "storage_paths": ["a/*", "a/b/*=EDITORS", "news/*=ADMINS+guests", "deep/er/{entity_id}/*"],
}
LINKS: dict[str, Any] = {"features": ["data", "advanced"], "mfa": "off", "confirmation": "link"}
ADDRESS = "E-mail address or phone number"


@pytest.mark.job("sign-in")
@pytest.mark.parametrize("preset", EACH_SIGN_IN)
def test_people_sign_in_in_every_way(preset: str, variant: Variant, browser: Browser) -> None:
    app = variant(preset, EVERY_WAY)
    with (
        another_app(app.framework.url) as taken,
        served(app.project, "npm", "run", "dev", "--", "--reset") as address,
        browser.new_context() as context,
    ):
        assert address != taken
        page = context.new_page()
        page.goto(address)
        providers(page, app)
        codes_and_passkeys(page, app)
    assert "1 passed" in run(app.project, "npm", "run", "test:e2e")


@pytest.mark.job("sign-up")
@pytest.mark.parametrize("preset", EACH_SIGN_IN)
def test_people_sign_up_where_more_is_asked(preset: str, variant: Variant) -> None:
    assert "1 passed" in run(variant(preset, MORE_ASKED).project, "npm", "run", "test:e2e")


@pytest.mark.job("links")
@pytest.mark.parametrize("preset", EACH_SIGN_IN)
def test_people_sign_up_by_a_link(preset: str, variant: Variant) -> None:
    assert "1 passed" in run(variant(preset, LINKS).project, "npm", "run", "test:e2e")


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
