"""React, as Vite serves it."""

from __future__ import annotations

from . import vite
from .framework import OXLINT, Framework

ROW = Framework(
    name="react",
    label="React (Vite)",
    form_chooses_factor=True,
    platform="web",
    views="react",
    shares=("react_hooks",),
    docs_slug="react",
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
    sign_in_overrides={"@xstate/react": {"react": "$react"}},  # it knows React 18, and runs with 19
    chat_packages=("@aws-amplify/ui-react-ai",),
    face_check_packages=("@aws-amplify/ui-react-liveness",),
    scripts={
        "dev": "vite",
        "build": "tsc -b && vite build",
        "preview": vite.PREVIEW,
        "lint": OXLINT,
        "test": "vitest run",
    },
    serve=vite.PREVIEW,
    typecheck="tsc -b",
    local_backend=vite.LOCAL_BACKEND,
    denied=vite.DENIED,
)
