"""Solid, as Vite serves it."""

from __future__ import annotations

from . import vite
from .framework import Framework

ROW = Framework(
    name="solid",
    label="Solid",
    has_official_form=False,
    form_chooses_factor=True,
    platform="web",
    views="solid",
    docs_slug="javascript",
    url=vite.URL,
    preview_url=vite.PREVIEW_URL,
    source="src",
    route="a route in `src/routes.tsx`",
    library="src/lib",
    components="src/components",
    stylesheet="src/index",
    icon="public/favicon",
    output="dist",
    packages=(
        "solid-js",
        "@solidjs/router",
        "@solidjs/testing-library",
        "@testing-library/jest-dom",
        "@testing-library/user-event",
        "@eslint/js",
        "eslint",
        "eslint-plugin-solid",
        "jsdom",
        "typescript-eslint",
        "vite",
        "vite-plugin-solid",
        "vitest",
    ),
    sign_in_packages=(),
    scripts={
        "dev": "vite",
        "build": "tsc -b && vite build",
        "preview": vite.PREVIEW,
        "lint": "eslint --max-warnings 0",
        "test": "vitest run",
    },
    serve=vite.PREVIEW,
    typecheck="tsc -b",
    local_backend=vite.LOCAL_BACKEND,
    denied=vite.DENIED,
    advice=("Amplify's documentation has no pages for Solid: read those for JavaScript.",),
)
