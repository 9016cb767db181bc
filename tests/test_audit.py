"""Rules of Amplify's brief and of the documents beside it, held against whatever is rendered.

A row says what must hold, where that is written, what finds the places where it does not, and an edit that breaks it: a
rule that does not notice its own breach tests nothing. None names a framework, so a new one is held against all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.stack import Stack
from conftest import PRESETS, Rendered, files_of
from pathspec import GitIgnoreSpec

CODE = (".ts", ".tsx", ".vue", ".js", ".mjs", ".svelte", ".astro")
Files = dict[str, str]

# Answers beyond the presets, for what the rules say about visitors, groups, triggers and handlers.
BEYOND = {
    "visitors": {
        **PRESETS["react"],
        "features": ["data", "storage", "geo", "events", "advanced"],
        "data_authorization": "guest",
        "storage_access": ["private", "public"],
        "guest_access": ["events", "geo"],
    },
    "public": {**PRESETS["react-public"], "features": ["data", "geo"]},
    "everything": {
        "purpose": "backend",
        "project_name": "everything",
        "login_methods": ["email", "google", "facebook", "apple", "amazon", "oidc"],
        "oidc_providers": ["acme=https://login.acme.example"],
        "app_urls": ["https://example.com"],
        "features": [*FEATURES, "advanced"],
        "auth_triggers": ["preSignUp", "postConfirmation", "customMessage"],
        "data_examples": ["relationship", "custom-query", "custom-mutation", "custom-subscription"],
        "storage_triggers": ["onUpload", "onDelete"],
        "streaming_functions": ["tell-story"],
        "function_schedules": ["nightly=every day"],
        "function_secrets": ["PRICE_KEY"],
        "ai_handler": True,
        "push_platforms": ["fcm"],
    },
    "groups": {
        **PRESETS["vue"],
        "features": ["data", "storage", "advanced"],
        "user_groups": ["ADMINS"],
        "data_authorization": "groups",
        "storage_access": ["groups"],
    },
}


@dataclass(frozen=True)
class Project:
    stack: Stack
    files: Files

    def code(self, *folders: str) -> Iterator[tuple[str, str]]:
        """The programs in these folders, or everywhere; without tests and without the local backend."""
        for name, text in self.files.items():
            is_program = name.endswith(CODE) and not re.search(r"(^|/)(tests?|__tests__|local)/|\.(test|spec)\.", name)
            if is_program and (not folders or name.startswith(folders)):
                yield name, text

    def schema(self) -> dict[str, str]:
        """The entries of the data schema, by name."""
        text = self.files.get("amplify/data/resource.ts", "")
        entries = re.split(r"^ {2,4}(?=\w+: a(?:$|\.(?!customType)))", text, flags=re.MULTILINE)
        return {entry.split(":")[0]: re.split(r"^ {0,2}\}\)", entry, flags=re.MULTILINE)[0] for entry in entries[1:]}

    @property
    def has_typescript(self) -> bool:
        """The app is written in it, as the backend is; what a native client does, its compiler's tests look at."""
        return self.stack.framework is not None and not self.stack.framework.is_native

    @property
    def frontend(self) -> tuple[str, ...]:
        folders = self.stack.framework.folders if self.stack.framework and self.has_typescript else ()
        return tuple(f"{folder}/" for folder in folders) or ("-",)

    def matching(self, pattern: str, *folders: str) -> list[str]:
        """Where a pattern is found in the programs of these folders."""
        return [
            f"{name}: {found[0].strip()}"
            for name, text in self.code(*folders)
            for found in re.finditer(pattern, text, re.MULTILINE)
        ]


Check = Callable[[Project], list[str]]
Edit = Callable[[Files], None]


@dataclass(frozen=True)
class Rule:
    sentence: str
    source: str
    check: Check
    breach: Edit


RULES: list[Rule] = []


def rule(sentence: str, source: str, breach: Edit) -> Callable[[Check], Check]:
    def add(check: Check) -> Check:
        RULES.append(Rule(sentence, source, check, breach))
        return check

    return add


def replacing(name: str, old: str, new: str) -> Edit:
    """Replace what a pattern finds in the files whose path another pattern finds."""

    def edit(files: Files) -> None:
        for path in [path for path in files if re.search(name, path)]:
            files[path] = re.sub(old, new, files[path], flags=re.MULTILINE)

    return edit


def writing(name: str, text: str) -> Edit:
    return lambda files: files.update({name: text})


