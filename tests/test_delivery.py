"""Delivery by GitHub Actions: what is rendered, what checks it, and what its steps do.

The AWS CLI and the like are stand-ins that write down what they are asked, and answer what a test says.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from amplify.answers import Answers
from amplify.frameworks import FRAMEWORKS
from amplify.rules import refusals
from amplify.stack import Stack
from commands import commit_all, edited, git, run
from conftest import PRESETS, ROOT, Render, Rendered
from packages import give_back
from plumbum import local
from projects import Copier, linked
from pytest_copier.plugin import CopierFixture

import dev

BY_ACTIONS = {"hosting": "github-actions"}
REACT = {**PRESETS["react"], **BY_ACTIONS}
BACKEND = {**PRESETS["backend"], **BY_ACTIONS}
EXPO = {**PRESETS["react-native-expo"], **BY_ACTIONS}
SWIFT = {**PRESETS["swift"], **BY_ACTIONS}
PROJECTS = {"react": REACT, "backend": BACKEND, "react-native-expo": EXPO, "swift": SWIFT}
ON_SERVER = sorted(key for key, row in FRAMEWORKS.items() if row.runs_on_server)
CFN_LINT = ("cfn-lint", "--non-zero-exit-code", "informational", "--template", ".github/aws/delivery.yml")
APP = "d1a2b3c4d5e6f7"
PRODUCTS = "build/Build/Products/Release-iphonesimulator"


@pytest.fixture(params=[*PROJECTS, "react-native-bare", "android", "flutter"])
def project(request: pytest.FixtureRequest, render: Render) -> Path:
    return render({**PRESETS[request.param], **BY_ACTIONS})


def load(path: Path) -> Any:
    # YAML reads the key `on` as true.
    return yaml.safe_load(path.read_text())


def actions(project: Path) -> dict[str, Any]:
    return {path.parent.name: load(path) for path in project.glob(".github/actions/*/action.yml")}


def jobs(project: Path) -> dict[str, Any]:
    workflows = (load(path) for path in project.glob(".github/workflows/*.yml"))
    return {name: job for workflow in workflows for name, job in workflow["jobs"].items()}


@pytest.mark.parametrize("key", FRAMEWORKS)
def test_an_app_with_a_server_is_refused_with_the_reason(key: str) -> None:
    row = FRAMEWORKS[key]
    answers = Answers.read({**PRESETS[key.replace("_", "-")], **BY_ACTIONS})
    sentence = refusals(answers, Stack.of(answers)).get("hosting", "")
    assert ("takes only static files" in sentence) == row.runs_on_server


def test_clients_with_a_server_are_those_that_amplify_hosting_must_build() -> None:
    assert ON_SERVER == ["nextjs_app", "nextjs_pages", "nuxt"]


def test_a_backend_alone_is_deployed_without_an_app(rendered: Rendered) -> None:
    ran = {name: commands_of(rendered(answers).path) for name, answers in PROJECTS.items()}
    assert [line for line in ran["backend"] if "pipeline-deploy" in line]
    assert not [line for line in ran["backend"] if "publish" in line or "build" in line or "e2e" in line]
    assert [line for line in ran["react"] if "publish" in line]
    [folder] = re.findall(r"FOLDER: (.*)", (rendered(REACT).path / ".github/actions/deploy/action.yml").read_text())
    assert folder == "dist"
    granted = {name: rendered(answers).path / ".github/aws/delivery.yml" for name, answers in PROJECTS.items()}
    assert "CreateDeployment" in granted["react"].read_text()
    assert "CreateDeployment" not in granted["backend"].read_text()


def test_of_an_app_for_phones_the_backend_is_deployed_as_one_alone_is(rendered: Rendered) -> None:
    phones = rendered(EXPO).path
    for action, its in actions(rendered(BACKEND).path).items():
        assert actions(phones)[action] == its
    assert "CreateDeployment" not in (phones / ".github/aws/delivery.yml").read_text()
    hosted = rendered(PRESETS["react-native-expo"]).path / "amplify.yml"
    assert (
        hosted.read_text() == (rendered({**PRESETS["backend"], "hosting": "amplify"}).path / "amplify.yml").read_text()
    )


def commands_of(project: Path) -> list[str]:
    return [step["run"] for action in actions(project).values() for step in action["runs"]["steps"] if "run" in step]


def test_workflows_are_the_same_in_every_project(rendered: Rendered) -> None:
    """An update that changed one could not come as a pull request that the project itself opens."""
    react, backend, expo, swift = (
        {path.name: path.read_text() for path in rendered(answers).path.glob(".github/workflows/*")}
        for answers in PROJECTS.values()
    )
    assert react == backend
    assert {*expo} - {*react} == {"mobile.yml"}
    assert {*swift} - {*react} == {"ios.yml"}
    assert react.items() <= expo.items() & swift.items()


def test_workflows_only_call_actions(project: Path) -> None:
    for job in jobs(project).values():
        *first, last = job["steps"]
        assert all(step["uses"].startswith("actions/checkout@") for step in first)
        assert last["uses"].startswith("$/")
        assert (project / last["uses"].removeprefix("$/") / "action.yml").is_file()


def test_whatever_an_action_runs_is_a_command_of_the_project_or_a_file_beside_it(project: Path) -> None:
    scripts = json.loads((project / "package.json").read_text())["scripts"]
    tools = {
        "npm install",
        'npx ampx pipeline-deploy --branch "$AWS_BRANCH" --app-id "$AWS_APP_ID"',
        'npx ampx generate outputs --branch main --app-id "$AWS_APP_ID"',
        'npx ampx generate outputs --branch main --app-id "$AWS_APP_ID" --out-dir app/src/main/res/raw',
        'npx expo prebuild --no-install --platform "$PLATFORM"',
        "npx playwright install --with-deps chromium",
        "flutter build apk --debug",
        "flutter build ios --simulator",
        "pipx install uv",
    }
    for name, action in actions(project).items():
        for step in action["runs"]["steps"]:
            command = step.get("run", "npm install")
            if file := re.fullmatch(r'node "\$GITHUB_ACTION_PATH/([\w./-]+)"', command):
                assert (project / ".github/actions" / name / file[1]).resolve().is_file()
            elif script := re.fullmatch(r"npm run ([\w:]+)", command):
                assert script[1] in scripts
            else:
                assert command in tools


def test_inputs_of_an_action_are_those_that_workflows_give(project: Path) -> None:
    known = actions(project)
    for job in jobs(project).values():
        step = job["steps"][-1]
        inputs = known[step["uses"].rpartition("/")[2]].get("inputs", {})
        given = {*step.get("with", {})}
        assert {name for name, row in inputs.items() if row.get("required")} <= given <= {*inputs}


def test_actions_are_pinned_to_the_commits_that_this_repository_pins(project: Path) -> None:
    def pins(folder: Path) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for path in folder.rglob("*.yml"):
            for action, commit in re.findall(r"uses: ([\w-]+/[\w-]+)@(\S+ # v[\d.]+)$", path.read_text(), re.M):
                found.setdefault(action, set()).add(commit)
        return found

    rendered, own = pins(project / ".github"), pins(ROOT / ".github")
    assert all(len(commits) == 1 for commits in rendered.values())
    artifacts = {"actions/upload-artifact", "actions/download-artifact"}
    known = {"actions/checkout", "actions/setup-node", "aws-actions/configure-aws-credentials"} | artifacts
    assert known == {*rendered} - {"subosito/flutter-action"}
    assert all(rendered[name] == own[name] for name in {*rendered} & {*own})


def test_workflows_and_actions_pass_their_checkers(project: Path) -> None:
    git(project, "init")
    for command in dev.WORKFLOW_CHECKS:
        run(project, *command)


@pytest.mark.parametrize(
    ("file", "old", "new", "refusal"),
    [
        ("actions/deploy/action.yml", '"$AWS_BRANCH"', "${{ inputs.branch }}", "template-injection"),
        ("actions/deploy/action.yml", "@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3", "@v6", "unpinned-uses"),
        ("workflows/deploy.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("workflows/pull-request.yml", "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("dependabot.yml", "default-days: 7", "default-days: 0", "dependabot-cooldown"),
    ],
)
def test_a_mistake_in_them_is_refused(render: Render, file: str, old: str, new: str, refusal: str) -> None:
    project = render(REACT)
    git(project, "init")
    path = project / ".github" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    [zizmor] = [command for command in dev.WORKFLOW_CHECKS if command[0] == "zizmor"]
    assert refusal in run(project, *zizmor, status=None)


def test_no_job_of_a_fork_gets_credentials_and_every_other_one_says_what_it_may(project: Path) -> None:
    found = jobs(project)
    credentials = {name for name, job in found.items() if "id-token" in job["permissions"]}
    assert credentials - {"android", "ios"} == {"deploy", "preview", "remove"}
    for name in ("preview", "remove"):
        assert "github.event.pull_request.head.repo.full_name == github.repository" in found[name]["if"]
        assert found[name]["if"].startswith("vars.PREVIEWS")  # off until somebody turns them on
    propose = found.pop("propose")
    assert propose["permissions"] == {"contents": "write", "pull-requests": "write"}
    for job in found.values():
        assert job["permissions"]["contents"] == "read"
        assert {*job["permissions"]} <= {"contents", "id-token", "pull-requests"}
        assert job["permissions"].get("pull-requests", "read") == "read"


def test_where_something_may_be_written_nothing_of_a_new_version_runs(project: Path) -> None:
    """Packages of npm and the code of the template run in a job that may write nothing."""
    [*_, step] = actions(project)["propose-update"]["runs"]["steps"]
    assert step["run"] == 'node "$GITHUB_ACTION_PATH/propose.mjs"'
    script = (project / ".github/actions/propose-update/propose.mjs").read_text()
    assert {*re.findall(r"run\('(\w+)', \['([\w-]+)", script)} == {
        ("gh", "auth"),
        ("gh", "pr"),
        ("git", "ls-remote"),
        ("git", "fetch"),
        ("git", "push"),
    }


# The stack in an AWS account.


def test_the_stack_passes_cfn_lint(project: Path) -> None:
    assert run(project, *CFN_LINT) == ""


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("[App, AppId]", "[App, Id]", "E6101"),
        ("Effect: Allow", "Effect: Permit", "E3510"),
        ("amplify:DeleteBranch", "amplify:RemoveBranch", "W3037"),
        ("sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleByToken", "W3037"),
    ],
)
def test_a_mistake_in_the_stack_is_refused(render: Render, old: str, new: str, refusal: str) -> None:
    project = render(REACT)
    path = project / ".github/aws/delivery.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert refusal in run(project, *CFN_LINT, status=None)


def test_cloudformation_reads_it_for_it_knows_no_aliases_of_yaml(project: Path) -> None:
    text = (project / ".github/aws/delivery.yml").read_text()
    assert not [token for token in yaml.scan(text) if isinstance(token, yaml.AliasToken | yaml.AnchorToken)]


def statements(project: Path) -> dict[str, list[dict[str, Any]]]:
    """What each role may do."""
    resources = load(project / ".github/aws/delivery.yml")["Resources"]
    found: dict[str, list[dict[str, Any]]] = {}
    for name, resource in resources.items():
        properties = resource["Properties"]
        if resource["Type"] == "AWS::IAM::Role":
            for policy in properties.get("Policies", []):
                found.setdefault(name, []).extend(policy["PolicyDocument"]["Statement"])
        elif resource["Type"] == "AWS::IAM::ManagedPolicy":
            for role in properties["Roles"]:
                found.setdefault(role["Ref"], []).extend(properties["PolicyDocument"]["Statement"])
    return found


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_a_role_names_what_it_may_touch_of_this_app_alone(project: Path) -> None:
    for role, allowed in statements(project).items():
        for statement in allowed:
            for action in listed(statement["Action"]):
                assert "*" not in action
            for resource in listed(statement["Resource"]):
                arn = resource["Fn::Sub"]
                mine = "${App.AppId}" in arn
                assert mine or (role == "DeployRole" and ":role/cdk-hnb659fds-" in arn and "*" not in arn), arn


def test_only_the_role_that_deploys_may_change_anything_but_previews(project: Path) -> None:
    found = statements(project)
    assert {*found} == {"DeployRole", "OutputsRole", "RemovePreviewsRole"}
    reading = re.compile(r"\w+:(Describe|Get|List)\w+")
    assert all(reading.fullmatch(action) for row in found["OutputsRole"] for action in listed(row["Action"]))
    for row in found["RemovePreviewsRole"]:
        if not all(reading.fullmatch(action) for action in listed(row["Action"])):
            assert all("preview" in resource["Fn::Sub"] for resource in listed(row["Resource"]))


def test_a_role_trusts_the_tokens_of_one_repository_for_aws(project: Path) -> None:
    resources = load(project / ".github/aws/delivery.yml")["Resources"]
    claim = "token.actions.githubusercontent.com:"
    for name in statements(project):
        [trust] = resources[name]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        conditions = trust["Condition"]
        assert conditions["StringEquals"][f"{claim}aud"] == "sts.amazonaws.com"
        assert conditions["StringEquals"][f"{claim}repository_id"] == {"Ref": "RepositoryId"}
        kind, rest = ("StringLike", "*") if name == "OutputsRole" else ("StringEquals", "environment:${Environment}")
        assert [row["Fn::Sub"] for row in conditions[kind][f"{claim}sub"]] == [
            f"repo:${{Owner}}/${{Repository}}:{rest}",
            f"repo:${{Owner}}@${{OwnerId}}/${{Repository}}@${{RepositoryId}}:{rest}",
        ]


def test_no_parameter_of_the_stack_widens_its_trust(project: Path) -> None:
    parameters = load(project / ".github/aws/delivery.yml")["Parameters"]
    good = {"Owner": "acme", "OwnerId": "1", "Repository": "field.notes_2", "RepositoryId": "22"}
    for name, value in good.items():
        pattern = re.compile(parameters[name]["AllowedPattern"])
        assert pattern.fullmatch(value)
        assert not any(map(pattern.fullmatch, ("*", "a*", "a:b", "a/b", "")))
    assert parameters["Environment"]["AllowedValues"] == ["production", "preview"]
    provider = re.compile(parameters["Provider"]["AllowedPattern"])
    arn = "arn:aws:iam::123456789012:oidc-provider/"
    assert provider.fullmatch("")
    assert provider.fullmatch(f"{arn}token.actions.githubusercontent.com")
    assert not any(map(provider.fullmatch, ("*", f"{arn}*", f"{arn}accounts.example.com")))


def test_the_workflows_read_the_variables_that_the_stack_writes(project: Path) -> None:
    outputs = {*load(project / ".github/aws/delivery.yml")["Outputs"]}
    text = "".join(path.read_text() for path in project.glob(".github/workflows/*.yml"))
    read = {*re.findall(r"vars\.(\w+)", text)} - {"PREVIEWS", "TEMPLATE_UPDATES"}
    workflows = project / ".github/workflows"
    builds = (
        {"AwsOutputsRole"} if any((workflows / f"{name}.yml").exists() for name in ("mobile", "android")) else set()
    )
    assert read == outputs - {"AwsOutputsRole"} | builds
    known = re.findall(r"'(\w+)'", (project / ".github/actions/configured.mjs").read_text().split("]")[0])
    assert {*known} == outputs - {"AwsOutputsRole"}


# cdk-nag's rules about what an administrator of AWS would refuse.
NAG = """\
import { App, Stack } from 'aws-cdk-lib'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import { AwsSolutionsChecks } from 'cdk-nag'
const app = new App()
new CfnInclude(new Stack(app, 'delivery'), 'template', { templateFile: process.argv[2] })
for (const { ruleName, violatingResources } of new AwsSolutionsChecks(app).validateScope(app).violations)
  for (const { constructPath } of violatingResources)
    console.log(constructPath.split('/').at(-1), ruleName.replaceAll(/<AWS::\\w+>/g, '…'))
