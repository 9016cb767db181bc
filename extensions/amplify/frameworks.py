"""What the app can be written with: one row for each framework, or for each variant of one.

A row says what it brings; the files that gather loop over what it says. To add a framework, add a row, its layer in
template/, its presets, tests and page of the documentation: docs/adding-a-framework.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Framework:
    """One kind of client. Paths are relative to the project's root, packages are names in the catalog."""

    name: str  # the answer to `framework`
    label: str
    platform: str  # web or mobile
    views: str  # frameworks with the same value share their components
    docs_slug: str  # docs.amplify.aws/<slug>/
    url: str  # of the development server
    source: str  # folder of the pages or of the whole frontend
    library: str  # folder of the framework-neutral TypeScript
    components: str  # folder of the views
    stylesheet: str  # without .css
    icon: str  # without .svg
    output: str  # folder that `npm run build` writes
    packages: tuple[str, ...]
    sign_in_packages: tuple[str, ...]
    scripts: Mapping[str, str]  # those of the official scaffolder, with lint and test
    serve: str  # serves what `npm run build` wrote, on this machine alone
    typecheck: str
    local_backend: str  # expression that is false in a bundle, unless it is for development or for the local backend
    ignored_scripts: tuple[str, ...] = ()  # below the packages of sign-in, packages with install scripts nobody needs
    overrides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # there, peers that are named too narrowly
    chat_packages: tuple[str, ...] = ()  # the official component of a chat with a model, where there is one
    preview_url: str = ""  # of the server for what was built, where that is another
    sign_in_page: str = ""  # below the app's address; empty where the first page signs in
    form_chooses_factor: bool = False  # the official sign-in form lets people choose between password, code and passkey
    route: str = ""  # what each screen has besides a component, in Markdown
    public_route: str = ""  # where its server answers without sign-in, in Markdown
    runs_on_server: bool = False  # pages are rendered on a server, which sees the session in cookies
    has_error_page: bool = False  # shown by convention for whatever cannot be put together
    face_check_packages: tuple[str, ...] = ()  # the official component for checks of a living face, where there is one
    variant: str = ""  # the answer to `question`, which only this framework asks
    question: str = ""
    variant_label: str = ""
    generated: tuple[str, ...] = ()  # files that its tools write beside the output
    advice: tuple[str, ...] = ()  # what AGENTS.md says about it alone
    caches: tuple[str, ...] = ()  # what a next build can use, besides the npm cache

    @property
    def key(self) -> str:
        """Its name as a layer, for example `react`, or `nextjs_app` for a variant."""
        return f"{self.name}_{self.variant}" if self.variant else self.name

    @property
    def vite_denies(self) -> tuple[str, ...]:
        return VITE_DENIES

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the app is opened while it is developed, each with a slash at the end."""
        return tuple(f"{url}/" for url in (self.url, self.preview_url) if url)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders at the root that hold the frontend."""
        return tuple(sorted({path.split("/")[0] for path in (self.source, self.components, self.library)}))

    @property
    def title(self) -> str:
        return f"{self.label} ({self.variant_label})" if self.variant else self.label


# What Vite's development server must not serve: Vite's own list, which a project's replaces, and what Amplify's tools
# write. https://vite.dev/config/server-options#server-fs-deny
VITE_DENIES = (
    ".env",
    ".env.*",
    "*.{crt,pem,key,p12,pfx,cer,der}",
    ".npmrc",
    ".yarnrc.yml",
    "**/.git/**",
    "**/.amplify/**",
    "amplify_outputs.aws.json",
)

REACT_PEERS = {"@xstate/react": {"react": "$react"}}  # it knows React 18, and runs with 19

NEXTJS = (
    "@aws-amplify/adapter-nextjs",
    "next",
    "react",
    "react-dom",
    "@testing-library/dom",
    "@testing-library/jest-dom",
    "@testing-library/react",
    "@testing-library/user-event",
    "@types/react",
    "@types/react-dom",
    "@vitejs/plugin-react",
    "eslint",
    "eslint-config-next",
    "jsdom",
    "vite",
    "vitest",
)
NEXTJS_SCRIPTS = {
    "dev": "next dev --hostname localhost",
    "build": "node scripts/forget-dev-types.mjs && next build",
    "start": "next start",
    "lint": "eslint",
    "test": "vitest run",
}
NEXTJS_ADVICE = (
    "On the server, Amplify runs inside `runWithAmplifyServerContext` of `lib/amplify-server.ts`, with functions of"
    " `aws-amplify/*/server`; the other modules of `lib/` that use Amplify are for the browser.",
)

