"""What the shortcuts of extensions/context.py must not change, tried on a template of a few files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, files_of
from context import Context
from copier import run_copy
from jinja2 import Environment

SETTINGS = (ROOT / "copier.yml").read_text().partition("---\n")[0]

RenderFiles = Callable[..., dict[str, str]]


@pytest.fixture
def render_files(tmp_path: Path) -> RenderFiles:
    """`render_files(texts)`: texts of the project, by path, when these are all files of the template.

    `settings` are those of copier.yml, before the questions, unless others are given.
    """

    def render_files(texts: dict[str, str], settings: str = SETTINGS) -> dict[str, str]:
        template, project = tmp_path / "template", tmp_path / "project"
        for folder in (template, project):
            shutil.rmtree(folder, ignore_errors=True)
        for part in ("extensions", "catalog"):
            shutil.copytree(ROOT / part, template / part, ignore=shutil.ignore_patterns("__pycache__"))
        (template / "copier.yml").write_text(settings)
        for name, text in texts.items():
            path = template / "template" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        run_copy(str(template), project, defaults=True, unsafe=True, quiet=True)
        return {name: path.read_text() for name, path in files_of(project).items()}

    return render_files


def test_a_path_without_delimiters_stays_as_it_is(render_files: RenderFiles) -> None:
    names = ["plain.txt", "a]]b/c%]d#].txt", "[ [x]/(y)/[...z].txt", "{{ brace }}.txt", "# note.txt"]
    assert render_files(dict.fromkeys(names, "[[ untouched ]]\n")) == dict.fromkeys(names, "[[ untouched ]]\n")


def test_a_path_with_delimiters_is_rendered(render_files: RenderFiles) -> None:
    names = {"[[ 1 + 1 ]].txt": "2.txt", "[% if true %]yes[% endif %].txt": "yes.txt", "a[# not said #]b.txt": "ab.txt"}
    assert list(render_files(dict.fromkeys(names, ""))) == sorted(names.values())


def test_a_yield_tag_repeats_what_is_below_it_and_nothing_else(render_files: RenderFiles) -> None:
    tag = "[% yield name from ['a', 'b'] %][[ name ]][% endyield %]"
    rendered = render_files({f"{tag}/deep/plain.txt": "", f"{tag}.txt.jinja": "[[ name ]]", "z/y/x.txt": ""})
    assert rendered == {"a.txt": "a", "a/deep/plain.txt": "", "b.txt": "b", "b/deep/plain.txt": "", "z/y/x.txt": ""}


def test_a_file_is_compiled_once_in_a_process(render_files: RenderFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_source = Environment.compile

    def counting(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        if name:
            compiled.append(source)
        return compile_source(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counting)
    for text in ("One [[ 1 ]]", "One [[ 1 ]]", "Two [[ 2 ]]", "One [[ 1 ]]"):
        rendered = render_files({"number.txt.jinja": text})
        assert rendered == {"number.txt": text.replace("[[ ", "").replace(" ]]", "")}
    assert compiled == ["One [[ 1 ]]", "Two [[ 2 ]]"]


def test_other_delimiters_compile_the_same_text_anew(render_files: RenderFiles) -> None:
    text = {"number.txt.jinja": "[[ 1 ]] << 2 >>"}
    assert render_files(text) == {"number.txt": "1 << 2 >>"}
    settings = SETTINGS.replace("[[", "<<").replace("]]", ">>")
    assert render_files(text, settings) == {"number.txt": "[[ 1 ]] 2"}


def test_nothing_of_one_version_is_compiled_into_a_file() -> None:
    # Jinja computes a filter of a constant while it compiles. The names of the template come with the context instead.
    plain, ours = Environment(), Environment(extensions=[Context])
    assert (ours.filters, ours.tests, ours.globals) == (plain.filters, plain.tests, plain.globals)
