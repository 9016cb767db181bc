"""What is proved by which job, for which client."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from conftest import ROOT
from jobs import CLIENTS, IN_TYPESCRIPT, KINDS, MOBILE, NATIVE, ROWS, TEMPLATE, WEB, clients_of, is_due, job_of
from test_people import ANSWERS


def test_the_page_about_verification_has_the_same_table() -> None:
    page = (ROOT / "docs/verification.md").read_text()
    rows = re.findall(r"^\| \*\*(.+)\*\* \| (.+) \| (.+) \|$", page, re.MULTILINE)
    days = {True: ", every second day", False: ""}
    assert rows == [
        (name, kind.promise, clients_in_words(kind.clients) + days[kind.alternates]) for name, kind in KINDS.items()
    ]


def clients_in_words(clients: Sequence[str]) -> str:
    words = {
        (TEMPLATE,): "once",
        tuple(CLIENTS): "each",
        tuple(WEB): "each for browsers",
        tuple(IN_TYPESCRIPT): "each in TypeScript",
        tuple(MOBILE): "each for phones in TypeScript",
        tuple(NATIVE): "each native",
        (TEMPLATE, *CLIENTS): "each, and a backend alone",
        (TEMPLATE, *WEB): "each for browsers, and a backend alone",
    }
    return words.get(tuple(clients)) or ", ".join(clients)


@pytest.mark.parametrize(
    ("path", "clients"),
    [
        ("template/[[group.web_frameworks]]/[[layer.vue]]/src/App.vue", {"vue"}),
        (
            "template/[[group.web_frameworks]]/[[layer.nextjs]]/components/Navigation.tsx",
            {"nextjs-app", "nextjs-pages"},
        ),
        (
            "template/[[group.web_views]]/[[layer.react_views]]/[[folder.library]]/hooks.ts",
            {"react", "nextjs-app", "nextjs-pages", "astro", TEMPLATE},
        ),
        ("template/[[group.backend]]/[[layer.backend]]/amplify/backend.ts.jinja", {TEMPLATE, *CLIENTS}),
        ("template/[[layer.frontend]]/[[layer.data]]/[[folder.library]]/todos.ts", {TEMPLATE, *IN_TYPESCRIPT}),
        ("template/[[group.web]]/[[layer.web]]/[[folder.library]]/amplify.ts", {TEMPLATE, *WEB}),
        ("template/[[group.mobile]]/[[layer.mobile]]/docs/publishing.md", {*MOBILE, *NATIVE}),
        ("presets/vue.yml", {"vue"}),
        ("tests/probes/nextjs-app/app/api/probe/route.ts", {"nextjs-app"}),
        ("catalog/package.json", {TEMPLATE, *CLIENTS}),
        ("extensions/amplify/stack.py", {TEMPLATE, *CLIENTS}),
        ("docs/index.md", set()),
        ("README.md", set()),
    ],
)
def test_a_change_is_proved_where_it_can_be_seen(path: str, clients: set[str]) -> None:
    assert clients_of([path]) == clients


def test_a_client_is_proved_in_turn_where_others_share_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, kind in KINDS.items():
        counts = []
        for day in range(2):
            monkeypatch.setattr("jobs.TODAY", day)
            counts.append(sum(is_due(name, client, None) for client in kind.clients))
        each_time = len(kind.clients) - sum(len(each) - 1 for each in kind.in_turn)
        assert sorted(counts) == [0 if kind.alternates else each_time, each_time]
    assert is_due("sign-up", "nuxt", {"nuxt"})
    assert not is_due("sign-up", "nuxt", {"vue"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_client_has_its_turn(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    due: set[str] = set()
    for day in range(60):
        monkeypatch.setattr("jobs.TODAY", day)
        due |= {client for client in KINDS[kind].clients if is_due(kind, client, None)}
    assert due == {*KINDS[kind].clients}


def test_every_server_is_asked_who_it_sees() -> None:
    assert list(ANSWERS) == [client for client, row in ROWS.items() if row.runs_on_server]


@pytest.mark.job("packages")
def test_every_job_of_the_table_is_collected_and_no_other(request: pytest.FixtureRequest) -> None:
    chosen = any(map(request.config.getoption, ("--only", "--since", "keyword")))
    if chosen or request.config.getoption("file_or_dir"):
        pytest.skip("a part was asked for")
    collected = {job[:2] for item in request.session.items if (job := job_of(item))}
    assert collected == {
        (name, client) for name, kind in KINDS.items() for client in kind.clients if is_due(name, client, None)
    }
