"""A repository made with GitHub's "Use this template": from its first push to a project that takes an update."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import commit_all, git, run
from conftest import PRESETS, ROOT, files_of
from copier import run_copy
from packages import engines, give_back, link, packages
from plumbum import local
from projects import asked

FIRST, SECOND = "1.0.0", "1.1.0"
ANSWERS = {"platform": "web", "login_methods": ["email"], "features": ["data"], "local_backend": False}
SCRIPTS = ".github/instantiate"
ADA = {f"GIT_{who}_{what}": "ada@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

ubuntu = pytest.mark.skipif(os.name == "nt", reason="scripts of a workflow that runs on Ubuntu")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as it is published: with a history and a release."""
    template = tmp_path_factory.mktemp("published")
    shutil.copy(ROOT / "LICENSE", template)
    commit_all(template, "Begin")
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        (template / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, template / name)
    commit_all(template, "All files", tag=FIRST)
    return template


@pytest.fixture
def template(published: Path) -> Iterator[Path]:
    """What a test publishes is taken back."""
    yield published
    git(published, "reset", "--quiet", "--hard", FIRST)
    git(published, "tag", "--delete", *git(published, "tag", "--list", SECOND).split())


Make = Callable[[], Path]


@pytest.fixture
def make(template: Path, tmp_path: Path) -> Make:
    """`make()` is a clone of what the button makes of the template, by a name that npm refuses for a project."""
    return lambda: made(template, tmp_path / "Field_Notes")


@pytest.fixture(scope="module")
def unchanged(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that every refusal leaves as it is."""
    return made(published, tmp_path_factory.mktemp("unchanged") / "field-notes")


def made(template: Path, repository: Path) -> Path:
    """The template's files in one commit, without a tag or a remote."""
    repository.mkdir()
    git(repository, "init", "--quiet")
    git(repository, "fetch", "--quiet", "--no-tags", str(template), "main")
    first = git(repository, "commit-tree", "FETCH_HEAD^{tree}", "-m", "Initial commit").strip()
    git(repository, "reset", "--quiet", "--hard", first)
    return repository


def instantiate(repository: Path, template: Path, *arguments: str, status: int = 0, answers: Any = ANSWERS) -> str:
    given = "--template", str(template), "--answers", answers if isinstance(answers, str) else json.dumps(answers)
    with local.env(**ADA):
        return run(repository, sys.executable, "instantiate.py", *given, *arguments, status=status)


def copied(template: Path, folder: Path, answers: Mapping[str, Any] = ANSWERS) -> dict[str, bytes]:
    """What `copier copy` writes for these answers, byte for byte."""
    data = {"project_name": "field-notes", **answers}
    run_copy(str(template), folder, data=data, defaults=True, unsafe=True, quiet=True)
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in files_of(folder).items()}


def everything(repository: Path) -> tuple[str, str, dict[str, bytes]]:
    """What a refusal leaves as it was."""
    return git(repository, "rev-parse", "HEAD"), git(repository, "status", "--porcelain"), contents(repository)


def publish(template: Path, name: str, text: str, tag: str | None = None) -> None:
    (template / name).parent.mkdir(parents=True, exist_ok=True)
    (template / name).write_text(text)
    commit_all(template, f"Write {name}", tag=tag)


def test_it_becomes_what_copier_copies_and_takes_an_update(template: Path, make: Make, tmp_path: Path) -> None:
    publish(template, "template/[[layer.project]]/unreleased.txt", "Projects get releases.\n")
    repository = make()
    first = git(repository, "rev-parse", "HEAD")
    said = instantiate(repository, template)
    assert "field-notes is ready." in said
    assert " create " not in said
    assert contents(repository) == copied(template, tmp_path / "copied")
    assert git(repository, "status", "--porcelain", "--ignored") == ""
    assert git(repository, "rev-list", "HEAD^") == first

    app = repository / "src/App.tsx"
    app.write_text(f"// mine\n{app.read_text()}")
    commit_all(repository, "Own work")
    publish(template, "template/[[layer.root_settings]]/.nvmrc", "26\n", tag=SECOND)
    run(repository, "copier", "update", "--trust", "--defaults")
    expected = copied(template, tmp_path / "updated")
    assert expected[".nvmrc"] == b"26\n"
    assert expected["unreleased.txt"]
    assert contents(repository) == expected | {"src/App.tsx": b"// mine\n" + expected["src/App.tsx"]}


