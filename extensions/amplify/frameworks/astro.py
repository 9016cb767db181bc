"""Astro, with an island of React."""

from __future__ import annotations

from . import react, vite
from .framework import OXLINT, Framework

ROW = Framework(
    name="astro",
    label="Astro",
    platform="web",
    views="react",
    shares=("react_hooks",),
    docs_slug="react",  # Amplify's documentation has no pages for Astro
    url="http://localhost:4321",
    sign_in_page="sign-in",
    form_chooses_factor=True,
    source="src",
    route="a line in `views` of `src/components/Workspace.tsx`",
    has_pages=True,
    library="src/lib",
    components="src/components",
    stylesheet="src/styles/global",
    icon="public/favicon",
    output="dist",
    packages=(
        "@astrojs/react",
        "astro",
        "react",
        "react-dom",
        "@astrojs/check",
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
    sign_in_packages=react.ROW.sign_in_packages,
    sign_in_overrides=react.ROW.sign_in_overrides,
    chat_packages=react.ROW.chat_packages,
    face_check_packages=react.ROW.face_check_packages,
    scripts={
        # Without the flag, a coding assistant's server goes on by itself, and the backend ends.
        "dev": "astro dev --ignore-lock",
        "build": "astro check && astro build",
        "preview": "astro preview",
        "lint": OXLINT,
        "test": "vitest run",
    },
    serve="astro preview",
    typecheck="astro check",
    local_backend=vite.LOCAL_BACKEND,
    denied=vite.DENIED,
    formatter_plugins=("prettier-plugin-astro",),
    generated=(".astro",),
    advice=(
        "A page, `src/pages/*.astro`, is made when the app is built, and imports nothing of Amplify. What does is a React"
        ' component, below the one island that `src/layouts/AppLayout.astro` has, with `client:only="react"`.',
    ),
)
