"""Backends over the space of answers, synthesized with the published packages. Minutes, so marked `toolchain`."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from amplify.frameworks import VARIANTS
from commands import ENVIRONMENT
from copier import run_copy
from synthesizer import Synthesis, Synthesizer, Workspace
from test_rendering import SPACE, pairwise

pytestmark = pytest.mark.toolchain

# What a backend alone is not asked, or what is the same for all.
FIXED: Mapping[str, list[Any]] = {
    "purpose": ["backend"],
    "project_name": ["field-notes"],
    **{question: [None] for question in ("platform", "framework", *VARIANTS)},
    "hosting": ["none"],
    "local_backend": [False],
}
ROWS = pairwise({**SPACE, **FIXED})

# Of cfn-lint, because neither Amplify's nor the CDK's constructs let anybody change it:
IGNORED = {
    "W2001": "Amplify's parameters of a table that it makes by a function of its own",
    "W3005": "the CDK's DependsOn beside a reference",
    "W8001": "a condition of the same table",
    "W8003": "the same condition, whose name of the environment is always NONE",
}


@dataclass(frozen=True)
class Proof:
    problems: list[str]
    templates: list[Path]


def prove(project: Path, synthesizers: SimpleQueue[Synthesizer]) -> Proof:
    """Synthesize and check a project as a sandbox and as a branch deploy it."""
    branch = project.with_name(f"{project.name}-branch")
    shutil.copytree(project, branch)
    synthesizer = synthesizers.get()
    try:
        both = [
            synthesizer.synthesize(project, "sandbox", "validation", "cycles", "types", "formatting"),
            synthesizer.synthesize(branch, "branch", "validation", "cycles", "security"),
        ]
    finally:
        synthesizers.put(synthesizer)
    problems = [problem for each in both for problem in each.problems]
    return Proof([*problems, *backend_tests(branch, both[1])], [path for each in both for path in templates(each)])


def backend_tests(project: Path, synthesis: Synthesis) -> list[str]:
    """What the project's own tests of the backend say when they fail."""
    if not synthesis.directory:
        return []
    command = ["node", "--test", "--test-isolation=none", "tests/backend/*.test.ts"]
    result = subprocess.run(command, cwd=project, env=ENVIRONMENT, text=True, capture_output=True)
    return [result.stdout[-4000:]] * bool(result.returncode)


def templates(synthesis: Synthesis) -> list[Path]:
    return sorted(synthesis.directory.glob("*.template.json")) if synthesis.directory else []


@pytest.fixture(scope="module")
def proofs(
    react: Path, plain_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Future[Proof]]]:
    """One proof for each row, under way in two processes."""
    folder = tmp_path_factory.mktemp("backends")
    workspace = Workspace(folder, react)
    synthesizers: SimpleQueue[Synthesizer] = SimpleQueue()
    with Synthesizer(workspace) as one, Synthesizer(workspace) as other, ThreadPoolExecutor(2) as pool:
        synthesizers.put(one)
        synthesizers.put(other)
        started = []
        for number, answers in enumerate(ROWS):
            project = folder / f"row{number}"
            run_copy(str(plain_template), project, data=answers, defaults=True, unsafe=True, quiet=True)
            started.append(pool.submit(prove, project, synthesizers))
        yield started


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_accepted_answers_give_a_backend_that_deploys(number: int, proofs: list[Future[Proof]]) -> None:
    """It synthesizes both ways without a cycle; types, formatting, its own tests and cdk-nag agree."""
    problems = proofs[number].result().problems
    assert not problems, "\n".join([str(ROWS[number]), *problems])


def test_cloudformation_would_accept_every_template(proofs: list[Future[Proof]]) -> None:
    found = [path for each in proofs for path in each.result().templates]
    # A backend without anything in it is a template without resources, which is never deployed.
    different = {shape(text): path for path in found if '"Resources"' in (text := path.read_text())}
    assert len(different) > len(ROWS) / 2
    files = sorted(different.values())
    command = ["cfn-lint", "--regions", "us-east-1", "--format", "parseable", "--non-zero-exit-code", "none"]
    command += ["--ignore-checks", *IGNORED, "--template"]
    halves = [
        subprocess.Popen([*command, *map(str, half)], env=ENVIRONMENT, text=True, stdout=subprocess.PIPE)
        for half in (files[::2], files[1::2])
    ]
    printed = "".join(half.communicate()[0] for half in halves)
    assert [half.returncode for half in halves] == [0, 0], printed
    assert printed == ""


def shape(template: str) -> str:
    """A template without the names and hashes that say where it belongs."""
    names = re.sub(r"amplify-?fieldnotes-?(local-?sandbox|main-?branch)-?[0-9a-f]{10}", "", template)
    return re.sub(r"[0-9a-f]{64}|[0-9A-F]{8}", "", names)
