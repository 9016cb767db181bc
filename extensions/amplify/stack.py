"""The stack: everything a template file asks about, derived from the answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Self
from urllib.parse import urlsplit

from .ai import GENERATION_MODELS, MODELS, Ai, offered_models
from .answers import Answers
from .data import SIGNED_IN, Data, Rule, default_authorization
from .features import AUTH, FEATURES, PASSKEYS, SECOND_FACTORS, START, Feature
from .frameworks import DEFAULT, FRAMEWORKS, Framework, framework_of
from .functions import Function, Lambdas
from .manifest import package_json
from .rest import RestApi, default_rest_api_authorization
from .services import GUEST_ACCESS, Services
from .sign_in import SignIn
from .storage import Storage

DOCS = "https://docs.amplify.aws"


@dataclass(frozen=True)
class Resource:
    """An argument of `defineBackend`: exported as `name` by `amplify/<path>.ts`."""

    name: str
    path: str


@dataclass(frozen=True)
class ApiKey:
    """A key that is public, of `amplify/<folder>/resource.ts`."""

    purpose: str
    folder: str
    setting: str  # says when it expires
    days: int  # after a deployment


@dataclass(frozen=True)
class Stack:
    """A project to render. While answers are missing, it is the project they would give with nothing more chosen."""

    project_name: str
    framework: Framework | None
    is_web: bool
    has_frontend: bool
    sign_in: SignIn
    features: tuple[Feature, ...]  # without sign-in
    data: Data
    lambdas: Lambdas
    rest_api: RestApi | None
    storage: Storage
    hosting: str
    local_backend: bool
    services: Services
    is_advanced: bool = False
    ai: Ai = field(default_factory=Ai)
    chat_models: tuple[str, ...] = ()  # choices of questions
    generation_models: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """The stack of these answers; an answer that a rule refuses counts as missing."""
        has_frontend = answers.purpose != "backend"
        client = framework_of(answers.framework, answers.variants) if has_frontend else None
        sign_in = SignIn.of(answers, client)
        return cls(
            project_name=answers.project_name or "",
            framework=client,
            is_web=has_frontend and answers.platform == "web",
            has_frontend=has_frontend,
            sign_in=sign_in,
            features=tuple(row for name, row in FEATURES.items() if answers.chooses(name)),
            data=Data.of(answers, sign_in),
            lambdas=Lambdas.of(answers),
            rest_api=RestApi.of(answers),
            storage=Storage.of(answers, sign_in.role_groups),
            hosting=answers.hosting or "none",
            local_backend=answers.local_backend is not False and not sign_in.existing,
            services=Services.of(answers),
            is_advanced=answers.is_advanced,
            ai=Ai.of(answers),
            chat_models=offered_models(tuple(MODELS), answers.ai_model),
            generation_models=offered_models(GENERATION_MODELS, answers.ai_generation_model),
        )

    def has(self, feature: str) -> bool:
        return any(row.name == feature for row in self.features)

    @property
    def signs_in(self) -> bool:
        return bool(self.sign_in.methods)

    @property
    def owns_accounts(self) -> bool:
        """Its user pool belongs to the backend, and has not existed before."""
        return self.signs_in and not self.sign_in.existing

    @property
    def asks_about_sign_in(self) -> bool:
        """Somebody wants to be asked more about it."""
        return self.signs_in and self.is_advanced

    @property
    def asks_about_user_pool(self) -> bool:
        """The same, where the backend defines the user pool."""
        return self.asks_about_sign_in and not self.sign_in.existing

    @property
    def asks_about_identity_providers(self) -> bool:
        """People sign in by providers of a user pool that the backend does not define."""
        return bool(self.sign_in.existing and self.sign_in.methods & {"saml", "oidc"})

    @property
    def default_mfa_methods(self) -> list[str]:
        """With phone numbers, Amplify demands SMS."""
        return ["totp", "sms"] if self.sign_in.phone else ["totp"]

    @property
    def default_account_recovery(self) -> str:
        return self.sign_in.default_recovery

    def signs_in_with(self, method: str) -> bool:
        """Whether this value of `login_methods` was chosen, for a user pool that the backend defines."""
        return method in self.sign_in.methods and not self.sign_in.existing

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
    def functions(self) -> tuple[Function, ...]:
        """The functions that somebody calls; with data, each is a query."""
        return self.lambdas.plain

    @property
    def asks_about_functions(self) -> bool:
        """Somebody wants to be asked more about them."""
        return self.has_functions and self.is_advanced

    @property
    def default_rest_api_authorization(self) -> str:
        return default_rest_api_authorization(self.signs_in)

    @property
    def has_rest_calls(self) -> bool:
        """The app calls something by `aws-amplify/api`: the REST API, or functions."""
        return bool(self.rest_api or self.lambdas.streaming or self.calls_functions)

    @property
    def calls_functions(self) -> bool:
        """Services have an API of their own for people who signed in."""
        return self.signs_in and any(part.calls for part in self.parts)

    @property
    def has_typescript_functions(self) -> bool:
        """amplify/functions/ holds some that `defineFunction` bundles."""
        return bool(self.lambdas.typescript or any(part.functions for part in self.parts))

    @property
    def tests_handlers(self) -> bool:
        """Some function in amplify/functions/ answers what can be asserted without AWS, and does so beside its handler."""
        return bool(self.functions or self.rest_api)

    @property
    def grants_groups(self) -> bool:
        """The roles of groups are granted something."""
        return self.has_storage or self.grants or self.notifies_groups

    @property
    def default_data_authorization(self) -> str:
        return default_authorization(self.signs_in)

    @property
    def reads_environment(self) -> bool:
        """Some function imports its environment from `$amplify/env/`."""
        by_data = self.has_data and (self.data.shows("custom-query") or bool(self.data.secrets))
        return by_data or self.answers_pages

    @property
    def answers_pages(self) -> bool:
        """Functions say themselves which pages may read their answers, as those behind a REST API must."""
        return self.calls_functions or bool(self.rest_api and self.rest_api.kind == "rest")

    @property
    def names_addresses(self) -> bool:
        """The backend must know where the app is opened."""
        returns = self.owns_accounts and self.sign_in.needs_domain
        return returns or self.has_geo_key or self.has_rest_calls

    @property
    def api_keys(self) -> tuple[ApiKey, ...]:
        """What the app may call without anybody signing in, by keys that everybody can read."""
        keys = {
            ApiKey("to the data", "data", "expiresInDays", self.data.api_key_days): self.has_data
            and self.data.authorization.mode == "apiKey",
            ApiKey("to the events", "events", "expires", 30): self.has("events") and not self.signs_in,
            ApiKey(f"to {' and '.join(self.services.geo_screen)}", "geo", "expireTime", 365): self.has_geo_key,
        }
        return tuple(key for key, applies in keys.items() if applies)

    @property
    def has_geo_key(self) -> bool:
        """Maps and places are for everybody, as nobody signs in."""
        return bool(self.services.geo_screen) and not self.signs_in

    @property
    def ports(self) -> tuple[int, ...]:
        """Where the app is opened while it is developed."""
        addresses = self.framework.addresses if self.framework else ()
        return tuple(port for address in addresses if (port := urlsplit(address).port))

    @property
    def domains(self) -> tuple[str, ...]:
        """Further addresses of the app, without a slash at the end."""
        known = self.framework.addresses if self.framework else ()
        return tuple(address.rstrip("/") for address in self.sign_in.addresses if address not in known)

    @property
    def serves_visitors(self) -> bool:
        """People who have not signed in may use something, by the role that the identity pool gives them."""
        return bool(self.visitor_services)

    @property
    def function_secrets(self) -> tuple[str, ...]:
        """Every secret that functions read."""
        return (
            *(self.data.secrets if self.has_data else ()),
            *(self.lambdas.secrets if self.lambdas.typescript else ()),
        )

    @property
    def generation_rules(self) -> tuple[Rule, ...]:
        """Who may have a model answer: whoever signed in, or whoever may use the data where nobody does."""
        return (SIGNED_IN,) if self.signs_in else self.data.operation_rules

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
        present = tuple(row for row in self.features if row.name != "functions" or self.lambdas.all)
        return (AUTH, *present) if self.signs_in else present

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What `amplify/backend.ts` puts together."""
        single = [Resource(part.name, f"{part.folder}/resource") for part in self.parts if part.is_defined]
        buckets = [Resource(name, "storage/resource") for name in self.storage.further]
        own = [Function(name) for part in self.parts for name in part.functions]
        functions = [Resource(row.identifier, f"functions/{row.name}/resource") for row in (*self.lambdas.all, *own)]
        chat = (Resource("chatHandler", "data/chat-handler/resource"),) if self.ai.has_handler else ()
        return (*single, *buckets, *functions, *chat)

    @property
    def imports(self) -> dict[str, tuple[str, ...]]:
        """What `amplify/backend.ts` imports, by file."""
        names: dict[str, tuple[str, ...]] = {}
        for row in (*self.resources, *self.additions):
            names[row.path] = (*names.get(row.path, ()), row.name)
        return names

    @property
    def additions(self) -> tuple[Resource, ...]:
        """What `amplify/backend.ts` then adds to the backend, by functions that are given it."""
        parts = (Resource(part.adds, f"{part.folder}/resource") for part in self.parts if part.adds)
        first = {
            Resource("namePolicies", "auth/policy-names"): bool(self.sign_in.existing),
            Resource("addNotificationOutputs", "notifications/resource"): self.shares_outputs,
        }
        settings = {
            Resource("addFunctionUrls", "functions/urls"): bool(self.lambdas.streaming),
            Resource("limitChatLogs", "data/chat-logs"): self.ai.chats and not self.ai.has_handler,
            Resource("allowInferenceProfile", "data/inference-profile"): self.ai.needs_profile,
            Resource("notifyGroups", "notifications/resource"): self.notifies_groups,
            Resource("addTags", "tags"): bool(self.services.tags),
            Resource("retainData", "retention"): self.retains_data,
        }
        before, after = ((row for row, applies in rows.items() if applies) for rows in (first, settings))
        return (*before, *parts, *after)

    @property
    def notifies_groups(self) -> bool:
        """Amplify grants the API of push notifications to everybody but the members of groups."""
        return bool(self.services.push and self.signs_in and self.sign_in.role_groups)

    @property
    def shares_outputs(self) -> bool:
        """Push notifications have outputs beside those that amplify/ adds."""
        return bool(self.services.push and (self.lambdas.streaming or any(part.adds for part in self.parts)))

    @property
    def deployment_secrets(self) -> tuple[str, ...]:
        """Every secret without which no deployment succeeds."""
        return (*self.sign_in.secrets, *(self.services.push.secrets if self.services.push else ()))

    @property
    def grants(self) -> bool:
        """Something in amplify/ gives permissions to the roles of people who signed in, besides Amplify itself."""
        by_role = self.lambdas.streaming or (self.rest_api and self.rest_api.authorization == "iam")
        return self.signs_in and (bool(by_role) or any(part.grants for part in self.parts))

    @property
    def offers_guest_access(self) -> bool:
        """There is something that visitors who have not signed in could use."""
        return self.signs_in and any(map(self.has, GUEST_ACCESS))

    @property
    def guests_use(self) -> tuple[str, ...]:
        """The features that visitors who have not signed in may use, where others sign in."""
        guests = self.services.guest_access if self.signs_in else ()
        fences_only = self.services.geo_kinds == ("geofences",)
        return tuple(name for name in guests if name != "geo" or not fences_only)

    @property
    def visitor_services(self) -> tuple[str, ...]:
        """Prefixes of the IAM actions that people who have not signed in may use, in alphabetical order."""
        kinds = {f"geo-{kind}" for kind in self.services.geo_kinds}
        granted = {service for name in self.guests_use for service in GUEST_ACCESS[name]}
        services = {service for service in granted if not service.startswith("geo-") or service in kinds}
        if self.has_data and self.data.serves_visitors:
            services.add("appsync")
        if self.storage.is_public:
            services.add("s3")
        if self.signs_in and self.services.push:
            services.add("execute-api")  # Amplify lets visitors register their device, too
        return tuple(sorted(services))

    @property
    def holds_data(self) -> bool:
        """Something is lost when the backend is deleted."""
        return bool(self.retained)

    @property
    def retained(self) -> str:
        """What of it outlives a branch on request; of files, that is a question about storage."""
        return " and ".join([*(["accounts"] if self.owns_accounts else []), *(["tables"] if self.has_data else [])])

    @property
    def retains_data(self) -> bool:
        return self.services.retain_data and self.holds_data

    @property
    def screens(self) -> tuple[Feature, ...]:
        """What the app shows, each at an address of its own; the first is where people land."""
        empty = {"functions": not self.functions, "geo": not self.services.geo_screen}
        shown = tuple(
            replace(row, title=self.services.geo_title, offer=self.services.geo_offer) if row.name == "geo" else row
            for row in self.features
            if row.component and not empty.get(row.name) and all(map(self.has, row.needs))
        )
        account = {PASSKEYS: self.sign_in.passkey, SECOND_FACTORS: self.sign_in.chooses_second_factors}
        return (*shown, *(row for row, applies in account.items() if applies)) or (START,)

    @property
    def shows_membership(self) -> bool:
        """What people may do on some screen depends on their groups."""
        changes_data = self.has_data and self.data.authorization.needs_groups
        return changes_data or (self.has_storage and self.storage.names_groups)

    @property
    def explains_absence(self) -> bool:
        """Some screen says that the local backend lacks what it shows."""
        return self.local_backend and not all(screen.is_local for screen in self.screens)

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
            ("test:backend", "synthesizes the backend, asserts who may do what, and tests handlers"),
            ("test:security", "checks the backend against AWS' advice on security"),
            ("synth", "synthesizes the backend, as a sandbox and as a branch deploy it"),
            ("outputs:offline", "writes `amplify_outputs.json` with the real data model, without AWS"),
            ("format", "formats every file"),
            ("doctor", "tells what is missing on this machine, and what to do"),
        )

    @property
    def local_offer(self) -> str:
        """What the local backend does for this project, as README.md says it."""
        offers = [part.noun for part in self.parts if part.is_local]
        return ", ".join(offers[:-1]) + " and " + offers[-1] if len(offers) > 1 else (offers or ["everything"])[0]

    @property
    def owned(self) -> tuple[str, ...]:
        """Files that an update never touches, as README.md names them; the same as `_skip_if_exists` in copier.yml."""
        handlers = ("`amplify/functions/*/handler.ts`",) if self.has_typescript_functions else ()
        tests = ("`amplify/functions/*/handler.test.ts`",) if self.tests_handlers else ()
        python = ("`amplify/functions/*/index.py`",) if self.lambdas.python else ()
        triggers = ("`amplify/auth/*/handler.ts`",) if self.sign_in.triggers else ()
        has_handlers = self.has_data and self.data.has_handlers
        data = ("`amplify/data/*/handler.ts`",) if has_handlers or self.ai.has_handler else ()
        resolvers = ("`amplify/data/*.js`",) if has_handlers else ()
        files = ("`amplify/storage/*/handler.ts`",) if self.storage.triggers else ()
        saml = ("`amplify/auth/saml-metadata.xml`",) if any(row.reads_file for row in self.sign_in.providers) else ()
        icon = (f"`{self.framework.icon}.svg`",) if self.framework else ()
        return (*handlers, *tests, *python, *triggers, *data, *resolvers, *files, *saml, *icon, "every file you add")

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
