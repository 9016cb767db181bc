"""What the template can write: one row for each framework and feature.

A row says what it brings; the files that gather (backend.ts, package.json, the app's shell, README.md, the message after
copying) loop over the rows of a stack. To add one, add a row, its layers in template/, its choice in questions/ and its
tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Framework:
    """One kind of client. Packages are names in the catalog."""

    name: str
    label: str
    platform: str  # web or mobile
    views: str  # frameworks with the same value share their components
    docs_slug: str  # docs.amplify.aws/<slug>/
    url: str  # of the development server
    source: str  # folder of the frontend
    library: str  # folder of the framework-neutral TypeScript
    components: str  # folder of the views
    output: str  # folder that `npm run build` writes
    packages: tuple[str, ...]
    sign_in_packages: tuple[str, ...]
    scripts: Mapping[str, str]  # dev, build, lint, test and what else the framework's scaffolder writes
    typecheck: str
    in_development: str  # expression that the bundler replaces by false in a production build


@dataclass(frozen=True)
class Feature:
    """What a backend can offer: a value of the `features` answer, or sign-in, which follows from `login_methods`."""

    name: str
    noun: str  # in a sentence: "… and files work at once"
    folder: str  # of its definition, below amplify/
    summary: str  # what that folder holds
    docs: str  # page below docs.amplify.aws/<slug>/
    offer: str = ""  # what people can do with it, for the welcome page
    component: str | None = None  # the screen that shows it
    needs: tuple[str, ...] = field(default=())  # other features without which the screen has nothing to call
    packages: tuple[str, ...] = field(default=())


FRAMEWORKS: Mapping[str, Framework] = {
    row.name: row
    for row in (
        Framework(
            name="react",
            label="React (Vite)",
            platform="web",
            views="react",
            docs_slug="react",
            url="http://localhost:5173",
            source="src",
            library="src/lib",
            components="src/components",
            output="dist",
            packages=(
                "react",
                "react-dom",
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
            scripts={
                "dev": "vite",
                "build": "tsc -b && vite build",
                "preview": "vite preview",
                "lint": "oxlint",
                "test": "vitest run",
            },
            typecheck="tsc -b",
            in_development="import.meta.env.DEV",
        ),
    )
}

AUTH = Feature(
    name="auth",
    noun="sign-in",
    folder="auth",
    summary="who can sign in, and how (Amazon Cognito)",
    docs="build-a-backend/auth/",
)

FEATURES: Mapping[str, Feature] = {
    row.name: row
    for row in (
        Feature(
            name="data",
            noun="live data",
            folder="data",
            summary="the data model and who may read and write it (AWS AppSync, Amazon DynamoDB)",
            docs="build-a-backend/data/",
            offer="keep a to-do list that every open window follows live",
            component="TodoList",
        ),
        Feature(
            name="storage",
            noun="files",
            folder="storage",
            summary="the bucket, its folders and who may use them (Amazon S3)",
            docs="build-a-backend/storage/",
            offer="store files",
            component="FileList",
        ),
        Feature(
            name="functions",
            noun="functions",
            folder="functions",
            summary="one folder for each function (AWS Lambda)",
            docs="build-a-backend/functions/",
            offer="call functions",
            component="FunctionCalls",
            needs=("data",),
            packages=("@types/aws-lambda",),
        ),
    )
}
