"""Vue, as Vite serves it."""

from __future__ import annotations

from . import vite
from .framework import OXLINT, Framework

ROW = Framework(
    name="vue",
    label="Vue",
    platform="web",
    views="vue",
    docs_slug="vue",
    url=vite.URL,
    preview_url=vite.PREVIEW_URL,
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
    ignored_scripts={"@aws-amplify/ui-vue": ("vue-demi",)},  # chooses between Vue 2 and Vue 3, which it is without
    scripts={
        "dev": "vite",
        "build": "vue-tsc --build && vite build",
        "preview": vite.PREVIEW,
        "lint": f"{OXLINT} && eslint --max-warnings 0",
        "test": "vitest run",
    },
    serve=vite.PREVIEW,
    typecheck="vue-tsc --build",
    local_backend=vite.LOCAL_BACKEND,
    denied=vite.DENIED,
)