"""
STARS = {  # with what makes each of them right
    "DeployRole AwsSolutions-IAM5[Resource::arn:…:amplify:…:…:apps/<App.AppId>/branches/*]": "all branches of one app",
    "ReadOutputs AwsSolutions-IAM5[Resource::arn:…:cloudformation:…:…:stack/amplify-<App.AppId>-*]": "its backends",
    "ReadOutputs AwsSolutions-IAM5[Resource::arn:…:s3:::amplify-<App.AppId>-*-amplifydataamplifycodege-*/*]": "models",
    "RemovePreviewsRole AwsSolutions-IAM5[Resource::arn:…:amplify:…:…:apps/<App.AppId>/branches/preview-*]": "previews",
    "RemovePreviewsRole AwsSolutions-IAM5[Resource::arn:…:cloudformation:…:…:stack/amplify-<App.AppId>-preview*-branch-*]": (
        "their backends"
    ),
}


def nagged(project: Path, template: Path) -> set[str]:
    (project / "nag.mjs").write_text(NAG)
    return {*run(project, "node", "nag.mjs", str(template)).splitlines()}


@pytest.mark.job("delivery")
def test_cdk_nag_finds_only_stars_that_have_a_reason(keeping: Path, rendered: Rendered) -> None:
    assert nagged(keeping, rendered(REACT).path / ".github/aws/delivery.yml") == {*STARS}


@pytest.mark.job("delivery")
@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("amplify:DeleteBranch", "amplify:*", "RemovePreviewsRole AwsSolutions-IAM5[Action::amplify:*]"),
        (
            "apps/${App.AppId}/branches/preview-*",
            "apps/*",
            "RemovePreviewsRole AwsSolutions-IAM5[Resource::arn:…:amplify:…:…:apps/*]",
        ),
    ],
)
def test_cdk_nag_refuses_a_star_too_many(keeping: Path, old: str, new: str, refusal: str) -> None:
    path = keeping / ".github/aws/delivery.yml"
    with edited(path, old, new):
        assert refusal in nagged(keeping, path)


# The steps.


class Runner:
    """A step, as a runner starts it, with stand-ins for the commands that leave the machine."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.project = project
        self.folder = folder
        self.asked = folder / "asked"
        self.answers: dict[str, Any] = {}
        self.output = folder / "output"
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        for name in ("aws", "gh", "npm", "pod", "xcodebuild"):
            stand_in(self.bin / name)

    def run(self, action: str, script: str, **variables: str) -> tuple[int, str]:
        environment = {
            "PATH": os.pathsep.join([str(self.bin), str(Path(sys.executable).parent), os.environ["PATH"]]),
            "GITHUB_OUTPUT": str(self.output),
            "ASKED": str(self.asked),
            "ANSWERS": json.dumps(self.answers),
            **variables,
        }
        path = self.project / ".github/actions" / action / script
        done = subprocess.run(
            ["node", str(path)], cwd=self.project, env=environment, capture_output=True, text=True, timeout=300
        )
        return done.returncode, done.stderr

    @property
    def commands(self) -> list[str]:
        return self.asked.read_text().splitlines() if self.asked.exists() else []


