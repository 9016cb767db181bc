"""The flow that every web app of the template must pass against its local backend: two people, four windows.

Only roles and labels are used, so that one flow drives every framework.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

PASSWORD = "Correct-horse-1"
CREATE = re.compile("^Create account( with password)?$", re.IGNORECASE)  # longer where there are other ways
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 24">
  <rect width="64" height="24" fill="#bfe3ef" />
  <circle cx="52" cy="8" r="4" fill="#ffd27a" />
  <path d="M0 20q16-7 32-3t32-2v9H0z" fill="#5c9a72" />
  <path d="M14 5q7 0 9 5 4-5 11-5-7 2-10 8l-1 3-1-3q-2-6-8-8z" fill="#37474f" />
</svg>
"""

Look = Callable[[Page, str], None]


def latest_code(backend: str, email: str) -> str:
    """The newest code in the local mailbox that was sent to this address."""
    with urllib.request.urlopen(f"{backend}/mailbox", timeout=10) as response:
        messages = json.load(response)
    codes: list[str] = [message["code"] for message in messages if message["to"] == email and message.get("code")]
    assert codes, f"no code for {email} in {messages}"
    return codes[-1]


def entrance(page: Page) -> Locator:
    """What leads from the first page to the sign-in form: a link where that is a page of its own, else a button."""
    name = "Sign in or create an account"
    return page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))


def sign_up(page: Page, backend: str, email: str, look: Look) -> None:
    """From the first page to the app, as a new person."""
    entrance(page).click()
    page.get_by_role("tab", name="Create Account").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Confirm Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name=CREATE).click()
    code = page.get_by_label("Confirmation Code")
    expect(code).to_be_visible()
    look(page, "confirm")
    code.fill(latest_code(backend, email))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text(email)).to_be_visible()


def sign_in(page: Page, email: str) -> None:
    entrance(page).click()
    fill_in(page, email)


def fill_in(page: Page, email: str) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text(email)).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(entrance(page)).to_be_visible()


def open_screen(page: Page, name: str) -> None:
    """By the navigation, which an app with a single screen has not."""
    expect(page.get_by_role("banner")).to_be_visible()
    navigation = page.get_by_role("navigation", name="Screens")
    if navigation.count():
        navigation.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True, level=1)).to_be_visible()