@pytest.fixture(scope="module")
def projects(rendered: Rendered) -> dict[str, Project]:
    found = {}
    for name, answers in {**PRESETS, **BEYOND}.items():
        files = {path: file.read_text() for path, file in files_of(rendered(answers).path).items()}
        found[name] = Project(Stack.of(Answers.read(answers)), files)
    return found


# The project


@rule(
    "Git ignores packages, outputs of every format, what the tools keep, and every file of secrets",
    "deployment: .gitignore",
    replacing(r"^\.gitignore$", r"^\.env.*\n", ""),
)
def ignored(project: Project) -> list[str]:
    spec = GitIgnoreSpec.from_lines(project.files[".gitignore"].splitlines())
    secret = ["node_modules/a", "amplify_outputs.json", "amplify_outputs.dart", ".amplify/local/secrets.json"]
    secret += [".env", ".env.local", ".env.production", "amplify/.env"]
    return [name for name in secret if not spec.match_file(name)]


@rule(
    "Nothing that a tool generates is rendered",
    "brief, generated output",
    writing("amplify_outputs.json", "{}"),
)
def generated(project: Project) -> list[str]:
    return [name for name in project.files if re.search(r"amplify_outputs|(^|/)\.env|\.amplify/", name)]


@rule(
    "The name of the package is the project's, and nobody publishes it",
    "scaffolding: the sandbox is named by it",
    replacing(r"^package\.json$", r'"private": true', '"private": false'),
)
def named(project: Project) -> list[str]:
    manifest = json.loads(project.files["package.json"])
    return [] if manifest["name"] == project.stack.project_name and manifest["private"] is True else ["package.json"]


@rule(
    "Installing runs nothing but a script of the project, and what the framework writes its types with",
    "design: no telemetry, no network task",
    replacing(r"^package\.json$", r'"scripts": \{', '"scripts": {\n    "prepare": "npx something",'),
)
def installs(project: Project) -> list[str]:
    scripts = json.loads(project.files["package.json"])["scripts"]
    steps = ("preinstall", "install", "postinstall", "prepare")
    framework = project.stack.framework
    types = re.escape(framework.scripts.get("postinstall", "") if framework else "")
    allowed = re.compile(rf"((node scripts/[\w.-]+\.mjs|{types})( && )?)*")
    return [name for name in steps if not allowed.fullmatch(scripts.get(name, ""))]


@rule(
    "Hosting publishes the folder that the build writes, after it deployed the backend, or has asked where that is",
    "deployment: amplify.yml",
    replacing(r"^amplify\.yml$", r"baseDirectory: .*", "baseDirectory: public"),
)
def hosted(project: Project) -> list[str]:
    if project.stack.hosting != "amplify":
        return []
    text = project.files["amplify.yml"]
    deploy = "npx ampx pipeline-deploy --branch $AWS_BRANCH --app-id $AWS_APP_ID"
    wanted = [deploy if project.stack.has_backend else "npm run outputs"]
    wanted += [f"baseDirectory: {project.stack.app.published}"] if project.stack.framework else []
    return [line for line in wanted if line not in text]


@rule(
    "Nothing is of Amplify's first generation",
    "brief, detection of Gen2",
    writing("amplify/old.ts", "import config from './aws-exports'\n"),
)
def second_generation(project: Project) -> list[str]:
    return project.matching(r"aws-exports|@aws-amplify/cli\b|\bDataStore\b|API\.graphql|withSSRContext")


@rule(
    "No type is waived and no warning silenced",
    "design: looks hand-written by a careful colleague",
    writing("amplify/loose.ts", "const loose: any = 1 // @ts-ignore\n"),
)
def strict(project: Project) -> list[str]:
    return project.matching(r"@ts-(ignore|nocheck|expect-error)|eslint-disable|oxlint-disable|: any\b|as any\b|<any>")


@rule(
    "Nothing is written that becomes HTML or a program by itself",
    "safe when deployed unread",
    writing("amplify/unsafe.ts", "document.body.innerHTML = name\n"),
)
def inert(project: Project) -> list[str]:
    return project.matching(r"dangerouslySetInnerHTML|v-html|\{@html|\.innerHTML\b|\beval\(|new Function\(")


# Sign-in


@rule(
    "What a provider gave is a secret, client ids too",
    "auth-backend: secret()",
    replacing(r"^amplify/auth/resource\.ts$", r"clientId: secret\('\w+'\)", "clientId: 'abc'"),
)
def secrets(project: Project) -> list[str]:
    names = r"clientId|clientSecret|keyId|privateKey|teamId"
    return project.matching(rf"^\s+({names}): (?!secret\('\w+'\),)", "amplify/auth/")


