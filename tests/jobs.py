"""What takes minutes, as jobs: the tests of one kind for one client, which any worker can run beside others.

A test says its kind with `@pytest.mark.job(...)`, and its client by the parameter `app` or `preset`; what does not vary
by client is of the client "template". pytest-xdist hands the jobs out, in the order of KINDS.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from amplify.answers import Answers
from amplify.frameworks import FRAMEWORKS
from amplify.layers import layers
from amplify.stack import Stack
from commands import git
from packages import EVERYTHING, OTHERWISE, PRESETS, ROOT

TEMPLATE = "template"
ROWS = {row.key.replace("_", "-"): row for row in FRAMEWORKS.values()}
CLIENTS = [*ROWS]
WEB = [client for client in CLIENTS if ROWS[client].is_web]
NATIVE = [client for client in CLIENTS if ROWS[client].is_native]
MOBILE = [client for client in CLIENTS if client not in (*WEB, *NATIVE)]
COMPILED = [client for client in NATIVE if ROWS[client].language != "dart"]  # for which there is no compiler here
IN_TYPESCRIPT = [*WEB, *MOBILE]
DRAWN = [client for client in MOBILE if ROWS[client].variant == "expo"]  # in a browser, where their views can be seen

# The two routers of Next.js share how people sign in.
EACH_SIGN_IN = [client for client in WEB if client != "nextjs-pages"]
EACH_VIEWS = [
    [client for client in WEB if ROWS[client].views == views]
    for views in dict.fromkeys(ROWS[client].views for client in WEB)
]
EARLIER = ["react", "nextjs-app", "nextjs-pages", "vue", "astro"]  # those of tests/test_past_updates.py
ONE_OF_EACH_VIEWS = [first for first, *_ in EACH_VIEWS]
THREE_OF_WEB = [WEB[start::3] for start in range(3)]

TODAY = date.today().toordinal()  # of one day, even if the run ends on the next


@dataclass(frozen=True)
class Kind:
    """What the jobs of a kind promise, and of which clients; docs/verification.md says the same."""

    promise: str
    clients: Sequence[str]
    in_turn: Sequence[Sequence[str]] = ()  # of each of these, one client a day, unless somebody asks for others
    alternates: bool = (
        False  # every second day, the one half of them today and the other tomorrow, unless somebody asks
    )


# The longest first, so that no worker is left with one at the end.
KINDS = {
    "fresh clone": Kind(
        "a project that is installed by itself passes every check of its own in a clone, those of the backend among them, "
        "and starts; of the default in every run, of one other in turn",
        [TEMPLATE, *CLIENTS],
        in_turn=[[*CLIENTS[1:], TEMPLATE]],
    ),
    "sign-in": Kind(
        "every way to sign in: providers and their refusal, codes, passkeys with a virtual authenticator; of two "
        "clients in turn",
        EACH_SIGN_IN,
        in_turn=[EACH_SIGN_IN[start::2] for start in range(2)],
    ),
    "people": Kind(
        "two people in three windows on the production build: live, isolated, nothing leaves the machine; a server "
        "sees the signed-in person, and only that person; every screen light and dark, on desktop and phone, by axe",
        WEB,
    ),
    "sign-up": Kind(
        "the project's own end-to-end test where people sign up with required attributes and a second factor of "
        "everybody, as members of a group; of one client in turn",
        EACH_SIGN_IN,
        in_turn=[EACH_SIGN_IN],
        alternates=True,
    ),
    "links": Kind(
        "the project's own end-to-end test where people confirm their address with a link; of one client in turn",
        EACH_SIGN_IN,
        in_turn=[EACH_SIGN_IN],
        alternates=True,
    ),
    "local backend": Kind("each row of the tables of the local backend, through aws-amplify itself", [TEMPLATE]),
    "synthesis": Kind(
        "a pairwise sample of all answers about the backend synthesizes as a sandbox and as a branch without a "
        "circular dependency; types, formatting, the rendered tests, cdk-nag and cfn-lint agree",
        [TEMPLATE],
    ),
    "updates": Kind(
        "of twenty projects with other answers and the work of their owners, an update to other answers and another "
        "release loses nothing, leaves no marker in what machines read, and is a fresh render otherwise; projects of "
        "five earlier commits become a fresh render of today with the work of their owners, and a second update changes "
        "nothing",
        [TEMPLATE],
        alternates=True,
    ),
    "updated projects": Kind(
        "a project of an earlier commit, with the work of its owner, passes its own check after the update; of one "
        "client in turn",
        EARLIER,
        in_turn=[EARLIER],
        alternates=True,
    ),
    "other answers": Kind(
        "apps without sign-in (live in two windows of a browser) and with sign-in alone pass checks of their own; of "
        "one client in turn",
        IN_TYPESCRIPT,
        in_turn=[IN_TYPESCRIPT],
        alternates=True,
    ),
    "checks": Kind(
        "each check works alone after everything that is generated is gone; a mistake fails the build by its name; "
        "what belongs to a server is not bundled for the browser; of three clients for browsers and one for phones in turn",
        IN_TYPESCRIPT,
        in_turn=[*THREE_OF_WEB, MOBILE],
    ),
    "development server": Kind(
        "it says how to connect a backend; the project's own end-to-end test beside another app; a page that somebody "
        "adds uses Amplify; nothing of the backend's files is served; a second factor by an authenticator app; of "
        "three clients in turn",
        WEB,
        in_turn=THREE_OF_WEB,
    ),
    "production build": Kind(
        "a visitor loads no Amplify; the official form comes with sign-in; a backend that does not answer is a "
        "sentence; only what was built is served, without the redirect to the local backend; of three clients in turn",
        WEB,
        in_turn=THREE_OF_WEB,
    ),
    "release": Kind(
        "the code that a release of a mobile app has: the order in which it starts, one copy of Amplify, nothing of the "
        "backend nor of the redirect to the local one, whose outputs are refused; as bytecode for Hermes; a value imported "
        "from the backend is refused; of one client in turn",
        MOBILE,
        in_turn=[MOBILE],
    ),
    "native projects": Kind(
        "what is generated for Android and iOS has the identifier, the scheme, the permissions and the oldest versions; "
        "what is made once is the owner's: a second run changes nothing; doctor says what a machine lacks to build it",
        MOBILE,
    ),
    "device": Kind(
        "the code of a mobile app below its screens, as it is bundled for phones, runs against the local backend: sign-up, "
        "sign-in, live to-dos, files, a function, a REST API, a chat, suggestions, messages, and a feed at a stand-in for AWS "
        "IoT; its requests go where an emulator finds them; of one client in turn",
        MOBILE,
        in_turn=[MOBILE],
    ),
    "screens": Kind(
        "the screens of a mobile app in Chromium, as React Native for Web draws them, on the local backend: Maestro's flow "
        "from sign-up to sign-out; live in two windows; on a phone's width, light and dark, by axe; the first screen of a "
        "visitor runs neither the sign-in form nor another screen",
        DRAWN,
    ),
    "ways to sign in": Kind(
        "the app of every way to sign in, of more asked at sign-up and of links passes its own checks; what is below its "
        "screens signs people up and in: passwords, codes, passkeys, an authenticator app, providers and their refusal; one scheme "
        "leads back in the backend, in `app.json` and in the native projects; of one client in turn",
        MOBILE,
        in_turn=[MOBILE],
        alternates=True,
    ),
    "compiled": Kind(
        "the app of a native client is compiled by the compiler of its language, with its unit tests, which run; mistakes "
        "are refused by file, its style is that of the linter; models follow the schema; of other answers, too; "
        "of one client in turn",
        COMPILED,
        in_turn=[COMPILED],
    ),
    "mistakes": Kind(
        "mistakes in the backend fail its tests by the name of the resource, and its synthesis by that of the file",
        [TEMPLATE],
        alternates=True,
    ),
    "oracle": Kind("what a rule says that Amplify or the CDK refuses, they do refuse", [TEMPLATE]),
    "delivery": Kind(
        "the stack of a preview has the name by which it is removed, and lets itself be deleted where branches keep data; "
        "cdk-nag finds no star in a role without a reason; the recipe of a seed is typed",
        [TEMPLATE],
        alternates=True,
    ),
    "Node.js": Kind(
        "the oldest and the newest version run the backend and its tests; an older one is a sentence",
        [TEMPLATE],
        alternates=True,
    ),
    "use this template": Kind(
        "a repository made with GitHub's button becomes a project that passes its own check and takes an update",
        [TEMPLATE],
        alternates=True,
    ),
    "existing projects": Kind(
        "apps as ten scaffolders make them get a backend, which changes nothing of them and can be taken back to the byte; "
        "by the lines of the message somebody signs up at it on this machine, and their own checks and the backend's pass, "
        "in React and in turn in Vue, Next.js, Svelte, Solid, Angular and SvelteKit",
        [TEMPLATE],
        alternates=True,
    ),
    "another project's backend": Kind(
        "a client without a backend of its own passes its own checks without outputs, with types from the other project; "
        "somebody signs up and adds a to-do at that project's local backend, to which no production build leads; the "
        "classes of a native client are those of that project's data model, and stale ones are refused; of one client for browsers "
        "and one for phones in turn",
        CLIENTS,
        in_turn=[WEB, [*MOBILE, *NATIVE]],
        alternates=True,
    ),
    "several clients": Kind(
        "a workspace of a backend, a client in React, one in Vue or Next.js and in turn one by Expo, by React "
        "Native alone, in Kotlin or in Dart is installed quietly; all pass their own checks; on one local backend, "
        "that `npm run dev` starts once, what somebody adds in one client for browsers is in the other, and the "
        "code of an app by Expo knows where it is",
        [TEMPLATE],
        alternates=True,
    ),
    "package managers": Kind(
        "a small React project is installed from the registry by pnpm or Yarn, in turn, passes its own check, builds, and "
        "its lock file is complete; a backend that is added to a project of theirs passes its checks; `ampx` refuses to be "
        "started by bun",
        [TEMPLATE],
        alternates=True,
    ),
    "packages": Kind(
        "what a project uses is declared in its own package.json, whose packages agree", [TEMPLATE, *CLIENTS]
    ),
}

ALTERNATING = [name for name, kind in KINDS.items() if kind.alternates]

WRITTEN = pytest.StashKey[int]()  # a test's place before pytest gathers those with the same parameters
# What no rendered project comes from.
ASIDE = re.compile(r"(docs|benchmarks|\.github|tests/snapshots)/|[^/]+\.md$|mkdocs\.yml$")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only", action="append", default=[], metavar="CLIENT", help="jobs of this client; repeatable")
    parser.addoption("--since", metavar="REVISION", help="jobs of the clients that a change since then can touch")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    for place, item in enumerate(items):
        item.stash[WRITTEN] = place
        if job := job_of(item):
            item.add_marker(pytest.mark.xdist_group(f"{job[1]}: {job[0]}{job[2]}"))  # before pytest-xdist reads it
    yield
    chosen = chosen_clients(config)
    others = [item for item in items if (job := job_of(item)) and not is_due(job[0], job[1], chosen)]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)
    items.sort(key=start_of)


def is_due(kind: str, client: str, chosen: set[str] | None) -> bool:
    """Whether a job is run: for the clients that were chosen; else where it is the turn of its kind and its client today."""
    if chosen is not None:
        return client in chosen
    if KINDS[kind].alternates and (TODAY + ALTERNATING.index(kind)) % 2:
        return False
    # Every second day has an even number always or never, by which half of an even count would never have its turn.
    turn = TODAY // 2 if KINDS[kind].alternates else TODAY
    sets = [each for each in KINDS[kind].in_turn if client in each]
    return all(each[turn % len(each)] == client for each in sets)


def chosen_clients(config: pytest.Config) -> set[str] | None:
    """Those asked for by --only and --since; nothing for all."""
    only, revision = config.getoption("--only"), config.getoption("--since")
    if unknown := set(only) - {TEMPLATE, *CLIENTS}:
        raise pytest.UsageError(f"--only {' '.join(sorted(unknown))}: clients are {', '.join([TEMPLATE, *CLIENTS])}")
    if not revision:
        return set(only) if only else None
    changed = git(ROOT, "diff", "--name-only", revision) + git(ROOT, "ls-files", "--others", "--exclude-standard")
    return set(only) | clients_of(changed.splitlines())


def start_of(item: pytest.Item) -> tuple[int, int, int]:
    """Its place among the others: those of a job stand as they are written, so that what they share starts once."""
    job = job_of(item)
    return ([*KINDS].index(job[0]), [*CLIENTS, TEMPLATE].index(job[1]), item.stash[WRITTEN]) if job else (-1, 0, 0)


def job_of(item: pytest.Item) -> tuple[str, str, str] | None:
    """The kind and the client of a test, and the part of a kind that is cut in several; nothing for one of seconds."""
    mark = item.get_closest_marker("job")
    if not mark:
        return None
    kind = mark.args[0]
    given = getattr(item, "callspec", None)
    params = given.params if given else {}
    client = params.get("app") or params.get("preset")
    part = f" {mark.kwargs['part']}" if "part" in mark.kwargs else ""
    return kind, client if client in CLIENTS else TEMPLATE, part


def clients_of(changed: Iterable[str]) -> set[str]:
    """The clients whose projects come from these paths; a file below a layer belongs to whoever has that."""
    projects: dict[str, list[dict[str, Any]]] = {
        client: [PRESETS[client], OTHERWISE.get(client, PRESETS[client])] for client in CLIENTS
    }
    projects[TEMPLATE] = [EVERYTHING, PRESETS[CLIENTS[0]], *(PRESETS[name] for name in PRESETS if name not in CLIENTS)]
    used = {client: [layers_of(answers) for answers in each] for client, each in projects.items()}
    touched: set[str] = set()
    for path in changed:
        needed = set(re.findall(r"\[\[layer\.(\w+)\]\]", path))
        own = re.match(r"(?:presets|tests/probes)/([\w-]+)", path)
        if own and own[1] in CLIENTS:
            touched.add(own[1])
        elif not ASIDE.match(path):
            touched |= {client for client in used if any(needed <= layers for layers in used[client])}
    return touched


def layers_of(answers: dict[str, Any]) -> set[str]:
    return {name for name, applies in layers(Stack.of(Answers.read(answers))).items() if applies}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The time of each job, the longest first."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for report in [report for reports in terminalreporter.stats.values() for report in reports]:
        if isinstance(report, pytest.TestReport) and re.search(r"@[\w.-]+: ", report.nodeid):
            seconds[report.nodeid.rpartition("@")[2]] += report.duration
    if seconds:
        terminalreporter.section(f"{sum(seconds.values()):.0f} seconds of jobs")
        for job in sorted(seconds, key=lambda job: -seconds[job]):
            terminalreporter.line(f"{seconds[job]:6.0f} s  {job}")
