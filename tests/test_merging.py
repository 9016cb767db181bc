"""What becomes of a JSON file that both its owner and the template changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from updates.jsonc import Document, UnreadableError
from updates.merge import at, each_key_once, merge_json
from updates.repository import Sides
from updates.resolve import merge

PACKAGE = """{
  "name": "field-notes",
  "scripts": {
    "dev": "vite",
    "build": "vite build"
  },
  "dependencies": {
    "aws-amplify": "6.20.1",
    "react": "19.2.0"
  },
  "devDependencies": {
    "vite": "8.0.3",
    "vitest": "4.0.8"
  }
}
"""
TSCONFIG = """{
  "compilerOptions": {
    "strict": true, // as ever
    "types": ["vite/client"],
    /* Paths of ours. */
    "paths": { "@/*": ["./src/*"] },
  },
  "include": ["src"]
}
"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def merged(base: str, ours: str, theirs: str) -> tuple[str, list[str]]:
    result = merge_json(base, ours, theirs)
    return result.text, [str(difference) for difference in result.differences]


def test_of_a_section_that_the_template_gives_up_what_the_owner_added_stays() -> None:
    section = ',\n  "dependencies": {\n    "aws-amplify": "6.20.1",\n    "react": "19.2.0"\n  }'
    theirs = changed(PACKAGE, (section, ""))
    ours = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "date-fns": "^4.1.0",'))
    kept = changed(PACKAGE, ('"aws-amplify": "6.20.1",\n    "react": "19.2.0"', '"date-fns": "^4.1.0"'))
    assert merged(PACKAGE, ours, theirs) == (kept, [])
    fewer = changed(PACKAGE, (',\n    "react": "19.2.0"', ""))
    assert merged(PACKAGE, fewer, theirs) == (theirs, [])
    raised = changed(PACKAGE, ("19.2.0", "19.3.0"))
    difference = 'dependencies > react: yours has "19.3.0", the template nothing'
    assert merged(PACKAGE, raised, theirs) == (changed(raised, ('"aws-amplify": "6.20.1",\n    ', "")), [difference])


def test_two_packages_added_at_one_place_are_both_there() -> None:
    ours = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "date-fns": "^4.1.0",'))
    theirs = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "qrcode": "1.5.4",'))
    expected = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "qrcode": "1.5.4",\n    "date-fns": "^4.1.0",'))
    assert merged(PACKAGE, ours, theirs) == (expected, [])


def test_the_end_of_an_object_has_no_comma_too_many_or_too_few() -> None:
    ours = changed(PACKAGE, ('"react": "19.2.0"', '"react": "19.2.0",\n    "zod": "4.1.0"'))
    theirs = changed(PACKAGE, (',\n    "react": "19.2.0"', ',\n    "yup": "1.0.0"'))
    expected = changed(PACKAGE, ('"react": "19.2.0"', '"yup": "1.0.0",\n    "zod": "4.1.0"'))
    assert merged(PACKAGE, ours, theirs) == (expected, [])
    theirs = changed(PACKAGE, (',\n    "react": "19.2.0"', ""))
    ours = changed(PACKAGE, ('    "aws-amplify": "6.20.1",\n', ""))
    assert '"dependencies": {}' in "".join(merged(PACKAGE, ours, theirs)[0].split("\n  ")).replace("{  }", "{}")


def test_neighbouring_versions_raised_by_either_side_are_both_raised() -> None:
    ours = changed(PACKAGE, ("4.0.8", "4.0.9"))
    theirs = changed(PACKAGE, ("8.0.3", "8.1.0"))
    assert merged(PACKAGE, ours, theirs) == (changed(PACKAGE, ("4.0.8", "4.0.9"), ("8.0.3", "8.1.0")), [])


@pytest.mark.parametrize(
    ("ours", "theirs", "result", "said"),
    [
        ("5.0.0", "4.1.0", "5.0.0", ['devDependencies > vitest: yours has "5.0.0", the template "4.1.0"']),
        ("^4.0.8", "4.1.0", "^4.1.0", []),
        ("4.0.9", "4.0.10", "4.0.10", []),
        ("4.0.9", "4.0.9", "4.0.9", []),
        ("3.2.4", "4.1.0", "3.2.4", ['devDependencies > vitest: yours has "3.2.4", the template "4.1.0"']),
        (
            "github:me/x",
            "4.1.0",
            "github:me/x",
            ['devDependencies > vitest: yours has "github:me/x", the template "4.1.0"'],
        ),
    ],
)
def test_of_two_versions_the_newer_one_wins_unless_the_owner_keeps_an_old_one(
    ours: str, theirs: str, result: str, said: list[str]
) -> None:
    texts = (changed(PACKAGE, ("4.0.8", version)) for version in (ours, theirs))
    assert merged(PACKAGE, *texts) == (changed(PACKAGE, ("4.0.8", result)), said)


