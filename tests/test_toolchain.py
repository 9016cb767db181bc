"""Rendered projects with their real tools: install, check, build, synthesize. Minutes, so marked `toolchain`."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from amplify.manifest import catalog
from chromium import served
from commands import ENVIRONMENT, edited, fresh_clone, git, run, sibling
from conftest import EACH_VIEWS, PRESETS, ROOT, STUB, App
from flow import latest_code

pytestmark = pytest.mark.toolchain


def test_a_fresh_clone_is_green(app: App) -> None:
    printed = run(app.project, "npm", "run", "check")
    assert "All matched files use Prettier code style!" in printed
    assert "Tests" in printed
    assert "sandbox: " in printed
    assert "branch: " in printed
    assert git(app.project, "status", "--porcelain") == ""


@pytest.mark.parametrize("script", ["lint", "test", "typecheck", "build"])
def test_each_check_works_alone_where_nothing_is_generated_yet(app: App, script: str) -> None:
    """As after `git clean`; `ampx sandbox delete` removes the outputs, too."""
    git(app.project, "clean", "-fdxq", "--exclude", "node_modules")
    shutil.rmtree(app.project / "node_modules/.tmp", ignore_errors=True)
    try:
        run(app.project, "npm", "run", script)
        assert script == "lint" or app.outputs.read_text() == STUB
        assert script != "build" or (app.project / app.framework.output).is_dir()
        assert git(app.project, "status", "--porcelain") == ""
    finally:
        app.outputs.write_text(STUB)


def test_outputs_have_the_real_data_model(app: App) -> None:
    """The build with them is the one that test_browser.py serves."""
    try:
        run(app.project, "npm", "run", "outputs:offline")
        described = json.loads(app.outputs.read_text())
        assert described["auth"]["user_pool_id"]
        assert described["storage"]["buckets"][0]["paths"]
        fields = described["data"]["model_introspection"]["models"]["Todo"]["fields"]
        assert {"id", "content", "isDone", "createdAt"} <= set(fields)
        assert git(app.project, "status", "--porcelain") == ""
    finally:
        app.outputs.write_text(STUB)


def test_a_mistake_in_the_app_fails_its_build(app: App) -> None:
    path = app.project / app.framework.library / "todos.ts"
    with edited(path, "{ content, isDone: false }", "{ content, isDone: false, isGone: true }"):
        printed = run(app.project, "npm", "run", "build", status=None)
    assert "todos.ts" in printed
    assert "isGone" in printed


@pytest.mark.parametrize("app", [preset for preset in EACH_VIEWS if preset.startswith("nextjs")], indirect=True)
def test_a_page_that_is_gone_fails_no_type_check(app: App) -> None:
    """`next dev` leaves types behind that import each page it knew: vercel/next.js#96620."""
    types = app.project / ".next/dev/types"
    types.mkdir(parents=True, exist_ok=True)
    (types / "validator.ts").write_text("import '../../../gone/page.js'\n")
    run(app.project, "npm", "run", "typecheck")


def test_its_vulnerable_backend_fails_its_tests_by_the_name_of_the_resource(react: Path) -> None:
    storage = react / "amplify/storage/resource.ts"
    with (
        edited(storage, "'shared/*': [", "'shared/*': [allow.guest.to(['read']), "),
        edited(storage, ", ...ownFolder }", " }"),
    ):
        printed = run(react, "npm", "run", "test:backend", status=1)
        assert "✖ the bucket is public to nobody" in printed
        assert "✖ private/: each signed-in person has a folder of their own" in printed
    data = react / "amplify/data/resource.ts"
    with edited(data, "[allow.owner()]", "[allow.owner(), allow.authenticated()]"):
        printed = run(react, "npm", "run", "test:backend", status=1)
        assert "✖ a to-do belongs to the person who created it" in printed
    function = react / "amplify/functions/say-hello/resource.ts"
    with edited(function, "runtime: 24", "runtime: 20"):
        printed = run(react, "npm", "run", "test:backend", status=1)
        assert "sayhellolambda" in printed


