"""The first load of a visitor who is not signed in, against the framework's bare page, built in the same run.

    CHROMIUM=/usr/bin/chromium .venv/bin/python benchmarks/first_load.py [react] [nextjs-app] [nextjs-pages] [vue] [nuxt] [angular] [sveltekit] [astro] [solid]

Renders and installs the fullest project of each framework, and the page of its official scaffolder with the same
packages; builds both, serves them as their own scripts do, opens them in Chromium, and adds up what was really fetched:
`gzip -9`, 1 kB = 1000 bytes, until the `load` event and until the page has been quiet. Then Lighthouse looks at each
page as a phone sees it, five times, and the scores in the middle count.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from subprocess import STDOUT

from playwright.sync_api import Response, sync_playwright
from plumbum import local

ROOT = Path(__file__).resolve().parents[1]
local.env.path.insert(0, str(Path(sys.executable).parent))
local.env["NO_COLOR"] = "1"
NEXT = ["--ts", "--empty", "--no-eslint", "--no-tailwind", "--no-src-dir", "--skip-install", "--disable-git", "--yes"]
STATIC = ["--add", "sveltekit-adapter=adapter:static"]

# The files that create-nuxt downloads from GitHub for its minimal project, as far as they reach a browser.
NUXT = {
    "package.json": '{ "private": true, "type": "module" }',
    "nuxt.config.ts": "export default defineNuxtConfig({ compatibilityDate: '2025-07-15', devtools: { enabled: true } })",
    "app/app.vue": "<template><div><NuxtRouteAnnouncer /><NuxtWelcome /></div></template>",
}

# The scaffolder of each framework's barest page, or what that one fetches from GitHub; how it is built and served;
# {project} is its name.
BARE: dict[str, tuple[list[str] | dict[str, str], list[str], list[str]]] = {
    "react": (
        ["create-vite@9.3.0", "bare", "--template", "react-ts", "--no-interactive"],
        ["vite", "build"],
        ["vite", "preview"],
    ),
    "vue": (
        ["create-vite@9.3.0", "bare", "--template", "vue-ts", "--no-interactive"],
        ["vite", "build"],
        ["vite", "preview"],
    ),
    "nuxt": (NUXT, ["nuxt", "build"], ["node", ".output/server/index.mjs"]),
    "solid": (
        ["create-vite@9.3.0", "bare", "--template", "solid-ts", "--no-interactive"],
        ["vite", "build"],
        ["vite", "preview"],
    ),
    "angular": (
        ["@angular/cli@22.2.7", "new", "bare", "--defaults", "--ssr", "false", "--skip-install", "--skip-git"],
        ["ng", "build"],
        ["vite", "preview", "--outDir", "dist/{project}/browser"],
    ),
    "sveltekit": (
        ["sv@0.17.1", "create", "bare", "--template", "minimal", "--types", "ts", "--no-install", *STATIC],
        ["vite", "build"],
        ["vite", "preview"],
    ),
    "nextjs-app": (
        ["create-next-app@16.4.3", "bare", "--app", *NEXT],
        ["next", "build"],
        ["next", "start", "--hostname", "localhost"],
    ),
    "nextjs-pages": (
        ["create-next-app@16.4.3", "bare", "--no-app", *NEXT],
        ["next", "build"],
        ["next", "start", "--hostname", "localhost"],
    ),
    "astro": (
        {
            "package.json": '{ "type": "module" }',
            "src/pages/index.astro": '<html lang="en"><head><title>Astro</title></head><body><h1>Astro</h1></body></html>',
        },
        ["astro", "build"],
        ["astro", "preview"],
    ),
}

# What its page has to say besides, for the adapter.
SAID = {"sveltekit": ("src/routes/+layout.ts", "export const prerender = true\n")}


def main(presets: list[str]) -> None:
    """Print what each page fetches, and what ours adds to the floor."""
    with tempfile.TemporaryDirectory() as name:
        for preset in presets or BARE:
            folder = Path(name) / preset
            folder.mkdir()
            measure(preset, folder)
            shutil.rmtree(folder)


def measure(preset: str, folder: Path) -> None:
    scaffold, build, serve = BARE[preset]
    answers = str(ROOT / "presets" / f"{preset}.yml")
    run(folder, "copier", "copy", "--trust", "--defaults", "--quiet", "--data-file", answers, str(ROOT), "ours")
    run(folder / "ours", "npm", "install", "--prefer-offline", "--no-audit", "--no-fund")
    run(folder / "ours", "npm", "run", "outputs:offline")
    run(folder / "ours", "npm", "run", "build")
    if isinstance(scaffold, dict):
        for name, text in scaffold.items():
            (folder / "bare" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "bare" / name).write_text(text)
    else:
        run(folder, "npx", "--yes", *scaffold)
    if preset in SAID:
        name, text = SAID[preset]
        (folder / "bare" / name).write_text(text)
    shutil.copytree(folder / "ours/node_modules", folder / "bare/node_modules", copy_function=os.link, symlinks=True)
    run(folder / "bare", "npx", *build)
    loads = {}
    for page in ("bare", "ours"):
        project = json.loads((folder / page / "package.json").read_text()).get("name")
        with served(folder / page, "npx", *(part.format(project=project) for part in serve)) as address:
            loads[page] = load = first_load(address)
            scores = lighthouse(address)
        figures = [f"{load[when][kind] / 1000:7.1f} kB {label}" for when, kind, label in COLUMNS]
        figures += [f"{score:.2f} {category}" for category, score in scores.items()]
        print(f"{preset:13} {page:5} {'  '.join(figures)}", flush=True)
    for when, kind, label in COLUMNS[:2]:
        more = (loads["ours"][when][kind] - loads["bare"][when][kind]) / 1000
        print(f"{preset:13} ours - bare {when}: {more:.1f} kB {label}")


COLUMNS = (("until load", "script", "JS"), ("until quiet", "script", "JS"), ("until quiet", "stylesheet", "CSS"))
Load = dict[str, dict[str, int]]
UNTIL_LOAD = """() => {
  const [{ loadEventStart }] = performance.getEntriesByType('navigation')
  return performance.getEntriesByType('resource').filter((each) => each.startTime < loadEventStart).map((each) => each.name)
}"""


def first_load(address: str) -> Load:
    """Bytes of scripts and of style sheets, gzipped: of those asked for before the load event, and until the page is quiet."""
    kept: list[Response] = []
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=arguments)
        page = browser.new_page()
        page.on("response", lambda response: kept.append(response))
        page.goto(address, wait_until="load")
        page.wait_for_timeout(3000)
        page.wait_for_load_state("networkidle")
        early = set(page.evaluate(UNTIL_LOAD))
        sizes = {when: {"script": 0, "stylesheet": 0} for when in ("until load", "until quiet")}
        for response in kept:
            kind = response.request.resource_type
            if response.ok and kind in ("script", "stylesheet"):
                size = len(gzip.compress(response.body(), 9))
                for when in ["until load", "until quiet"] if response.url in early else ["until quiet"]:
                    sizes[when][kind] += size
        browser.close()
    return sizes


def lighthouse(address: str) -> dict[str, float]:
    """Scores from 0 to 1, by category."""
    categories = ["performance", "accessibility"]
    command = ["--yes", "lighthouse@13.5.0", address, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(categories)}", "--chrome-flags=--headless=new --no-sandbox"]
    npx = local["npx"].with_env(CHROME_PATH=os.environ.get("CHROMIUM", ""))
    reports = [json.loads(npx(*command))["categories"] for _ in range(5)]
    return {category: median(report[category]["score"] for report in reports) for category in categories}


@contextmanager
def served(project: Path, *command: str) -> Iterator[str]:
    """The address at which a command serves, as soon as it prints "Local: http://…" or "Listening on http://…"."""
    program, *arguments = command
    here = local[program].with_cwd(project).with_env(HOST="localhost")
    server = here.popen(arguments, new_session=True, stderr=STDOUT, text=True)
    assert server.stdout
    assert server.pid
    try:
        for line in server.stdout:
            if found := re.search(r"(?:Local:?|Listening on)\s+http://\S+:(\d+)", line):
                yield f"http://localhost:{found[1]}"
                return
        raise RuntimeError(f"{' '.join(command)} serves nothing")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate()


def run(folder: Path, *command: str) -> None:
    """Run a command of the test environment, quietly; it must succeed."""
    program, *arguments = command
    local[program].with_cwd(folder)(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