@rule(
    "Every trigger that is defined is listed",
    "auth-backend: it never fires otherwise",
    replacing(r"^amplify/auth/resource\.ts$", r"^    preSignUp,\n", ""),
)
def listed(project: Project) -> list[str]:
    text = project.files.get("amplify/auth/resource.ts", "")
    names = re.findall(r"import \{ (\w+) \} from '\./[\w-]+/resource'", text)
    listed = re.search(r"triggers: \{(.*?)\}", text, re.DOTALL)
    return [name for name in names if not listed or f" {name}," not in listed[1]]


@rule(
    "Visitors are given an identity only where something is theirs",
    "auth-backend: guest access is on by default",
    replacing(
        r"^amplify/backend\.ts$", r"allowUnauthenticatedIdentities = false", "allowUnauthenticatedIdentities = true"
    ),
)
def identities(project: Project) -> list[str]:
    if not project.stack.has_backend or not project.stack.sign_in.owns_accounts:
        return []
    refuses = "allowUnauthenticatedIdentities = false" in project.files["amplify/backend.ts"]
    return [] if refuses != project.stack.access.serves_visitors else ["amplify/backend.ts"]


@rule(
    "Official components come with their style sheet",
    "auth-web: styles.css",
    replacing(r"\.(tsx|vue)$", r"^import '@aws-amplify/ui-\w+/styles\.css'\n", ""),
)
def styled(project: Project) -> list[str]:
    packages = set(
        re.findall(
            r"\{[^}]*\b(?:Amplify)?Authenticator(?:Module)?\b[^}]*\} from '(@aws-amplify/ui-\w+)'",
            "\n".join(project.files.values()),
        )
    )
    sheets = "\n".join(text for name, text in project.files.items() if name.endswith((*CODE, ".json", ".css")))
    return [package for package in packages if not re.search(rf"{package}/(styles|theme)\.css", sheets)]


# What talks to the backend


@rule(
    "Amplify is configured in one module of the app",
    "brief, frontend configuration",
    replacing(r"(^|/)lib/errors\.ts$", r"\Z", "\nAmplify.configure({})\n"),
)
def configured(project: Project) -> list[str]:
    calls = project.matching(r"Amplify\.configure\(", *project.frontend)
    return calls if project.stack.framework and len(calls) != 1 else []


@rule(
    "Whatever uses Amplify imports the module that configures it, and first",
    "brief: the wrong place fails silently",
    replacing(r"(^|/)lib/(data|files|person)\.ts$", r"^import '\./amplify'\n", ""),
)
def configured_first(project: Project) -> list[str]:
    found = []
    for name, text in project.code(*project.frontend):
        uses = re.search(r"^import (?!type).*from 'aws-amplify/(auth|data|storage|api)'", text, re.MULTILINE)
        first = re.search(r"^import '(\.|\.\./lib|@/lib|\$lib)/amplify'", text, re.MULTILINE)
        if uses and not (first and first.start() < uses.start()):
            found.append(name)
    return found


@rule(
    "There is one client for data, made where its module is loaded",
    "data-web: typed client at module scope",
    replacing(r"(^|/)lib/data\.ts$", r"generateClient<Schema>\(", "generateClient("),
)
def one_client(project: Project) -> list[str]:
    clients = project.matching(r"generateClient<Schema>\(", *project.frontend)
    made = project.matching(r"^export const \w+ = generateClient<Schema>\(", *project.frontend)
    wanted = 1 if project.has_typescript and project.stack.has("data") else 0
    return [] if len(clients) == len(made) >= wanted else [f"{len(clients)} clients, {len(made)} at module scope"]


@rule(
    "Errors that an answer reports are not passed over",
    "data-web: errors checked",
    replacing(r"(^|/)lib/todos\.ts$", r"unwrap\(", "("),
)
def errors_checked(project: Project) -> list[str]:
    calls = r"\bmodels\.\w+\.(?:list|get|create|update|delete)\b"
    return [
        name
        for name, text in project.code(*project.frontend, "amplify/")
        if len(re.findall(r"\bunwrap\(|\berrors\b", text)) < len(re.findall(calls, text))
    ]


ENDED = r"\.(unsubscribe|close)\(\)|takeUntilDestroyed\(|\bkeepUp\("  # that ends what it starts


