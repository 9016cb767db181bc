"""Mistakes in the backend, and what the project's own tools say about them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import edited, run
from packages import PRESETS
from projects import STUB, linked
from pytest_copier.plugin import CopierFixture

pytestmark = pytest.mark.job("mistakes")


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
    with edited(react / "tests/security/acknowledged/auth.ts", "AwsSolutions-COG8", "AwsSolutions-COG1"):
        printed = run(react, "npm", "run", "test:security", status=1)
    assert "AwsSolutions-COG8 at auth/amplifyAuth/UserPool/Resource\n" in printed
    assert "✖ no acknowledgement is left over" in printed
    assert "AwsSolutions-COG1 at auth/amplifyAuth/UserPool\n" in printed


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


def test_a_sandbox_that_could_not_be_deleted_fails_the_tests(plain_copier: CopierFixture, tmp_path: Path) -> None:
    answers = {**PRESETS["react"], "features": ["advanced"], "retain_data": True}
    project = linked(plain_copier, answers, tmp_path / "project")
    with edited(project / "amplify/retention.ts", "!== 'branch'", "=== 'standalone'"):
        printed = run(project, "npm", "run", "test:backend", status=1)
    assert "✖ a sandbox can be deleted, with everything in it" in printed
