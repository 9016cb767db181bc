"""The production build of each client, as it is served to everybody, with a backend that does not answer."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from chromium import look, served
from commands import git, run
from flow import entrance
from playwright.sync_api import Page, expect
from private_files import gives_away, private_files
from projects import STUB, App

pytestmark = pytest.mark.job("production build")

# Next.js' convention is a component that configures Amplify on every page; ours does once the page has loaded.
CONFIGURES_AFTER_LOAD = ["nextjs-app"]
SCRIPTS_UNTIL_LOAD = """() => {
  const [{ loadEventStart }] = performance.getEntriesByType('navigation')
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
  return scripts.filter(({ startTime }) => startTime < loadEventStart).map(({ name }) => name)
}"""


@pytest.fixture(scope="module")
def outputs(app: App) -> dict[str, Any]:
    """What `npm run outputs:offline` writes: a backend on AWS that does not answer."""
    run(app.project, "npm", "run", "outputs:offline")
    described: dict[str, Any] = json.loads(app.outputs.read_text())
    app.outputs.write_text(STUB)
    return described


@pytest.fixture(scope="module")
def production(app: App, outputs: dict[str, Any]) -> Iterator[str]:
    """Its address. It was made beside a local backend, too."""
    shutil.rmtree(app.project / app.framework.output, ignore_errors=True)  # a development server's files lie there, too
    app.outputs.write_text(json.dumps(outputs | {"custom": {"local": {"url": "http://127.0.0.1:20002"}}}))
    try:
        with served(app.project, "npm", "run", "preview:web") as address:
            app.outputs.write_text(STUB)  # what was built keeps the others
            yield address
    finally:
        app.outputs.write_text(STUB)


def test_outputs_have_the_real_data_model(app: App, outputs: dict[str, Any]) -> None:
    assert outputs["auth"]["user_pool_id"]
    assert outputs["storage"]["buckets"][0]["paths"]
    fields = outputs["data"]["model_introspection"]["models"]["Todo"]["fields"]
    assert {"id", "content", "isDone", "createdAt"} <= set(fields)
    assert git(app.project, "status", "--porcelain") == ""


def test_a_visitor_is_welcomed_without_a_byte_of_amplify(app: App, page: Page, production: str) -> None:
    scripts: dict[str, str] = {}
    page.on("response", lambda each: scripts.update({each.url: each.text()}) if each.url.endswith(".js") else None)
    page.goto(production, wait_until="networkidle")
    expect(page.get_by_role("heading", name="Field notes")).to_be_visible()
    needed = page.evaluate(SCRIPTS_UNTIL_LOAD) if app.preset in CONFIGURES_AFTER_LOAD else list(scripts)
    assert needed or not page.locator("script[src]").count()
    assert not [url for url in needed if "aws-amplify" in scripts[url] or "user_pool_id" in scripts[url]]
    look(page, f"{app.preset}-welcome")


def test_signing_in_loads_the_form(app: App, page: Page, production: str) -> None:
    page.goto(production)
    expect(entrance(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Create Account")).to_be_visible()
    look(page, f"{app.preset}-sign-in")
    page.get_by_role("tab", name="Create Account").click()
    expect(page.get_by_label("Confirm Password", exact=True)).to_be_visible()
    look(page, f"{app.preset}-sign-up")


def test_a_backend_that_does_not_answer_is_an_error_with_words(app: App, page: Page, production: str) -> None:
    page.route("**/*.amazonaws.com/**", lambda route: route.abort())
    page.goto(production)
    entrance(page).click()
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Password", exact=True).fill("Correct-horse-1")
    page.get_by_role("button", name="Sign in", exact=True).click()
    alert = page.get_by_role("alert").filter(has_text=re.compile("network error|cannot be reached"))
    expect(alert).to_be_visible()
    look(page, f"{app.preset}-unreachable")


def test_it_serves_what_was_built_alone(app: App, production: str) -> None:
    with private_files(app.project) as private:
        assert gives_away(production, app.project, *private) == []


@pytest.mark.usefixtures("production")
def test_it_holds_nothing_of_the_redirect_to_the_local_backend(app: App) -> None:
    mark = "/unavailable/"
    assert mark in (app.project / "local/rewrite.ts").read_text()
    built = app.project / app.framework.output
    scripts = [path.read_text() for path in built.rglob("*.*js") if "node_modules" not in path.relative_to(built).parts]
    assert scripts
    assert not [script for script in scripts if mark in script]