STAND_IN = """\
import json, os, pathlib, sys
arguments = [pathlib.Path(sys.argv[0]).name, *sys.argv[1:]]
with open(os.environ["ASKED"], "a") as asked:
    print(*arguments, file=asked)
answer = json.loads(os.environ["ANSWERS"]).get(" ".join(arguments[:3]), "")
if answer is False:
    sys.exit("AccessDenied")
print(json.dumps(answer) if answer != "" else "")
"""


def stand_in(command: Path) -> None:
    command.write_text(f"#!{sys.executable}\n{STAND_IN}")
    command.chmod(0o755)


@pytest.fixture
def runner(rendered: Rendered, tmp_path: Path) -> Runner:
    return Runner(rendered(REACT).path, tmp_path)


@pytest.fixture
def phones(render: Render, tmp_path: Path) -> Runner:
    """One after `expo prebuild`, where the tools of both platforms have done their work."""
    project = render(EXPO)
    for name in ("android/app/build/outputs/apk/release/app-release.apk", f"ios/{PRODUCTS}/Notes.app/Notes"):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text("built")
    stand_in(project / "android/gradlew")
    return Runner(project, tmp_path / "runner")


def branches(*names: str) -> dict[str, Any]:
    return {"branches": [{"branchName": name} for name in names]}


