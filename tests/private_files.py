"""What no server of an app may give away, asked for in every spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

# How Vite is asked for a file in other shapes: https://vite.dev/guide/assets
QUERIES = ["?raw", "?url", "?inline", "?import", "?import&raw", "?import&url"]

# Below which a server has files: Nuxt's development server those that the app is made of, and any that Vite lets out.
BASES = ["", "/_nuxt"]


def answer(address: str, path: str) -> str:
    """What a server says to exactly that path, which a browser would tidy up."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", path)
        return connection.getresponse().read().decode(errors="replace")


def gives_away(address: str, project: Path, *names: str) -> list[str]:
    """The paths at which a server tells a long word of one of these files of the project."""
    found = []
    for name in names:
        words = re.findall(r"\w{16,}", (project / name).read_text())
        encoded = "".join(f"%{byte:02x}" for byte in name.encode())
        paths = [f"/{name}", f"/src/../{name}", f"/{encoded}", f"/src/..%2f{encoded}", f"/@fs{project / name}"]
        paths += [f"/@fs{project}/{encoded}", f"{paths[-1]}?import&raw", *(f"/{name}{query}" for query in QUERIES)]
        answers = {base + path: answer(address, base + path) for base in BASES for path in paths}
        found += [path for path, text in answers.items() if any(word in text for word in words)]
    return found


@contextmanager
def private_files(project: Path) -> Iterator[list[str]]:
    """What the local backend keeps, with a secret and the outputs of a backend on AWS."""
    kept = project / ".amplify/local"
    kept.mkdir(parents=True, exist_ok=True)
    written = {
        kept / "secrets.json": '{ "PRICE_KEY": "the_secret_of_a_function" }',
        project / "amplify_outputs.aws.json": '{ "data": { "api_key": "the_key_of_the_api_on_aws" } }',
    }
    for path, text in written.items():
        path.write_text(text)
    yield [".git/config", "amplify_outputs.aws.json", *(f".amplify/local/{path.name}" for path in kept.glob("*.json"))]
    for path in written:
        path.unlink()
