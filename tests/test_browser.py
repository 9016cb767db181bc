"""Rendered projects in Chromium. Minutes, so marked `browser`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium, look, served
from commands import edited, run
from flow import two_people
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

STUB = '{ "version": "1.4" }\n'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor's page. An error that nobody caught fails the test."""
    errors: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


@pytest.fixture(scope="module")
def production(react: Path) -> Iterator[str]:
    """The address of the production build, with the outputs of a backend that does not answer."""
    run(react, "npm", "run", "outputs:offline")
    try:
        run(react, "npm", "run", "build")
    finally:
        (react / "amplify_outputs.json").write_text(STUB)
    with served(react, "npx", "vite", "preview", "--host", "127.0.0.1", "--port", "0") as address:
        yield address


def test_a_visitor_is_welcomed_without_a_byte_of_amplify(page: Page, production: str) -> None:
    scripts: list[str] = []
    page.on("response", lambda response: scripts.append(response.text()) if response.url.endswith(".js") else None)
    page.goto(production, wait_until="networkidle")
    expect(page.get_by_role("heading", name="Field notes")).to_be_visible()
    assert scripts
    assert not [script for script in scripts if "aws-amplify" in script or "user_pool_id" in script]
    look(page, "welcome")


def test_signing_in_loads_the_official_form(page: Page, production: str) -> None:
    page.goto(production)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Create Account")).to_be_visible()
    look(page, "sign-in")
    page.get_by_role("tab", name="Create Account").click()
    expect(page.get_by_label("Confirm Password", exact=True)).to_be_visible()
    look(page, "sign-up")


def test_a_backend_that_does_not_answer_is_an_error_with_words(page: Page, production: str) -> None:
    page.route("**/*.amazonaws.com/**", lambda route: route.abort())
    page.goto(production)
    page.get_by_role("button", name="Sign in or create an account").click()
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Password", exact=True).fill("Correct-horse-1")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("network error", ignore_case=True)
    look(page, "unreachable")


def test_a_fresh_clone_says_which_command_connects_a_backend(page: Page, react: Path) -> None:
    assert (react / "amplify_outputs.json").read_text() == STUB
    with served(react, "npm", "run", "dev:web", "--", "--host", "127.0.0.1", "--port", "0") as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Connect a backend")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("npm run dev", exact=True)).to_be_visible()
        look(page, "connect")


def test_two_people_work_on_the_local_backend(browser: Browser, react: Path, tmp_path: Path) -> None:
    outputs = react / "amplify_outputs.json"
    try:
        with served(react, "npm", "run", "dev", "--", "--reset") as address:
            backend = json.loads(outputs.read_text())["custom"]["local"]["url"]
            two_people(browser, address, backend, tmp_path, look)
        # A production build made of the same outputs holds nothing of the redirect to the local backend.
        mark = "/unavailable/"
        assert mark in (react / "src/lib/local.ts").read_text()
        run(react, "npm", "run", "build")
        scripts = [path.read_text() for path in (react / "dist/assets").glob("*.js")]
        assert scripts
        assert not [script for script in scripts if mark in script]
    finally:
        outputs.write_text(STUB)


def test_the_flow_notices_when_people_see_what_is_not_theirs(browser: Browser, react: Path, tmp_path: Path) -> None:
    """The negative control of the test before: the same flow, where records belong to whoever signed in."""
    outputs = react / "amplify_outputs.json"
    everybody = edited(react / "amplify/data/resource.ts", "allow.owner()", "allow.authenticated()")
    try:
        with everybody, served(react, "npm", "run", "dev", "--", "--reset") as address:
            backend = json.loads(outputs.read_text())["custom"]["local"]["url"]
            with pytest.raises(AssertionError, match="Count the swifts"):
                two_people(browser, address, backend, tmp_path, lambda page, name: None)
    finally:
        outputs.write_text(STUB)


def test_the_project_tests_itself_in_a_browser(react: Path) -> None:
    try:
        assert "1 passed" in run(react, "npm", "run", "test:e2e")
    finally:
        (react / "amplify_outputs.json").write_text(STUB)
