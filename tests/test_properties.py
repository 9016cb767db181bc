"""What holds for any answers at all."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from amplify.answers import QUESTIONS, Answers
from amplify.asked import not_asked
from amplify.layers import folders, groups, layers
from amplify.rules import refusals
from amplify.stack import Stack
from amplify.variables import LITERALS, variables
from hypothesis import event, given
from hypothesis import strategies as st
from projects import asked
from test_rendering import SPACE

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=4), children, max_size=2),
    max_leaves=4,
)
# Every question with a value that some project has, or with nothing.
GOOD = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([value for value in values if value is not None]) for name, values in SPACE.items()
    },
)
JUNK = st.fixed_dictionaries({}, optional=dict.fromkeys(QUESTIONS, JSON))
# Some of it near the mark: good values with junk among them.
ANY = JUNK | st.builds(
    lambda good, junk: {**good, **junk}, GOOD, st.dictionaries(st.sampled_from(QUESTIONS), JSON, max_size=2)
)

# How Python writes what an answers file does not, outside of quotation marks.
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
PYTHON = re.compile(r"\b(None|True|False|nan|inf)\b|\(\W+\)|\{:|<class")


def refused(raw: dict[str, Any]) -> dict[str, str]:
    answers = Answers.read(raw)
    return refusals(answers, Stack.of(answers))


@given(ANY)
def test_any_answers_give_a_stack_and_everything_that_templates_ask_of_it(raw: dict[str, Any]) -> None:
    stack = Stack.of(Answers.read(raw))
    rooms = (stack.questions, stack.access, stack.backend, stack.app, stack.guidance)
    for room in (stack, *rooms):
        for name in dir(room):
            getattr(room, name)
    assert {*groups(stack).values(), *layers(stack).values()} <= {True, False}
    assert all(isinstance(folder, str) for folder in folders(stack).values())
    # A project that exists says itself whether npm may publish it.
    assert ("private" in json.loads(stack.package_json)) is not stack.existing_project
    values = {
        "stack",
        "manager",
        "asked",
        "not_asked",
        "as_the_backend",
        "group",
        "layer",
        "folder",
        "refusals",
        "array",
        "code_array",
        "member",
        *LITERALS,
    }
    assert set(variables(raw)) == values


@given(ANY)
def test_a_refusal_is_one_sentence_about_an_answer_that_was_given(raw: dict[str, Any]) -> None:
    for question, sentence in refused(raw).items():
        assert raw.get(question) is not None
        assert re.fullmatch(r"[^\n]+\.", sentence), sentence
        assert not PYTHON.search(QUOTED.sub("", sentence)), sentence


@given(ANY)
def test_refusing_is_stable(raw: dict[str, Any]) -> None:
    sentences = refused(raw)
    assert refused(raw) == sentences
    known = {name: value for name, value in raw.items() if value is not None}
    assert refused(dict(reversed(known.items()))) == sentences
    try:
        written = yaml.safe_load(yaml.safe_dump(known, allow_unicode=True))
    except yaml.YAMLError:
        return
    if written == known:
        assert refused(written) == sentences, "an answers file says the same"


@given(GOOD)
def test_without_what_is_refused_the_rest_is_accepted(raw: dict[str, Any]) -> None:
    for _ in QUESTIONS:
        if not (sentences := refused(raw)):
            break
        raw = {name: value for name, value in raw.items() if name not in sentences}
    assert refused(raw) == {}
    event(f"{len(raw)} answers")


@given(GOOD)
def test_accepted_answers_give_a_whole_project(raw: dict[str, Any]) -> None:
    while sentences := refused(raw):
        raw = {name: value for name, value in raw.items() if name not in sentences}
    stack = Stack.of(Answers.read(raw))
    manifest = json.loads(stack.package_json)
    assert manifest["name"] == raw.get("project_name", "")
    assert not set(manifest.get("dependencies", {})) & set(manifest["devDependencies"])

    names = [resource.name for resource in stack.backend.resources]
    assert len(set(names)) == len(names), "defineBackend takes each name once"
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]*", name) for name in names)

    assert bool(stack.framework) <= stack.has_frontend
    assert layers(stack)["auth"] == stack.signs_in != layers(stack)["no_auth"]
    if not stack.signs_in:
        assert stack.data.authorization.name == stack.questions.default_data_authorization
        assert not stack.sign_in.secrets
    for row in stack.app.screens:
        assert row.component
        assert all(map(stack.has, row.needs))
    assert len(set(stack.sign_in.secrets)) == len(stack.sign_in.secrets)
    assert all(len(line) < 90 for line in stack.guidance.next_steps)
    assert all(command in manifest["scripts"] for command in stack.guidance.commands)


@given(GOOD)
def test_the_examples_that_readme_gives_for_an_update_are_good_answers(raw: dict[str, Any]) -> None:
    raw = asked(raw)  # as Copier keeps them
    if refused(raw):
        return
    for options in Stack.of(Answers.read(raw)).guidance.changes.values():
        given = dict(re.findall(r"--data '?(\w+)=(\[.*?\]|\w+)", options))
        changed = {**raw, **given}
        answers = Answers.read(changed)
        stack = Stack.of(answers)
        event(" ".join(given) or "no change")
        assert {name for name in refused(changed) if name in given} == set()
        assert not_asked(given, answers, stack) == []