@rule(
    "Every subscription is ended by the one who started it",
    "data-web: cleanup",
    replacing(r"(^|/)lib/todos\.ts$", r"keepUp\(", "start("),
)
def unsubscribed(project: Project) -> list[str]:
    return [
        name for name, text in project.code(*project.frontend) if ".subscribe(" in text and not re.search(ENDED, text)
    ]


@rule(
    "A link to a file is renewed before it expires, and an upload can be cancelled",
    "storage-web: 15 minutes; CanceledError",
    replacing(r"(^|/)lib/files\.ts$", r"expiresAt", "expires"),
)
def links_renewed(project: Project) -> list[str]:
    if not (project.has_typescript and project.stack.has("storage")):
        return []
    views = "\n".join(text for _, text in project.code(*project.frontend))
    wanted = {"getUrl": r"\bexpiresAt\b", "uploadData": r"\bisCancelError\(", "files of": r"\bpath:"}
    return [name for name, pattern in wanted.items() if not re.search(pattern, views)]


@rule(
    "A page says in which language it is",
    "design: accessible",
    replacing(r"(index\.html|layout\.tsx|_document\.tsx)$", r" lang=", " data-lang="),
)
def language(project: Project) -> list[str]:
    pages = {
        name: text for name, text in project.files.items() if re.search(r"<[Hh]tml\b", text) and "local/" not in name
    }
    pages = {name: text for name, text in pages.items() if name.endswith((".html", ".tsx", ".astro", ".vue"))}
    return [name for name, text in pages.items() if not re.search(r'<[Hh]tml lang="en"', text)]


# The backend


@rule(
    "The schema's type is exported, a default mode is said, and an API key expires",
    "data-backend: modes",
    replacing(r"^amplify/data/resource\.ts$", r"apiKeyAuthorizationMode: \{ expiresInDays: \d+ \},", ""),
)
def modes(project: Project) -> list[str]:
    if not project.stack.has_backend or not project.stack.has("data"):
        return []
    text = project.files["amplify/data/resource.ts"]
    wanted = ["export type Schema = ClientSchema<typeof schema>", "defaultAuthorizationMode:"]
    wanted += ["expiresInDays:"] if "allow.publicApiKey()" in text else []
    return [each for each in wanted if each not in text]


@rule(
    "Every model, query, mutation and subscription says who may use it",
    "data-backend: least rights, written out",
    replacing(
        r"^amplify/data/resource\.ts$",
        r"\.authorization\(\(allow\) => (\[allow\.\w+\([^)]*\)[^\]]*\]|allow\.owner\(\))\)",
        "",
    ),
)
def authorized(project: Project) -> list[str]:
    return [
        name for name, entry in project.schema().items() if not re.search(r"^\s+\.authorization\(", entry, re.MULTILINE)
    ]


@rule(
    "An owner cannot hand a record to somebody else",
    "data-backend: ownership",
    replacing(r"^amplify/data/resource\.ts$", r"owner: a", "holder: a"),
)
def kept(project: Project) -> list[str]:
    owned = {name: entry for name, entry in project.schema().items() if "allow.owner()" in entry}
    owned = {name: entry for name, entry in owned.items() if re.search(r"^\s+\.model\(", entry, re.MULTILINE)}
    return [name for name, entry in owned.items() if not re.search(r"^\s+owner: a\b", entry, re.MULTILINE)]


@rule(
    "Both sides of a relation are declared, with a key that is a field",
    "data-backend: relations",
    replacing(r"^amplify/data/resource\.ts$", r"todoId: a\.id\(\)\.required\(\),\n", ""),
)
def related(project: Project) -> list[str]:
    text = project.files.get("amplify/data/resource.ts", "")
    many, one = (re.findall(rf"a\.{kind}\('\w+', '(\w+)'\)", text) for kind in ("hasMany", "belongsTo"))
    found = [f"{key} has one side" for key in set(many) ^ set(one)]
    return found + [f"{key} is no field" for key in set(one) if f"{key}: a.id()" not in text]


