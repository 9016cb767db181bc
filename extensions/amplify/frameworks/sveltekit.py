"""SvelteKit, as a static site: a page for visitors, and one that starts the app at every other address."""

from __future__ import annotations

from . import vite
from .framework import Framework

ROW = Framework(
    name="sveltekit",
    label="SvelteKit",
    platform="web",
    views="svelte",
    docs_slug="javascript",  # Amplify's documentation has no pages for Svelte
    url=vite.URL,
    preview_url=vite.PREVIEW_URL,
    welcome_runs_modules=False,
    sign_in_page="sign-in",
    source="src",
    route="a page, `src/routes/<path>/+page.svelte`",
    has_error_page=True,
    library="src/lib",
    components="src/lib/components",
    stylesheet="src/routes/layout",
    icon="src/lib/assets/favicon",
    output="build",
    generated=(".svelte-kit",),
    packages=(
        "@eslint/js",
        "@sveltejs/adapter-static",
        "@sveltejs/kit",
        "@sveltejs/vite-plugin-svelte",
        "@testing-library/jest-dom",
        "@testing-library/svelte",
        "@testing-library/user-event",
        "eslint",
        "eslint-config-prettier",
        "eslint-plugin-svelte",
        "globals",
        "jsdom",
        "prettier-plugin-svelte",
        "svelte",
        "svelte-check",
        "typescript-eslint",
        "vite",
        "vitest",
    ),
    sign_in_packages=("@aws-amplify/ui-svelte",),
    scripts={
        "dev": "vite dev",
        "build": "svelte-kit sync && svelte-check --tsconfig ./tsconfig.json && vite build",
        "preview": vite.PREVIEW,
        "lint": "svelte-kit sync && eslint --max-warnings 0",
        "test": "vitest run",
    },
    serve=vite.PREVIEW,
    typecheck="svelte-kit sync && svelte-check --tsconfig ./tsconfig.json",
    local_backend=vite.LOCAL_BACKEND,
    denied=vite.DENIED,
    address_type=("Pathname", "$app/types"),
    formatter_plugins=("prettier-plugin-svelte",),
    shell="200.html",
)