def asks(*names: str) -> Mapping[str, str]:
    return dict(zip(("AWS_APP_ID", "AWS_BRANCH", "PREVIEWS"), (APP, *names), strict=False))


LIST = f"aws amplify list-branches --app-id {APP} --output json"


def test_an_environment_that_is_not_made_yet_is_said_in_a_sentence(runner: Runner) -> None:
    made = {"AmplifyAppId": APP, "AwsRegion": "eu-central-1", "AwsDeployRole": "arn:aws:iam::1:role/x"}
    assert runner.run(".", "configured.mjs", **made) == (0, "")
    status, said = runner.run(".", "configured.mjs", **{**made, "AmplifyAppId": "", "AwsDeployRole": ""})
    assert status == 1
    assert said == (
        "The environment has no AmplifyAppId, AwsDeployRole. docs/deploying.md has the commands that make it.\n"
    )


def test_an_app_for_phones_of_android_is_what_gradle_makes(phones: Runner, tmp_path: Path) -> None:
    wanted = {"PLATFORM": "android", "APP": str(tmp_path / "app")}
    phones.answers = {"gradlew assembleRelease --no-daemon": False}
    status, said = phones.run("build-mobile", "build.mjs", **wanted)
    assert status == 1
    assert "./gradlew assembleRelease --no-daemon failed." in said
    phones.answers = {}
    assert phones.run("build-mobile", "build.mjs", **wanted) == (0, "")
    assert phones.commands[1:] == [
        "gradlew assembleRelease --no-daemon -PreactNativeArchitectures=arm64-v8a,x86_64",
    ]
    assert (tmp_path / "app/app-release.apk").read_text() == "built"


