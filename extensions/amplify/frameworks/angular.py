"""Angular, as its CLI serves it."""

from __future__ import annotations

from .framework import Framework

ROW = Framework(
    name="angular",
    label="Angular",
    platform="web",
    views="angular",
    docs_slug="angular",
    url="http://localhost:4200",
    preview_url="http://localhost:4173",
    source="src",
    route="a route in `src/app/app.routes.ts`",
    library="src/app/lib",
    components="src/app",
    stylesheet="src/styles",
    icon="public/favicon",
    output="dist",
    hosted_output="dist/{project}/browser",
    generated=(".angular",),
    imports_styles=False,
    serves_sources=False,
    packages=(
        "@angular/common",
        "@angular/compiler",
        "@angular/core",
        "@angular/platform-browser",
        "@angular/router",
        "rxjs",
        "tslib",
        "@angular/build",
        "@angular/cli",
        "@angular/compiler-cli",
        "@eslint/js",
        "angular-eslint",
        "eslint",
        "jsdom",
        "typescript-eslint",
        "vite",
        "vitest",
    ),
    sign_in_packages=("@aws-amplify/ui-angular",),
    ignored_scripts={"@angular/build": ("lmdb", "msgpackr-extract")},  # compile what is there already compiled
    scripts={
        "dev": "node scripts/serve.mjs",
        "build": "ng build",
        "lint": "ng lint --max-warnings 0",
        "test": "ng test --watch false && vitest run",
    },
    serve="vite preview --outDir {published}",
    local_build="ng build --configuration production,local",
    typecheck="ngc -p tsconfig.app.json --noEmit",  # `ng test` checks the types of the tests
    local_backend="LOCAL_BACKEND",
)
