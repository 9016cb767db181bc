"""The versions of Node.js that a rendered project runs with, and those that it refuses."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from amplify.manifest import catalog
from chromium import served
from commands import run
from flow import latest_code
from packages import INSTALL
from plumbum import local
from projects import STUB

pytestmark = pytest.mark.job("Node.js")

OLDEST, *_, NEWEST = re.findall(r"\d[\d.]*", catalog()["engines"]["node"])
ENTRIES = "build check dev doctor local outputs:offline preview sandbox synth test test:backend test:security typecheck"


@pytest.fixture
def node(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Another version of Node.js, which everything here is run with."""
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    package = f"node-{platform.system().lower()}-{machine}"
    run(
        tmp_path,
        "npm",
        "install",
        *INSTALL,
        "--ignore-scripts",
        "--prefix",
        str(tmp_path),
        f"{package}@{request.param}",
    )
    binaries = tmp_path / "node_modules" / package / "bin"
    with local.env(PATH=f"{binaries}:{local.env['PATH']}"):
        assert run(tmp_path, "node", "--version").startswith(f"v{request.param.split('.')[0]}.")
        yield str(request.param)


@pytest.mark.parametrize("node", [OLDEST, NEWEST.split(".")[0]], indirect=True)
def test_the_oldest_and_the_newest_node_run_the_backend_and_its_tests(react: Path, node: str) -> None:
    run(react, "npm", "run", "test:backend")
    try:
        with served(react, "npm", "run", "local", "--", "--reset", before="Local backend ready at ") as address:
            client = json.loads((react / "amplify_outputs.json").read_text())["auth"]["user_pool_client_id"]
            person = {"ClientId": client, "Username": "ada@example.com", "Password": "Correct-horse-1"}
            attributes = [{"Name": "email", "Value": person["Username"]}]
            headers = {"X-Amz-Target": "AWSCognitoIdentityProviderService.SignUp"}
            body = json.dumps({**person, "UserAttributes": attributes}).encode()
            urlopen(Request(f"{address}/cognito-idp", body, headers), timeout=30).close()
            assert latest_code(address, person["Username"])
    finally:
        (react / "amplify_outputs.json").write_text(STUB)


@pytest.mark.parametrize("node", ["20"], indirect=True)
def test_an_older_node_is_refused_in_a_sentence_that_says_what_to_install(react: Path, node: str) -> None:
    sentence = rf"This project needs Node\.js {re.escape(catalog()['engines']['node'])}, not {node}\.[\d.]+: install .*"
    for entry in ENTRIES.split():
        printed = run(react, "npm", "run", "--silent", entry, status=1)
        assert re.fullmatch(sentence, printed.strip()), printed
    npm = Path(run(react, "npm", "root", "--global").splitlines()[-1]) / "npm/bin/npm-cli.js"
    assert "EBADENGINE" in run(react, "node", str(npm), "install", "--dry-run", "--prefer-offline", status=1)


@pytest.mark.parametrize(
    ("version", "status"),
    [("20.20.2", 1), ("22.22.2", 1), ("22.22.3", 0), ("22.23.0", 0), ("24.14.9", 1), ("24.15.0", 0), ("27.1.0", 0)],
)
def test_a_version_of_node_is_refused_or_not_as_engines_says(react: Path, version: str, status: int) -> None:
    pretend = f"Object.defineProperty(process, 'versions', {{ value: {{ node: '{version}' }} }})"
    run(react, "node", "--import", f"data:text/javascript,{pretend}", "scripts/check-node.mjs", status=status)
