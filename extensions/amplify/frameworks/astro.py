"""Astro, with an island of React."""

from __future__ import annotations

from dataclasses import replace

from . import react, vite
from .framework import Framework

URL = "http://localhost:4321"

ROW = replace(
    react.ROW,
    name="astro",
    label="Astro",
    url=URL,
    preview_url="",
    sign_in_page="sign-in",
    route="a line in `views` of `src/components/Workspace.tsx`",
    has_pages=True,
    stylesheet="src/styles/global",
    packages=(
        "astro",
        "react",
        "react-dom",
        "@astrojs/check",
        "@astrojs/react",
        "@testing-library/dom",
        "@testing-library/jest-dom",
        "@testing-library/react",
        "@testing-library/user-event",
        "@types/react",
        "@types/react-dom",
        "jsdom",
        "oxlint",
        "prettier-plugin-astro",
        "vite",
        "vitest",
    ),
    scripts={
        # A coding assistant's would go on in the background, and the backend end.
        "dev": "astro dev --ignore-lock",
        "build": "astro check && astro build",
        "preview": "astro preview",
        "lint": "oxlint",
        "test": "vitest run",
    },
    serve="astro preview",
    typecheck="astro check",
    generated=(".astro",),
    formatter_plugins=("prettier-plugin-astro",),
    advice=(
        "A page, `src/pages/*.astro`, is made when the app is built, and imports nothing of Amplify. What does is a React"
        ' component, below the one island that `src/layouts/AppLayout.astro` has, with `client:only="react"`.',
    ),
)
