"""The template's own files."""

from __future__ import annotations

import json
import re
import subprocess

import yaml
from amplify.answers import Answers
from amplify.layers import layers
from amplify.manifest import catalog
from amplify.stack import Stack
from amplify.tables import FRAMEWORKS
from conftest import PRESETS, ROOT, Render

TEMPLATE = ROOT / "template"


def test_every_name_in_the_template_is_legal_on_windows() -> None:
    """https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""
    devices = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
    for path in TEMPLATE.rglob("*"):
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]', path.name), path
        assert not re.search(r"[ .]$", path.name), path
        assert not devices.match(path.name), path
        assert "'" not in path.name, path


def test_template_files_spell_no_version() -> None:
    versions = {
        version.lstrip("~^")
        for section in ("dependencies", "devDependencies")
        for version in catalog()[section].values()
    }
    for path in TEMPLATE.rglob("*"):
        # The local backend has packages and a lock file of its own.
        if path.is_file() and path.parent.name != "local":
            assert not {version for version in versions if version in path.read_text()}, path


def test_every_entry_of_the_catalog_is_used(render: Render) -> None:
    used: set[str] = set()
    for number, answers in enumerate([*PRESETS.values()]):
        manifest = json.loads((render(answers, str(number)) / "package.json").read_text())
        used |= {*manifest.get("dependencies", {}), *manifest["devDependencies"]}
    assert used == {*catalog()["dependencies"], *catalog()["devDependencies"]}


def test_the_catalog_is_sorted_as_npm_sorts_it() -> None:
    for section in ("dependencies", "devDependencies"):
        assert list(catalog()[section]) == sorted(catalog()[section])


def test_the_catalog_pins_every_version() -> None:
    for section in ("dependencies", "devDependencies"):
        for name, version in catalog()[section].items():
            assert re.fullmatch(r"~?\d+\.\d+\.\d+", version), name


def test_the_owned_files_that_readme_names_are_those_that_copier_skips() -> None:
    skipped = re.search(r"_skip_if_exists:\n((?:  - .*\n)+)", (ROOT / "copier.yml").read_text())
    assert skipped
    patterns = re.findall(r"  - (.*)\n", skipped[1])
    owned = Stack.of(Answers.read(PRESETS["react"])).owned
    assert [f"`{pattern}`" for pattern in patterns] == [name for name in owned if name.startswith("`")]


def test_every_framework_has_its_layer() -> None:
    for name, framework in FRAMEWORKS.items():
        assert (TEMPLATE / f"[[layer.{name}]]").is_dir()
        assert (TEMPLATE / f"[[layer.{framework.views}_views]]").is_dir()


def test_every_layer_that_the_template_names_exists_and_the_other_way_round() -> None:
    named = {match for path in TEMPLATE.rglob("*") for match in re.findall(r"\[\[layer\.(\w+)\]\]", str(path))}
    assert named == set(layers(Stack.of(Answers())))


def test_nothing_that_git_ignores_is_committed() -> None:
    ignored = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ignored.stdout == ""


def test_pictures_in_the_documentation_are_small() -> None:
    for path in [*(ROOT / "docs").rglob("*.png"), *(ROOT / "docs").rglob("*.webp")]:
        assert path.stat().st_size < 200_000, path


def test_help_fits_a_terminal_of_ninety_columns() -> None:
    for path in (ROOT / "questions").glob("*.yml"):
        for question in yaml.safe_load(path.read_text()).values():
            if isinstance(question, dict):
                assert all(len(line) < 90 for line in question["help"].splitlines())


def test_presets_say_what_they_are() -> None:
    for path in (ROOT / "presets").glob("*.yml"):
        assert path.read_text().startswith("# "), path
