"""The stack: everything a template file asks about, derived from the answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Self

from .ai import GENERATION_MODELS, MODELS, Ai, offered_models
from .answers import Answers
from .data import AUTHORIZATIONS
from .features import AUTH, FEATURES, PASSKEYS, SECOND_FACTORS, Feature
from .frameworks import DEFAULT, FRAMEWORKS, Framework, framework
from .manifest import package_json
from .sign_in import SignIn

DOCS = "https://docs.amplify.aws"


@dataclass(frozen=True)
class Function:
    """A Lambda function: `say-hello`, exported and queried as `sayHello`."""

    name: str

    @property
    def identifier(self) -> str:
        first, *others = self.name.split("-")
        return first + "".join(part.capitalize() for part in others)


@dataclass(frozen=True)
class StoragePath:
    """A path of `defineStorage`, for example `private/{entity_id}/*`."""

    path: str

    @property
    def is_private(self) -> bool:
        """Each signed-in person has a folder of their own in it."""
        return "{entity_id}" in self.path

    @property
    def prefix(self) -> str:
        """What comes before the person's id, or before the file."""
        return self.path.removesuffix("*").removesuffix("{entity_id}/")

    @property
    def title(self) -> str:
        """Its heading: "My files" for the usual private path, else the folder's name."""
        name = self.prefix.strip("/")
        return "My files" if name == "private" else name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Resource:
    """An argument of `defineBackend`: exported as `name` by `amplify/<path>.ts`."""

    name: str
    path: str


