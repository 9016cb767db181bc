"""The lines by which a client that exists uses a backend that was added to it, in its own language and style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from amplify.manifest import catalog
from amplify.package_managers import NPM, PackageManager

NAME = "configure-amplify"  # never `amplify`, which is the folder of the backend
NATIVE = (
    "@aws-amplify/react-native",
    "@react-native-async-storage/async-storage",
    "@react-native-community/netinfo",
    "react-native-get-random-values",
)
# What looks in the folder of the app's code alone where one of these runs it.
BOUND = {"vitest": "@angular/build"}
HAS_SEMICOLONS = re.compile(r"^(import|export) .*;\s*$", re.MULTILINE)
HAS_DOUBLE_QUOTES = re.compile(r"^import .*\"", re.MULTILINE)


@dataclass(frozen=True)
class Client:
    """`file`: where the lines go, from the root of the project, without the suffix; `entry`: what imports it first."""

    file: str
    entry: str
    suffix: str
    packages: tuple[str, ...] = ("aws-amplify",)
    bundler: str = "@vite-ignore"  # how it is told to leave an import alone
    guard: str = ""
    options: str = ""
    plugin: bool = False
    install: str = "npm install"

    @property
    def is_native(self) -> bool:
        return len(self.packages) > 1

    def lines(self, *, local: bool) -> Iterator[str]:
        for package in ("react-native-get-random-values", "@aws-amplify/react-native") if self.is_native else ():
            yield f"import '{package}'"
        yield "import { Amplify } from 'aws-amplify'"
        yield f"import outputs from '{'../' * self.file.count('/') or './'}amplify_outputs.json'"
        yield ""
        body = [*self.body(local=local)]
        if self.plugin:
            yield from ("export default defineNuxtPlugin(async () => {", *(f"  {line}" for line in body), "})")
        else:
            yield from body

    def body(self, *, local: bool) -> Iterator[str]:
        if local and not self.is_native:
            shape = " as { custom?: { local?: { url: string } } }" if self.suffix == "ts" else ""
            yield f"const {{ custom }} = outputs{shape}"
            yield "const redirect = custom?.local && `${custom.local.url}/redirect.js`"
            yield f"if (redirect{self.guard}) await import(/* {self.bundler} */ redirect)"
        yield f"Amplify.configure(outputs{self.options})"


def told(project: Path, known: Mapping[str, str], *, local: bool, manager: PackageManager = NPM) -> list[str]:
    """What the owner of a client is told; nothing where there is none that is known.

    `known`: versions of the packages in its package.json, by name.
    """
    if not (client := client_of(project, known)):
        return []
    versions = {**catalog("expo")["dependencies"], **catalog()["dependencies"]}
    missing = [
        name if client.install.startswith("npx expo") and name != "aws-amplify" else f"{name}@{versions[name]}"
        for name in client.packages
        if name not in known
    ]
    text = style_of(project, client)
    path = f"{client.file}.{client.suffix}"
    lines = [
        "",
        manager.said(
            "To use it in the app, once `npm run local` or `npm run sandbox` has written amplify_outputs.json:"
        ),
        "",
    ]
    if missing:
        command = manager.said(client.install) if client.install.startswith("npx") else manager.add
        lines += [f"  {command} {' '.join(missing)}", ""]
    lines += [
        f"{'The first lines of' if (project / path).exists() else 'A new file'} {path}:",
        "",
        *(f"  {styled(line, text)}".rstrip() for line in client.lines(local=local)),
    ]
    if client.entry:
        steps = "../" * (client.entry.count("/") - client.file.count("/")) or "./"
        first = f"import '{steps}{client.file.rpartition('/')[2]}'"
        lines += ["", f"The first line of {client.entry}:", "", f"  {styled(first, text)}"]
    elif NAME in client.file and not client.plugin:
        lines += ["", "Import it first in every file of the browser that uses Amplify."]
    return lines


def client_of(project: Path, known: Mapping[str, str]) -> Client | None:
    suffix = "ts" if "typescript" in known or (project / "tsconfig.json").exists() else "js"
    source = "src/" if any((project / "src" / name).is_dir() for name in ("app", "pages", "lib")) else ""
    if "nuxt" in known:
        app = "app/" if (project / "app").is_dir() else ""
        return Client(f"{app}plugins/{NAME}.client", "", suffix, plugin=True)
    if "next" in known:
        return Client(
            f"{source}{NAME}",
            first_of(project, f"{source}pages/_app"),
            suffix,
            bundler="webpackIgnore: true",
            guard=" && typeof window !== 'undefined'",
            options=", { ssr: true }",
        )
    if "@sveltejs/kit" in known:
        return Client("src/hooks.client", "", suffix)
    if "astro" in known:
        return Client(f"src/{NAME}", "", suffix)
    if "@angular/core" in known:
        return Client(f"src/{NAME}", "src/main.ts", suffix)
    if "expo" in known or "react-native" in known:
        entry = first_of(project, "src/app/_layout", "app/_layout", "index", "App")
        install = "npx expo install" if "expo" in known else "npm install"
        return Client(NAME, entry, suffix, packages=("aws-amplify", *NATIVE), install=install) if entry else None
    if "vite" in known and (entry := entry_of_page(project)):
        folder = f"{PurePosixPath(entry).parent}/".removeprefix("./")
        return Client(f"{folder}{NAME}", entry, suffix)
    return None


def first_of(project: Path, *stems: str) -> str:
    """The first file of these names which is there, whatever it is written in."""
    names = (f"{stem}.{suffix}" for stem in stems for suffix in ("tsx", "ts", "jsx", "js"))
    return next((name for name in names if (project / name).is_file()), "")


def entry_of_page(project: Path) -> str:
    """The module that index.html of a Vite app begins with."""
    with suppress(OSError, UnicodeDecodeError):
        page = (project / "index.html").read_text(encoding="utf-8")
        if found := re.search(r"<script[^>]*\ssrc=[\"']\.?/([^\"']+)[\"']", page):
            return found[1] if (project / found[1]).is_file() else ""
    return ""


def style_of(project: Path, client: Client) -> str:
    """Some code of its owner."""
    name = client.entry or first_of(project, "src/routes/+layout", "app/layout", "src/app/layout")
    with suppress(OSError, UnicodeDecodeError):
        return (project / name).read_text(encoding="utf-8") if name else ""
    return ""


def styled(line: str, code: str) -> str:
    """A line with the quotes and the semicolons of other code."""
    if HAS_DOUBLE_QUOTES.search(code):
        line = line.replace("'", '"')
    if HAS_SEMICOLONS.search(code) and line and not line.endswith("{"):
        line += ";"
    return line