BAD = """
import { Aws, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3'

const own = backend.createStack('own')
const blockPublicAccess = BlockPublicAccess.BLOCK_ACLS_ONLY
const bucket = new Bucket(own, 'Public', { publicReadAccess: true, blockPublicAccess })
Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: 'Everybody reads it.' })
const anything = new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })
backend.sayHello.resources.lambda.addToRolePolicy(anything)
const { cfnBucket } = backend.storage.resources.cfnResources
cfnBucket.addPropertyOverride('PublicAccessBlockConfiguration.BlockPublicPolicy', Aws.NO_VALUE)
"""


def test_what_is_really_bad_fails_its_security_test_by_the_path_of_the_construct(react: Path) -> None:
    backend = react / "amplify/backend.ts"
    start = re.search(r"^(const backend = )?defineBackend\(", backend.read_text(), re.MULTILINE)
    assert start
    with edited(backend, start[0], "const backend = defineBackend("), edited(backend, "\n})\n", f"\n}})\n{BAD}"):
        printed = run(react, "npm", "run", "test:security", status=1)
    for line in (
        "AwsSolutions-S2 at own/Public/Resource\n",
        "AwsSolutions-IAM5[Action::s3:*] at function/say-hello-lambda/ServiceRole/DefaultPolicy/Resource\n",
        "AwsSolutions-IAM5[Resource::*] at function/say-hello-lambda/ServiceRole/DefaultPolicy/Resource\n",
        "AwsSolutions-S2 at storage/files/Bucket/Resource\n",  # by an override, which cdk-nag alone does not see
    ):
        assert line in printed
    assert "AwsSolutions-S1 at" not in printed, "the owner has given a reason"


def test_a_reason_for_what_is_found_no_more_is_to_be_deleted(react: Path) -> None:
    with edited(react / "tests/security/acknowledged/storage.ts", "AwsSolutions-S1", "AwsSolutions-S3"):
        printed = run(react, "npm", "run", "test:security", status=1)
    assert "AwsSolutions-S1 at storage/files/Bucket/Resource\n" in printed
    assert "✖ no acknowledgement is left over" in printed
    assert "AwsSolutions-S3 at storage/files/Bucket\n" in printed


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        ("data/resource.ts", "[allow.owner()]", "[]", "amplify/data/resource.ts"),
        ("storage/resource.ts", "'shared/*'", "'/shared/*'", "amplify/storage/resource.ts"),
        (
            "functions/say-hello/resource.ts",
            "runtime: 24",
            "runtime: 16 as 24",
            "A function in amplify/ is not valid",
        ),
        ("functions/say-hello/handler.ts", "return", "retrun )", "amplify/functions/say-hello/handler.ts"),
        ("backend.ts", "./data/resource", "./date/resource", "amplify/backend.ts imports what does not exist"),
    ],
)
def test_synth_names_the_file_that_is_wrong(react: Path, path: str, old: str, new: str, sentence: str) -> None:
    with edited(react / "amplify" / path, old, new):
        printed = run(react, "npm", "run", "--silent", "synth", "sandbox", status=1)
    assert sentence in printed
    assert "    at " not in printed, "a stack trace is no explanation"


def test_outputs_of_a_deployed_backend_are_never_overwritten(react: Path) -> None:
    outputs = react / "amplify_outputs.json"
    deployed = '{ "version": "1.4", "auth": { "user_pool_id": "eu-west-1_real" } }'
    try:
        outputs.write_text(deployed)
        assert "was kept" in run(react, "npm", "run", "--silent", "outputs:offline", status=1)
        run(react, "node", "scripts/ensure-outputs.mjs")
        assert outputs.read_text() == deployed
    finally:
        outputs.write_text(STUB)


def test_doctor_says_what_is_missing_and_what_to_do(react: Path) -> None:
    printed = run(react, "npm", "run", "--silent", "doctor")
    assert "✔ Node.js: 24." in printed
    assert "✔ ampx: 1." in printed
    assert "· amplify_outputs.json: a stub" in printed
    lock = react / "package-lock.json"
    lock.rename(react / "elsewhere.json")
    try:
        printed = run(react, "npm", "run", "--silent", "doctor", status=1)
        assert "✘ lock file: missing\n    → Run `npm install`" in printed
    finally:
        (react / "elsewhere.json").rename(lock)


