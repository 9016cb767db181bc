"""The first load of a visitor who is not signed in, against the framework's bare page, built in the same run.

    CHROMIUM=/usr/bin/chromium .venv/bin/python benchmarks/first_load.py

Renders and installs the fullest React project and create-vite's page with the same versions, builds both, opens them in
Chromium, and adds up what was really fetched: `gzip -9`, 1 kB = 1000 bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Response, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CREATE_VITE = "create-vite@9.3.0"
ENVIRONMENT = {**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]])}


def main() -> None:
    """Print JavaScript and CSS of both pages, and what ours adds to the floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        preset = ROOT / "presets" / "react.yml"
        run(folder, "copier", "copy", "--trust", "--defaults", "--quiet", "--data-file", str(preset), str(ROOT), "ours")
        run(folder / "ours", "npm", "install", "--prefer-offline", "--no-audit", "--no-fund")
        run(folder / "ours", "npm", "run", "outputs:offline")
        run(folder / "ours", "npm", "run", "build")
        bare(folder / "bare", folder / "ours")
        pages = {"bare": folder / "bare" / "dist", "ours": folder / "ours" / "dist"}
        sizes = {label: first_load(page) for label, page in pages.items()}
        shutil.rmtree(folder / "ours" / "node_modules")
    for label, (script, style) in sizes.items():
        print(f"{label:5} {script / 1000:7.1f} kB JavaScript {style / 1000:6.1f} kB CSS")
    print(f"ours - bare: {(sizes['ours'][0] - sizes['bare'][0]) / 1000:.1f} kB JavaScript (budget 3)")


def bare(page: Path, ours: Path) -> None:
    """create-vite's React page, built with the packages of the rendered project."""
    run(page.parent, "npx", "--yes", CREATE_VITE, page.name, "--template", "react-ts", "--no-interactive")
    manifest = json.loads((page / "package.json").read_text())
    assert manifest["dependencies"].keys() == {"react", "react-dom"}
    (page / "node_modules").symlink_to(ours / "node_modules")
    run(page, "npx", "vite", "build")


def first_load(folder: Path) -> tuple[int, int]:
    """Bytes of scripts and of style sheets, gzipped, until the page has been quiet for a second and a half."""
    sizes = {"script": 0, "stylesheet": 0}

    def add(response: Response) -> None:
        kind = response.request.resource_type
        if kind in sizes and response.ok:
            sizes[kind] += len(gzip.compress(response.body(), 9))

    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(folder), "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert server.stdout
    port = server.stdout.readline().split("port ")[1].split()[0]
    try:
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=arguments)
            page = browser.new_page()
            page.on("response", add)
            page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            page.wait_for_timeout(1500)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    return sizes["script"], sizes["stylesheet"]


def run(folder: Path, *command: str) -> None:
    """Run a command of the test environment, quietly; it must succeed."""
    subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


if __name__ == "__main__":
    main()
