"""Projects of earlier days, with their owners' work, brought to the present."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import commit_all, git, run
from conftest import ROOT, copy_template
from jobs import EARLIER
from packages import give_back
from projects import install
from test_random_updates import OWNED, answers_of, contents, copy, update

MODEL = "amplify/data/resource.ts"
FIELD = ("      content: a.string().required(),\n", "      content: a.string().required(),\n      place: a.string(),\n")


@dataclass(frozen=True)
class Past:
    """A commit whose preset somebody chose, and what became of the project since."""

    commit: str
    preset: str
    raised: str  # a package
    view: str  # where the text of a form was changed
    renamed: tuple[str, str]
    importers: Mapping[str, tuple[str, str]]  # of what was renamed
    deleted: str

    @property
    def version(self) -> str:
        return f"0.{PAST.index(self) + 1}.0"

    def answers(self, template: Path) -> dict[str, Any]:
        answers: dict[str, Any] = yaml.safe_load(git(template, "show", f"{self.version}:presets/{self.preset}.yml"))
        return answers

    def work(self, project: Path) -> None:
        """What the owner does, which is the same in a project of that day and in one of today."""
        self.change_manifest(project / "package.json")
        (project / self.renamed[0]).rename(project / self.renamed[1])
        (project / self.deleted).unlink()
        placeholder = ('placeholder="What needs to be done?"', 'placeholder="What is next?"')
        for name, (old, new) in {MODEL: FIELD, self.view: placeholder, **self.importers}.items():
            text = (project / name).read_text()
            assert text.count(old) == 1, name
            (project / name).write_text(text.replace(old, new))

    def change_manifest(self, path: Path) -> None:
        manifest = json.loads(path.read_text())
        manifest["dependencies"] = dict(sorted({**manifest["dependencies"], "date-fns": "^4.1.0"}.items()))
        manifest["devDependencies"][self.raised] = "^1000.0.0"
        manifest["scripts"]["report"] = "node report.mjs"
        path.write_text(json.dumps(manifest, indent=2) + "\n")


PAST = [
    Past(
        "ce4a4faf",
        "react",
        raised="oxlint",  # of which the template has an older one today
        view="src/components/TodoList.tsx",
        renamed=("src/components/Welcome.tsx", "src/components/FrontPage.tsx"),
        importers={"src/App.tsx": ("'./components/Welcome'", "'./components/FrontPage'")},
        deleted="src/components/FunctionCalls.test.tsx",
    ),
    Past(
        "7d48e36e",
        "vue",
        raised="vitest",
        view="src/components/TodoList.vue",
        renamed=("src/components/TheWelcome.vue", "src/components/FrontPage.vue"),
        importers={"src/App.vue": ("'./components/TheWelcome.vue'", "'./components/FrontPage.vue'")},
        deleted=".vscode/extensions.json",
    ),
    Past(
        "90c230b1",
        "nextjs-app",
        raised="vitest",
        view="components/TodoList.tsx",
        renamed=("components/Conversation.tsx", "components/ChatWindow.tsx"),
        importers={
            "components/AssistantChat.tsx": ("'./Conversation'", "'./ChatWindow'"),
            "components/AssistantChat.test.tsx": ("'./Conversation'", "'./ChatWindow'"),
        },
        deleted="components/TodoList.test.tsx",
    ),
    Past(
        "8c06730c",
        "nextjs-pages",
        raised="vitest",
        view="components/TodoList.tsx",
        renamed=("components/PlaceSearch.tsx", "components/AddressSearch.tsx"),
        importers={"components/PlaceView.tsx": ("'./PlaceSearch'", "'./AddressSearch'")},
        deleted="AGENTS.md",
    ),
    Past(
        "403eb26b",
        "astro",
        raised="vitest",
        view="src/components/TodoList.tsx",
        renamed=("src/components/ConnectBackend.tsx", "src/components/NoBackend.tsx"),
        importers={
            "src/components/SignedIn.tsx": ("'./ConnectBackend'", "'./NoBackend'"),
            "src/pages/index.astro": ("'../components/ConnectBackend'", "'../components/NoBackend'"),
        },
        deleted="docs/recipes.md",
    ),
]
PRESENT = "1.0.0"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with a release of each of those commits, and one of the present state."""
    assert git(ROOT, "rev-parse", "--is-shallow-repository") == "false\n", (
        "Earlier commits are missing: git fetch --unshallow"
    )
    template = tmp_path_factory.mktemp("past") / "template"
    git(ROOT, "clone", "--quiet", "--shared", "--no-tags", "--no-checkout", str(ROOT), str(template))
    for past in PAST:
        git(template, "tag", past.version, past.commit)
    copy_template(template)
    commit_all(template, "The present", tag=PRESENT)
    return template


def past_project(template: Path, past: Past, project: Path) -> dict[str, str]:
    """Make a project as it was, with its owner's work; returns what it was before that."""
    copy(template, project, past.answers(template), past.version)
    first = contents(project)
    commit_all(project, "Start")
    past.work(project)
    commit_all(project, "Own work")
    return first


@pytest.mark.job("updates", part="past")
@pytest.mark.parametrize("past", PAST, ids=lambda past: past.commit)
def test_a_project_of_an_earlier_day_becomes_one_of_today_with_its_owners_work(
    template: Path, past: Past, tmp_path: Path
) -> None:
    project, fresh = tmp_path / "project", tmp_path / "fresh"
    first = past_project(template, past, project)
    update(project, {})
    copy(template, fresh, past.answers(template), PRESENT)
    assert answers_of(project) == answers_of(fresh)
    past.work(fresh)
    result, expected = contents(project), contents(fresh)
    assert json.loads(result.pop("package.json")) == json.loads(expected.pop("package.json"))
    owned = {name: text for name, text in first.items() if OWNED.fullmatch(name)}
    assert result == expected | owned
    commit_all(project, "Update")
    update(project, {})
    assert git(project, "status", "--porcelain") == "", "a second update changes nothing"


@pytest.mark.job("updated projects")
@pytest.mark.parametrize("preset", EARLIER)
def test_a_project_of_an_earlier_day_passes_its_own_check_after_the_update(
    template: Path, preset: str, tmp_path: Path
) -> None:
    [past] = [past for past in PAST if past.preset == preset]
    project = tmp_path / "project"
    past_project(template, past, project)
    update(project, {})
    install(project, past.answers(template))
    try:
        run(project, "npm", "run", "check")
    finally:
        give_back(project)