@rule(
    "Paths of files end with /*, begin with no slash, and each rule says what is allowed",
    "storage-backend: paths",
    replacing(r"^amplify/storage/resource\.ts$", r"/\*': \[", "/': ["),
)
def paths(project: Project) -> list[str]:
    text = re.sub(r"//.*", "", project.files.get("amplify/storage/resource.ts", ""))
    keys = re.findall(r"^\s+'([^']+)': \[", text, re.MULTILINE)
    found = [path for path in keys if not re.fullmatch(r"[^/].*/\*", path)]
    found += [path for path in keys if "{entity_id}" in path and not path.endswith("{entity_id}/*")]
    return found + re.findall(r"allow\.\w+(?:\(\w*\)|\('\w+'\))?(?!\.to\(\[)[^\w(]", text)


@rule(
    "A function has a name, an entry and a supported runtime",
    "functions: defineFunction",
    replacing(r"^amplify/.*resource\.ts$", r"^\s+runtime: \d+,\n", ""),
)
def functions(project: Project) -> list[str]:
    found = []
    for name, text in project.code("amplify/"):
        for options in re.findall(r"defineFunction\(\{(.*?)^\}\)", text, re.DOTALL | re.MULTILINE):
            wanted = (r"^  name: '", r"^  entry: '", r"^  runtime: \d+,")
            found += [f"{name}: {each}" for each in wanted if not re.search(each, options, re.MULTILINE)]
    return found


@rule(
    "Logs of functions are kept for a time that is written down",
    "ai, functions: log retention",
    replacing(r"^amplify/.*resource\.ts$", r"retention: '[^']+'", "level: 'info'"),
)
def retention(project: Project) -> list[str]:
    return [
        name
        for name, text in project.code("amplify/")
        for options in re.findall(
            r"(?:defineFunction|defineConversationHandlerFunction)\(\{(.*?)^\}\)", text, re.DOTALL | re.MULTILINE
        )
        if "retention:" not in options
    ]


@rule(
    "A handler reads its environment from the module that Amplify writes for it",
    "functions: $amplify/env",
    writing("amplify/functions/say-hello/handler.ts", "export const handler = async () => process.env.NAME\n"),
)
def environment(project: Project) -> list[str]:
    return [
        f"{name}: process.env"
        for name, text in project.code("amplify/")
        if name.endswith("handler.ts") and "process.env" in text
    ]


@rule(
    "No API answers to every website",
    "functions: CORS origins named",
    writing("amplify/api/open.ts", "const cors = { allowOrigins: ['*'] }\n"),
)
def origins(project: Project) -> list[str]:
    return project.matching(r"(?i)(allow-?origins?\W.*['\"]\*|ALL_ORIGINS)", "amplify/")


@rule(
    "Handlers write nothing about people into logs",
    "ai: no prompts in logs; safe when deployed unread",
    writing("amplify/auth/post-confirmation/handler.ts", "console.log(`${event.userName} is here`)\n"),
)
def discreet(project: Project) -> list[str]:
    return project.matching(
        r"console\.\w+\([^\n]*(userName|email|phone|userAttributes|arguments|\bevent\)|\bbody\b)", "amplify/"
    )


@rule(
    "A conversation belongs to its owner, and an answer of a model to nobody",
    "ai: authorization",
    replacing(
        r"^amplify/data/resource\.ts$",
        r"\.authorization\(\(allow\) => allow\.owner\(\)\)",
        ".authorization((allow) => allow.guest())",
    ),
)
def conversations(project: Project) -> list[str]:
    found = []
    for name, entry in project.schema().items():
        if kind := re.search(r"\.(conversation|generation)\(", entry):
            owned = ".authorization((allow) => allow.owner())" in entry
            found += [name] if owned != (kind[1] == "conversation") else []
    return found


@rule(
    "What a browser calls maps with ends some day, and works on the app's own pages",
    "geo: explicit rights",
    replacing(r"^amplify/geo/resource\.ts$", r"noExpiry: false|expireTime|allowReferers", "description"),
)
def map_keys(project: Project) -> list[str]:
    text = project.files.get("amplify/geo/resource.ts", "")
    return [each for each in ("expireTime", "allowReferers") if "CfnAPIKey(" in text and each not in text]


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.check.__name__)
def test_every_project_keeps_the_rule(each: Rule, projects: dict[str, Project]) -> None:
    breaches = {name: found for name, project in projects.items() if (found := each.check(project))}
    assert breaches == {}, f"{each.sentence} ({each.source})"


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.check.__name__)
def test_the_rule_notices_a_breach(each: Rule, projects: dict[str, Project]) -> None:
    for project in projects.values():
        files = dict(project.files)
        each.breach(files)
        if files != project.files and each.check(Project(project.stack, files)):
            return
    pytest.fail(f"nothing breaks: {each.sentence}")
