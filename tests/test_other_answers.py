"""Apps of other answers than the fullest, put through their own checks."""

from __future__ import annotations

from typing import Any

import pytest
from chromium import served
from commands import git
from conftest import Variant
from flow import add_todo, todo
from jobs import EACH_SIGN_IN, MOBILE, WEB
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.job("other answers")

PUBLIC: dict[str, Any] = {
    "login_methods": ["none"],
    "features": ["data", "functions"],
    "data_authorization": "publicApiKey",
}
NOTHING: dict[str, Any] = {
    "features": [],
    "local_backend": False,
    "project_name": "an-app-with-a-name-as-long-as-fifty-characters-are",
    "hosting": "none",
}


@pytest.mark.parametrize("preset", [*EACH_SIGN_IN, *MOBILE])
def test_an_app_of_nothing_but_sign_in_is_green(preset: str, variant: Variant) -> None:
    assert git(variant(preset, NOTHING).project, "status", "--porcelain") == ""


@pytest.mark.parametrize("preset", MOBILE)
def test_an_app_for_phones_without_sign_in_is_green(preset: str, variant: Variant) -> None:
    more = {"features": [*PUBLIC["features"], "ai-generation", "events"]}
    assert git(variant(preset, {**PUBLIC, **more}).project, "status", "--porcelain") == ""


@pytest.mark.parametrize("preset", WEB)
def test_without_sign_in_everybody_works_on_one_list(preset: str, variant: Variant, browser: Browser) -> None:
    app = variant(preset, PUBLIC)
    with (
        # The pages are other ones, so build them.
        served(app.project, "npm", "run", "preview", "--", "--reset") as address,
        browser.new_context() as context,
    ):
        first, second = context.new_page(), context.new_page()
        first.goto(address)
        second.goto(address)
        expect(second.get_by_text("Nothing to do")).to_be_visible()
        add_todo(first, "Count the swifts")
        expect(todo(second, "Count the swifts")).to_be_visible()
        if app.framework.runs_on_server:
            assert "<span>Count the swifts</span>" in context.request.get(address).text()
