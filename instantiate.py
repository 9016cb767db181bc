#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["copier>=9.19", "copier-template-extensions"]
# ///
"""Makes a project of a repository that came from GitHub's "Use this template".

    python3 instantiate.py                      # asks the questions
    python3 instantiate.py --preset react --answers '{login_methods: [google], features: [data]}'

The project becomes a commit on top of the first one; the template's own files, this one among them, are gone then.
docs/decisions/0015-use-this-template.md says why it works as it does.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

try:
    import yaml
    from copier import run_copy
    from copier.errors import CopierError
    from plumbum import ProcessExecutionError, local
except ModuleNotFoundError:
    sys.exit(
        "Copier is missing: `uv run instantiate.py` or `pipx run instantiate.py` brings it along, "
        "and `python3 -m pip install copier copier-template-extensions` installs it."
    )

ROOT = Path(__file__).resolve().parent
PRESETS = {path.stem: path for path in sorted((ROOT / "presets").glob("*.yml"))}
ANSWERS_FILE = ".copier-answers.yml"
NO_PRESET = "none"  # where the answers alone say it
EXAMPLE = "{framework: vue, features: [data]}"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--preset", choices=[NO_PRESET, *PRESETS], help="answers to begin with")
    parser.add_argument("--answers", default="", metavar="YAML", help="your own, which go before those of the preset")
    parser.add_argument(
        "--template", type=address, default="gh:copier-amplify/copier-amplify", help="its address, where it is another"
    )
    parser.add_argument(
        "--removes-workflows-only", action="store_true", help="as GITHUB_TOKEN, which may neither add nor change them"
    )
    options = parser.parse_args(arguments)
    answers = read(options.answers)
    if not (options.preset or answers or sys.stdin.isatty()):
        sys.exit("Choose a --preset or give --answers: there is no terminal to ask the questions at.")
    refuse_changes()
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        project.mkdir()
        said = render(project, options.template, options.preset, answers)
        written = yaml.safe_load((project / ANSWERS_FILE).read_bytes())
        if unknown := [name for name in answers if name not in written or name.startswith("_")]:
            sys.exit(f"No question has the name {', '.join(unknown)}; docs/questions.md lists them all.")
        commit = commit_of(project, f"Start from {written['_src_path']} {written['_commit']}")
    if options.removes_workflows_only:
        refuse_new_workflows(commit)
    git("merge", "--quiet", "--ff-only", "--no-overwrite-ignore", commit)
    print(said, file=sys.stderr)


def git(*arguments: str | Path) -> str:
    return str(local["git"]["-C", ROOT](*arguments)).strip()


def address(text: str) -> str:
    """Where a template is, for who asks from another folder."""
    if Path(text).is_dir():
        return str(Path(text).resolve())
    if ":" not in text:
        raise argparse.ArgumentTypeError(f"{text} is neither an address nor a folder")
    return text


def read(text: str) -> dict[str, Any]:
    """Answers, as an answers file has them."""
    try:
        answers = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        sys.exit(f"Write the answers as YAML, such as {EXAMPLE}: {' '.join(str(error).split())}")
    if not isinstance(answers, dict) or not all(isinstance(name, str) for name in answers):
        sys.exit(f"Give the answers by the names of their questions, such as {EXAMPLE}.")
    return answers


def refuse_changes() -> None:
    """End unless this is a repository as GitHub made it from the template."""
    if local["git"]["-C", ROOT, "rev-parse", "--quiet", "--verify", "HEAD:instantiate.py"].run(retcode=None)[0]:
        sys.exit("Commit the template's files in a repository of their own first, as GitHub's button does.")
    if git("rev-parse", "--is-shallow-repository") == "true":
        sys.exit("Fetch the whole history first, which shows that nothing was changed: git fetch --unshallow")
    first, *others = git("rev-list", "--max-parents=0", "HEAD").split()
    if others or not git("ls-tree", first, "--", "instantiate.py"):
        sys.exit("This is the template itself or a fork of it: make a project with `copier copy`, as README.md says.")
    if git("status", "--porcelain"):
        sys.exit(
            "Commit what you changed to a branch of its own first, or `git stash` it: all files are replaced here."
        )
    if changed := git("diff", "--name-only", first, "HEAD").splitlines():
        sys.exit(
            f"Keep what you committed since the first commit ({', '.join(changed[:3])}) on a branch of its own, "
            f"`git branch mine`, and go back before it, `git reset --keep {first[:12]}`: all files are replaced here."
        )


def render(project: Path, template: str, preset: str | None, answers: dict[str, Any]) -> str:
    """Copy the template's newest release into a folder; returns what Copier says about it."""
    defaults = yaml.safe_load(PRESETS[preset].read_bytes()) if preset in PRESETS else {}
    name = re.sub(r"[^a-z0-9]+", "-", ROOT.name.lower()).strip("-")
    said = io.StringIO()
    try:
        # From within, so that its message names no folder.
        with local.cwd(project), redirect_stderr(said):
            run_copy(
                template,
                ".",
                data=answers,
                user_defaults={**defaults, "project_name": name},
                defaults=bool(preset or answers),
                unsafe=True,
            )
    except KeyboardInterrupt:  # at a prompt it is a CopierError, too
        raise
    except ProcessExecutionError as error:
        sys.exit(f"Git cannot read the template {template}; --template names another address.\n{error.stderr.strip()}")
    except CopierError as error:
        sys.exit(str(error))
    except ValueError as error:  # a question without a default, or one whose default is refused here
        sys.exit(f"{str(error).rstrip('.')}: say it among the answers, or choose a preset that does.")
    return re.sub(r"^\S* +create\S* .*\n", "", said.getvalue(), flags=re.MULTILINE).strip()  # Git lists the files


def commit_of(project: Path, message: str) -> str:
    """A commit on top of the last one with the files of a project, those left out that it ignores."""
    with local.env(GIT_INDEX_FILE=str(project.with_name("index"))):
        git("--git-dir", git("rev-parse", "--absolute-git-dir"), "--work-tree", project, "-C", project, "add", "--all")
        tree = git("write-tree")
    return git("commit-tree", tree, "-p", "HEAD", "-m", message)


def refuse_new_workflows(commit: str) -> None:
    new = git("diff", "--name-only", "--no-renames", "--diff-filter=d", "HEAD", commit, "--", ".github/workflows")
    if new:
        sys.exit(
            f"GitHub lets no workflow write {', '.join(new.splitlines())}: run `python3 instantiate.py` on your machine, "
            "and push."
        )


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ProcessExecutionError as error:
        sys.exit(f"Git left everything as it was: {error.stderr.strip()}")
    except KeyboardInterrupt:
        sys.exit("Stopped; everything is as it was.")
