"""What README.md, AGENTS.md, `docs/` and the message after copying say."""

from __future__ import annotations

from dataclasses import dataclass

from .app import App
from .backend import Backend
from .frameworks import DEFAULT
from .selection import Selection
from .sign_in import LOGIN_METHODS

DOCS = "https://docs.amplify.aws"

# Scripts of an app for phones alone.
PHONES = {
    "android": "builds the app for Android, and opens it",
    "ios": "the same for iOS; it needs a Mac",
    "build": "bundles the app's code as a release has it",
}


TYPES = "installs the packages in the folder of the backend, which the types of its data need"
OFFLINE = "writes `amplify_outputs.json` with the real data model, without AWS"
MODELS = "writes the classes of the data model into `{}/`, without AWS; run it after each change of the model"


@dataclass(frozen=True)
class Guidance:
    """Sentences and parts of sentences about a project."""

    chosen: Selection
    backend: Backend

    @property
    def docs(self) -> str:
        """Amplify's documentation for this client; a backend alone reads the default framework's."""
        return f"{DOCS}/{(self.chosen.framework or DEFAULT).docs_slug}"

    @property
    def check(self) -> str:
        """The script that runs all checks; a project that exists may have a `check` of its own."""
        return "check:backend" if self.chosen.existing_project else "check"

    @property
    def has_models(self) -> bool:
        """Classes of the data model are generated for the app."""
        return bool(self.chosen.native) and self.chosen.has("data")

    @property
    def commands(self) -> dict[str, str]:
        """The scripts worth knowing by heart, and what each does."""
        framework, local, native = self.chosen.framework, self.chosen.local_backend, self.chosen.native
        existing, separator = self.chosen.existing_project, self.chosen.manager.separator
        in_browser = local and self.chosen.web
        alone = framework.alone if framework else ""
        app = "the server of the app's code" if self.chosen.mobile else "the app"
        beside = ", and a backend on this machine" if self.chosen.mobile else " on a backend of its own on this machine"
        frontend = {
            "dev": f"starts {app}{beside if local else ''}",
            **({alone: f"starts {app} alone, on the backend of `amplify_outputs.json`"} if local else {}),
            **({"native": "makes `android/` and `ios/`, once"} if framework and framework.native else {}),
            **(PHONES if self.chosen.mobile else {"build": "builds the app"}),
            **({"preview": "builds the app, and serves it on the backend on this machine"} if in_browser else {}),
            "test": "unit tests",
            **({"test:e2e": "a person's way through the app, in a browser"} if in_browser else {}),
            **({"e2e": "a person's way through the app, by Maestro"} if App(self.chosen).has_flow else {}),
        }
        common = {
            "format": "formats every file",
            "doctor": "tells what is missing on this machine, and what to do",
            "template:status": "tells whether the template has news, and which of its files were changed here",
            "template:update": f"takes the news over; `{separator}--undo` takes them back before you commit",
        }
        if elsewhere := self.chosen.elsewhere:
            place = "AWS" if elsewhere.is_on_aws else "the backend's project"
            return {
                "outputs": f"writes `amplify_outputs.json` from {place}",
                **({"outputs:local": "the same, from the backend's project"} if elsewhere.is_on_aws else {}),
                **({"types": TYPES} if self.installs_types else {}),
                **(frontend if framework and not native else {}),
                "check": "formatting, lint, all tests, types",
                **common,
            }
        backend = {"local": f"starts the backend alone on this machine; `{separator}--help` names its options"}
        return {
            **(native.commands if native else frontend if framework else {}),
            **({"models": MODELS.format(native.models)} if native and self.has_models else {}),
            **(backend if local else {}),
            "sandbox": "deploys your own backend to AWS, and again at every change",
            self.check: "all tests, types"
            if existing
            else f"formatting, lint, all tests, types{' of the backend' if native else ''}",
            "test:backend": "synthesizes the backend, asserts who may do what, and tests handlers",
            "test:security": "checks the backend against AWS' advice on security",
            "synth": "synthesizes the backend, as a sandbox and as a branch deploy it",
            **({} if native else {"outputs:offline": OFFLINE}),
            **{name: does for name, does in common.items() if not existing or name != "format"},
        }

    @property
    def local_offer(self) -> str:
        """What the local backend does for this project, as README.md says it."""
        offers = [part.noun for part in self.chosen.parts if part.is_local]
        return ", ".join(offers[:-1]) + " and " + offers[-1] if len(offers) > 1 else (offers or ["everything"])[0]

    @property
    def installs_types(self) -> bool:
        """A script installs what the types of the data need in the folder of the backend; a workspace does it for a package."""
        return bool(self.chosen.elsewhere and not self.chosen.elsewhere.package and self.chosen.has("data"))

    @property
    def merged(self) -> str:
        """The folders into which an update merges its changes, as README.md names them."""
        framework = self.chosen.framework
        folders = [f"`{folder}/`" for folder in (framework.folders if framework else ())]
        if self.chosen.has_backend:
            folders = ["the rest of `amplify/`", *folders]
        return f"{', '.join(folders[:-1])} and {folders[-1]}" if len(folders) > 1 else "".join(folders)

    @property
    def owned(self) -> tuple[str, ...]:
        """Files that an update never touches, as README.md names them; the same as `_skip_if_exists` in copier.yml."""
        chosen = self.chosen
        icon = (f"`{chosen.web.icon}.svg`",) if chosen.web else ()
        if chosen.elsewhere:
            return (*icon, "every file you add")
        has_handlers = chosen.has("data") and chosen.data.has_handlers
        called = ", ".join(f"`{name}`" for part in chosen.parts if part.calls for name in part.functions)
        but = f" (not of {called})" if called else ""
        files = {
            f"`amplify/functions/*/handler.ts`{but}": self.backend.has_own_functions,
            "`amplify/functions/*/handler.test.ts`": self.backend.tests_handlers,
            "`amplify/functions/*/index.py`": bool(chosen.lambdas.python),
            "`amplify/auth/*/handler.ts`": bool(chosen.sign_in.triggers),
            "`amplify/data/*/handler.ts`": has_handlers or chosen.ai.has_handler,
            "`amplify/data/*.js`": has_handlers,
            "`amplify/storage/*/handler.ts`": bool(chosen.storage.triggers),
            "`amplify/auth/saml-metadata.xml`": chosen.sign_in.reads_file,
        }
        return (*(name for name, applies in files.items() if applies), *icon, "every file you add")

    @property
    def branch_secrets(self) -> str:
        """Where the secrets of a branch are set, after "for a branch"."""
        if self.chosen.hosting == "github-actions":
            return "as `docs/deploying.md` says"
        return "in the Amplify console under Hosting, Secrets"

    @property
    def seeds(self) -> bool:
        """A script can sign in where people have a password and need no more than that, if it has to at all."""
        sign_in = self.chosen.sign_in
        has_password = bool(sign_in.methods & {"email", "phone"}) and not sign_in.signs_up_without_password
        return not sign_in.methods or (has_password and sign_in.mfa != "required")

    @property
    def changes(self) -> dict[str, str]:
        """What somebody may want of this project later, and the options with which `copier update` does it."""
        sign_in = self.chosen.sign_in
        features = ", ".join([*(row.name for row in self.chosen.features), "advanced"])
        asks = "" if self.chosen.is_advanced else f"--data 'features=[{features}]' "
        more = f"--defaults {asks}--data"
        changes = {
            "only new questions are asked": "--skip-answered",
            "no question is asked, every answer stays": "--defaults",
        }
        if self.chosen.elsewhere:
            return changes
        if self.backend.holds_data and not self.backend.retains_data:
            changes[f"{self.backend.retained} that outlive their branch"] = f"{more} retain_data=true"
        if not sign_in.methods or sign_in.existing:
            return changes
        client = self.chosen.framework
        if not sign_in.has_mfa and not (client and client.lack_of("mfa", "optional")):
            changes["a second factor"] = f"{more} mfa=optional"
        if "google" not in sign_in.methods and not (client and client.lack_of("login_methods", "google")):
            methods = ", ".join([*(name for name in LOGIN_METHODS if name in sign_in.methods), "google"])
            changes["another way to sign in"] = f"--defaults --data 'login_methods=[{methods}]'"
        return changes

    @property
    def next_steps(self) -> tuple[str, ...]:
        """Lines of the message after copying."""
        return tuple(map(self.chosen.manager.said, self._next_steps))

    @property
    def _next_steps(self) -> tuple[str, ...]:
        sandbox = "npm run sandbox     # when you have an AWS account: your own backend there"
        framework = self.chosen.web
        outputs = ("npm run outputs     # where the backend is",) if self.chosen.elsewhere else ()
        if self.chosen.elsewhere and framework:
            return ("npm install", *outputs, f"npm run dev         # the app, at {framework.url}")
        if native := self.chosen.native:
            models = ("npm run models      # the classes of the data model, for you to commit",)
            return ("npm install", *(models if self.has_models else ()), *native.start, sandbox)
        if self.chosen.mobile:
            what = "the backend on this machine, and the" if self.chosen.local_backend else "the"
            made = (
                ("npm run native      # once: makes android/ and ios/, for you to commit",)
                if self.chosen.mobile.native
                else ()
            )
            return (
                "npm install",
                *made,
                *outputs,
                f"npm run dev         # {what} server of the app's code",
                "npm run android     # beside it: builds the app and opens it; on a Mac, npm run ios",
                *(() if self.chosen.elsewhere else (sandbox,)),
            )
        if self.chosen.local_backend:
            place = (
                f"the app at {framework.url}, its backend on this machine"
                if framework
                else "the backend, on this machine"
            )
            return ("npm install", f"npm run {'dev  ' if framework else 'local'}       # {place}", sandbox)
        web = (f"npm run dev         # the app, at {framework.url}",) if framework else ()
        what = "types, tests" if self.chosen.existing_project else "types, lint, tests"
        check = f"npm run {self.check}".ljust(len("npm run sandbox    "))
        return ("npm install", f"{check} # {what}; needs no AWS account", sandbox, *web)