def test_an_older_version_of_a_package_that_both_added_is_the_owners_choice() -> None:
    ours = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "qrcode": "^1.4.0",'))
    theirs = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "qrcode": "1.5.4",'))
    assert merged(PACKAGE, ours, theirs) == (
        ours,
        ['dependencies > qrcode: yours has "^1.4.0", the template "1.5.4"'],
    )


def test_a_key_that_both_added_at_different_lines_is_there_once() -> None:
    ours = changed(PACKAGE, ('"6.20.1",', '"6.20.1",\n    "qrcode": "^1.6.0",'))
    clean = changed(ours, ('"react": "19.2.0"', '"react": "19.2.0",\n    "qrcode": "1.5.4"'))
    for text, said in (
        (clean, ['dependencies > qrcode: yours has "^1.6.0", the template "1.5.4"']),
        (changed(clean, ('"1.5.4"', '"^1.6.0"')), []),
        (ours, []),
    ):
        once = each_key_once(text, ours)
        assert (json.loads(once.text), [*map(str, once.differences)]) == (json.loads(ours), said)
    first = changed(PACKAGE, ('"react": "19.2.0"', '"react": "19.2.0",\n    "qrcode": "^1.6.0"'))
    clean = changed(first, ('"6.20.1",', '"6.20.1",\n    "qrcode": "1.5.4",'))
    assert each_key_once(clean, first).text == first


def test_a_key_that_the_owner_has_twice_is_theirs() -> None:
    with pytest.raises(UnreadableError, match="twice"):
        each_key_once('{ "a": 1, "a": 2 }', '{ "a": 1, "a": 2 }')


def test_what_contradicts_stays_the_owners_and_is_said() -> None:
    ours = changed(PACKAGE, ('"dev": "vite"', '"dev": "vite --host"'), (',\n    "vitest": "4.0.8"', ""))
    theirs = changed(PACKAGE, ('"dev": "vite"', '"dev": "vite --open"'), ("4.0.8", "4.1.0"))
    assert merged(PACKAGE, ours, theirs) == (
        ours,
        [
            'scripts > dev: yours has "vite --host", the template "vite --open"',
            'devDependencies > vitest: yours has nothing, the template "4.1.0"',
        ],
    )


def test_what_the_owner_changed_and_the_template_removed_stays() -> None:
    ours = changed(PACKAGE, ("vite build", "vite build --mode x"))
    theirs = changed(PACKAGE, (',\n    "build": "vite build"', ""))
    assert merged(PACKAGE, ours, theirs) == (
        ours,
        ['scripts > build: yours has "vite build --mode x", the template nothing'],
    )


def test_comments_order_and_indentation_are_the_owners() -> None:
    ours = changed(TSCONFIG, ('"include": ["src"]', '"include": ["src", "tools"] // ours')).replace("  ", "\t")
    theirs = changed(
        TSCONFIG,
        ('"strict": true, // as ever', '"strict": true,\n    "lib": [\n      "ES2024"\n    ],'),
        ('["vite/client"]', '["vite/client", "node"]'),
        ('"include": ["src"]', '"include": ["src", "tests"]'),
    )
    expected = changed(
        ours,
        ("// as ever", '// as ever\n\t\t"lib": [\n\t\t\t"ES2024"\n\t\t],'),
        ('["vite/client"]', '["vite/client", "node"]'),
        ('"include": ["src", "tools"]', '"include": ["src", "tests", "tools"]'),
    )
    assert merged(TSCONFIG, ours, theirs) == (expected, [])


def test_lists_whose_items_both_changed_are_left_to_the_owner() -> None:
    base, ours, theirs = (f'{{ "plugins": [{{ "name": "next", "x": {number} }}] }}' for number in (0, 1, 2))
    text, said = merged(base, ours, theirs)
    assert text == ours
    assert len(said) == 1


def test_a_file_that_both_added_has_the_members_of_both() -> None:
    assert merged("", '{ "a": 1 }', '{ "b": 2 }')[0] == '{ "b": 2, "a": 1 }'


