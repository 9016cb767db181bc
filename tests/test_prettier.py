"""Code of variable length, as Prettier lays it out."""

from __future__ import annotations

from amplify.prettier import WIDTH, array, code_array, member


def test_an_array_stays_in_one_line_as_long_as_it_fits() -> None:
    names = ["a" * 30, "b" * 30, "c"]
    line = array("const names = ", names, "")
    fitting = "x" * (WIDTH - len(line))
    assert "\n" not in array(f"const names{fitting} = ", names, "")
    assert array(f"  const names{fitting} = ", names, ",").split("\n") == [
        f"  const names{fitting} = [",
        f"    '{names[0]}',",
        f"    '{names[1]}',",
        "    'c',",
        "  ],",
    ]


def test_a_call_that_is_too_long_itself_is_broken_likewise() -> None:
    names = ", ".join(f"'{letter * 20}'" for letter in "abcde")
    assert code_array("  rules: ", [f"allow.groups([{names}])", "allow.guest()"], ",").split("\n")[:4] == [
        "  rules: [",
        "    allow.groups([",
        "      'aaaaaaaaaaaaaaaaaaaa',",
        "      'bbbbbbbbbbbbbbbbbbbb',",
    ]


def test_a_margin_counts_as_used() -> None:
    head = "x" * (WIDTH - len("['a']"))
    assert "\n" not in code_array(head, ["'a'"], "")
    assert "\n" in code_array(head, ["'a'"], "", margin=1)


def test_a_literal_that_is_too_long_stands_below_its_name_unless_that_is_short() -> None:
    text = f"'{'x' * (WIDTH - len('  teams: ,') - 2)}'"
    assert member("  teams:", text) == f"  teams: {text},"
    assert member("  teams:", text, margin=1) == f"  teams:\n    {text},"
    assert member("  const folder =", text, "") == f"  const folder =\n    {text}"
    assert member("  team:", text * 2) == f"  team: {text * 2},"


def test_texts_with_quotes_and_brackets_stay_whole() -> None:
    names = ["it's", 'a", "b', "c'], ['d", "e" * 80]
    assert array("  groups: ", names, ",").split("\n")[1:4] == ['    "it\'s",', "    'a\", \"b',", "    \"c'], ['d\","]
    call = code_array("  rules: ", [array("allow.groups(", names, ")").replace("\n", "")], ",")
    assert '"it\'s"' in call
