"""Next.js, with either of its routers."""

from __future__ import annotations

from dataclasses import replace

from . import react
from .framework import Framework

APP = Framework(
    name="nextjs",
    variant="app",
    question="nextjs_router",
    label="Next.js",
    variant_label="App Router",
    platform="web",
    views="react",
    shares=("react_hooks",),
    docs_slug="nextjs",
    url="http://localhost:3000",
    sign_in_page="sign-in",
    form_chooses_factor=True,
    source="app",
    route="a page, `app/(workspace)/<path>/page.tsx`",
    public_route="`app/api/<name>/route.ts`",
    guard="proxy.ts",
    has_error_page=True,
    library="lib",
    components="components",
    stylesheet="app/globals",
    icon="app/icon",
    output=".next",
    packages=(
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
    ),
    sign_in_packages=react.ROW.sign_in_packages,
    sign_in_overrides=react.ROW.sign_in_overrides,
    chat_packages=react.ROW.chat_packages,
    face_check_packages=react.ROW.face_check_packages,
    scripts={
        "dev": "next dev --hostname localhost",
        "build": "node scripts/forget-dev-types.mjs && next build",
        "start": "next start",
        "lint": "eslint --max-warnings 0",
        "test": "vitest run",
    },
    serve="node scripts/serve.mjs",
    typecheck="node scripts/forget-dev-types.mjs && next typegen && tsc --noEmit",
    local_backend="process.env.NODE_ENV === 'development' || process.env.LOCAL_BACKEND",
    left_alone="webpackIgnore: true",
    runs_on_server=True,
    serves_sources=False,
    generated=("next-env.d.ts", "*.tsbuildinfo"),
    advice=(
        "On the server, Amplify runs inside `runWithAmplifyServerContext` of `lib/amplify-server.ts`, with functions of"
        " `aws-amplify/*/server`; the other modules of `lib/` that use Amplify are for the browser.",
    ),
    caches=(".next/cache/**/*",),
)

PAGES = replace(
    APP,
    variant="pages",
    variant_label="Pages Router",
    source="pages",
    route="a page, `pages/<path>.tsx`",
    public_route="`pages/api/<name>.ts`",
    has_error_page=False,
    stylesheet="styles/globals",
    icon="public/favicon",
)