def test_before_the_first_release_it_is_the_newest_commit(template: Path, make: Make, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--no-tags", str(template), "young")
    young = tmp_path / "young"
    repository = make()
    instantiate(repository, young)
    assert contents(repository) == copied(young, tmp_path / "copied")
    publish(young, "template/[[layer.root_settings]]/.nvmrc", "26\n", tag=FIRST)
    run(repository, "copier", "update", "--trust", "--defaults")
    assert contents(repository) == copied(young, tmp_path / "updated")
    assert (repository / ".nvmrc").read_text() == "26\n"


def test_a_preset_gives_way_to_answers(template: Path, make: Make, tmp_path: Path) -> None:
    answers = {"login_methods": ["phone"], "features": ["data"]}
    repository = make()
    instantiate(repository, template, "--preset", "react", answers=answers)
    preset = {name: answer for name, answer in PRESETS["react"].items() if name != "project_name"}
    assert contents(repository) == copied(template, tmp_path / "copied", asked({**preset, **answers}))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ("[react", "Write the answers as YAML, such as {framework"),
        ("react", "by the names of their questions"),
        ("{1: react}", "by the names of their questions"),
        ({**ANSWERS, "frame_work": "vue"}, "No question has the name frame_work"),
        ({**ANSWERS, "_commit": "0.1.0"}, "No question has the name _commit"),
        ("{framework: vue}", 'Question "platform" is required: say it among the answers, or choose a preset'),
        ("platform: web, framework: vue", "Write the answers as YAML"),
        ({**ANSWERS, "login_methods": ["pigeon"]}, "'pigeon' is not offered"),
        ({**ANSWERS, "mfa": "optional"}, "mfa: "),
        ({**ANSWERS, "project_name": "Field Notes"}, "project_name: "),
    ],
)
def test_answers_that_do_not_fit_are_refused_and_nothing_is_written(
    published: Path, unchanged: Path, answers: Any, sentence: str
) -> None:
    before = everything(unchanged)
    assert sentence in instantiate(unchanged, published, answers=answers, status=1)
    assert everything(unchanged) == before


def test_who_committed_something_is_told_how_to_keep_it(template: Path, make: Make) -> None:
    repository = make()
    (repository / "README.md").write_text("Mine\n")
    commit_all(repository, "Own work")
    before = everything(repository)
    said = instantiate(repository, template, status=1)
    assert everything(repository) == before
    assert "(README.md)" in said
    for command in re.findall(r"`git (.+?)`", said):
        git(repository, *command.split())
    instantiate(repository, template)
    assert git(repository, "show", "mine:README.md") == "Mine\n"


@pytest.mark.parametrize("name", ["README.md", "notes.txt"])
def test_what_is_not_committed_is_not_replaced(template: Path, make: Make, name: str) -> None:
    repository = make()
    (repository / name).write_text("Mine\n")
    before = everything(repository)
    assert "Commit what you changed" in instantiate(repository, template, status=1)
    assert everything(repository) == before


def test_a_file_that_git_ignores_is_not_overwritten(template: Path, make: Make) -> None:
    publish(template, ".gitignore", "AGENTS.md\n")
    repository = make()
    (repository / "AGENTS.md").write_text("Mine\n")
    before = everything(repository)
    assert "AGENTS.md" in instantiate(repository, template, status=1)
    assert everything(repository) == before
    (repository / "AGENTS.md").rename(repository / "AGENTS.md.mine")
    git(repository, "config", "core.excludesFile", ".git/own")
    (repository / ".git/own").write_text("*.mine\n")
    instantiate(repository, template)
    assert (repository / "AGENTS.md.mine").read_text() == "Mine\n"


