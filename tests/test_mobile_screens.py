"""The screens of apps for phones, as React Native for Web draws them in Chromium; Expo's tools bundle them for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from chromium import PHONE, PICTURES, served, violations
from expo_web import NOTICE, evaluated, served_for_browsers
from flow import PASSWORD, add_todo, latest_code, todo
from jobs import DRAWN
from maestro import Flow
from playwright.sync_api import Browser, BrowserContext, Page, expect
from projects import STUB, App

pytestmark = [
    pytest.mark.job("screens"),
    pytest.mark.parametrize("app", DRAWN, indirect=True, scope="session"),
]


@pytest.fixture(scope="session")
def screens(app: App) -> Iterator[str]:
    """Where the app is opened in a browser, on a local backend that is empty."""
    with served(app.project, "npm", "run", "local", "--", "--reset", before="ready at "):
        try:
            with served_for_browsers(app.project) as address:
                yield address
        finally:
            app.outputs.write_text(STUB)


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A window as wide as a phone; an error that nobody caught fails the test."""
    errors: list[str] = []
    with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.add_init_script(NOTICE)
        yield context
    assert errors == []


def of_package(name: str, modules: list[str]) -> list[str]:
    return [module for module in modules if module.startswith(f"node_modules/{name}/")]


def sign_up(page: Page, backend: str, email: str) -> None:
    page.get_by_role("button", name="Sign in or create an account").click()
    page.get_by_text("Create Account", exact=True).click()
    page.get_by_placeholder("Enter your Email").fill(email)
    page.get_by_placeholder("Enter your Password").fill(PASSWORD)
    page.get_by_placeholder("Please confirm your Password").fill(PASSWORD)
    page.get_by_role("button", name="Create Account").click()
    expect(page.get_by_placeholder("Enter your code")).to_be_visible()
    page.get_by_placeholder("Enter your code").fill(latest_code(backend, email))
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text(email)).to_be_visible()


def test_the_first_screen_of_a_visitor_runs_no_other(screens: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(screens)
    enter = page.get_by_role("button", name="Sign in or create an account")
    expect(enter).to_be_visible()
    first = evaluated(page)
    assert "src/components/Welcome.tsx" in first
    assert of_package("@aws-amplify/ui-react-native", first) == []
    assert "src/components/TodoList.tsx" not in first
    enter.click()
    expect(page.get_by_placeholder("Enter your Email")).to_be_visible()
    assert of_package("@aws-amplify/ui-react-native", evaluated(page))


def test_a_tool_leads_somebody_from_sign_up_to_sign_out(app: App, screens: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(screens)
    expect(page.get_by_role("button", name="Sign in or create an account")).to_be_visible()
    Flow(app.project / ".maestro/app.yaml", page, {"BACKEND": app.backend}).drive()


def test_two_windows_show_the_same_list(app: App, screens: str, phone: BrowserContext) -> None:
    one, other = phone.new_page(), phone.new_page()
    one.goto(screens)
    sign_up(one, app.backend, "ada@example.com")
    other.goto(screens)
    expect(other.get_by_text("Nothing to do. Add the first to-do above.")).to_be_visible()
    add_todo(one, "Count the swifts")
    expect(todo(other, "Count the swifts")).to_be_visible()
    todo(other, "Count the swifts").click()
    expect(todo(one, "Count the swifts")).to_be_checked()


# What axe asks of web pages, and phones do not have.
OF_PAGES = {"landmark-one-main", "page-has-heading-one", "region"}
SCREENS = ("To-dos", "Files", "Functions", "Items", "Chat", "Suggestions", "Messages", "Live feed")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_for_everybody_and_fits(
    app: App, screens: str, phone: BrowserContext, scheme: Literal["light", "dark"]
) -> None:
    page, problems = phone.new_page(), list[str]()

    def look(name: str) -> None:
        page.screenshot(path=PICTURES / f"{app.preset}-{name}-{scheme}.png", animations="disabled")
        found = [problem for problem in violations(page) if problem.split(":")[0] not in OF_PAGES]
        problems.extend(f"{name}: {problem}" for problem in found)
        wide = page.evaluate("document.documentElement.scrollWidth")
        problems.extend([f"{name}: {wide} pixels wide"] if wide > PHONE["width"] else [])

    PICTURES.mkdir(parents=True, exist_ok=True)
    page.emulate_media(color_scheme=scheme)
    page.goto(screens)
    expect(page.get_by_role("button", name="Sign in or create an account")).to_be_visible()
    look("visitor")
    page.get_by_role("button", name="Sign in or create an account").click()
    expect(page.get_by_placeholder("Enter your Email")).to_be_visible()
    page.screenshot(path=PICTURES / f"{app.preset}-sign-in-{scheme}.png")  # the official form's own look
    page.reload()
    sign_up(page, app.backend, f"{scheme}@example.com")
    assert page.get_by_role("tab").all_inner_texts() == list(SCREENS)
    add_todo(page, "Count the swifts")
    expect(todo(page, "Count the swifts")).to_be_visible()
    look("todos")
    for name in SCREENS[1:]:
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        if name == "Chat":
            page.get_by_label("Message").fill("What flies at dusk?")
            page.get_by_role("button", name="Send").click()
            expect(page.get_by_text("You said: “What flies at dusk?”. Once the backend is deployed")).to_be_visible()
            expect(page.get_by_text("Answering …")).to_have_count(0)
        expect(page.get_by_text("Loading ")).to_have_count(0)
        look(name.lower().replace(" ", "-"))
    assert problems == []
