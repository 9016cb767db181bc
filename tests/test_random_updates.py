"""Whatever somebody answered, edited and answers next: an update loses nothing of it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.rules import refusals
from amplify.stack import Stack
from commands import commit_all, git
from conftest import copy_template, files_of
from copier import run_copy, run_update
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from projects import asked
from test_rendering import MATRIX, SPACE

pytestmark = pytest.mark.job("updates")

FIRST, SECOND = "1.0.0", "2.0.0"
ROUNDS = int(os.environ.get("UPDATES", "20"))
MINE = "what the owner wrote"
ADDED = '"ofTheSecondRelease"'
ANSWERS_FILE = ".copier-answers.yml"
CALLED = "|".join(name for row in FEATURES.values() if row.calls for name in row.functions)
OWNED = re.compile(
    rf"amplify/(?!functions/({CALLED})/).*/(handler|handler\.test)\.ts|amplify/.*/index\.py|amplify/data/.*\.js|"
    r".*\.svg|.*\.xml"
)
COMMENTS = {
    **dict.fromkeys((".ts", ".mjs"), f"// {MINE}"),
    **dict.fromkeys((".yml", ".gitignore", ".prettierignore", ".npmrc", ".editorconfig"), f"# {MINE}"),
    ".md": MINE,
}
MACHINES = re.compile(r".*\.(json|yml|svg|xml)|(.*/)?\.[a-z]+")


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with two releases, of which the second raises every version and touches what owners edit."""
    template = tmp_path_factory.mktemp("releases")
    copy_template(template)
    commit_all(template, "First", tag=FIRST)
    versions = template / "catalog/package.json"
    versions.write_text(
        re.sub(r'"(~?\d+\.\d+)\.(\d+)"', lambda found: f'"{found[1]}.{found[2]}9"', versions.read_text())
    )
    for path in (template / "template").rglob("*"):
        if path.name in (".gitignore.jinja", ".prettierignore.jinja", "amplify.yml.jinja"):
            path.write_text(path.read_text() + "# of the second release\n")
        elif path.name in ("tsconfig.json", "tsconfig.app.json"):
            assert ADDED not in path.read_text(), f"{path} has that key already"
            path.write_text(path.read_text().replace("{\n", f"{{\n  {ADDED}: true,\n", 1))
    commit_all(template, "Second", tag=SECOND)
    return template


@dataclass
class Owner:
    """What somebody did to a project, by file."""

    project: Path
    draw: Callable[[st.SearchStrategy[Any]], Any]
    edited: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    manifest: dict[str, dict[str, str]] = field(default_factory=dict)

    def works(self) -> None:
        names = sorted(name for name in files_of(self.project) if name != ANSWERS_FILE)
        self.changes_manifest()
        for name in self.draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
            if name != "package.json":
                (self.project / name).unlink()
                self.deleted.add(name)
        texts = [name for name in names if comment_of(name) and name not in self.deleted]
        for name in self.draw(st.lists(st.sampled_from(texts), min_size=2, max_size=8, unique=True)):
            lines = (self.project / name).read_text().splitlines()
            lines.insert(self.draw(st.integers(0, len(lines))), comment_of(name))
            self.edited[name] = "\n".join(lines) + "\n"
            (self.project / name).write_text(self.edited[name])
        self.edited["mine.txt"] = MINE
        (self.project / "mine.txt").write_text(MINE)
        commit_all(self.project, "Own work")

    def changes_manifest(self) -> None:
        """A package, a script, a higher version, at any place."""
        path = self.project / "package.json"
        manifest = json.loads(path.read_text())
        raised = self.draw(st.sampled_from(sorted(manifest["devDependencies"])))
        self.manifest = {
            "devDependencies": {raised: "1000.0.0"},
            "scripts": {"mine": MINE},
            "dependencies": {"date-fns": "^4.1.0"},
        }
        for section, members in self.manifest.items():
            items = list(manifest.get(section, {}).items())
            [(name, value)] = members.items()
            place = next((index for index, item in enumerate(items) if item[0] == name), None)
            if place is None:
                items.insert(self.draw(st.integers(0, len(items))), (name, value))
            else:
                items[place] = (name, value)
            manifest[section] = dict(items)
        path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def comment_of(name: str) -> str:
    path = PurePosixPath(name)
    return COMMENTS.get(path.suffix or path.name, "")


