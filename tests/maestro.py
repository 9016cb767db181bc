"""Maestro's flows, driven in Chromium: what a step means to an element there, as far as the flows of the template use it."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, Page, expect

# The names that a script of Maestro may use.
SCRIPT = """([output, env, code, mailbox]) => {
  const http = { get: (url) => ({ body: url === `${env.BACKEND}/mailbox` ? mailbox : '' }) }
  const names = { output, http, json: JSON.parse, ...env }
  const value = new Function(...Object.keys(names), code)(...Object.values(names))
  return { output, value }
}"""


class Flow:
    """One flow on one page, which shows the app as it starts."""

    def __init__(self, file: Path, page: Page, env: dict[str, str]) -> None:
        self.folder, self.page = file.parent, page
        self.settings, self.steps = yaml.safe_load_all(file.read_text())
        self.output: dict[str, Any] = {}
        self.env = env
        self.env = {name: self._text(value) for name, value in self.settings["env"].items()}

    def drive(self) -> None:
        for step in self.steps:
            given: Any
            [(name, given)] = step.items() if isinstance(step, dict) else [(step, None)]
            match name:
                case "launchApp" | "hideKeyboard":
                    pass
                case "evalScript":
                    self._text(given)
                case "runScript":
                    self._run((self.folder / given).read_text())
                case "tapOn":
                    self._element(given).click()
                case "inputText":
                    self.page.keyboard.type(self._text(given))
                case "assertVisible":
                    expect(self._element(given)).to_be_visible()
                case "extendedWaitUntil":
                    expect(self._element(given["visible"])).to_be_visible(timeout=given["timeout"])
                case _:
                    raise AssertionError(f"nobody has said what {name} means here")

    def _element(self, given: Any) -> Locator:
        """By its whole text, the name that screen readers say, or what stands in a field that is empty."""
        wanted: dict[str, Any] = given if isinstance(given, dict) else {"text": given}
        text = re.compile(f"^{wanted['text']}$")
        found = self.page.get_by_text(text).or_(self.page.get_by_label(text)).or_(self.page.get_by_placeholder(text))
        return found.nth(wanted.get("index", 0))

    def _text(self, given: str) -> str:
        return re.sub(r"\$\{(.*)\}", lambda match: str(self._run(f"return {match[1]}")), given)

    def _run(self, code: str) -> Any:
        with urllib.request.urlopen(f"{self.env['BACKEND']}/mailbox", timeout=10) as response:
            mailbox = response.read().decode()
        ended = self.page.evaluate(SCRIPT, [self.output, self.env, code, mailbox])
        self.output = ended["output"]
        return ended.get("value")
