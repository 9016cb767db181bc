"""Answers are data: whatever somebody types is refused, or is the same text in the rendered files.

The files are rendered here without Copier and, in one test, without the rules, which are not what keeps text from
becoming code.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tree_sitter_typescript
import yaml
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.rules import refusals
from amplify.rules.texts import UNSEEN
from amplify.stack import Stack
from amplify.variables import variables
from conftest import EXISTING_POOL, ROLE, ROOT
from hostile import TEXT
from hypothesis import assume, given, settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tree_sitter import Language, Node, Parser

TYPESCRIPT = Parser(Language(tree_sitter_typescript.language_typescript()))
TEMPLATE = ROOT / "template"
ENGINE = Environment(
    **{
        **yaml.safe_load((ROOT / "copier.yml").read_text().partition("---")[0])["_envops"],
        "undefined": StrictUndefined,
        "loader": FileSystemLoader(TEMPLATE),
    }
)
TEMPLATES = sorted(path.relative_to(TEMPLATE).as_posix() for path in TEMPLATE.rglob("*.jinja"))

HARMLESS = "harmless"
FULL: dict[str, Any] = {
    "purpose": "app",
    "project_name": "field-notes",
    "platform": "web",
    "framework": "react",
    "login_methods": ["email", "passkey"],
    "features": [name for name in FEATURES if name != "notifications"] + ["advanced"],
    "data_authorization": "owner",
    "functions": ["say-hello"],
    "mfa": "optional",
    "mfa_methods": ["totp"],
    "auth_triggers": ["customMessage"],
    "hosting": "amplify",
    "local_backend": True,
}
EXISTING = {
    **FULL,
    "login_methods": ["email", "oidc"],
    **EXISTING_POOL,
    "identity_providers": ["acme"],
    "group_role_arns": [f"ADMINS={ROLE}/admins"],
    "mfa": "off",
    "auth_triggers": [],
    "local_backend": False,
}
PUSH = {**FULL, "purpose": "backend", "features": ["notifications", "advanced"], "push_platforms": ["apns"]}
APNS = {"apns_key_id": "ABC123DEFG", "apns_team_id": "DEF456GHIJ", "apns_bundle_id": "com.example.app"}


@dataclass(frozen=True)
class Place:
    """Where text stands in an answer, as TEXT, and in the literal that some rendered file then has."""

    answer: str | list[str]
    literal: str = "TEXT"
    base: Mapping[str, Any] = field(default_factory=lambda: FULL)
    splits: str = ""  # characters that would be the end of the text

    def answers(self, question: str, text: str) -> dict[str, Any]:
        put = [each.replace("TEXT", text) for each in ([self.answer] if isinstance(self.answer, str) else self.answer)]
        return {**self.base, question: put[0] if isinstance(self.answer, str) else put}


def with_provider(method: str, **changes: Any) -> dict[str, Any]:
    return {**FULL, "login_methods": ["email", method], **changes}


CLIENT = {name: FULL[name] for name in ("project_name", "platform", "framework", "login_methods", "functions")}
CLIENT |= {"purpose": "frontend", "features": ["data", "functions"], "hosting": "amplify", "outputs_from": "branch"}
BY_OIDC = {**FULL, "data_authorization": "oidc"}
BY_GROUP = {**FULL, "data_authorization": "groups", "storage_access": ["groups"]}
PLACES: dict[str, list[Place]] = {
    "project_name": [Place("TEXT")],
    "oidc_providers": [
        Place(["acme=https://a.example/TEXT"], "https://a.example/TEXT", with_provider("oidc")),
        Place(["TEXT=https://a.example"], base=with_provider("oidc"), splits="="),
    ],
    "saml_provider": [
        Place("acme=https://a.example/TEXT", "https://a.example/TEXT", with_provider("saml")),
        Place("TEXT=https://a.example", base=with_provider("saml"), splits="="),
    ],
    "workspace_path": [Place("apps/TEXT", "apps/TEXT", CLIENT, splits="/")],
    "backend_source": [Place("../TEXT", "../TEXT", CLIENT, splits="/")],
    "app_urls": [Place(["https://TEXT.example/"], "https://TEXT.example", with_provider("google"))],
    "passkey_domain": [Place("TEXT.example", "TEXT.example")],
    "email_sender": [Place("TEXT@example.com", "TEXT@example.com")],
    "user_groups": [Place(["TEXT"], base=BY_GROUP, splits="=+")],
    "user_attributes": [
        Place(["custom:TEXT"], "custom:TEXT", splits="=!"),
        Place(["custom:plan=TEXT"], splits="!"),
        Place(["TEXT"], splits="=!"),
    ],
    "user_pool_id": [Place("TEXT", base=EXISTING)],
    "user_pool_client_id": [Place("TEXT", base=EXISTING)],
    "identity_pool_id": [Place("TEXT", base=EXISTING)],
    "auth_role_arn": [Place(f"{ROLE}/TEXT", f"{ROLE}/TEXT", EXISTING)],
    "unauth_role_arn": [Place(f"{ROLE}/TEXT", f"{ROLE}/TEXT", EXISTING)],
    "group_role_arns": [Place([f"ADMINS={ROLE}/TEXT"], f"{ROLE}/TEXT", EXISTING)],
    "identity_providers": [Place(["TEXT"], base=EXISTING)],
    "data_oidc_provider": [
        Place("acme=https://a.example/TEXT", "https://a.example/TEXT", BY_OIDC),
        Place("TEXT=https://a.example", base=BY_OIDC, splits="="),
    ],
    "storage_paths": [
        Place(["TEXT/*"], "TEXT/*", splits="="),
        Place(["reports/*=TEXT"], splits="+"),
    ],
    "function_environment": [Place(["GREETING=TEXT"]), Place(["TEXT=Hello"], splits="=")],
    "function_secrets": [Place(["TEXT"])],
    "tags": [Place(["team=TEXT"]), Place(["TEXT=notes"], splits="=")],
    "ai_system_prompt": [Place("You are TEXT.", "You are TEXT.")],
    "apns_key_id": [Place("TEXT", base={**PUSH, **APNS})],
    "apns_team_id": [Place("TEXT", base={**PUSH, **APNS})],
    "apns_bundle_id": [Place("com.TEXT", "com.TEXT", {**PUSH, **APNS})],
}
# Names that are identifiers and folders too, where nothing but the rules can help.
NAMES: dict[str, list[Place]] = {
    "functions": [Place(["TEXT"])],
    "function_schedules": [Place(["TEXT=every day"]), Place(["nightly=TEXT"])],
    "streaming_functions": [Place(["TEXT"])],
    "python_functions": [Place(["TEXT"])],
    "buckets": [Place(["TEXT"])],
    "backend_app_id": [Place("TEXT", base=CLIENT)],
    "backend_branch": [Place("TEXT", base=CLIENT)],
    "backend_stack": [Place("TEXT", base={**CLIENT, "outputs_from": "stack"})],
}
NUMBERS = {name: [Place("TEXT")] for name in ("ai_temperature", "ai_max_tokens", "api_key_days", "password_length")}
ANYWHERE = PLACES | NAMES | NUMBERS

# Read by tests/test_literals.py: what reaches them is a title and names.
PROSE = {".md", ".html", ".tsx", ".vue"}


def asked_freely() -> set[str]:
    """The questions that somebody answers by typing."""
    questions = {
        name: question
        for path in (ROOT / "questions").rglob("*.yml")
        for name, question in yaml.safe_load(path.read_text()).items()
        if isinstance(question, dict)
    }
    return {name for name, row in questions.items() if "choices" not in row and row.get("type") != "bool"}


def test_every_question_that_is_answered_by_typing_is_tried() -> None:
    assert set(ANYWHERE) == asked_freely()


def each_place(places: Mapping[str, list[Place]]) -> pytest.MarkDecorator:
    rows = [pytest.param(name, place, id=f"{name}-{n}") for name, all in places.items() for n, place in enumerate(all)]
    return pytest.mark.parametrize(("question", "place"), rows)


@each_place(ANYWHERE)
@settings(max_examples=25)
@given(text=TEXT)
def test_text_is_refused_in_one_sentence_or_can_be_seen(question: str, place: Place, text: str) -> None:
    answers = Answers.read(place.answers(question, text))
    sentence = refusals(answers, Stack.of(answers)).get(question)
    if sentence is None:
        assert not UNSEEN.search(text.strip())
    else:
        assert re.fullmatch(r"[^\n]+\.", sentence)
        assert not UNSEEN.search(sentence)


@each_place(ANYWHERE)
def test_something_harmless_is_accepted_somewhere(question: str, place: Place) -> None:
    """Otherwise these tests would say nothing."""
    text = {
        "user_pool_id": "eu-central-1_a1B2c3D4e",
        "identity_pool_id": "eu-central-1:1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f",
        "backend_app_id": "d1a2b3c4d5e6f7",
        "apns_key_id": "ABC123DEFG",
        "apns_team_id": "DEF456GHIJ",
        "api_key_days": "30",
        "password_length": "12",
        "ai_temperature": "0.2",
        "ai_max_tokens": "500",
    }.get(question, HARMLESS)
    text = {"nightly=TEXT": "every day", "custom:plan=TEXT": "Number", "TEXT": "fullname"}.get(
        place.answer[0] if question in ("function_schedules", "user_attributes") else "", text
    )
    base = {"user_groups": [HARMLESS]} if place.answer == ["reports/*=TEXT"] else {}
    answers = Answers.read({**place.answers(question, text), **base})
    assert question not in refusals(answers, Stack.of(answers))


def rendered(answers: Mapping[str, Any], names: list[str] | None = None) -> dict[str, str]:
    """The text of each file of these answers by the path of its template, for each item that a path repeats."""
    values = {**variables(answers), "_copier_conf": {"answers_file": ".copier-answers.yml"}}
    return {
        f"{name} {number}": ENGINE.get_template(name).render({**values, **item})
        for name in names or TEMPLATES
        if "_copier" not in name and all(_folder(part, values) for part in Path(name).parts[:-1])
        for number, item in enumerate(_items(name, values))
    }


def _folder(part: str, values: Mapping[str, Any]) -> str:
    return part if "[%" in part else ENGINE.from_string(part).render(values)


def _items(name: str, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if not (repeated := re.search(r"\[% yield (\w+) from ([\w.]+) %\]", name)):
        yield {}
        return
    item, several = repeated.groups()
    rows: Callable[..., Any] = ENGINE.compile_expression(several)
    yield from ({item: each} for each in rows(**values))


@cache
def concerned(question: str, number: int) -> dict[str, str]:
    """The files that a text here reaches, with a harmless one."""
    place = PLACES[question][number]
    return {
        name: text
        for name, text in rendered(place.answers(question, HARMLESS)).items()
        if HARMLESS in text.lower() and _suffix(name) not in PROSE
    }


def _suffix(name: str) -> str:
    return Path(name.rpartition(" ")[0].removesuffix(".jinja")).suffix


Token = tuple[str, str]


def tokens(text: str) -> list[Token]:
    """What TypeScript reads; without commas at the end of lists, which the width decides."""
    root = TYPESCRIPT.parse(text.encode()).root_node
    assert not root.has_error, text
    found = list(_tokens(root))
    return [
        token
        for token, after in zip(found, [*found[1:], ("", "")], strict=True)
        if not (token == (",", ",") and after[0] in ("]", ")", "}"))
    ]


def _tokens(node: Node) -> Iterator[Token]:
    assert node.text is not None
    text = node.text.decode()
    if node.type == "string" and node.children:
        yield "string", ast.literal_eval(text)
    elif node.type == "computed_property_name" and node.children[1].type == "string":
        yield from _tokens(node.children[1])
    elif node.type == "property_identifier":
        yield "string", text
    elif node.type == "template_string":
        parts = [child for child in node.children if child.type == "template_substitution"]
        yield "template", re.sub(r"\$\{[^}]*\}", "", text) if parts else text
        for part in parts:
            yield from _tokens(part)
    elif node.type == "comment" or not node.children:
        yield node.type, text
    else:
        for child in node.children:
            yield from _tokens(child)


def values_of(value: Any) -> list[Token]:
    """What JSON reads."""
    if isinstance(value, dict):
        return [token for item in value.items() for part in item for token in values_of(part)]
    if isinstance(value, list):
        return [token for item in value for token in values_of(item)]
    return [("string" if isinstance(value, str) else "value", str(value))]


READERS: dict[str, Callable[[str], list[Token]]] = {
    ".ts": tokens,
    ".mjs": tokens,
    ".json": lambda text: values_of(json.loads(text)),
    ".yml": lambda text: values_of(yaml.safe_load(text)),
}


@each_place(PLACES)
@settings(max_examples=20)
@given(text=TEXT)
def test_text_stays_text_even_where_no_rule_would_refuse_it(question: str, place: Place, text: str) -> None:
    text = text.strip()  # as each answer is read
    assume(text and not set(text) & set(place.splits))
    harmless = concerned(question, PLACES[question].index(place))
    assert harmless
    names = sorted({name.rpartition(" ")[0] for name in harmless})
    changed = rendered(place.answers(question, text), names)
    literals = set()
    for name, before in harmless.items():
        read = READERS[_suffix(name)]
        changed[name].encode()
        expected, found = read(before), read(changed[name])
        assert [kind for kind, _ in found] == [kind for kind, _ in expected], changed[name]
        for (kind, was), (_, now) in zip(expected, found, strict=True):
            if was != now:
                assert kind in ("string", "template", "comment"), now
                assert HARMLESS in was.lower(), now
        literals |= {now for kind, now in found if kind == "string"}
    # A prompt that Amplify could not write is left out.
    if question != "ai_system_prompt":
        assert place.literal.replace("TEXT", text) in literals
