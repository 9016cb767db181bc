"""People at work in the production build of each client, on its local backend. A server sees who asks, and nobody else."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from chromium import PORT, another_app, look, served
from commands import added
from conftest import PROBES
from flow import PASSWORD, add_todo, entrance, settle, sign_up, todo, two_people
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect
from projects import STUB, App

pytestmark = pytest.mark.job("people")

ANNA, BORIS, NOBODY = "anna@example.com", "boris@example.com", "nobody"
TODO = {ANNA: "Count the swifts", BORIS: "Call Ada"}

# Where the probes answer "<person>: <their to-dos>", by every way in which server code is called. Of a page, nobody is
# led to the sign-in form; an API route says "nobody".
ANSWERS = {
    "nextjs-app": ["/probes/component", "/api/probe"],
    "nextjs-pages": ["/probes/page", "/api/probe"],
    "nuxt": ["/probes/page", "/api/probe"],
}
# Where the server gives the data of a page by itself.
DATA = {"nuxt": ["/api/todos"]}
# The page whose button adds a to-do on the server.
ACTION = {"nextjs-app": "/probes/action"}


@dataclass(frozen=True)
class Site:
    """Where Anna and Boris are signed in, and somebody is not."""

    app: App
    address: str
    pages: dict[str, Page]

    def gets(self, name: str, path: str) -> str:
        """What a request with somebody's cookies gets."""
        return self.pages[name].request.get(self.address + path).text()

    def scripts(self, path: str) -> set[str]:
        """The names of the scripts that a page names."""
        return set(re.findall(r"[^/\"']+\.js\b", self.gets(ANNA, path)))


@contextmanager
def scripts_held_up(page: Page, pattern: str = r"\.js$") -> Iterator[None]:
    """None of these scripts of a page arrive, until the block ends."""
    held: list[Route] = []
    page.route(re.compile(pattern), lambda route: held.append(route))
    yield
    for route in held:
        route.continue_()
    page.unroute_all()


class Connections:
    """The live connections of a page, whose messages from the backend can be held up."""

    def __init__(self, page: Page) -> None:
        self.open: list[WebSocketRoute] = []
        self.held: list[tuple[WebSocketRoute, str | bytes]] | None = None
        page.route_web_socket("**/*", self.connect)

    def connect(self, connection: WebSocketRoute) -> None:
        self.open.append(connection)
        connection.connect_to_server().on_message(lambda message: self.arrive(connection, message))

    def arrive(self, connection: WebSocketRoute, message: str | bytes) -> None:
        if self.held is None:
            connection.send(message)
        else:
            self.held.append((connection, message))

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """No message arrives, until the block ends."""
        held: list[tuple[WebSocketRoute, str | bytes]] = []
        self.held = held
        yield
        self.held = None
        for connection, message in held:
            connection.send(message)

    def close(self) -> None:
        """As if the network was gone for a moment."""
        for connection in self.open:
            connection.close()
        self.open.clear()


on_a_server = pytest.mark.parametrize("app", list(ANSWERS), indirect=True)


@pytest.fixture(scope="module")
def address(app: App) -> Iterator[str]:
    """Of the production build with the probes, on the local backend; not where another app is already."""
    of_server = f"http://localhost:{PORT}" if app.framework.runs_on_server else app.framework.url
    usual = app.framework.preview_url or of_server
    try:
        with (
            added(PROBES / app.preset, app.project),
            another_app(usual) as taken,
            served(app.project, "npm", "run", "preview", "--", "--reset") as address,
        ):
            assert address != taken
            yield address
    finally:
        app.outputs.write_text(STUB)


@pytest.fixture(scope="module")
def site(app: App, address: str, browser: Browser) -> Iterator[Site]:
    pages = {name: browser.new_context().new_page() for name in (ANNA, BORIS, NOBODY)}
    for name, page in pages.items():
        page.goto(address)
        if content := TODO.get(name):
            sign_up(page, app.backend, name, lambda page, name: None)
            add_todo(page, content)
            expect(todo(page, content)).to_be_visible()
    yield Site(app, address, pages)
    for page in pages.values():
        page.context.close()