@st.composite
def answers_after(draw: st.DrawFn, before: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers but for some that may be changed later."""
    names = draw(st.lists(st.sampled_from([name for name in SPACE if name not in FIXED]), max_size=4))
    after = dict(before)
    for name in ("features", *names):
        value = draw(st.sampled_from(SPACE[name]))
        changed = {**after, name: value} if value is not None else after
        answers = Answers.read(changed)
        if not refusals(answers, Stack.of(answers)):
            after = changed
    return after


FIXED = {"purpose", "existing_project", "project_name", "platform", "framework", "nextjs_router"}


@settings(
    max_examples=ROUNDS,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_nothing_of_the_owner_is_lost_and_the_rest_is_a_fresh_render(releases: Path, data: st.DataObject) -> None:
    answers = data.draw(st.sampled_from(MATRIX))
    before, after = asked(answers), asked(data.draw(answers_after(answers)))
    given_now = {name: answer for name, answer in after.items() if before.get(name) != answer}
    with TemporaryDirectory() as folder:
        project, fresh = Path(folder, "project"), Path(folder, "fresh")
        copy(releases, project, before, FIRST)
        rendered = contents(project)
        commit_all(project, "Start")
        owner = Owner(project, data.draw)
        owner.works()
        update(project, given_now)
        kept = {name: answer for name, answer in answers_of(project).items() if not name.startswith("_")}
        assert given_now.items() <= kept.items()
        copy(releases, fresh, kept, SECOND)
        check(contents(project), contents(fresh), rendered, owner)
        if data.draw(st.sampled_from([True, False, False, False])):  # it renders three times more
            commit_all(project, "Update")
            update(project, {})
            assert git(project, "status", "--porcelain") == "", "a second update changes nothing"


def check(result: dict[str, str], fresh: dict[str, str], before: dict[str, str], owner: Owner) -> None:
    manifest = json.loads(result.pop("package.json"))
    expected = json.loads(fresh.pop("package.json"))
    for section, members in owner.manifest.items():
        expected.setdefault(section, {}).update(members)
    assert manifest == expected
    for name in {*result, *fresh} - {ANSWERS_FILE}:
        text = result.get(name)
        if MACHINES.fullmatch(name):
            assert "<<<<<<<" not in (text or ""), name
        if name in owner.deleted:
            assert text is None, f"{name} was deleted"
        elif name not in owner.edited:
            assert text in ({fresh.get(name), before.get(name)} if OWNED.fullmatch(name) else {fresh.get(name)}), name
        elif name not in fresh or fresh[name] == before.get(name):
            assert text == owner.edited[name], name
        else:
            assert text, name
            assert MINE in text, name
            if "<<<<<<<" not in text and not MACHINES.fullmatch(name) and not OWNED.fullmatch(name):
                assert re.sub(rf".*{MINE}\n", "", text) == fresh[name], name


def copy(template: Path, project: Path, answers: Mapping[str, Any], version: str) -> None:
    run_copy(str(template), project, data=dict(answers), vcs_ref=version, defaults=True, unsafe=True, quiet=True)


def update(project: Path, answers: Mapping[str, Any]) -> None:
    run_update(project, data=dict(answers), defaults=True, overwrite=True, unsafe=True, quiet=True)


def answers_of(project: Path) -> dict[str, Any]:
    answers: dict[str, Any] = yaml.safe_load((project / ANSWERS_FILE).read_text())
    return answers


def contents(project: Path) -> dict[str, str]:
    return {name: path.read_text() for name, path in files_of(project).items()}