def settle(page: Page) -> None:
    """Until what the page listens to is acknowledged: nothing on it says when that is."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def add_todo(page: Page, content: str) -> None:
    page.get_by_label("New to-do").fill(content)
    page.get_by_role("button", name="Add").dblclick()  # impatient people get one to-do, too


def todo(page: Page, content: str) -> Locator:
    return page.get_by_role("checkbox", name=content, exact=True)


def two_people(browser: Browser, address: str, backend: str, folder: Path, look: Look) -> None:
    """Ada in three windows and Bob in one: sign up, move about, live to-dos, files, a function, a REST API, a chat,
    messages, sign out."""
    here, strangers, errors = ("127.0.0.1", "localhost"), set[str](), list[str]()
    expect.set_options(timeout=20_000)

    def window(context: BrowserContext, url: str = address) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: strangers.add(request.url) if _host(request.url) not in here else None)
        page.goto(url)
        return page

    ada, ada_too, bob = (window(browser.new_context()) for _ in range(3))
    sign_up(ada, backend, "ada@example.com", look)
    expect(ada.get_by_text("Nothing to do")).to_be_visible()
    look(ada, "empty")
    sign_in(ada_too, "ada@example.com")
    sign_up(bob, backend, "bob@example.com", lambda page, name: None)

    # Live: what one window does, the other shows. Alone: what Ada does, Bob does not see, though his list is live too.
    expect(ada_too.get_by_text("Nothing to do")).to_be_visible()
    add_todo(ada, "Count the swifts")
    expect(todo(ada_too, "Count the swifts")).to_be_visible()
    todo(ada_too, "Count the swifts").check()
    expect(todo(ada, "Count the swifts")).to_be_checked()
    add_todo(ada_too, "Mend the fence")
    expect(todo(ada, "Mend the fence")).to_be_visible()
    add_todo(bob, "Call Ada")
    expect(todo(bob, "Call Ada")).to_be_visible()
    look(ada, "app")
    ada.get_by_role("button", name="Delete Mend the fence").click()
    expect(todo(ada_too, "Mend the fence")).to_have_count(0)
    expect(todo(bob, "Count the swifts")).to_have_count(0)
    expect(ada.get_by_role("checkbox")).to_have_count(1)
    expect(bob.get_by_role("checkbox")).to_have_count(1)
    bob.reload()
    expect(todo(bob, "Call Ada")).to_be_visible()
    expect(bob.get_by_role("checkbox")).to_have_count(1)

    # Every screen has an address: reload, back and forward keep to it, and another leads home.
    expect(ada).to_have_title("To-dos · Field notes")
    open_screen(ada, "Files")
    expect(ada).to_have_title("Files · Field notes")
    expect(ada.get_by_text("No files yet").first).to_be_visible()
    ada.reload()
    expect(ada.get_by_role("heading", name="Files", exact=True)).to_be_visible()
    ada.go_back()
    expect(todo(ada, "Count the swifts")).to_be_checked()
    ada.go_forward()
    expect(ada.get_by_role("heading", name="Files", exact=True)).to_be_visible()
    ada_too.goto(f"{address}/no-such-screen")
    ada_too.get_by_role("main").get_by_role("link").click()
    expect(todo(ada_too, "Count the swifts")).to_be_checked()

    # Files: Ada's own are hers, the shared folder is everybody's. An upload that she cancels is none.
    picture = folder / "swift.svg"
    picture.write_text(PICTURE)
    notes = folder / "notes.txt"
    notes.write_text("Seen at dusk.\n")
    mistake = folder / "mistake.txt"
    mistake.write_text("Seen at dawn.\n")
    ada.route("**/*mistake.txt*", lambda route: None)  # never arrives
    ada.get_by_label("Upload to My files").set_input_files(mistake)
    ada.get_by_role("button", name="Cancel mistake.txt").click()
    expect(ada.get_by_role("progressbar")).to_have_count(0)
    expect(ada.get_by_role("main").get_by_role("alert")).to_have_count(0)
    ada.get_by_label("Upload to My files").set_input_files([picture, notes])
    ada.get_by_label("Upload to Shared").set_input_files(notes)
    expect(ada.get_by_role("button", name="Delete notes.txt")).to_have_count(2)
    expect(ada.get_by_role("button", name="Delete mistake.txt")).to_have_count(0)
    ada.get_by_role("button", name="Preview swift.svg").click()
    image = ada.get_by_role("img", name="swift.svg")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    look(ada, "files")
    open_screen(bob, "Files")
    expect(bob.get_by_role("button", name="Delete notes.txt")).to_have_count(1)
    expect(bob.get_by_role("button", name="Delete swift.svg")).to_have_count(0)
    ada.get_by_role("button", name="Delete swift.svg").click()
    expect(ada.get_by_role("button", name="Delete swift.svg")).to_have_count(0)

    open_screen(ada, "Functions")
    ada.get_by_label("Your name, for sayHello").fill("Ada")
    ada.get_by_role("button", name="Call sayHello").click()
    expect(ada.get_by_text("Hello, Ada! This is say-hello.")).to_be_visible()
    look(ada, "functions")
    open_screen(ada, "Items")
    expect(ada.get_by_text("Binoculars")).to_be_visible()
    look(ada, "items")

    # The stand-in for a model answers, and what it suggests goes on the list.
    open_screen(ada, "Chat")
    ada.get_by_label("Message", exact=True).fill("What flies at dusk?")
    ada.get_by_role("button", name="Send").click()
    expect(ada.get_by_text("You said: “What flies at dusk?”. Once the backend is deployed")).to_be_visible()
    expect(ada.get_by_text("Answering …")).to_have_count(0)
    look(ada, "chat")
    open_screen(ada, "Suggestions")
    ada.get_by_label("Goal").fill("Room for bats")
    ada.get_by_role("button", name="Suggest to-dos").click()
    ada.get_by_role("button", name="Add Sample 1 of todos").click()
    expect(todo(ada_too, "Sample 1 of todos: no model runs locally")).to_be_visible()
    look(ada, "suggestions")

    # Whoever has the address of a screen is there once they have signed in.
    guest = window(browser.new_context(), ada.url)
    fill_in(guest, "bob@example.com")
    expect(guest.get_by_role("heading", name="Suggestions", exact=True, level=1)).to_be_visible()

    # Messages reach whoever is there.
    for page in (ada, ada_too, bob):
        open_screen(page, "Messages")
        settle(page)
    ada.get_by_label("New message").fill("Swifts over the barn")
    ada.get_by_role("button", name="Send").click()
    for page in (ada, ada_too, bob):
        expect(page.get_by_text("Swifts over the barn")).to_be_visible()
    look(ada, "messages")

    # The session outlives a reload and ends with sign-out, in all windows that share it.
    open_screen(ada, "Chat")
    ada.reload()
    expect(ada.get_by_text("You said: “What flies at dusk?”")).to_be_visible()
    third = window(ada.context)
    expect(todo(third, "Count the swifts")).to_be_checked()
    settle(third)  # else `observeQuery` lists without a token, and nobody catches that
    ada.get_by_role("button", name="Sign out").click()
    expect(entrance(ada)).to_be_visible()
    ada.reload()
    expect(entrance(ada)).to_be_visible()
    third.evaluate("dispatchEvent(new Event('focus'))")  # somebody looks at it
    expect(entrance(third).or_(third.get_by_role("tab", name="Create Account"))).to_be_visible()

    assert errors == [], errors
    assert strangers == set(), "a request left the machine"


def _host(url: str) -> str:
    return urlsplit(url).hostname or "localhost"