def test_an_app_for_simulators_of_ios_is_what_xcode_makes(phones: Runner, tmp_path: Path) -> None:
    wanted = {"PLATFORM": "ios", "APP": str(tmp_path / "app")}
    status, said = phones.run("build-mobile", "build.mjs", **wanted)
    assert (status, said) == (1, "`pod install` made no workspace in ios/.\n")
    (phones.project / "ios/Notes.xcworkspace").mkdir()
    assert phones.run("build-mobile", "build.mjs", **wanted) == (0, "")
    assert phones.commands[1:] == [
        "pod install",
        "xcodebuild -workspace ios/Notes.xcworkspace -scheme Notes -configuration Release -quiet -destination "
        "generic/platform=iOS Simulator -derivedDataPath ios/build CODE_SIGNING_ALLOWED=NO",
    ]
    assert run(tmp_path, "tar", "-tf", "app/Notes.app.tar.gz").split() == ["Notes.app/", "Notes.app/Notes"]


def test_a_branch_is_made_once(runner: Runner) -> None:
    runner.answers = {"aws amplify list-branches": branches("main")}
    assert runner.run("deploy", "branch.mjs", **asks("main", "")) == (0, "")
    assert runner.commands == [LIST]
    assert runner.run("deploy", "branch.mjs", **asks("next", "")) == (0, "")
    assert runner.commands[1:] == [
        LIST,
        f"aws amplify create-branch --app-id {APP} --branch-name next --output json",
    ]


