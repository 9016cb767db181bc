"""Rendered apps in Chromium, each framework in turn. Minutes, so marked `browser`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium import another_app, look, served
from commands import added, edited, run
from conftest import EACH_VIEWS, ROOT, STUB, App
from flow import add_todo, entrance, sign_up, todo, two_people
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

# Next.js' convention is a component that configures Amplify on every page; ours does once the page has loaded.
CONFIGURES_AFTER_LOAD = ["nextjs-app"]
SCRIPTS_UNTIL_LOAD = """() => {
  const [{ loadEventStart }] = performance.getEntriesByType('navigation')
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
  return scripts.filter(({ startTime }) => startTime < loadEventStart).map(({ name }) => name)
}"""
PROBES = ROOT / "tests" / "probes"
# How Vite is asked for a file in other shapes: https://vite.dev/guide/assets
QUERIES = ["?raw", "?url", "?inline", "?import", "?import&raw", "?import&url"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor's page. An error that nobody caught fails the test."""
    errors: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


@pytest.fixture(scope="class")
def production(app: App) -> Iterator[str]:
    """The address of the production build, with the outputs of a backend that does not answer."""
    run(app.project, "npm", "run", "outputs:offline")
    try:
        with served(app.project, "npm", "run", "preview:web") as address:
            app.outputs.write_text(STUB)  # what was built keeps the others
            yield address
    finally:
        app.outputs.write_text(STUB)


def answer(address: str, path: str) -> str:
    """What a server says to exactly that path, which a browser would tidy up."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode(errors="replace")


def gives_away(address: str, project: Path, *names: str) -> list[str]:
    """The paths at which a server tells a long word of one of these files of the project."""
    found = []
    for name in names:
        words = re.findall(r"\w{16,}", (project / name).read_text())
        encoded = "".join(f"%{byte:02x}" for byte in name.encode())
        paths = [f"/{name}", f"/src/../{name}", f"/{encoded}", f"/src/..%2f{encoded}", f"/@fs{project / name}"]
        paths += [f"/@fs{project}/{encoded}", f"{paths[-1]}?import&raw", *(f"/{name}{query}" for query in QUERIES)]
        answers = {path: answer(address, path) for path in paths}
        found += [path for path, text in answers.items() if any(word in text for word in words)]
    return found


@pytest.fixture
def private(app: App) -> Iterator[list[str]]:
    """What the local backend keeps, with a secret and the outputs of a backend on AWS."""
    kept = app.project / ".amplify/local"
    kept.mkdir(parents=True, exist_ok=True)
    written = {
        kept / "secrets.json": '{ "PRICE_KEY": "the_secret_of_a_function" }',
        app.project / "amplify_outputs.aws.json": '{ "data": { "api_key": "the_key_of_the_api_on_aws" } }',
    }
    for path, text in written.items():
        path.write_text(text)
    yield [".git/config", "amplify_outputs.aws.json", *(f".amplify/local/{path.name}" for path in kept.glob("*.json"))]
    for path in written:
        path.unlink()


class TestProductionBuild:
    """As it is served to everybody. It ends with the class, as the tests after it need its port."""

    def test_a_visitor_is_welcomed_without_a_byte_of_amplify(self, app: App, page: Page, production: str) -> None:
        scripts: dict[str, str] = {}
        page.on("response", lambda each: scripts.update({each.url: each.text()}) if each.url.endswith(".js") else None)
        page.goto(production, wait_until="networkidle")
        expect(page.get_by_role("heading", name="Field notes")).to_be_visible()
        needed = page.evaluate(SCRIPTS_UNTIL_LOAD) if app.preset in CONFIGURES_AFTER_LOAD else list(scripts)
        assert needed
        assert not [url for url in needed if "aws-amplify" in scripts[url] or "user_pool_id" in scripts[url]]
        look(page, f"{app.preset}-welcome")

    def test_signing_in_loads_the_official_form(self, app: App, page: Page, production: str) -> None:
        page.goto(production)
        expect(entrance(page)).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("tab", name="Create Account")).to_be_visible()
        look(page, f"{app.preset}-sign-in")
        page.get_by_role("tab", name="Create Account").click()
        expect(page.get_by_label("Confirm Password", exact=True)).to_be_visible()
        look(page, f"{app.preset}-sign-up")

    def test_a_backend_that_does_not_answer_is_an_error_with_words(self, app: App, page: Page, production: str) -> None:
        page.route("**/*.amazonaws.com/**", lambda route: route.abort())
        page.goto(production)
        entrance(page).click()
        page.get_by_label("Email").fill("ada@example.com")
        page.get_by_label("Password", exact=True).fill("Correct-horse-1")
        page.get_by_role("button", name="Sign in", exact=True).click()
        alert = page.get_by_role("alert").filter(has_text="network error")
        expect(alert).to_be_visible()
        look(page, f"{app.preset}-unreachable")

    def test_it_serves_what_was_built_alone(self, app: App, production: str, private: list[str]) -> None:
        assert gives_away(production, app.project, *private) == []


@pytest.mark.usefixtures("stub_afterwards")
def test_a_fresh_clone_says_which_command_connects_a_backend_until_there_is_one(app: App, page: Page) -> None:
    assert app.outputs.read_text() == STUB
    with served(app.project, "npm", "run", "dev:web") as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Connect a backend")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("npm run dev", exact=True)).to_be_visible()
        look(page, f"{app.preset}-connect")
        run(app.project, "npm", "run", "outputs:offline")
        expect(page.get_by_role("heading", name="Field notes")).to_be_visible()  # without a word to the browser


@pytest.mark.usefixtures("stub_afterwards")
def test_two_people_work_on_the_local_backend_in_the_production_build(
    app: App, browser: Browser, tmp_path: Path
) -> None:
    with (
        another_app(app.framework.preview_url or app.framework.url),
        served(app.project, "npm", "run", "preview", "--", "--reset") as address,
    ):
        two_people(browser, address, app.backend, tmp_path, lambda page, name: look(page, f"{app.preset}-{name}"))
    # An ordinary build made of the same outputs holds nothing of the redirect to the local backend.
    mark = "/unavailable/"
    assert mark in (app.project / "local/rewrite.ts").read_text()
    shutil.rmtree(app.project / app.framework.output)
    run(app.project, "npm", "run", "build")
    scripts = [path.read_text() for path in (app.project / app.framework.output).rglob("*.js")]
    assert scripts
    assert not [script for script in scripts if mark in script]


@pytest.mark.parametrize("app", EACH_VIEWS, indirect=True)
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


@pytest.mark.parametrize("app", [path.name for path in sorted(PROBES.iterdir())], indirect=True)
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

    def test_it_serves_nothing_that_the_backend_keeps(self, app: App, development: str, private: list[str]) -> None:
        assert {".amplify/local/keys.json", ".amplify/local/mailbox.json"} <= set(private)
        assert gives_away(development, app.project, *private) == []
        # The negative control: a file that the app is made of.
        if not app.framework.runs_on_server:
            assert gives_away(development, app.project, f"{app.framework.library}/amplify.ts")


@pytest.mark.parametrize("app", ["react", "vue"], indirect=True)
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