def test_the_template_its_forks_and_a_part_of_a_history_stay_as_they_are(template: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(template), "fork")
    git(tmp_path, "clone", "--quiet", "--depth", "1", template.as_uri(), "shallow")
    for name, sentence in (("fork", "This is the template itself or a fork"), ("shallow", "git fetch --unshallow")):
        before = everything(tmp_path / name)
        assert sentence in instantiate(tmp_path / name, template, status=1)
        assert everything(tmp_path / name) == before


def test_a_folder_that_is_no_repository_of_its_own_stays_as_it_is(template: Path, tmp_path: Path) -> None:
    run(template, "git", "archive", "--output", str(tmp_path / "template.zip"), "--prefix", "outer/zip/", "main")
    shutil.unpack_archive(tmp_path / "template.zip", tmp_path)
    folder = tmp_path / "outer/zip"
    before = contents(folder)
    sentence = "in a repository of their own first"
    assert sentence in instantiate(folder, template, status=1)
    commit_all(folder.parent, "Unpacked in another repository")
    assert sentence in instantiate(folder, template, status=1)
    git(folder, "init", "--quiet")
    assert sentence in instantiate(folder, template, status=1)
    assert contents(folder) == before
    commit_all(folder, "Initial commit")
    instantiate(folder, template)


def test_a_template_that_cannot_be_read_is_a_sentence(unchanged: Path, tmp_path: Path) -> None:
    assert "--template names another address" in instantiate(unchanged, Path("file:/nowhere.git"), status=1)
    assert "neither an address nor a folder" in instantiate(unchanged, tmp_path / "nowhere", status=2)


def test_who_has_no_name_for_git_or_no_terminal_for_questions_is_told_so(template: Path, make: Make) -> None:
    repository = make()
    git(repository, "config", "user.useConfigOnly", "true")
    before = everything(repository)
    script = sys.executable, "instantiate.py", "--template", str(template)
    with local.env(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1"):
        said = run(repository, *script, "--answers", json.dumps(ANSWERS), status=1)
        assert "Git left everything as it was: Author identity unknown" in said
        assert "there is no terminal" in run(repository, *script, status=1)
    assert everything(repository) == before


def test_who_has_no_copier_is_told_how_to_get_it(unchanged: Path) -> None:
    said = run(unchanged, sys.executable, "-S", "instantiate.py", status=1)  # without what is installed
    assert said.startswith("Copier is missing: `uv run instantiate.py`")


def test_workflows_that_a_token_may_not_write_are_refused_and_the_others_stay(template: Path, make: Make) -> None:
    workflow = ".github/workflows/check.yml"
    publish(template, f"template/[[layer.project]]/{workflow}", "on: push\n", tag=SECOND)
    publish(template, workflow, "on: pull_request\n")
    repository = make()
    before = everything(repository)
    assert workflow in instantiate(repository, template, "--removes-workflows-only", status=1)
    assert everything(repository) == before

    shutil.rmtree(repository)
    publish(template, workflow, "on: push\n")
    instantiate(make(), template, "--removes-workflows-only")
    assert git(repository, "ls-files", ".github") == f"{workflow}\n"


def differing(repository: Path) -> list[str]:
    """Workflows of projects that this repository does not have at its own root, byte for byte."""
    paths = [path for path in (repository / "template").glob("**/.github/workflows/*") if path.is_file()]
    ours = repository / ".github/workflows"
    return [
        path.name
        for path in paths
        if not (ours / path.name).is_file() or (ours / path.name).read_bytes() != path.read_bytes()
    ]


def test_the_workflows_of_projects_stand_at_the_root_byte_for_byte() -> None:
    assert differing(ROOT) == []


@pytest.mark.parametrize("name", ["check.yml", "check.yml.jinja", "other.yml"])
def test_a_workflow_that_is_missing_at_the_root_or_different_is_noticed(tmp_path: Path, name: str) -> None:
    for folder, file, text in (
        (".", "check.yml", "on: pull_request\n"),
        ("template/[[layer.x]]", name, "on: push\n"),
        ("template/[[layer.x]]", "same.yml", "on: push\n"),
        (".", "same.yml", "on: push\n"),
    ):
        (tmp_path / folder / ".github/workflows").mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / ".github/workflows" / file).write_text(text)
    assert differing(tmp_path) == [name]


