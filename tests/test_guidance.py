"""What the documents of a rendered project tell, and that it is true of that project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from amplify.answers import Answers
from amplify.frameworks import FRAMEWORKS
from amplify.package_managers import PACKAGE_MANAGERS
from amplify.stack import Stack
from conftest import PRESETS, Rendered

SMALL = {"platform": "web", "framework": "vue", "login_methods": ["email"], "features": ["data"]}
PHONES = {**SMALL, "platform": "mobile", "framework": "react_native", "react_native_variant": "expo"}
PROJECTS: dict[str, dict[str, Any]] = {
    **PRESETS,
    "small": {"project_name": "small", **SMALL},
    "no-data": {"project_name": "no-data", **SMALL, "features": ["functions"], "hosting": "none"},
    "by-actions": {"project_name": "by-actions", **SMALL, "hosting": "github-actions"},
    "backend-by-actions": {**PRESETS["backend"], "hosting": "github-actions"},
    "phones": {"project_name": "phones", **PHONES},
    "phones-by-actions": {"project_name": "phones", **PHONES, "hosting": "github-actions", "local_backend": False},
    "server-elsewhere": {
        **PRESETS["react-frontend"],
        "framework": "nextjs",
        "backend_source": "@acme/backend",
        "outputs_from": "folder",
        "hosting": "none",
    },
    "phones-elsewhere": {
        **PRESETS["react-frontend"],
        **{name: PHONES[name] for name in ("platform", "framework")},
        "react_native_variant": "bare",
        "login_methods": ["email", "google"],
        "hosting": "none",
    },
    "no-local": {"project_name": "no-local", **SMALL, "local_backend": False},
}
DEPLOYING, RECIPES, AGENTS, README = "docs/deploying.md", "docs/recipes.md", "AGENTS.md", "README.md"

Condition = Callable[[Stack], bool]


def always(stack: Stack) -> bool:
    return True


def on_amplify(stack: Stack) -> bool:
    return stack.hosting == "amplify"


def by_actions(stack: Stack) -> bool:
    return stack.hosting == "github-actions"


def published(stack: Stack) -> bool:
    return stack.app.on_amplify


def on_server(stack: Stack) -> bool:
    return bool(stack.framework and stack.framework.runs_on_server)


def single_page(stack: Stack) -> bool:
    return bool(stack.web and not stack.web.runs_on_server and not stack.web.has_pages)


def with_pages(stack: Stack) -> bool:
    return bool(stack.framework and stack.framework.has_pages)


def with_data(stack: Stack) -> bool:
    return stack.has("data")


def with_backend(stack: Stack) -> bool:
    return stack.has_backend


def with_models(stack: Stack) -> bool:
    return with_data(stack) and with_backend(stack)


def deploys_on_amplify(stack: Stack) -> bool:
    return on_amplify(stack) and with_backend(stack)


def elsewhere(stack: Stack) -> bool:
    return bool(stack.elsewhere)


def reads_aws(stack: Stack) -> bool:
    return bool(stack.elsewhere and stack.elsewhere.is_on_aws)


def on_phones(stack: Stack) -> bool:
    return bool(stack.mobile)


def makes_native_projects(stack: Stack) -> bool:
    return bool(stack.mobile and stack.mobile.native) and not is_native(stack)


def makes_what_is_built(stack: Stack) -> bool:
    return bool(stack.mobile and {"native", "dev"} <= {*stack.mobile.scripts})


def is_native(stack: Stack) -> bool:
    return bool(stack.native)


def in_typescript(stack: Stack) -> bool:
    return with_frontend(stack) and not is_native(stack)


def by_expo(stack: Stack) -> bool:
    return on_phones(stack) and in_typescript(stack) and not makes_native_projects(stack)


def with_frontend(stack: Stack) -> bool:
    return bool(stack.framework)


def with_people_in_a_browser(stack: Stack) -> bool:
    return bool(stack.web and stack.local_backend and stack.signs_in)


# A topic is where this starts a heading or is written in bold, or in AGENTS.md where it is written at all.
TOPICS: list[tuple[str, str, Condition]] = [
    (
        DEPLOYING,
        r"\*\*Service role\.\*\*.*`amplify\.amazonaws\.com`.*AmplifyBackendDeployFullAccess",
        deploys_on_amplify,
    ),
    (DEPLOYING, r"update-app --app-id <id> --iam-service-role-arn", deploys_on_amplify),
    (
        DEPLOYING,
        r"\*\*Role of the pipeline\.\*\*.*AmplifyBackendDeployFullAccess",
        lambda stack: stack.hosting == "none" and stack.has_backend,
    ),
    (DEPLOYING, r"`AccessDenied`", lambda stack: stack.has_backend and not by_actions(stack)),
    (
        DEPLOYING,
        r"\*\*Environment of GitHub, stack in AWS\.\*\*.*--template-file \.github/aws/delivery\.yml",
        by_actions,
    ),
    (DEPLOYING, r"`Not authorized to perform sts:AssumeRoleWithWebIdentity`", by_actions),
    (DEPLOYING, r"\*\*Previews\*\*.*so they are off.*`gh variable set PREVIEWS --body 5`.*forks", by_actions),
    (DEPLOYING, r"--name /amplify/shared/<app id>/NAME --value file:///dev/stdin", by_actions),
    (DEPLOYING, r"\*\*Bootstrap of the CDK\.\*\*.*has not been bootstrapped.*deploy again", with_backend),
    (DEPLOYING, r"\*\*Region\.\*\*.*Failed to load default AWS region.*`AWS_REGION`", with_backend),
    (DEPLOYING, r"\*\*Name of the project\.\*\*.*overwrite", with_backend),
    (DEPLOYING, r"\*\*`npm install`, not `npm ci`,\*\*", with_backend),
    (DEPLOYING, r"\*\*A branch is an environment\.\*\*", with_backend),
    (DEPLOYING, r"\*\*Secrets\*\*.*SecureString", with_backend),
    (DEPLOYING, r"\*\*Environment variables\*\*.*plain text", with_backend),
    (DEPLOYING, r"\*\*Too many APIs\.\*\*.*25", with_models),
    (DEPLOYING, r"\*\*From CI, or by an agent:\*\* `npx ampx sandbox --once`", with_backend),
    (DEPLOYING, r"\*\*Outputs for a client elsewhere:\*\* `npx ampx generate outputs --app-id", with_backend),
    (DEPLOYING, r"\*\*Routes must survive a reload\.\*\*", lambda stack: single_page(stack) and not by_actions(stack)),
    (
        DEPLOYING,
        r"\*\*Routes survive a reload:\*\*.*delivery\.yml",
        lambda stack: single_page(stack) and by_actions(stack),
    ),
    (DEPLOYING, r"</\^\[\^\.\]\+\$/>", lambda stack: single_page(stack) and on_amplify(stack)),
    (
        DEPLOYING,
        r"\*\*Routes survive a reload\*\* without",
        lambda stack: (on_server(stack) or with_pages(stack)) and on_amplify(stack),
    ),
    (DEPLOYING, r'"target":"/404\.html"', lambda stack: with_pages(stack) and on_amplify(stack)),
    (DEPLOYING, r"\*\*Custom domain\.\*\*.*CNAME", published),
    (DEPLOYING, r"\*\*Check\*\*.*outputs", with_backend),
    (DEPLOYING, r"\*\*Roll back\*\*.*`git revert", with_backend),
    (RECIPES, r"^## A screen$", with_frontend),
    (
        RECIPES,
        r"^## A model that belongs to another$.*\*\*Null keys\.\*\*.*\*\*`observeQuery` with a filter\*\*",
        with_models,
    ),
    (RECIPES, r"^## A function that reads and writes data$.*resourceGroupName: 'data'.*allow\.resource", with_models),
    (RECIPES, r"^## A function that reads and writes data$.*getAmplifyDataClientConfig\(env\)", with_models),
    (
        RECIPES,
        r"^## A seed for a sandbox$.*`npx ampx sandbox seed`",
        lambda stack: with_models(stack) and stack.guidance.seeds,
    ),
    (RECIPES, r"^## A route without login", with_backend),
    (RECIPES, r"^## Reasons that `npm run test:security` asks for$.*satisfies Acknowledged", with_backend),
    (RECIPES, r"^## A secret$.*sandbox secret set", with_backend),
    (RECIPES, r"\*\*On this machine:\*\* `\.amplify/local/secrets\.json`", lambda stack: stack.local_backend),
    (RECIPES, r"^## A test of a handler$.*bundled into each", with_backend),
    (RECIPES, r"^- `tests/backend/rules\.ts`: `rulesOf", with_models),
    (RECIPES, r"^- `tests/e2e/people\.ts`: `newPerson\(\)`, `signUp", with_people_in_a_browser),
    (AGENTS, r"`allow\.resource\(fn\).*`resourceGroupName: 'data'`.*`getAmplifyDataClientConfig\(env\)`", with_models),
    (AGENTS, r"A route without login", with_backend),
    (AGENTS, r"`(app|pages|server)/api/<name>", lambda stack: on_server(stack) and with_backend(stack)),
    (AGENTS, r"The exception is `\.amplify/local/secrets\.json`", lambda stack: stack.local_backend),
    (AGENTS, r"`npx ampx sandbox secret set NAME`", with_backend),
    (AGENTS, r"module of the frontend that imports from `aws-amplify`", in_typescript),
    (AGENTS, r"A related model.*`null`.*`observeQuery`", with_models),
    (AGENTS, r"/screens\.ts` lists the screens", in_typescript),
    (AGENTS, r"run `npm run models`, and never edit it", lambda stack: is_native(stack) and with_models(stack)),
    (AGENTS, r"`handler\.test\.ts` beside it", with_backend),
    (AGENTS, r"`people\.ts` has", with_people_in_a_browser),
    (AGENTS, r"of `rules\.ts`", with_models),
    (README, r"^## AI$.*\*\*Access\.\*\*.*\*\*Region\.\*\*", lambda stack: stack.ai.exists),
    (README, r"^## Day 2$.*\*\*Each developer has a sandbox\*\*.*\*\*Secrets\*\*.*\*\*Costs\*\*", with_backend),
    (README, r"^npm run outputs .*^npm run dev ", elsewhere),
    (README, r"`npm run local` in the backend's project", elsewhere),
    (AGENTS, r"There is no `amplify/` here", elsewhere),
    (DEPLOYING, r"\*\*The code of the backend\*\* has to be", elsewhere),
    (
        DEPLOYING,
        r"\*\*Addresses\.\*\* The backend sends people back",
        lambda stack: elsewhere(stack) and not on_phones(stack),
    ),
    (
        DEPLOYING,
        r"\*\*Back to the app\.\*\* Cognito sends people .* add `fieldnotesweb://`",
        lambda stack: elsewhere(stack) and on_phones(stack),
    ),
    (DEPLOYING, r"\*\*Rights\.\*\*.*GetTemplateSummary.*s3:GetObject", reads_aws),
    (DEPLOYING, r"`applications`.*appRoot", lambda stack: elsewhere(stack) and on_amplify(stack)),
    (README, r"LOCAL_BACKEND=", lambda stack: elsewhere(stack) and on_server(stack)),
    (README, r"^GitHub Actions check every push to `main` and deploy it", by_actions),
    (README, r"\]\(docs/deploying\.md\)", always),
    (README, r"\]\(docs/recipes\.md\)", always),
    (README, r"\]\(docs/phones\.md\).*\]\(docs/publishing\.md\)", on_phones),
    (AGENTS, r"never Expo Go", by_expo),
    (README, r"^npm run native .*^npm run dev", makes_what_is_built),
    (AGENTS, r"`android/` and `ios/` belong to the project", makes_native_projects),
]


@dataclass(frozen=True)
class Project:
    folder: Path
    stack: Stack

    @property
    def documents(self) -> dict[str, str]:
        paths = (README, AGENTS, *(path.relative_to(self.folder).as_posix() for path in self.folder.glob("docs/*.md")))
        return {path: (self.folder / path).read_text() for path in paths}


@pytest.fixture(scope="module", params=PROJECTS)
def project(request: pytest.FixtureRequest, rendered: Rendered) -> Project:
    project = rendered(PROJECTS[request.param])
    return Project(project.path, Stack.of(Answers.read(project.answers)))


def test_what_concerns_a_project_is_told_in_its_place_and_nothing_else(project: Project) -> None:
    texts = project.documents
    for document, topic, concerns in TOPICS:
        found = re.search(topic, texts[document], re.MULTILINE | re.DOTALL)
        assert bool(found) == concerns(project.stack), f"{document}: {topic}"


def test_links_and_paths_lead_somewhere(project: Project) -> None:
    for document, text in project.documents.items():
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (project.folder / document).parent.joinpath(link).exists(), f"{document}: {link}"
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        for path in re.findall(r"`((?:amplify|docs|local|scripts|tests)/[\w./-]*)`", prose):
            made_up = document == RECIPES and path.startswith("amplify/functions/shared/")
            forbidden = document == AGENTS and path in ("amplify/.config/", "amplify/backend/")
            absent = not project.stack.has_backend and path.startswith("amplify/")
            absent |= path.startswith("amplify/storage/") and not project.stack.has("storage")
            absent |= path.startswith("amplify/data/") and not project.stack.has("data")
            absent |= path.startswith("amplify/auth/") and not project.stack.signs_in
            assert made_up or forbidden or absent or (project.folder / path).exists(), f"{document}: {path}"


def test_commands_exist(project: Project) -> None:
    manifest = json.loads((project.folder / "package.json").read_text())
    packages = {"ampx": "@aws-amplify/backend-cli", "playwright": "@playwright/test"}
    for document, text in project.documents.items():
        for name in re.findall(r"npm run ([\w:-]+)", text):
            if project.stack.elsewhere and name == "local":  # which the backend's project has
                continue
            assert name in manifest["scripts"], f"{document}: npm run {name}"
        for name in re.findall(r"npx (?!--)([\w@/.-]+)", text):
            if name not in ("aws-cdk@latest", "eas-cli@latest"):
                assert packages.get(name, name) in {
                    **manifest.get("dependencies", {}),
                    **manifest["devDependencies"],
                }, f"{document}: npx {name}"


@pytest.mark.parametrize("manager", PACKAGE_MANAGERS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("purpose", ["app", "frontend", "backend"])
def test_what_is_said_after_copying_fits_a_terminal_of_ninety_columns(
    purpose: str, framework: str, manager: str
) -> None:
    answers = {"purpose": purpose, "framework": framework, "package_manager": manager, "features": ["data"]}
    for local_backend, existing_project in product([True, False], repeat=2):
        raw = {**answers, "local_backend": local_backend, "existing_project": existing_project}
        assert [line for line in Stack.of(Answers.read(raw)).guidance.next_steps if len(line) > 89] == []


def test_the_readme_stays_short(project: Project) -> None:
    assert len((project.folder / README).read_text().split()) < 1400


def test_handlers_are_tested_where_the_documents_say(project: Project) -> None:
    if not project.stack.has_backend:
        assert not [*project.folder.glob("**/handler*.ts")]
        return
    tests = [path.parent.name for path in project.folder.glob("amplify/functions/*/handler.test.ts")]
    answering = [function.name for function in project.stack.lambdas.plain]
    assert sorted(tests) == sorted([*answering, *(["items-api"] if project.stack.rest_api else [])])
    script = json.loads((project.folder / "package.json").read_text())["scripts"]["test:backend"]
    assert "--test" in script
    assert "{amplify,tests/backend}/**/*.test.ts" in script