OLDEST, *_, NEWEST = re.findall(r"\d[\d.]*", catalog()["engines"]["node"])
ENTRIES = "build check dev doctor local outputs:offline preview sandbox synth test test:backend test:security typecheck"


@pytest.fixture
def node(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Another version of Node.js, which everything here is run with."""
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    package = f"node-{platform.system().lower()}-{machine}"
    install = ("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts")
    run(tmp_path, *install, "--prefix", str(tmp_path), f"{package}@{request.param}")
    binaries = tmp_path / "node_modules" / package / "bin"
    monkeypatch.setitem(ENVIRONMENT, "PATH", os.pathsep.join([str(binaries), ENVIRONMENT["PATH"]]))
    assert run(tmp_path, "node", "--version").startswith(f"v{request.param.split('.')[0]}.")
    return str(request.param)


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
    [("20.20.2", 1), ("22.22.1", 1), ("22.22.2", 0), ("22.23.0", 0), ("24.14.9", 1), ("24.15.0", 0), ("27.1.0", 0)],
)
def test_a_version_of_node_is_refused_or_not_as_engines_says(react: Path, version: str, status: int) -> None:
    pretend = f"Object.defineProperty(process, 'versions', {{ value: {{ node: '{version}' }} }})"
    run(react, "node", "--import", f"data:text/javascript,{pretend}", "scripts/check-node.mjs", status=status)


def test_npm_asks_about_no_install_script(app: App) -> None:
    pending = run(app.project, "npm", "approve-scripts", "--allow-scripts-pending")
    assert "No packages with unreviewed install scripts." in pending


@pytest.mark.parametrize(
    "changes",
    [
        {"login_methods": ["none"], "features": ["data", "functions"], "data_authorization": "publicApiKey"},
        {
            "features": ["data", "ai-generation", "storage", "advanced"],
            "user_groups": ["ADMINS", "EDITORS"],
            "data_authorization": "groups",
            "storage_paths": ["a/*", "a/b/*=EDITORS", "news/*=ADMINS+guests", "deep/er/{entity_id}/*"],
            "local_backend": False,
        },
        {"features": [], "project_name": "an-app-with-a-name-as-long-as-fifty-characters-are", "hosting": "none"},
    ],
    ids=["public", "groups", "sign-in alone"],
)
@pytest.mark.parametrize("app", EACH_VIEWS, indirect=True)
def test_other_answers_give_apps_that_are_green(
    app: App, plain_template: Path, tmp_path: Path, changes: dict[str, Any]
) -> None:
    project = sibling(app.project, plain_template, tmp_path, {**PRESETS[app.preset], **changes})
    # What a build finds beyond the types has to do with pages, which are other ones without sign-in.
    for script in (
        "format:check",
        "lint",
        "test",
        "build" if "none" in changes.get("login_methods", []) else "typecheck",
    ):
        run(project, "npm", "run", script)
    assert git(project, "status", "--porcelain") == ""


def test_a_sandbox_that_could_not_be_deleted_fails_the_tests(react: Path, plain_template: Path, tmp_path: Path) -> None:
    answers = {**PRESETS["react"], "features": ["advanced"], "retain_data": True}
    project = sibling(react, plain_template, tmp_path, answers)
    with edited(project / "amplify/retention.ts", "!== 'branch'", "=== 'standalone'"):
        printed = run(project, "npm", "run", "test:backend", status=1)
    assert "✖ a sandbox can be deleted, with everything in it" in printed


def test_a_fresh_clone_of_a_backend_alone_is_green(react: Path, plain_template: Path, tmp_path: Path) -> None:
    project = fresh_clone(plain_template, PRESETS["backend"], tmp_path, installed=react)
    run(project, "npm", "run", "check")
    assert git(project, "status", "--porcelain") == ""
    shutil.rmtree(project / "node_modules")


def test_the_catalog_installs(react: Path, tmp_path: Path) -> None:
    """All of it at once, beyond what the React project has: every version exists, and no two packages disagree."""
    shutil.copy(ROOT / "catalog/package.json", tmp_path)
    shutil.copy(react / "package-lock.json", tmp_path)
    assert "added" in run(tmp_path, "npm", "install", "--dry-run", "--prefer-offline", "--no-audit", "--no-fund")