@ubuntu
def test_the_workflow_offers_every_preset_and_hands_its_inputs_over_as_variables() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/instantiate.yml").read_text())
    inputs = workflow[True]["workflow_dispatch"]["inputs"]  # YAML 1.1 reads `on` so
    assert inputs["preset"]["options"] == ["none", *sorted(PRESETS)]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if SCRIPTS in step.get("run", "")]
    assert len(steps) == 2
    for step in steps:
        script = (ROOT / step["run"]).read_text()
        assert (ROOT / step["run"]).stat().st_mode & stat.S_IXUSR
        read = {name for name in re.findall(r"\$\{?([A-Z_]+)", script) if not name.startswith("GITHUB_")}
        assert read - {"GH_REPO"} == step["env"].keys() - {"GH_TOKEN"}


@ubuntu
def test_shellcheck_has_nothing_against_the_scripts_and_would_say_it(tmp_path: Path) -> None:
    scripts = sorted(map(str, (ROOT / SCRIPTS).glob("*.sh")))
    assert len(scripts) == 2
    run(ROOT, "shellcheck", *scripts)
    (tmp_path / "bad.sh").write_text("#!/bin/sh\ncd $1\n")
    assert "SC2086" in run(tmp_path, "shellcheck", "bad.sh", status=1)


# In place of GitHub: it writes down what it is asked, and prints what a test has put into a file.
GH = """\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$RUNNER/asked"
case "$1 $2" in
  "issue list") cat "$RUNNER/issues" ;;
  "api repos/ada/field-notes") cat "$RUNNER/template" ;;
esac
"""
PYTHON = f"""\
#!/usr/bin/env bash
echo "${{GH_TOKEN:-none}}" >> "$RUNNER/tokens"
exec {sys.executable} "$@"
"""


@dataclass(frozen=True)
class Runner:
    """What a script finds on a runner: its variables, and commands, of which `gh` is a stand-in."""

    folder: Path

    def run(self, repository: Path, script: str, status: int = 0, **variables: str) -> str:
        for name, text in (("gh", GH), ("python", PYTHON)):
            command = self.folder / "bin" / name
            command.parent.mkdir(parents=True, exist_ok=True)
            command.write_text(text)
            command.chmod(0o755)
        given = {
            "GITHUB_REPOSITORY": "ada/field-notes",
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_ACTOR": "ada",
            "GITHUB_ACTOR_ID": "1815",
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GH_TOKEN": "secret",
            "RUNNER": str(self.folder),
            "PATH": f"{self.folder / 'bin'}:{local.env['PATH']}",
        }
        with local.env(**given, **variables):
            return run(repository, str(repository / SCRIPTS / script), status=status)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    (tmp_path / "runner").mkdir()
    return Runner(tmp_path / "runner")


@ubuntu
def test_a_push_explains_itself_in_each_summary_and_in_one_issue(make: Make, runner: Runner) -> None:
    repository = make()
    (runner.folder / "issues").write_text("Another issue\n")
    runner.run(repository, "explain.sh")
    [title] = re.findall(r"^issue create --title (.+) --body", runner.read("asked"), re.MULTILINE)
    summary = runner.read("summary")
    assert summary.startswith(f"# {title}\n")
    assert "https://github.example/ada/field-notes/actions/workflows/instantiate.yml" in summary
    assert "REPOSITORY" not in summary

    (runner.folder / "issues").write_text(f"Another issue\n{title}\n")
    runner.run(repository, "explain.sh")
    (runner.folder / "issues").unlink()
    assert "Issues are switched off" in runner.run(repository, "explain.sh")
    assert runner.read("asked").count("issue create") == 1
    assert runner.read("summary") == 3 * summary


