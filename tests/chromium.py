"""Pages of rendered projects in Chromium: served on loopback, looked at by axe, kept as pictures."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import STDOUT
from threading import Thread, Timer
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from commands import start
from playwright.sync_api import Browser, Page, sync_playwright

# What the tests saw, for people to look at.
PICTURES = Path(__file__).parents[1] / ".cache" / "pictures"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PATIENCE = 600  # seconds, until a server says where it is
# Where `next start` looks for a free port first: what two workers find free at once, only one of them can have.
PORT = 3000 + 3 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@contextmanager
def served(project: Path, *command: str, before: str = r"Local:?\s+") -> Iterator[str]:
    """The address at which a command such as `vite preview` serves, as soon as it prints "Local: http://…", with or without the colon."""
    env = {"PORT": str(PORT)} if {"preview", "preview:web"} & {*command} else {}
    server = start(project, *command, stderr=STDOUT, env=env)
    assert server.stdout
    # One that prints something else would be waited for until the whole run has to end.
    limit = Timer(PATIENCE, os.killpg, (server.pid, signal.SIGTERM))
    limit.start()
    printed = ""
    reader = None
    try:
        for line in server.stdout:
            printed += line
            if found := re.search(before + r"(http://(?:localhost|127\.0\.0\.1):\d+)", line):
                # Somebody has to read what it goes on to print, or it waits for that.
                limit.cancel()
                reader = Thread(target=server.stdout.read)
                reader.start()
                yield found[1]
                return
        raise AssertionError(f"{' '.join(command)} serves nothing:\n{printed}")
    finally:
        limit.cancel()
        os.killpg(server.pid, signal.SIGTERM)
        if reader:
            reader.join()
        server.communicate()


@contextmanager
def another_app(url: str) -> Iterator[str]:
    """Somebody else holds the port of an address, as when two projects are worked on at once; gives what is held.

    Beside other tests that may be the next port: whatever is free.
    """
    host, _, port = url.rpartition(":")
    family, _, _, _, address = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)[0]
    for number in range(int(port), int(port) + 20):
        try:
            holder = socket.create_server((address[0], number), family=family)
        except OSError:
            continue
        with holder:
            yield f"{host}:{number}"
        return


def violations(page: Page) -> list[str]:
    """What axe finds wrong, a line each.

    The official Authenticator has headings of the fourth level right under the page's first; only that is forgiven, and
    only there.
    """
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    problems = []
    for each in found:
        targets = [str(node["target"][0]) for node in each["nodes"]]
        if each["id"] == "heading-order":
            within = "(selector) => !document.querySelector(selector).closest('[data-amplify-authenticator]')"
            targets = [target for target in targets if page.evaluate(within, target)]
        if targets:
            problems.append(f"{each['id']}: {each['help']} {targets}")
    return problems


def look(page: Page, name: str) -> None:
    """Keep pictures of the page as it is, light and dark, wide and narrow, and demand that axe finds nothing in any."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    problems = []
    for scheme in ("light", "dark"):
        for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.screenshot(path=PICTURES / f"{name}-{scheme}-{size}.png", full_page=True, animations="disabled")
            problems += [f"{scheme} {size}: {problem}" for problem in violations(page)]
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > viewport["width"]:
                problems.append(f"{scheme} {size}: the page is {width} pixels wide")
    assert not problems, "\n".join(problems)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
