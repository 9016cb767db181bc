"""Nuxt, whose server renders pages with the components of Vue."""

from __future__ import annotations

from . import vite, vue
from .framework import Framework

ROW = Framework(
    name="nuxt",
    label="Nuxt",
    platform="web",
    views=vue.ROW.views,
    docs_slug="vue",
    url="http://localhost:3000",
    sign_in_page="sign-in",
    source="app",
    route="a page, `app/pages/<path>.vue`",
    public_route="`server/api/<name>.ts`",
    guard="server/middleware/session.ts",
    has_error_page=True,
    library="app/lib",
    components="app/components",
    stylesheet="app/assets/css/main",
    icon="public/favicon",
    output=".output",
    hosted_output=".amplify-hosting",
    packages=(
        "nuxt",
        "vue",
        "vue-router",
        "@nuxt/eslint-config",
        "@vitejs/plugin-vue",
        "@vue/test-utils",
        "eslint",
        "eslint-config-prettier",
        "h3",
        "jsdom",
        "vitest",
        "vue-tsc",
    ),
    sign_in_packages=("aws-jwt-verify", *vue.ROW.sign_in_packages),
    ignored_scripts=vue.ROW.ignored_scripts,
    scripts={
        "postinstall": "nuxt prepare",
        "dev": "nuxt dev",
        "build": "nuxt typecheck && nuxt build",
        "generate": "nuxt generate",
        "preview": "nuxt preview",
        "lint": "eslint --max-warnings 0",
        "test": "nuxt prepare && vitest run",
    },
    serve="node scripts/serve.mjs",
    typecheck="nuxt typecheck",
    local_backend=vite.LOCAL_BACKEND,
    denied=vite.DENIED,
    runs_on_server=True,
    generated=(".nuxt", ".nitro", ".data", ".amplify-hosting"),
    advice=(
        "On the server, Amplify takes the context of a request first, `amplify(event)` of `server/utils/amplify.ts`, with"
        " functions of `aws-amplify/*/server`; the modules of `app/lib/` that use Amplify are for the browser.",
        "Amplify's documentation has no platform of its own for Nuxt: what it says of Vue holds for the browser, and"
        " https://docs.amplify.aws/vue/frontend/server-side-rendering/nuxt/ is about the server.",
    ),
)
