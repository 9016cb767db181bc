"""The development server of each client, as its developers use it."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import another_app, look, served
from commands import added, edited, run
from conftest import PROBES
from flow import PASSWORD, add_todo, entrance, open_screen, sign_out, sign_up, todo, two_people
from jobs import EACH_SIGN_IN, ONE_OF_EACH_VIEWS
from playwright.sync_api import Browser, Page, expect
from private_files import gives_away, private_files
from projects import STUB, App

pytestmark = pytest.mark.job("development server")


@pytest.mark.usefixtures("stub_afterwards")
def test_a_fresh_clone_says_which_command_connects_a_backend_until_there_is_one(app: App, browser: Browser) -> None:
    assert app.outputs.read_text() == STUB
    # Where that starts the server again, a page that is loaded meanwhile may lack a module, and is loaded once more.
    with browser.new_context() as context, served(app.project, "npm", "run", "dev:web") as address:
        page = context.new_page()
        page.goto(address, timeout=60_000)
        expect(page.get_by_role("heading", name="Connect a backend")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("npm run dev", exact=True)).to_be_visible()
        look(page, f"{app.preset}-connect")
        run(app.project, "npm", "run", "outputs:offline")
        expect(page.get_by_role("heading", name="Field notes")).to_be_visible()  # without a word to the browser


@pytest.mark.parametrize("app", EACH_SIGN_IN, indirect=True)
@pytest.mark.usefixtures("stub_afterwards")
def test_the_project_tests_itself_in_a_browser_with_the_development_server(app: App) -> None:
    with another_app(app.framework.url):
        assert "1 passed" in run(app.project, "npm", "run", "test:e2e")


@pytest.fixture(scope="class")
def development(app: App) -> Iterator[str]:
    """The address of the development server, with a page that somebody added, on the local backend."""
    try:
        with (
            added(PROBES / app.preset, app.project),
            served(app.project, "npm", "run", "dev", "--", "--reset") as address,
        ):
            yield address
    finally:
        app.outputs.write_text(STUB)


class TestDevelopmentServer:
    def test_a_page_that_somebody_adds_uses_amplify_without_configuring_it(
        self, app: App, page: Page, development: str
    ) -> None:
        expect.set_options(timeout=60_000)  # the first visit of a page compiles it
        page.goto(development)
        sign_up(page, app.backend, "ada@example.com", lambda page, name: None)
        add_todo(page, "Count the swifts")
        expect(todo(page, "Count the swifts")).to_be_visible()
        page.goto(f"{development}/probe.html")
        expect(page.get_by_text("ada@example.com: Count the swifts")).to_be_visible()

    def test_it_serves_nothing_that_the_backend_keeps(self, app: App, development: str) -> None:
        with private_files(app.project) as private:
            assert {".amplify/local/keys.json", ".amplify/local/mailbox.json"} <= set(private)
            assert gives_away(development, app.project, *private) == []
        # The negative control: a file that the app is made of.
        if app.framework.serves_sources:
            assert gives_away(development, app.project, f"{app.framework.library}/amplify.ts")

    @pytest.mark.parametrize("app", ONE_OF_EACH_VIEWS, indirect=True)
    def test_an_authenticator_app_is_asked_for_once_it_is_turned_on(
        self, app: App, browser: Browser, development: str
    ) -> None:
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(development)
            sign_up(page, app.backend, "bob@example.com", lambda page, name: None)
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
            page.get_by_label("Email").fill("bob@example.com")
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


@pytest.mark.parametrize("app", ["react", "vue", "solid", "sveltekit"], indirect=True)
def test_vite_denies_all_that_it_denies_by_itself(app: App) -> None:
    """The project's list replaces that of Vite, which may grow."""
    lost = """
      const { resolveConfig } = await import('vite')
      const denied = async (configFile) => (await resolveConfig({ configFile }, 'serve')).server.fs.deny
      const own = await denied('vite.config.ts')
      console.log((await denied(false)).filter((pattern) => !own.includes(pattern)))
    """
    assert run(app.project, "node", "--input-type=module", "--eval", lost).strip() == "[]"


@pytest.mark.parametrize("app", ["react"], indirect=True)
@pytest.mark.usefixtures("stub_afterwards")
def test_the_flow_notices_when_people_see_what_is_not_theirs(app: App, browser: Browser, tmp_path: Path) -> None:
    """The negative control of the flow: the same one, where records belong to whoever signed in."""
    everybody = edited(app.project / "amplify/data/resource.ts", "[allow.owner()", "[allow.authenticated()")
    noticed = pytest.raises(AssertionError, match="Count the swifts")
    with everybody, served(app.project, "npm", "run", "dev", "--", "--reset") as address, noticed:
        two_people(browser, address, app.backend, tmp_path, lambda page, name: None)