def test_two_people_see_what_is_theirs_at_once_and_nothing_else(
    app: App, address: str, browser: Browser, tmp_path: Path
) -> None:
    two_people(browser, address, app.backend, tmp_path, lambda page, name: look(page, f"{app.preset}-{name}"))


@pytest.mark.parametrize("app", ["react"], indirect=True)
def test_what_changes_while_nothing_is_connected_is_shown_once_it_is(app: App, address: str, browser: Browser) -> None:
    expect.set_options(timeout=20_000)  # Amplify connects again after five seconds
    with browser.new_context() as context:
        page = context.new_page()
        connections = Connections(page)
        page.goto(address)
        with connections.held_up():
            sign_up(page, app.backend, "ella@example.com", lambda page, name: None)
            expect(page.get_by_text("Nothing to do")).to_be_visible()
            with page.expect_response(lambda response: b"createTodo" in (response.request.post_data_buffer or b"")):
                add_todo(page, "Count the swifts")
        expect(todo(page, "Count the swifts")).to_be_visible()

        other = context.new_page()
        other.goto(address)
        with connections.held_up():
            connections.close()
            add_todo(other, "Mend the fence")
            expect(todo(other, "Mend the fence")).to_be_visible()
        expect(todo(page, "Mend the fence")).to_be_visible()


@on_a_server
def test_the_server_sees_the_person_who_asks_and_only_that_person(site: Site) -> None:
    people = {name: f"{name}: {content}" for name, content in TODO.items()}
    # All ask at once, again and again: whatever one request left behind would turn up in another.
    ask = "path => { answers = Promise.all(Array(20).fill(path).map(p => fetch(p).then(r => r.text()))) }"
    for path in ANSWERS[site.app.preset]:
        expected = people | {NOBODY: NOBODY if path.startswith("/api/") else "Sign in · "}
        for page in site.pages.values():
            page.evaluate(ask, path)
        for name, page in site.pages.items():
            answers: list[str] = page.evaluate("answers")
            assert len(answers) == 20
            for answer in answers:
                assert [seen for seen in expected.values() if seen in answer] == [expected[name]]


@on_a_server
def test_the_list_is_in_the_page_that_the_server_sends_to_its_owner(site: Site) -> None:
    for name, other in ((ANNA, BORIS), (BORIS, ANNA)):
        html = site.gets(name, "/todos")
        shell, content = f'class="who">{name}<', f"<span>{TODO[name]}</span>"
        assert shell in html
        assert content in html
        assert TODO[other] not in html
        # What surrounds the screen does not wait for what the server has to read.
        if site.app.framework.variant == "app":
            assert html.index(shell) < html.index("Loading …") < html.index(content)


@on_a_server
def test_a_visitor_gets_neither_the_screen_nor_its_data(site: Site) -> None:
    visitor = site.pages[NOBODY].request
    assert "Sign in · " in visitor.get(f"{site.address}/todos").text()
    inner = {"RSC": "1"} if site.app.framework.variant == "app" else {}
    paths = ["/todos", *DATA.get(site.app.preset, [])]
    if site.app.framework.variant == "pages":
        build = site.pages[ANNA].evaluate("__NEXT_DATA__.buildId")
        paths = [f"/_next/data/{build}/todos.json"]
    for path in paths:
        assert TODO[ANNA] in site.pages[ANNA].request.get(site.address + path, headers=inner).text()
        assert TODO[ANNA] not in visitor.get(site.address + path, headers=inner).text()


