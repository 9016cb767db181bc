"""What the code of the mobile app weighs, as bytecode for Hermes, and how much of it runs before anybody signs in.

    CHROMIUM=/usr/bin/chromium .venv/bin/python benchmarks/mobile.py

Renders the fullest project with the packages of the tests, and bundles it for Android as a release has it: a first
screen alone, the same with Amplify configured, the whole app. Then it bundles the whole app for browsers, and counts in
Chromium the modules that have run when a visitor sees the first screen, and the sign-in form: with Metro's inline
requires, as the project has them, and without.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "extensions")]

from chromium import chromium  # noqa: E402
from commands import edited, run  # noqa: E402
from expo_web import NOTICE, evaluated, served_for_browsers  # noqa: E402
from packages import PRESETS, give_back  # noqa: E402
from projects import STUB, install  # noqa: E402

PRESET = "react-native-expo"
FIRST_SCREEN = """\
import { createElement } from 'react'
import { registerRootComponent } from 'expo'
import { Text } from 'react-native'

registerRootComponent(() => createElement(Text, null, 'Field notes'))
"""
CONFIGURED = """\
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import './src/lib/amplify'
"""
INLINE = "inlineRequires: true"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder).resolve() / "project"
        answers = ["--data-file", str(ROOT / "presets" / f"{PRESET}.yml")]
        run(ROOT, "copier", "copy", "--trust", "--defaults", "--quiet", *answers, str(ROOT), str(project))
        install(project, PRESETS[PRESET])
        try:
            run(project, "npm", "run", "outputs:offline")
            weigh(project)
            (project / "amplify_outputs.json").write_text(STUB)
            count(project)
        finally:
            give_back(project)


def weigh(project: Path) -> None:
    """Print the size of each release."""
    entry = project / "index.ts"
    whole = entry.read_text()
    releases = {
        "a first screen alone": FIRST_SCREEN,
        "with Amplify configured": CONFIGURED + FIRST_SCREEN,
        "the whole app": whole,
    }
    for name, text in releases.items():
        entry.write_text(text)
        run(project, "npx", "expo", "export", "--platform", "android", "--output-dir", "dist")
        [code] = (project / "dist/_expo/static/js/android").iterdir()
        print(f"{code.stat().st_size / 1e6:5.2f} MB  {name}", flush=True)
        shutil.rmtree(project / "dist")


def count(project: Path) -> None:
    """Print how many modules have run on each screen."""
    print_counts(project, "with inline requires")
    with edited(project / "metro.config.cjs", INLINE, INLINE.replace("true", "false")):
        print_counts(project, "without")


def print_counts(project: Path, name: str) -> None:
    with served_for_browsers(project) as address, chromium() as browser:
        page = browser.new_page()
        page.add_init_script(NOTICE)
        page.goto(address)
        enter = page.get_by_role("button", name="Sign in or create an account")
        enter.wait_for()
        first = len(evaluated(page))
        enter.click()
        page.get_by_role("heading", name="Connect a backend").wait_for()
        print(f"{first} modules at the first screen, {len(evaluated(page))} behind it: {name}", flush=True)


if __name__ == "__main__":
    main()
