"""What a framework is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

# Its most important rules only warn, and a check that cannot fail is none.
OXLINT = "oxlint --deny-warnings"


@dataclass(frozen=True)
class Framework:
    """One kind of client. Paths are relative to the project's root, packages are names in the catalog."""

    name: str  # the answer to `framework`
    label: str
    platform: str  # web or mobile
    views: str  # frameworks with the same value share their components
    docs_slug: str  # docs.amplify.aws/<slug>/
    source: str  # folder of the pages or of the whole frontend
    output: str  # folder that its build writes
    language: str = "typescript"  # of the app; dart, swift or kotlin for a native client, whose tools build it
    library: str = ""  # folder of the framework-neutral TypeScript
    components: str = ""  # folder of the views
    packages: tuple[str, ...] = ()
    sign_in_packages: tuple[str, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=dict)  # those of the official scaffolder, with lint and test
    typecheck: str = ""
    # An expression that is false in a bundle, unless it is for development or for the local backend; empty where the
    # app cannot use that.
    local_backend: str = ""
    left_alone: str = "@vite-ignore"  # the comment by which its bundler leaves an import to the browser
    outputs: str = "amplify_outputs.json"  # where the app reads where its backend is
    models: str = ""  # folder of the classes that are generated from the data model, of a native client
    layout: Mapping[str, str] = field(default_factory=dict)  # what README.md says of its files, by path
    commands: Mapping[str, str] = field(default_factory=dict)  # what its scripts do, of a native client
    start: tuple[str, ...] = ()  # how it is started the first time, after `npm install`
    push_platform: str = ""  # who brings it push notifications, as an answer to `push_platforms`; empty for either
    has_workflow: bool = False  # that tests and builds a native client, on GitHub
    screen_recipe: str = ""  # how a screen is added, in Markdown
    shares: tuple[str, ...] = ()  # layers that others have, too, besides those of its views
    url: str = ""  # of the development server, where a browser opens the app
    stylesheet: str = ""  # without .css
    icon: str = ""  # without .svg
    serve: str = ""  # serves what `npm run build` wrote, on this machine alone
    catalog: str = ""  # the folder of catalog/ with the versions that it decides itself
    lacks: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # by question and answer (a pattern, the first counts): why not
    ignored_scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # below a package, those nobody needs
    overrides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # in a package, too narrow peers
    sign_in_overrides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # the same, where people sign in
    scheme_place: str = "the `scheme` in `app.json`"  # of an app on phones: where its scheme stands, in Markdown
    redirect_packages: tuple[str, ...] = ()  # with which people sign in elsewhere, where the app is no page
    passkey_packages: tuple[str, ...] = ()  # with which an app that is no page makes and uses passkeys
    file_packages: tuple[str, ...] = ()  # with which people choose files, where the platform has nothing for that
    id_packages: tuple[str, ...] = ()  # that make ids, where the platform has nothing for that
    chat_packages: tuple[str, ...] = ()  # the official component of a chat with a model, where there is one
    denied: tuple[str, ...] = ()  # what the development server must not serve, as its settings name it
    hosted_output: str = ""  # what Amplify Hosting takes, where that is not `output`; {project} is its name
    local_build: str = ""  # builds for the local backend, where `npm run build` does not see it in the environment
    imports_styles: bool = True  # a module can import a style sheet, which is then loaded with it
    serves_sources: bool = True  # its development server answers with the app's files as they lie there
    preview_url: str = ""  # of the server for what was built, where that is another
    welcome_runs_modules: bool = True  # the page of a visitor, which is HTML alone otherwise
    sign_in_page: str = ""  # below the app's address; empty where the first page signs in
    has_official_form: bool = True  # for signing in; the app of another has its own
    form_is_plain: bool = False  # it knows one address with a password; for all else the app has its own
    form_methods: tuple[str, ...] = ()  # answers to login_methods that a plain form has beside the address
    form_attributes: tuple[str, ...] = ()  # of Cognito, for which a plain form has fields where they are required
    form_sets_up_apps: bool = False  # a plain form gives people the key of an authenticator app
    form_chooses_factor: bool = False  # the sign-in form lets people choose between password, code and passkey
    route: str = ""  # what each screen has besides a component, in Markdown
    public_route: str = ""  # where its server answers without sign-in, in Markdown
    guard: str = ""  # the file of that server which sends visitors to the sign-in form
    has_pages: bool = False  # each screen is a page of its own that the build writes
    runs_on_server: bool = False  # pages are rendered on a server, which sees the session in cookies
    has_error_page: bool = False  # shown by convention for whatever cannot be put together
    face_check_packages: tuple[str, ...] = ()  # the official component for checks of a living face, where there is one
    has_face_check: bool = False  # an official component that is no package of npm
    variant: str = ""  # the answer to `question`, which only this framework asks
    question: str = ""
    variant_label: str = ""
    formatter_plugins: tuple[str, ...] = ()  # with which Prettier formats its files
    generated: tuple[str, ...] = ()  # files that its tools write beside the output
    unformatted: tuple[str, ...] = ()  # files that another tool writes in a style of its own, and that are committed
    native: tuple[str, ...] = ()  # folders that a script makes once, and that are then the owner's
    reserved_names: str = ""  # a pattern of names that its tools keep for themselves
    advice: tuple[str, ...] = ()  # what AGENTS.md says about it alone
    address_type: tuple[str, str] | None = None  # of the app's own addresses, and the module that has it
    shell: str = "index.html"  # of what is built, the page that starts the app at any address
    caches: tuple[str, ...] = ()  # what a next build can use, besides the npm cache

    @property
    def key(self) -> str:
        """Its name as a layer, with its variant where it has one: `<name>_<variant>`."""
        return f"{self.name}_{self.variant}" if self.variant else self.name

    @property
    def layers(self) -> tuple[str, ...]:
        """Its own, and those that it shares with others of its kind."""
        shared = {
            "single_page": self.is_web and not self.runs_on_server,
            "person": not self.runs_on_server,
            "error_boundary": not self.has_error_page,
        }
        own = (self.platform, self.name, self.key, f"{self.views}_views")
        if self.is_native:
            return (self.platform, "native", self.name, *self.shares)
        return (*own, *self.shares, *(name for name, applies in shared.items() if applies))

    def published_by(self, project: str) -> str:
        """The folder that a server has to serve."""
        return self.hosted_output.format(project=project) or self.output

    @property
    def is_web(self) -> bool:
        """A browser opens it."""
        return self.platform == "web"

    @property
    def is_native(self) -> bool:
        """It is written in the platform's own language, and built by its tools: npm has the backend alone."""
        return self.language != "typescript"

    @property
    def model_target(self) -> str:
        """What Amplify's generator calls the language of the classes of the data model."""
        return "java" if self.language == "kotlin" else self.language

    def lack_of(self, question: str, value: str) -> str:
        """Why it has not this answer; nothing when it has."""
        reasons = self.lacks.get(question, {})
        return next((reason for pattern, reason in reasons.items() if fnmatchcase(value, pattern)), "")

    @property
    def alone(self) -> str:
        """The script that starts the app without the local backend."""
        return "dev:web" if self.is_web else "dev:app"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the app is opened while it is developed, each with a slash at the end."""
        return tuple(f"{url}/" for url in (self.url, self.preview_url) if url)

    @property
    def in_development(self) -> str:
        """An expression that is false in every bundle but those for development."""
        return self.local_backend.partition(" || ")[0]

    @property
    def bundle(self) -> str:
        """What writes the output, without a type check that comes first."""
        return self.scripts["build"].removeprefix(f"{self.typecheck} && ")

    @property
    def checks_faces(self) -> bool:
        """There is an official component for checks of a living face."""
        return self.has_face_check or bool(self.face_check_packages)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders at the root that hold the frontend."""
        paths = filter(None, (self.source, self.components, self.library))
        return tuple(sorted({path.split("/")[0] for path in paths}))

    @property
    def title(self) -> str:
        return f"{self.label} ({self.variant_label})" if self.variant else self.label
