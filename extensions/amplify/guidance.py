"""What README.md, AGENTS.md, `docs/` and the message after copying say."""

from __future__ import annotations

from dataclasses import dataclass

from .app import App
from .backend import Backend
from .frameworks import DEFAULT
from .literals import shell
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
PACKAGES = "installs the packages in the folder of the backend, with which `npm run models` reads its data model"
NATIVE_CHECK = "formatting and lint of the scripts, and whether the classes are those of the data model"
OFFLINE = "writes `amplify_outputs.json` with the real data model, without AWS"
OUTPUTS_STEP = "npm run outputs     # where the backend is"
NATIVE_STEP = "npm run native      # once: makes android/ and ios/, for you to commit"
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
        if self.chosen.is_workspace:
            return {
                "add": "makes the backend, or a client of it, as a project of its own",
                "dev": "starts the backend on this machine, and each client on it",
                "check": "all checks of all parts",
                "hosting": "adds to `amplify.yml` what is hosted and not yet there",
                **{name: does for name, does in common.items() if name != "doctor"},
            }
        if elsewhere := self.chosen.elsewhere:
            place = "AWS" if elsewhere.is_on_aws else "the backend's project"
            file = framework.outputs if framework else ""
            return {
                "outputs": f"writes `{file}` from {place}",
                **({"outputs:local": "the same, from the backend's project"} if elsewhere.is_on_aws else {}),
                **({"types": PACKAGES if native else TYPES} if self.chosen.installs_types else {}),
                **(native.commands if native else frontend if framework else {}),
                **({"models": MODELS.format(native.models)} if native and self.has_models else {}),
                "check": NATIVE_CHECK if native else "formatting, lint, all tests, types",
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
        if self.chosen.is_workspace:
            return (
                f"npm run add {self.chosen.manager.separator}backend     # what the clients share",
                f"npm run add {self.chosen.manager.separator}{DEFAULT.name} web   # a client, and the same for others",
                "npm install",
                "npm run dev                # all of them, on this machine",
            )
        if self.chosen.workspace_path:
            return self._steps_of_part
        outputs = (OUTPUTS_STEP,) if self.chosen.elsewhere else ()
        if self.chosen.elsewhere and framework:
            return ("npm install", *outputs, f"npm run dev         # the app, at {framework.url}")
        if native := self.chosen.native:
            types = ("npm run types       # the packages of the backend",) if self.chosen.installs_types else ()
            first = ("npm install", *types, *self._made)
            return (*first, *outputs, *native.start) if self.chosen.elsewhere else (*first, *native.start, sandbox)
        if self.chosen.mobile:
            what = "the backend on this machine, and the" if self.chosen.local_backend else "the"
            return (
                "npm install",
                *self._made,
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

    @property
    def _made(self) -> tuple[str, ...]:
        """What makes files of an app for phones before it can be built."""
        mobile = self.chosen.mobile
        models = ("npm run models      # the classes of the data model, for you to commit",) if self.has_models else ()
        return (NATIVE_STEP,) if mobile and mobile.native and not self.chosen.native else models

    @property
    def _steps_of_part(self) -> tuple[str, ...]:
        """The same for a part of a workspace: packages are installed at the root, which also starts what runs on this machine."""
        install = "npm install         # at the root of the workspace"
        there = f"cd {shell(self.chosen.workspace_path)}"
        together = "the backend on this machine, and each client on it"
        if native := self.chosen.native:
            return (install, there, *self._made, OUTPUTS_STEP, *native.start)
        if self.chosen.mobile:
            return (
                install,
                f"npm run dev         # there: {together}",
                f"{there}       # in a second terminal",
                *self._made,
                "npm run android     # builds the app and opens it; on a Mac, npm run ios",
            )
        return (f"{install}, as all of this", "npm run check", f"npm run dev         # {together}")