FRAMEWORKS: Mapping[str, Framework] = {
    row.key: row
    for row in (
        Framework(
            name="react",
            label="React (Vite)",
            form_chooses_factor=True,
            platform="web",
            views="react",
            docs_slug="react",
            url="http://localhost:5173",
            preview_url="http://localhost:4173",
            source="src",
            route="a route in `src/routes.tsx`",
            library="src/lib",
            components="src/components",
            stylesheet="src/index",
            icon="public/favicon",
            output="dist",
            packages=(
                "react",
                "react-dom",
                "react-router",
                "@testing-library/dom",
                "@testing-library/jest-dom",
                "@testing-library/react",
                "@testing-library/user-event",
                "@types/react",
                "@types/react-dom",
                "@vitejs/plugin-react",
                "jsdom",
                "oxlint",
                "vite",
                "vitest",
            ),
            sign_in_packages=("@aws-amplify/ui-react",),
            overrides=REACT_PEERS,
            chat_packages=("@aws-amplify/ui-react-ai",),
            face_check_packages=("@aws-amplify/ui-react-liveness",),
            scripts={
                "dev": "vite",
                "build": "tsc -b && vite build",
                "preview": "vite preview",
                "lint": "oxlint",
                "test": "vitest run",
            },
            serve="vite preview",
            typecheck="tsc -b",
            local_backend="import.meta.env.DEV || import.meta.env.LOCAL_BACKEND",
        ),
        Framework(
            name="nextjs",
            variant="app",
            question="nextjs_router",
            label="Next.js",
            variant_label="App Router",
            platform="web",
            views="react",
            docs_slug="nextjs",
            url="http://localhost:3000",
            sign_in_page="sign-in",
            form_chooses_factor=True,
            source="app",
            route="a page, `app/(workspace)/<path>/page.tsx`",
            public_route="`app/api/<name>/route.ts`",
            has_error_page=True,
            library="lib",
            components="components",
            stylesheet="app/globals",
            icon="app/icon",
            output=".next",
            packages=NEXTJS,
            sign_in_packages=("@aws-amplify/ui-react",),
            overrides=REACT_PEERS,
            chat_packages=("@aws-amplify/ui-react-ai",),
            face_check_packages=("@aws-amplify/ui-react-liveness",),
            scripts=NEXTJS_SCRIPTS,
            serve="node scripts/serve.mjs",
            typecheck="node scripts/forget-dev-types.mjs && next typegen && tsc --noEmit",
            local_backend="process.env.NODE_ENV === 'development' || process.env.LOCAL_BACKEND",
            runs_on_server=True,
            generated=("next-env.d.ts", "*.tsbuildinfo"),
            advice=NEXTJS_ADVICE,
            caches=(".next/cache/**/*",),
        ),
        Framework(
            name="nextjs",
            variant="pages",
            question="nextjs_router",
            label="Next.js",
            variant_label="Pages Router",
            platform="web",
            views="react",
            docs_slug="nextjs",
            url="http://localhost:3000",
            sign_in_page="sign-in",
            form_chooses_factor=True,
            source="pages",
            route="a page, `pages/<path>.tsx`",
            public_route="`pages/api/<name>.ts`",
            library="lib",
            components="components",
            stylesheet="styles/globals",
            icon="public/favicon",
            output=".next",
            packages=NEXTJS,
            sign_in_packages=("@aws-amplify/ui-react",),
            overrides=REACT_PEERS,
            chat_packages=("@aws-amplify/ui-react-ai",),
            face_check_packages=("@aws-amplify/ui-react-liveness",),
            scripts=NEXTJS_SCRIPTS,
            serve="node scripts/serve.mjs",
            typecheck="node scripts/forget-dev-types.mjs && next typegen && tsc --noEmit",
            local_backend="process.env.NODE_ENV === 'development' || process.env.LOCAL_BACKEND",
            runs_on_server=True,
            generated=("next-env.d.ts", "*.tsbuildinfo"),
            advice=NEXTJS_ADVICE,
            caches=(".next/cache/**/*",),
        ),
        Framework(
            name="vue",
            label="Vue",
            platform="web",
            views="vue",
            docs_slug="vue",
            url="http://localhost:5173",
            preview_url="http://localhost:4173",
            source="src",
            route="a route in `src/router.ts`",
            library="src/lib",
            components="src/components",
            stylesheet="src/assets/main",
            icon="public/favicon",
            output="dist",
            packages=(
                "vue",
                "vue-router",
                "@tsconfig/node22",
                "@vitejs/plugin-vue",
                "@vue/eslint-config-typescript",
                "@vue/test-utils",
                "@vue/tsconfig",
                "eslint",
                "eslint-config-prettier",
                "eslint-plugin-oxlint",
                "eslint-plugin-vue",
                "jiti",
                "jsdom",
                "oxlint",
                "vite",
                "vitest",
                "vue-tsc",
            ),
            sign_in_packages=("@aws-amplify/ui-vue",),
            ignored_scripts=("vue-demi",),  # chooses between Vue 2 and Vue 3, which it is without
            scripts={
                "dev": "vite",
                "build": "vue-tsc --build && vite build",
                "preview": "vite preview",
                "lint": "oxlint && eslint --max-warnings 0",
                "test": "vitest run",
            },
            serve="vite preview",
            typecheck="vue-tsc --build",
            local_backend="import.meta.env.DEV || import.meta.env.LOCAL_BACKEND",
        ),
    )
}

# What a browser app is written with unless somebody says otherwise: every official Amplify component exists for it.
DEFAULT = FRAMEWORKS["react"]

# The answers that one framework alone asks for, with its variants, the default first.
VARIANTS: Mapping[str, tuple[str, ...]] = {
    question: tuple(row.variant for row in FRAMEWORKS.values() if row.question == question)
    for question in dict.fromkeys(row.question for row in FRAMEWORKS.values() if row.question)
}


def framework(name: str | None, variants: Mapping[str, str]) -> Framework | None:
    """The row of a framework; the first of its variants when none of them, or an unknown one, was chosen."""
    rows = [row for row in FRAMEWORKS.values() if row.name == name]
    chosen = [row for row in rows if row.variant == variants.get(row.question, "")]
    return next(iter(chosen or rows), None)