@pytest.mark.parametrize("text", ["", "<<<<<<< mine", '{ "a": 1, "a": 2 }', "{ a: 1 }", "{ 'a': 1 }", "[", '{ "a" }'])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        Document.read(text)


def test_an_owners_file_that_is_no_json_stays_as_it_is() -> None:
    result = merge("package.json", Sides(b"{}", b"{ my: 1 }", b'{ "a": 1 }'))
    assert result
    assert result[0] == b"{ my: 1 }"
    assert [*map(str, result[1])] == ["nothing could be merged, because it is no JSON"]


def test_a_lock_file_is_never_merged() -> None:
    assert merge("local/package-lock.json", Sides(b"{}", b'{"a": 1}', b'{"b": 1}')) == (b'{"b": 1}', [])


def test_ignored_files_are_those_of_both() -> None:
    assert merge(".gitignore", Sides(b"a\nb\n", b"a\nb\nmine\n", b"a\nb\ntheirs\n")) == (b"a\nb\nmine\ntheirs\n", [])


def test_settings_that_contradict_keep_the_owners_lines_and_what_else_the_template_brought() -> None:
    sides = Sides(b"a: 1\nb: 1\nc: 1\nd: 1\n", b"a: 2\nb: 1\nc: 1\nd: 1\n", b"a: 3\nb: 1\nc: 1\nd: 4\n")
    result = merge("amplify.yml", sides)
    assert result
    assert result[0] == b"a: 2\nb: 1\nc: 1\nd: 4\n"
    assert result[1]


def test_code_and_prose_keep_their_markers() -> None:
    assert merge("src/App.tsx", Sides(b"1", b"2", b"3")) is None


KEYS = st.sampled_from(["a", "b", "c", "d", "e"])
LEAVES = st.sampled_from(["x", "y", "// no comment", 'quoted " \\', "é😀", 1, 1.5, True, None])
OBJECTS = st.recursive(
    st.dictionaries(KEYS, LEAVES, max_size=4), lambda inner: st.dictionaries(KEYS, inner | LEAVES, max_size=4)
)
STYLES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"indent": 2}, {"indent": 4}, {"indent": "\t"}, {}, {"separators": (",", ":")}]
)
COMMENT = "// a comment of the owner's"


@st.composite
def variants(draw: st.DrawFn, base: dict[str, Any]) -> dict[str, Any]:
    """The same object, with members added, removed, changed and moved."""
    result = dict(draw(st.permutations(sorted(base.items()))))
    for key in draw(st.lists(KEYS, max_size=3)):
        old = result.pop(key, None)
        if isinstance(old, dict) and draw(st.booleans()):
            result[key] = draw(variants(old))
        elif draw(st.booleans()):
            result[key] = draw(LEAVES | OBJECTS)
    return result


def leaves(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if isinstance(value, dict) and value:
        return {place: leaf for key, inner in value.items() for place, leaf in leaves(inner, (*path, key)).items()}
    return {path: value}


@given(st.data())
def test_nothing_of_either_side_is_lost(data: st.DataObject) -> None:
    base = data.draw(OBJECTS)
    ours, theirs = data.draw(variants(base)), data.draw(variants(base))
    style = data.draw(STYLES)
    text = json.dumps(ours, ensure_ascii=False, **style)
    lines = text.splitlines()
    line = data.draw(st.sampled_from([1, len(lines) - 1]))  # above the first member, or below the last
    if len(lines) > 1:
        text = "\n".join([*lines[:line], COMMENT, *lines[line:]])
    merge = merge_json(json.dumps(base), text, json.dumps(theirs, indent=2))
    document = Document.read(merge.text)
    result = document.value(document.root)
    kept = [difference.path for difference in merge.differences]

    for path, value in leaves(ours).items():
        if repr(at(base, path)) != repr(value) and not (value == {} and isinstance(at(theirs, path), dict)):
            assert repr(at(result, path)) == repr(value), "what the owner wrote is there"
    for path, value in leaves(theirs).items():
        if repr(at(base, path)) != repr(value) and not any(path[: len(place)] == place for place in kept):
            assert value == {} or repr(at(result, path)) == repr(value), "what the template wrote is there, or is said"
    if len(lines) > 1:
        assert COMMENT in merge.text
    if theirs == base and repr(theirs) == repr(base):
        assert merge.text == text
