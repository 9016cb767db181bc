"""The app of Expo in Chromium, with its screens as React Native for Web draws them.

For tests alone: the app is for phones, and its package.json has nothing of this.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from commands import run
from packages import INSTALL, installed
from playwright.sync_api import Page

# As bundledNativeModules.json of the package expo names them.
PACKAGES = {"@expo/metro-runtime": "57.0.16", "react-dom": "19.2.3", "react-native-web": "0.21.2"}

# Keeps the names of the modules that have run, in the order in which they began.
NOTICE = """
globalThis.evaluated = []
let define
Object.defineProperty(globalThis, '__d', {
  configurable: true,
  get: () => define,
  set(real) {
    define = (factory, id, needed, name) =>
      real(function (...given) {
        evaluated.push(name)
        return factory.apply(this, given)
      }, id, needed, name)
  },
})
"""


@contextmanager
def served_for_browsers(project: Path) -> Iterator[str]:
    """The address of the app, bundled as for development: it uses the local backend that runs."""
    with ExitStack() as stack:
        stack.enter_context(_web_packages(project))
        folder = project / "dist-web"
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        run(project, "npx", "expo", "export", "--platform", "web", "--dev", "--output-dir", folder.name)
        server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))))
        thread = Thread(target=server.serve_forever)
        thread.start()
        stack.callback(thread.join)
        stack.callback(server.shutdown)
        yield f"http://localhost:{server.server_port}"


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _web_packages(project: Path) -> Iterator[None]:
    """What Expo needs to bundle for browsers, among the packages of a project as long as the block runs."""
    manifest = json.dumps({"private": True, "dependencies": PACKAGES}, indent=2)
    modules = installed(manifest, None, "install", "--legacy-peer-deps", *INSTALL)
    own, placed = project / "node_modules", list[Path]()
    nested = own / "react-native-web/node_modules"  # for those of which the project has another version
    try:
        for name in sorted(_names(modules), key=lambda name: name not in PACKAGES):
            if not (own / name).exists():
                placed.append(own / name)
            elif _version(own / name) == _version(modules / name):
                continue
            target = nested / name if (own / name).exists() else own / name
            shutil.copytree(modules / name, target, copy_function=os.link, symlinks=True)
        yield
    finally:
        for folder in placed:
            shutil.rmtree(folder)


def _names(modules: Path) -> list[str]:
    """Of all packages in a folder, with their scopes."""
    folders = [each for each in modules.iterdir() if each.is_dir() and not each.name.startswith(".")]
    scoped = [each for folder in folders if folder.name.startswith("@") for each in folder.iterdir()]
    plain = [folder for folder in folders if not folder.name.startswith("@")]
    return [each.relative_to(modules).as_posix() for each in (*plain, *scoped)]


def _version(package: Path) -> str:
    version: str = json.loads((package / "package.json").read_text())["version"]
    return version


def evaluated(page: Page) -> list[str]:
    """The modules that have run on a page, which has to have NOTICE as its first script."""
    names: list[str] = page.evaluate("evaluated")
    return names