def test_there_are_no_more_previews_than_allowed(runner: Runner) -> None:
    runner.answers = {"aws amplify list-branches": branches("main", "preview-1", "preview-2")}
    assert runner.run("deploy", "branch.mjs", **asks("preview-2", "2")) == (0, "")
    assert runner.run("deploy", "branch.mjs", **asks("preview-3", "3")) == (0, "")
    before = runner.commands
    status, said = runner.run("deploy", "branch.mjs", **asks("preview-3", "2"))
    assert status == 1
    assert said == (
        "There are 2 previews, and the variable PREVIEWS allows 2. Close a pull request, then run this again.\n"
    )
    assert runner.commands == [*before, LIST]


@pytest.mark.parametrize("limit", ["", "many", "0"])
def test_a_limit_that_is_no_number_allows_none(runner: Runner, limit: str) -> None:
    runner.answers = {"aws amplify list-branches": branches("main")}
    assert runner.run("deploy", "branch.mjs", **asks("preview-1", limit))[0] == 1
    assert runner.commands == [LIST]


def test_what_aws_refuses_ends_the_step(runner: Runner) -> None:
    runner.answers = {"aws amplify list-branches": False}
    status, said = runner.run("deploy", "branch.mjs", **asks("main", ""))
    assert status == 1
    assert "AccessDenied" in said
    assert "aws amplify list-branches failed." in said


@contextmanager
def bucket(status: int) -> Iterator[tuple[str, list[bytes]]]:
    """Where Amplify Hosting wants the archive."""
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/app.zip", received
        server.shutdown()


@pytest.mark.parametrize(
    ("uploaded", "ended", "status", "said"),
    [
        (200, "SUCCEED", 0, ""),
        (200, "FAILED", 1, "Amplify Hosting ended job 7 of feat/x with FAILED.\n"),
        (403, "SUCCEED", 1, "Amazon S3 refused the app with status 403.\n"),
    ],
)
def test_the_folder_that_was_built_is_published(
    runner: Runner, tmp_path: Path, uploaded: int, ended: str, status: int, said: str
) -> None:
    (tmp_path / "dist/assets").mkdir(parents=True)
    (tmp_path / "dist/index.html").write_text("<h1>Hello</h1>")
    (tmp_path / "dist/assets/app.js").write_text("1")
    with bucket(uploaded) as (address, received):
        runner.answers = {
            "aws amplify create-deployment": {"jobId": "7", "zipUploadUrl": address},
            "aws amplify get-job": {"job": {"summary": {"status": ended}}},
        }
        target = {**asks("feat/x"), "FOLDER": str(tmp_path / "dist")}
        assert runner.run("deploy", "publish.mjs", **target) == (status, said)
    with ZipFile(BytesIO(received[0])) as archive:
        assert {name for name in archive.namelist() if not name.endswith("/")} == {"index.html", "assets/app.js"}
    assert runner.commands[0] == f"aws amplify create-deployment --app-id {APP} --branch-name feat/x --output json"
    assert len(runner.commands) == (3 if uploaded == 200 else 1)
    if status == 0:
        assert runner.output.read_text() == f"url=https://feat-x.{APP}.amplifyapp.com\n"
    else:
        assert not runner.output.exists()


def test_the_previews_of_pull_requests_that_are_not_open_are_removed_and_nothing_else(runner: Runner) -> None:
    runner.answers = {
        "gh pr list": [{"number": 2}],
        "aws amplify list-branches": branches("main", "preview-1", "preview-2", "preview-x", "my-preview-3"),
    }
    assert runner.run("remove-previews", "remove.mjs", **asks()) == (0, "")
    digest = hashlib.sha512(f"{APP}preview-1".encode()).hexdigest()[:10]
    stack = f"--stack-name amplify-{APP}-preview1-branch-{digest} --output json"
    assert runner.commands[2:] == [
        f"aws cloudformation delete-stack {stack}",
        f"aws cloudformation wait stack-delete-complete {stack}",
        f"aws amplify delete-branch --app-id {APP} --branch-name preview-1 --output json",
    ]


@pytest.mark.parametrize("fails", ["gh pr list", "aws amplify list-branches", "aws cloudformation wait"])
def test_no_preview_is_forgotten_when_something_fails(runner: Runner, fails: str) -> None:
    runner.answers = {"gh pr list": [], "aws amplify list-branches": branches("preview-1"), fails: False}
    assert runner.run("remove-previews", "remove.mjs", **asks())[0] == 1
    assert not [line for line in runner.commands if "delete-branch" in line]


# Updates of the template.

NEWEST = "100.0.0"