@dataclass(frozen=True)
class Stack:
    """A project to render. While answers are missing, it is the project they would give with nothing more chosen."""

    project_name: str
    framework: Framework | None
    is_web: bool
    has_frontend: bool
    sign_in: SignIn
    features: tuple[Feature, ...]  # without sign-in
    data_authorization: str
    functions: tuple[Function, ...]
    storage_paths: tuple[StoragePath, ...]
    hosting: str
    local_backend: bool
    is_advanced: bool = False
    ai: Ai = field(default_factory=Ai)
    chat_models: tuple[str, ...] = ()  # choices of questions
    generation_models: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """The stack of these answers; an answer that a rule refuses counts as missing."""
        chosen = answers.features if isinstance(answers.features, tuple) else ()
        has_frontend = answers.purpose != "backend"
        client = framework(answers.framework, answers.variants) if has_frontend else None
        sign_in = SignIn.of(answers, client)
        signs_in = bool(sign_in.methods)
        names = answers.functions if "functions" in chosen else ()
        paths = answers.storage_paths if "storage" in chosen else ()
        return cls(
            project_name=answers.project_name or "",
            framework=client,
            is_web=has_frontend and answers.platform == "web",
            has_frontend=has_frontend,
            sign_in=sign_in,
            features=tuple(row for name, row in FEATURES.items() if name in chosen),
            data_authorization=(signs_in and answers.data_authorization) or _default_authorization(signs_in),
            functions=tuple(map(Function, names)) if isinstance(names, tuple) else (),
            storage_paths=tuple(map(StoragePath, paths)) if isinstance(paths, tuple) else (),
            hosting=answers.hosting or "none",
            local_backend=answers.local_backend is not False,
            is_advanced="advanced" in chosen,
            ai=Ai.of(answers, chosen),
            chat_models=offered_models(tuple(MODELS), answers.ai_model),
            generation_models=offered_models(GENERATION_MODELS, answers.ai_generation_model),
        )

    def has(self, feature: str) -> bool:
        return any(row.name == feature for row in self.features)

    @property
    def signs_in(self) -> bool:
        return bool(self.sign_in.methods)

    @property
    def asks_about_sign_in(self) -> bool:
        """Somebody wants to be asked more about it."""
        return self.signs_in and self.is_advanced

    @property
    def default_mfa_methods(self) -> list[str]:
        """With phone numbers, Amplify demands SMS."""
        return ["totp", "sms"] if self.sign_in.phone else ["totp"]

    @property
    def default_account_recovery(self) -> str:
        return self.sign_in.default_recovery

    def signs_in_with(self, method: str) -> bool:
        """Whether this value of `login_methods` was chosen."""
        return method in self.sign_in.methods

    @property
    def has_data(self) -> bool:
        return self.has("data")

    @property
    def has_storage(self) -> bool:
        return self.has("storage")

    @property
    def has_functions(self) -> bool:
        return self.has("functions")

    @property
    def granted_paths(self) -> tuple[StoragePath, ...]:
        """The paths that the policy names: Amplify leaves out one that a wider path already grants."""
        wider = [other.prefix for other in self.storage_paths if not other.is_private]
        return tuple(
            path
            for path in self.storage_paths
            if not any(path.path.startswith(prefix) and path.prefix != prefix for prefix in wider)
        )

    @property
    def default_data_authorization(self) -> str:
        return _default_authorization(self.signs_in)

    @property
    def query_authorization(self) -> str:
        """Who may call a custom query: operations know no owner, so it is whoever signed in."""
        return "authenticated" if self.data_authorization == "owner" else self.data_authorization

    @property
    def signs_in_to_data(self) -> bool:
        """The data API takes the token of the person who signed in, unless a call says otherwise."""
        return AUTHORIZATIONS[self.data_authorization].mode == "userPool"

    @property
    def generation_authorization(self) -> tuple[str, ...]:
        """Who may have a model answer: whoever signed in, or whoever may use the data where nobody does."""
        return ("authenticated()",) if self.signs_in else AUTHORIZATIONS[self.data_authorization].operation

    @property
    def framework_choices(self) -> dict[str, str]:
        """What the question `framework` offers: the answer of each label."""
        return {row.label: row.name for row in FRAMEWORKS.values()}

    @property
    def default_framework(self) -> Framework:
        return DEFAULT

    @property
    def variant_question(self) -> str:
        """The question that this framework alone asks, or nothing."""
        return self.framework.question if self.framework else ""

    @property
    def title(self) -> str:
        """The project's name as a heading: "Field notes" for `field-notes`; at most 50 characters."""
        words = re.sub(r"[-_.~]+", " ", self.project_name.split("/")[-1]).strip()
        return shorten(words[:1].upper() + words[1:], 50, placeholder=" …")

    @property
    def docs(self) -> str:
        """Amplify's documentation for this client; a backend alone reads the default framework's."""
        return f"{DOCS}/{(self.framework or DEFAULT).docs_slug}"

    @property
    def parts(self) -> tuple[Feature, ...]:
        """The features of the backend, sign-in included, in the order in which Amplify's documentation introduces them."""
        return (AUTH, *self.features) if self.signs_in else self.features

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What `amplify/backend.ts` puts together."""
        single = [Resource(part.name, f"{part.folder}/resource") for part in self.parts if part.has_resource]
        functions = [Resource(row.identifier, f"functions/{row.name}/resource") for row in self.functions]
        handler = [Resource("chatHandler", "data/chat-handler/resource")] if self.ai.has_handler else []
        return (*single, *functions, *handler)

    @property
    def screens(self) -> tuple[Feature, ...]:
        """What the app shows, one section each."""
        shown = tuple(row for row in self.features if row.component and all(map(self.has, row.needs)))
        account = {PASSKEYS: self.sign_in.passkey, SECOND_FACTORS: self.sign_in.chooses_second_factors}
        return (*shown, *(row for row, applies in account.items() if applies))

    @property
    def package_json(self) -> str:
        """The text of the project's package.json, without a final newline."""
        return package_json(self)

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """The scripts worth knowing by heart, and what each does."""
        frontend = (
            ("dev", f"starts the app{' on a backend of its own on this machine' if self.local_backend else ''}"),
            *(
                (("dev:web", "starts the app alone, on the backend of `amplify_outputs.json`"),)
                if self.local_backend
                else ()
            ),
            ("build", "builds the app"),
            *(
                (("preview", "builds the app, and serves it on the backend on this machine"),)
                if self.local_backend
                else ()
            ),
            ("test", "unit tests"),
            *((("test:e2e", "a person's way through the app, in a browser"),) if self.local_backend else ()),
        )
        local = (("local", "starts the backend alone on this machine; `-- --help` names its options"),)
        return (
            *(frontend if self.framework else ()),
            *(local if self.local_backend else ()),
            ("sandbox", "deploys your own backend to AWS, and again at every change"),
            ("check", "formatting, lint, all tests, types"),
            ("test:backend", "synthesizes the backend and asserts who may do what"),
            ("synth", "synthesizes the backend, as a sandbox and as a branch deploy it"),
            ("outputs:offline", "writes `amplify_outputs.json` with the real data model, without AWS"),
            ("format", "formats every file"),
            ("doctor", "tells what is missing on this machine, and what to do"),
        )

    @property
    def local_offer(self) -> str:
        """What the local backend does for this project, as README.md says it."""
        offers = [part.noun for part in self.parts]
        return ", ".join(offers[:-1]) + " and " + offers[-1] if len(offers) > 1 else (offers or ["everything"])[0]

    @property
    def owned(self) -> tuple[str, ...]:
        """Files that an update never touches, as README.md names them; the same as `_skip_if_exists` in copier.yml."""
        handlers = ("`amplify/functions/*/handler.ts`",) if self.functions else ()
        chat = ("`amplify/data/chat-handler/handler.ts`",) if self.ai.has_handler else ()
        triggers = ("`amplify/auth/*/handler.ts`",) if self.sign_in.triggers else ()
        saml = ("`amplify/auth/saml-metadata.xml`",) if any(row.reads_file for row in self.sign_in.providers) else ()
        icon = (f"`{self.framework.icon}.svg`",) if self.framework else ()
        return (*handlers, *triggers, *saml, *chat, *icon, "every file you add")

    @property
    def next_steps(self) -> tuple[str, ...]:
        """Lines of the message after copying."""
        sandbox = "npm run sandbox     # when you have an AWS account: your own backend there"
        if self.local_backend:
            place = (
                f"the app at {self.framework.url}, its backend on this machine"
                if self.framework
                else "the backend, on this machine"
            )
            return ("npm install", f"npm run {'dev  ' if self.framework else 'local'}       # {place}", sandbox)
        web = (f"npm run dev         # the app, at {self.framework.url}",) if self.framework else ()
        return ("npm install", "npm run check       # types, lint, tests; needs no AWS account", sandbox, *web)


def _default_authorization(signs_in: bool) -> str:
    return "owner" if signs_in else "publicApiKey"