@ubuntu
def test_a_run_by_hand_makes_the_project_and_pushes_it(
    template: Path, make: Make, runner: Runner, tmp_path: Path
) -> None:
    repository = make()
    [example] = re.findall(r"```yaml\n(.+)\n```", (repository / SCRIPTS / "welcome.md").read_text())
    git(tmp_path, "init", "--quiet", "--bare", "origin")
    git(repository, "remote", "add", "origin", str(tmp_path / "origin"))
    git(repository, "push", "--quiet", "origin", "main")
    before = git(repository, "rev-parse", "HEAD")

    (runner.folder / "template").write_text("")
    said = runner.run(repository, "start.sh", status=1, PRESET="none", ANSWERS=example)
    assert "GitHub names no template" in said
    (runner.folder / "template").write_text(f"{template}\n")
    runner.run(repository, "start.sh", status=1, PRESET="none", ANSWERS=f"{{framework: $(touch {tmp_path}/ran)}}")
    assert not (tmp_path / "ran").exists()
    assert "ran)' is not offered" in runner.read("summary")
    assert git(tmp_path / "origin", "rev-parse", "main") == before

    runner.run(repository, "start.sh", PRESET="none", ANSWERS=example)
    assert "field-notes is ready." in runner.read("summary")
    assert "workflow run" not in runner.read("asked")
    assert {*runner.read("tokens").split()} == {"none"}
    assert git(tmp_path / "origin", "log", "--format=%ae %P", "--max-count=1", "main") == (
        f"1815+ada@users.noreply.github.com {before}"
    )
    expected = copied(template, tmp_path / "copied", yaml.safe_load(example))
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin"), "clone")
    assert contents(tmp_path / "clone") == expected


@ubuntu
def test_a_project_that_github_actions_deliver_starts_its_own_workflow(
    template: Path, make: Make, runner: Runner, tmp_path: Path
) -> None:
    repository = make()
    git(tmp_path, "init", "--quiet", "--bare", "origin")
    git(repository, "remote", "add", "origin", str(tmp_path / "origin"))
    (runner.folder / "template").write_text(f"{template}\n")
    runner.run(repository, "start.sh", PRESET="none", ANSWERS=json.dumps({**ANSWERS, "hosting": "github-actions"}))
    assert "workflow run deploy.yml --repo ada/field-notes --ref refs/heads/main" in runner.read("asked")
    workflows = git(repository, "diff", "--name-only", "--diff-filter=d", "HEAD^", "--", ".github/workflows")
    assert workflows == ""
    assert (repository / ".github/actions/check/action.yml").read_text().count("npm run check") == 1


@pytest.mark.job("use this template")
def test_the_project_passes_its_own_check_and_takes_an_update(template: Path, make: Make) -> None:
    repository = make()
    instantiate(repository, template, answers={**ANSWERS, "local_backend": True})
    link(packages(), repository)
    link(engines(), repository / "local")
    run(repository, "npm", "run", "postinstall")
    run(repository, "npm", "run", "check")
    commit_all(repository, "The lock file")
    publish(template, "template/[[layer.project]]/new.txt", "New\n", tag=SECOND)
    run(repository, "copier", "update", "--trust", "--defaults")
    commit_all(repository, "The update")
    assert json.loads(run(repository, "node", "scripts/template.mjs", "status", "--json")) == {
        "version": SECOND,
        "latest": SECOND,
        "changed": [],
        "deleted": [],
    }
    give_back(repository)