@pytest.fixture
def template(copier_template: Path) -> Iterator[Path]:
    """The template as a repository; what a test releases is taken back."""
    first = git(copier_template, "rev-parse", "HEAD").strip()
    yield copier_template
    git(copier_template, "reset", "--quiet", "--hard", first)
    git(copier_template, "tag", "--delete", *git(copier_template, "tag", "--list", NEWEST).split())


@pytest.fixture(scope="module")
def owned(copier_template: Path, sessionpatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose owner has changed the first line of AGENTS.md."""
    answers = {**BACKEND, "features": ["data"], "local_backend": False}
    folder = tmp_path_factory.mktemp("owned") / "project"
    project = Copier(copier_template, {}, sessionpatch).copy(folder, **answers).path
    path = project / "AGENTS.md"
    path.write_text(path.read_text().replace("# Rules for coding assistants", "# Rules for my assistants"))
    commit_all(project, "Start")
    return project


@pytest.fixture
def aged(owned: Path, tmp_path: Path) -> Runner:
    """That project, and a remote repository."""
    project = Path(shutil.copytree(owned, tmp_path / "project"))
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(project, "remote", "add", "origin", str(tmp_path / "remote"))
    return Runner(project, tmp_path)


def release(template: Path, file: str, old: str, new: str) -> None:
    path = template / "template" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    (template / "CHANGELOG.md").write_text(f"# Changelog\n\n## {NEWEST}\n\n- Tea for everybody\n")
    commit_all(template, "News", tag=NEWEST)


def prepare(runner: Runner) -> tuple[int, str]:
    return runner.run("prepare-update", "prepare.mjs", FOLDER=str(runner.folder / "update"))


def propose(runner: Runner) -> tuple[int, str]:
    return runner.run("propose-update", "propose.mjs", FOLDER=str(runner.folder / "update"), BASE="main")


def prepared(runner: Runner) -> str:
    update = json.loads((runner.folder / "update/update.json").read_text())
    assert update["version"] == NEWEST
    return str(update["body"])


def test_a_project_with_the_newest_version_has_nothing_to_prepare(aged: Runner) -> None:
    assert prepare(aged) == (0, "")
    assert aged.commands == []
    assert not aged.output.exists()


def test_a_newer_version_becomes_a_pull_request_with_its_news_and_the_result_of_the_checks(
    template: Path, aged: Runner
) -> None:
    release(template, "[[layer.root_settings]]/.nvmrc", "24", "26")
    before = git(aged.project, "rev-parse", "main")
    assert prepare(aged) == (0, "")
    assert aged.output.read_text() == f"version={NEWEST}\n"
    assert aged.commands == ["npm install", "npm run check"]
    body = prepared(aged)
    assert body.startswith("`npm run check` passes.\n")
    assert "  What is new:\n\n    - Tea for everybody\n" in body

    # The other job has a checkout of its own.
    git(aged.project, "switch", "--quiet", "main")
    git(aged.project, "branch", "--quiet", "--delete", "--force", f"template/{NEWEST}")
    aged.answers = {"gh pr list": []}
    assert propose(aged)[0] == 0
    remote = aged.folder / "remote"
    assert git(remote, "branch", "--list").split() == [f"template/{NEWEST}"]
    assert git(remote, "rev-parse", f"template/{NEWEST}~1") == before
    assert git(remote, "diff", "--name-only", f"template/{NEWEST}~1", f"template/{NEWEST}").split() == [
        ".copier-answers.yml",
        ".nvmrc",
    ]
    asked = aged.asked.read_text()
    assert f"gh pr create --base main --head template/{NEWEST} --title Update the template to {NEWEST} --body" in asked
    assert "Tea for everybody" in asked


def test_what_is_left_to_do_stands_first_in_the_pull_request(template: Path, aged: Runner) -> None:
    release(
        template,
        "[[layer.project]]/[[folder.notes]]/AGENTS.md.jinja",
        "# Rules for coding assistants",
        "# Rules for assistants",
    )
    aged.answers = {"npm run check": False}
    assert prepare(aged) == (0, "")
    body = prepared(aged)
    assert body.startswith("Not to be merged before these files are resolved:\n\n    AGENTS.md\n")
    assert "`npm run check` fails:\n\n    AccessDenied" in body


def test_a_changed_workflow_is_left_to_the_owner(template: Path, aged: Runner) -> None:
    release(template, "[[layer.github_actions]]/.github/workflows/deploy.yml", "name: Deploy\n", "name: Delivery\n")
    status, said = prepare(aged)
    assert status == 1
    assert said == (
        f"Version {NEWEST} changes .github/workflows/deploy.yml, which GitHub lets no workflow push. "
        "Take it over yourself: npm run template:update\n"
    )
    assert not aged.output.exists()


def test_a_version_is_proposed_once(aged: Runner) -> None:
    git(aged.project, "switch", "--quiet", "--create", f"template/{NEWEST}")
    git(aged.project, "commit", "--quiet", "--allow-empty", "--message", "An update")
    (aged.folder / "update").mkdir()
    (aged.folder / "update/update.json").write_text(json.dumps({"version": NEWEST, "body": "News"}))
    git(
        aged.project,
        "bundle",
        "create",
        "--quiet",
        str(aged.folder / "update/update.bundle"),
        "-1",
        "HEAD",
        f"template/{NEWEST}",
    )
    aged.answers = {"gh pr list": [], "gh pr create": False}  # the repository does not allow it yet
    assert propose(aged)[0] == 1
    first = git(aged.folder / "remote", "rev-parse", f"template/{NEWEST}")
    git(aged.project, "commit", "--amend", "--quiet", "--allow-empty", "--message", "Another run")
    aged.answers = {"gh pr list": []}
    assert propose(aged)[0] == 0
    before = aged.commands
    aged.answers = {"gh pr list": [{"url": "https://example.com/1"}]}
    assert propose(aged) == (0, "")
    assert [line for line in aged.commands[len(before) :] if "gh pr list" not in line] == []
    assert git(aged.folder / "remote", "rev-parse", f"template/{NEWEST}") == first


@pytest.mark.parametrize("version", ["1.0.0 --force", "main:main", "../main", ""])
def test_no_version_names_another_branch(aged: Runner, version: str) -> None:
    (aged.folder / "update").mkdir()
    (aged.folder / "update/update.json").write_text(json.dumps({"version": version, "body": ""}))
    assert propose(aged) == (1, f"{version} is no version.\n")
    assert aged.commands == []


# The backends of previews.


@pytest.fixture(scope="module")
def keeping(plain_copier: CopierFixture, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A backend that keeps the data of its branches."""
    answers = {**BACKEND, "features": ["data", "advanced"], "retain_data": True}
    project = linked(plain_copier, answers, tmp_path_factory.mktemp("keeping") / "project")
    yield project
    give_back(project)


def policies(project: Path, branch: str) -> set[tuple[str, bool]]:
    """What becomes of whatever holds data when the backend of this branch is deleted, and whether that is refused."""
    folder = project / ".amplify" / branch
    context = {"namespace": APP, "name": branch, "type": "branch"}
    settings = json.dumps({f"amplify-backend-{name}": value for name, value in context.items()})
    with local.env(CDK_CONTEXT_JSON=settings, CDK_OUTDIR=str(folder)):
        run(project, "npx", "tsx", "amplify/backend.ts")
    found = set()
    for path in folder.glob("*.template.json"):
        for resource in json.loads(path.read_text())["Resources"].values():
            if resource["Type"] in ("AWS::Cognito::UserPool", "Custom::AmplifyDynamoDBTable"):
                given = resource["Properties"]
                refuses = given.get("DeletionProtection") == "ACTIVE" or given.get("deletionProtectionEnabled") is True
                found.add((resource["DeletionPolicy"], refuses))
    return found


@pytest.mark.job("delivery")
def test_a_preview_can_be_deleted_where_branches_keep_their_data(keeping: Path) -> None:
    assert policies(keeping, "main") == {("Retain", True)}
    assert policies(keeping, "preview-7") == {("Delete", False)}


@pytest.mark.job("delivery")
def test_the_stack_of_a_preview_has_the_name_that_amplify_gives_it(keeping: Path, tmp_path: Path) -> None:
    runner = Runner(keeping, tmp_path)
    runner.answers = {"gh pr list": [], "aws amplify list-branches": branches("preview-7")}
    assert runner.run("remove-previews", "remove.mjs", **asks()) == (0, "")
    code = "import { BackendIdentifierConversions as names } from '@aws-amplify/platform-core'"
    code += f"; console.log(names.toStackName({{ namespace: '{APP}', name: 'preview-7', type: 'branch' }}))"
    name = run(keeping, "node", "--input-type=module", "--eval", code).strip()
    assert runner.commands[2] == f"aws cloudformation delete-stack --stack-name {name} --output json"


@pytest.mark.job("delivery")
def test_the_recipe_of_a_seed_is_typed(keeping: Path) -> None:
    [code] = re.findall(r"```ts\n// amplify/seed/seed.ts\n(.*?)```", (keeping / "docs/recipes.md").read_text(), re.S)
    folder = keeping / "amplify/seed"
    folder.mkdir()
    (folder / "seed.ts").write_text(code)
    assert "create({ content })" in code
    (folder / "mistake.ts").write_text(code.replace("create({ content })", "create({ title: content })"))
    errors = re.findall(r"^(\S+)\(.*error TS", run(keeping, "npx", "tsc", "-p", "amplify", status=None), re.M)
    assert {*errors} == {"amplify/seed/mistake.ts"}