@on_a_server
def test_a_token_that_somebody_changed_is_nobody(site: Site) -> None:
    path = ANSWERS[site.app.preset][-1]
    cookies = {str(cookie.get("name")): str(cookie.get("value")) for cookie in site.pages[BORIS].context.cookies()}

    def asked_with(cookies: dict[str, str]) -> str:
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return site.pages[NOBODY].request.get(site.address + path, headers={"Cookie": header}).text()

    assert BORIS in asked_with(cookies)
    tokens = [name for name in cookies if name.endswith((".accessToken", ".idToken"))]
    assert len(tokens) == 2
    for name in tokens:
        head, body, signature = cookies[name].split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        forged = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "ada"}).encode()).decode().rstrip("=")
        assert NOBODY in asked_with({**cookies, name: f"{head}.{forged}.{signature}"})


@pytest.mark.parametrize("app", list(ACTION), indirect=True)
def test_an_action_on_the_server_works_for_the_person_who_started_it(site: Site) -> None:
    path = ACTION[site.app.preset]
    page = site.pages[ANNA]
    page.goto(site.address + path)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text(f"{ANNA}: {TODO[ANNA]},Ring the bell", exact=True)).to_be_visible()
    assert "Ring the bell" not in site.gets(BORIS, "/todos")


@on_a_server
def test_what_somebody_does_before_the_scripts_have_come_is_not_lost(site: Site, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.address)
        sign_up(page, site.app.backend, "dora@example.com", lambda page, name: None)
        new, add = page.get_by_label("New to-do"), page.get_by_role("button", name="Add")
        tent = "Air the tent"
        with (
            page.expect_response(lambda response: b"createTodo" in (response.request.post_data_buffer or b"")),
            scripts_held_up(page),
        ):
            page.goto(f"{site.address}/todos", wait_until="commit")
            new.fill(tent)
            add.click(no_wait_after=True)
        expect(new).to_have_value("")
        expect(todo(page, tent)).to_be_visible()
        with scripts_held_up(page):
            page.goto(f"{site.address}/todos", wait_until="commit")
            new.fill("Count the swifts")
        expect(todo(page, tent)).to_be_visible()
        settle(page)
        expect(new).to_have_value("Count the swifts")
        expect(page).to_have_url(f"{site.address}/todos")
        expect(page.get_by_role("checkbox")).to_have_count(1)


@on_a_server
def test_what_somebody_types_while_the_scripts_of_a_screen_are_still_on_their_way_is_not_lost(site: Site) -> None:
    page = site.pages[ANNA]
    own = site.scripts("/todos") - site.scripts("/files")
    assert own
    new = page.get_by_label("New to-do")
    with scripts_held_up(page, "|".join(re.escape(name) for name in own)):
        page.goto(f"{site.address}/todos", wait_until="commit")
        new.fill("Count the swifts again")
        page.wait_for_timeout(2_000)  # The rest of the page starts: nothing on it says when it has.
    settle(page)
    expect(new).to_have_value("Count the swifts again")


@on_a_server
def test_a_session_that_ends_in_one_window_ends_in_the_others(site: Site, browser: Browser) -> None:
    with browser.new_context() as context:
        first, second = context.new_page(), context.new_page()
        first.goto(site.address)
        sign_up(first, site.app.backend, "cleo@example.com", lambda page, name: None)
        add_todo(first, "Feed the cat")
        second.goto(f"{site.address}/todos")
        expect(todo(second, "Feed the cat")).to_be_visible()

        first.get_by_role("button", name="Sign out").click()
        expect(entrance(first)).to_be_visible()
        second.evaluate("dispatchEvent(new Event('focus'))")  # Chromium without a screen moves no focus
        expect(second.get_by_role("tab", name="Create Account")).to_be_visible()
        expect(second.get_by_text("Feed the cat")).to_have_count(0)

        # And it can begin anew where it ended.
        second.get_by_label("Email").fill("cleo@example.com")
        second.get_by_label("Password", exact=True).fill(PASSWORD)
        second.get_by_role("button", name="Sign in", exact=True).click()
        expect(todo(second, "Feed the cat")).to_be_visible()
