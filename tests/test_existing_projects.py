"""A backend for a project that exists: nothing of its owner is overwritten, whatever its files look like."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from amplify.answers import Answers
from amplify.features import FEATURES
from amplify.manifest import catalog
from amplify.stack import Stack
from chromium import served
from commands import commit_all, git, run
from conftest import PRESETS, ROOT, Rendered, files_of
from copier.errors import UserMessageError
from hypothesis import given
from hypothesis import strategies as st
from jobs import TODAY
from packages import engines, give_back, link, packages
from playwright.sync_api import Browser
from private_files import answer
from pytest_copier.plugin import CopierFixture
from updates.addition import FILES, add, packages_of
from updates.client import told
from updates.jsonc import Document

# What somebody answers who adds a backend; the folder tells the rest.
ANSWERS: dict[str, Any] = {
    name: answer
    for name, answer in PRESETS["backend"].items()
    if name not in ("purpose", "project_name", "hosting", "package_manager")
}
SMALL: dict[str, Any] = {"login_methods": ["email"], "features": ["data"], "local_backend": False}
ADDED_TO = {*FILES}
FIRST, SECOND = "99.99.99", "100.0.0"  # the version that pytest-copier gives the template, and what a test releases

README = "# My app\n\nMine.\n"
IGNORED = "# deps\nnode_modules\n"
REFERENCES = '{\n  "files": [],\n  "references": [{ "path": "./tsconfig.app.json" }]\n}\n'

# Projects as the tools that make them write them, and as their owners keep them.
SHAPES: dict[str, dict[str, str]] = {
    "React by create-vite, with tabs": {
        "package.json": """{
	"name": "notes",
	"private": true,
	"version": "0.0.0",
	"type": "module",
	"scripts": {
		"dev": "vite",
		"lint": "eslint .",
		"check": "tsc --noEmit"
	},
	"dependencies": {
		"react": "^19.2.0"
	},
	"devDependencies": {
		"eslint": "^9.39.0",
		"typescript": "~6.0.3",
		"vite": "^8.0.0"
	}
}
""",
        ".gitignore": IGNORED + "*.local\n",
        "tsconfig.json": REFERENCES,
        "src/main.tsx": "export {}\n",
        "README.md": README,
    },
    "Next.js by create-next-app, with CRLF and without a last line end": {
        "package.json": '{\r\n  "name": "shop",\r\n  "version": "0.1.0",\r\n  "scripts": {\r\n    "dev": "next dev"\r\n  },\r\n'
        '  "dependencies": { "next": "16.0.1" },\r\n  "devDependencies": {\r\n    "@types/node": "^24",\r\n'
        '    "typescript": "^6"\r\n  }\r\n}',
        ".gitignore": "/node_modules\r\n/.next/",
        "tsconfig.json": '{\r\n  // As Next.js wants it.\r\n  "compilerOptions": { "strict": true, },\r\n'
        '  "include": ["next-env.d.ts", "**/*.ts", "**/*.tsx"],\r\n  "exclude": ["node_modules"] /* ours */\r\n}\r\n',
        "AGENTS.md": "# Rules of mine\n",
        "README.md": README,
        "app/page.tsx": "export default () => null\r\n",
    },
    "Vue by create-vue, with Prettier and Vitest": {
        "package.json": '{\n  "name": "vue-project",\n  "type": "module",\n  "scripts": {\n    "test": "vitest"\n  },\n'
        '  "devDependencies": {\n    "vitest": "^4.0.0",\n    "prettier": "3.6.2"\n  }\n}\n',
        ".editorconfig": "root = true\n\n[*]\nindent_style = tab\n",
        ".prettierrc.json": '{ "semi": true }\n',
        ".gitattributes": "* text=auto\n",
        "tsconfig.json": REFERENCES,
        "README.md": README,
    },
    "Angular by ng new": {
        "package.json": '{\n  "name": "heroes",\n  "version": "0.0.0",\n  "scripts": {\n    "ng": "ng"\n  },\n'
        '  "private": true,\n  "dependencies": {\n    "tslib": "^2.3.0"\n  },\n'
        '  "devDependencies": {\n    "typescript": "~6.0.2"\n  }\n}\n',
        "angular.json": "{}\n",
        ".editorconfig": "root = true\n",
        "tsconfig.json": "/* To learn more about this file see: https://angular.io/config/tsconfig. */\n" + REFERENCES,
        "README.md": README,
    },
    "SvelteKit by sv, with engine-strict": {
        "package.json": '{\n\t"name": "kit",\n\t"type": "module",\n\t"scripts": {\n\t\t"check": "svelte-check"\n\t}\n}\n',
        ".npmrc": "engine-strict=true\n",
        ".nvmrc": "22\n",
        "tsconfig.json": '{\n\t"extends": "./.svelte-kit/tsconfig.json"\n}\n',
    },
    "Expo by create-expo-app": {
        "package.json": '{\n  "name": "mobile",\n  "main": "expo-router/entry",\n  "version": "1.0.0",\n'
        '  "dependencies": {\n    "expo": "~54.0.0"\n  }\n}\n',
        ".gitignore": IGNORED + ".expo/\n# local env files\n.env*.local",
        "tsconfig.json": '{\n  "extends": "expo/tsconfig.base",\n  "include": ["**/*.ts", ".expo/types/**/*.ts"]\n}\n',
        "scripts/reset-project.cjs": "#!/usr/bin/env node\n",
        "README.md": README,
    },
    "a workspace of CommonJS in one line": {
        "package.json": '{"name":"@acme/all","type":"commonjs","workspaces":["apps/*"],"scripts":{"local":"node ."}}',
        "apps/web/package.json": '{ "name": "web" }\n',
        "tsconfig.json": "{}\n",
        "local/mine.txt": "mine\n",
        "tests/backend/mine.py": "mine = True\n",
        "docs/recipes.md": "Mine.\n",
    },
    "Flutter, without a package.json": {
        "pubspec.yaml": "name: field_notes\n",
        ".gitignore": ".dart_tool/\n",
        "README.md": README,
    },
    "React with pnpm": {
        "package.json": '{\n  "name": "notes",\n  "type": "module",\n  "packageManager": "pnpm@12.21.0",\n'
        '  "scripts": {\n    "dev": "vite"\n  },\n  "devDependencies": {\n    "vite": "^8.0.0"\n  }\n}\n',
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
        "pnpm-workspace.yaml": "# Mine.\nnodeLinker: hoisted\nallowBuilds:\n  esbuild: true\n",
        "index.html": '<script type="module" src="/src/main.ts"></script>\n',
        "src/main.ts": "export {}\n",
    },
    "React with Yarn": {
        "package.json": '{\n  "name": "notes",\n  "type": "module",\n  "dependenciesMeta": {\n    "esbuild": {\n'
        '      "built": false\n    }\n  },\n  "devDependencies": {\n    "vite": "^8.0.0"\n  }\n}\n',
        "yarn.lock": "__metadata:\n  version: 8\n",
        ".yarnrc.yml": "nodeLinker: node-modules\n",
    },
    "a backend of Gen 2 already": {
        "package.json": '{\n  "name": "gen2",\n  "type": "module",\n  "devDependencies": {\n'
        f'    "@aws-amplify/backend": "{catalog()["devDependencies"]["@aws-amplify/backend"]}"\n  }}\n}}\n',
        "amplify/backend.ts": "defineBackend({})\n",
        "amplify/package.json": '{"type": "module"}\n',
        "amplify/backend/mine.ts": "export {}\n",
    },
}


def made(shape: str, folder: Path) -> Path:
    for name, text in SHAPES[shape].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def contents(project: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in files_of(project).items()}


def answers_for(shape: str) -> dict[str, Any]:
    named = "package.json" in SHAPES[shape]
    return ANSWERS if named else {**ANSWERS, "project_name": "field-notes-backend"}


def is_superset(after: Any, before: Any) -> bool:
    """Everything that was there is, in the same order."""
    if isinstance(before, dict):
        kept = [name for name in after if name in before]
        return kept == [*before] and all(is_superset(after[name], value) for name, value in before.items())
    return bool(after == before)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_backend_is_added_and_nothing_of_the_owner_is_lost(
    plain_copier: CopierFixture, tmp_path: Path, capfd: pytest.CaptureFixture[str], shape: str
) -> None:
    project = made(shape, tmp_path / "project")
    before = contents(project)
    plain_copier.copy(project, **answers_for(shape))  # with --overwrite
    said = capfd.readouterr().err
    after = contents(project)
    assert {name: after[name] for name in {*before} - ADDED_TO} == {
        name: content for name, content in before.items() if name not in ADDED_TO
    }

    manifest, theirs = json.loads(after["package.json"]), json.loads(before.get("package.json", b"{}"))
    ours = json.loads(Stack.of(Answers.read(yaml.safe_load(after[".copier-answers.yml"]))).package_json)
    assert is_superset(manifest, theirs)
    assert {**ours["scripts"], **theirs.get("scripts", {})} == manifest["scripts"]
    assert {**packages_of(ours), **packages_of(theirs)} == packages_of(manifest)
    assert manifest.get("type") == theirs.get("type")
    assert after[".gitignore"].startswith(before.get(".gitignore", b""))
    assert {"amplify_outputs*", ".amplify"} <= {*after[".gitignore"].decode().splitlines()}
    for name in ADDED_TO & before.keys():
        assert is_crlf(after[name]) == is_crlf(before[name]), name
    assert after["package.json"].endswith(b"\n") == before.get("package.json", b"\n").endswith(b"\n")

    # Nothing that says how the whole project is formatted, installed or checked out.
    at_root = {name for name in after if "/" not in name} - {*before}
    assert at_root <= {".copier-answers.yml", "package.json", ".gitignore", ".prettierignore"}
    assert "amplify/README.md" in after
    assert "amplify/README.md explains the rest." in said

    if "amplify/backend.ts" not in before:  # else Copier asks about it, and `--overwrite` says yes
        plain_copier.copy(project)
        assert contents(project) == after
        assert "Added to your files" not in capfd.readouterr().err


def is_crlf(content: bytes) -> bool:
    return content.count(b"\r\n") == content.count(b"\n") > 0


def test_typescript_looks_elsewhere_where_it_would_look_everywhere(plain_copier: CopierFixture, tmp_path: Path) -> None:
    shape = "Next.js by create-next-app, with CRLF and without a last line end"
    project = made(shape, tmp_path / "project")
    plain_copier.copy(project, **ANSWERS)
    text = (project / "tsconfig.json").read_bytes().decode()
    document = Document.read(text)
    backend = ["amplify", "local", "scripts", "tests/backend", "tests/security"]
    assert document.value(document.root)["exclude"] == ["node_modules", *backend]
    for comment in ("// As Next.js wants it.", '"strict": true, }', "/* ours */"):
        assert comment in text


def test_only_the_backends_own_scripts_are_kept_from_typescript(plain_copier: CopierFixture, tmp_path: Path) -> None:
    project = made("Expo by create-expo-app", tmp_path / "project")
    plain_copier.copy(project, **ANSWERS)
    excluded = json.loads((project / "tsconfig.json").read_text())["exclude"]
    assert "scripts/synth.ts" in excluded
    assert not {"scripts", "scripts/reset-project.cjs"} & {*excluded}


def test_the_message_says_what_was_added_what_stays_and_what_is_left_to_tell(
    plain_copier: CopierFixture, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plain_copier.copy(made("Vue by create-vue, with Prettier and Vitest", tmp_path / "vue"), **ANSWERS)
    said = capfd.readouterr().err
    assert "package.json, scripts: local, sandbox, check:backend, " in said
    assert "package.json, packages: @aws-amplify/backend, " in said
    assert ".prettierignore: amplify, local, scripts, tests/backend, tests/security\n" in said
    assert "exclude: [...configDefaults.exclude, ...['amplify', 'local', 'scripts', " in said
    plain_copier.copy(made("a workspace of CommonJS in one line", tmp_path / "workspace"), **ANSWERS)
    assert 'scripts > local: yours has "node .", the template "node scripts/check-node.mjs' in capfd.readouterr().err


def test_another_package_manager_is_told_by_its_own_words(
    plain_copier: CopierFixture, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = made("React with pnpm", tmp_path / "pnpm")
    plain_copier.copy(project, **{**SMALL, "local_backend": True})
    said = capfd.readouterr().err
    assert yaml.safe_load((project / ".copier-answers.yml").read_text())["package_manager"] == "pnpm"
    assert "Yours to tell pnpm, in pnpm-workspace.yaml, under allowBuilds:\n\n" in said
    assert "\n    '@parcel/watcher': false\n" in said
    assert "\n    esbuild: true\n" not in said  # it knows
    assert "\n  pnpm add aws-amplify@" in said
    assert "once `pnpm run local` or `pnpm run sandbox` has" in said
    scripts = json.loads((project / "package.json").read_text())["scripts"]
    assert "pnpm run test:backend" in scripts["check:backend"]
    assert not [name for name in scripts.values() if re.search(r"(?<!p)npm ", name)]
    assert "packageManager" in json.loads((project / "package.json").read_text())
    yarn = made("React with Yarn", tmp_path / "yarn")
    plain_copier.copy(yarn, **SMALL)
    built = json.loads((yarn / "package.json").read_text())["dependenciesMeta"]
    assert (built["esbuild"], built["@parcel/watcher"]) == ({"built": False}, {"built": False})


def test_what_looks_at_the_code_of_the_app_alone_need_not_be_told(tmp_path: Path) -> None:
    for known, is_told in ({"vitest": "^4.0.0"}, True), ({"vitest": "^4.0.0", "@angular/build": "^22.0.0"}, False):
        (tmp_path / "package.json").write_text(json.dumps({"devDependencies": known}))
        said = "\n".join(add(tmp_path, '{ "scripts": { "sandbox": "ampx sandbox" } }', ["amplify"]))
        assert "sandbox" in said
        assert ("exclude: [...configDefaults.exclude, ...['amplify']]" in said) == is_told


def test_what_the_documents_of_an_added_backend_name_is_there(rendered: Rendered) -> None:
    everything = {**ANSWERS, "features": [*FEATURES, "advanced"], "push_platforms": ["fcm"]}
    answers = {"purpose": "backend", "existing_project": True, "project_name": "notes", "hosting": "none", **everything}
    project = rendered(answers).path
    scripts = json.loads((project / "package.json").read_text())["scripts"]
    documents = [*(project / "amplify").rglob("*.md")]
    assert {path.name for path in documents} >= {"README.md", "AGENTS.md", "recipes.md", "deploying.md"}
    for path in documents:
        text = path.read_text()
        assert {*re.findall(r"`npm run ([\w:-]+)", text)} <= {*scripts}, path
        for target in re.findall(r"\]\((?!http)([^)#]+)", text):
            assert (path.parent / target).exists(), f"{path}: {target}"


GEN1 = ["amplify/.config/project-config.json", "amplify/team-provider-info.json", "amplify/cli.json"]
GEN1 += ["amplify/backend/backend-config.json", "amplify/#current-cloud-backend/amplify-meta.json"]


@pytest.mark.parametrize("mark", GEN1)
@pytest.mark.parametrize("preset", ["backend", "react"])
def test_a_project_of_gen_1_is_refused_before_anything_is_asked_or_written(
    plain_copier: CopierFixture, tmp_path: Path, mark: str, preset: str
) -> None:
    project = made("Angular by ng new", tmp_path / "project")
    (project / mark).parent.mkdir(parents=True)
    (project / mark).write_text("{}\n")
    before = contents(project)
    with pytest.raises(
        UserMessageError, match=r"^amplify/\S+ belongs to Amplify Gen 1, .* 2027-05-01 .*/migrate-to-gen2/"
    ):
        plain_copier.copy(project, **PRESETS[preset])
    assert contents(project) == before


def test_a_project_of_gen_1_that_has_begun_to_migrate_is_refused_too(
    plain_copier: CopierFixture, tmp_path: Path
) -> None:
    project = made("a backend of Gen 2 already", tmp_path / "project")
    (project / "amplify/.config").mkdir()
    with pytest.raises(UserMessageError, match="Gen 1"):
        plain_copier.copy(project, **ANSWERS)


def manifest_with(**members: Any) -> str:
    return json.dumps({"name": "notes", "type": "module", **members})


@pytest.mark.parametrize(
    ("files", "answers", "sentence"),
    [
        ({}, {"purpose": "app"}, r"purpose: answer with backend, or choose an empty folder"),
        (
            {},
            {"purpose": "backend", "existing_project": False},
            r"existing_project: leave it out, or choose an empty folder",
        ),
        ({}, {"hosting": "amplify"}, r"hosting: answer with none; docs/existing-projects.md"),
        (
            {"package.json": manifest_with(devDependencies={"typescript": "~5.9.3"})},
            {},
            r"has typescript ~5\.9\.3, with .* run `npm install 'typescript@~\d+\.\d+\.\d+'`, see",
        ),
        (
            {"package.json": manifest_with(dependencies={"typescript": "~7.0.2", "aws-cdk-lib": "2.100.0"})},
            {},
            r"has aws-cdk-lib 2\.100\.0, typescript ~7\.0\.2, with",
        ),
        ({"package.json": manifest_with(scripts={"synth": "cdk synth"})}, {}, r"has synth among its scripts.*: rename"),
        ({"package.json": "{'name': 1}"}, {}, r"cannot be read, because line 1 is no JSON: mend it"),
        ({"package.json": '{\n"a": 1,\n"a": 2\n}'}, {}, r"cannot be read, because a stands in an object twice"),
        ({"package.json": "[]"}, {}, r"cannot be read, because it is no object"),
        ({"package.json": '{"scripts": []}'}, {}, r"cannot be read, because scripts in it is no object"),
        (
            {"pnpm-lock.yaml": ""},
            {},
            r"pnpm-workspace\.yaml does not say `nodeLinker: hoisted`, without which Amplify does not find its packages: "
            "add it",
        ),
        (
            {"yarn.lock": "__metadata:\n", ".yarnrc.yml": "nodeLinker: pnp\n"},
            {},
            r"\.yarnrc\.yml does not say `nodeLinker: node-modules`",
        ),
        ({"yarn.lock": "# yarn lockfile v1\n"}, {}, r"yarn\.lock is of Yarn 1, .*: run `yarn set version \d"),
        ({"bun.lock": "{}"}, {}, r"bun\.lock says that Bun installs your packages, and .*: choose a folder"),
        (
            {"package-lock.json": "{}", "yarn.lock": ""},
            {},
            r"there are yarn\.lock and package-lock\.json: delete those",
        ),
        (
            {"package-lock.json": "{}"},
            {"package_manager": "pnpm"},
            r"package_manager: answer with npm; package-lock\.json says that it installs your packages\.",
        ),
        (
            {
                "package.json": manifest_with(devDependencies={"typescript": "~5.9.3"}),
                "pnpm-lock.yaml": "",
                "pnpm-workspace.yaml": "nodeLinker: hoisted\n",
            },
            {},
            r"run `pnpm add 'typescript@~\d+\.\d+\.\d+'`, see",
        ),
        (
            {"package.json": '{"name": "mobile"}', "scripts/reset-project.js": ""},
            {},
            r"scripts/reset-project\.js would become an ES module",
        ),
    ],
)
def test_what_its_owner_has_to_decide_is_one_sentence_before_anything_is_written(
    plain_copier: CopierFixture, tmp_path: Path, files: dict[str, str], answers: dict[str, Any], sentence: str
) -> None:
    for name, text in {"package.json": manifest_with(), **files}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    before = contents(tmp_path)
    app = (
        {name: PRESETS["react"][name] for name in ("platform", "framework")} if answers.get("purpose") == "app" else {}
    )
    with pytest.raises(UserMessageError, match=sentence) as refused:
        plain_copier.copy(tmp_path, **{**SMALL, "project_name": "notes", **app, **answers})
    assert len(str(refused.value).splitlines()) == 1
    assert contents(tmp_path) == before


@pytest.mark.parametrize("version", ["^6.0.0", "~6.0", ">=5", "6.9.9", "latest", "workspace:*", "^6.4.0"])
def test_a_version_that_can_be_the_templates_or_is_a_newer_one_of_the_same_is_no_obstacle(
    plain_copier: CopierFixture, tmp_path: Path, version: str
) -> None:
    (tmp_path / "package.json").write_text(manifest_with(devDependencies={"typescript": version}))
    plain_copier.copy(tmp_path, **SMALL)
    assert json.loads((tmp_path / "package.json").read_text())["devDependencies"]["typescript"] == version


def test_a_folder_with_other_files_is_no_project(plain_copier: CopierFixture, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine\n")
    plain_copier.copy(tmp_path, **PRESETS["backend"])
    assert (tmp_path / "README.md").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine\n"


NAMES = st.sampled_from(
    ["dev", "lint", "local", "check", "a b", 'quo"ted', "tab\t", "é", "//", "a-package", "tsx", "zod"]
)
TEXTS = NAMES | st.sampled_from(["", "^1.0.0", "node . # {}", "\\", "/* */", "☃"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
MANIFESTS = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS,
        "type": st.sampled_from(["module", "commonjs"]),
        "workspaces": st.lists(TEXTS, max_size=2),
        "scripts": st.dictionaries(NAMES, TEXTS, max_size=4),
        "dependencies": st.dictionaries(NAMES, TEXTS, max_size=4),
        "devDependencies": st.dictionaries(NAMES, TEXTS, max_size=4),
        "allowScripts": st.dictionaries(NAMES, st.booleans(), max_size=2),
        "config": JSON,
    },
)
TSCONFIGS = st.fixed_dictionaries(
    {},
    optional={
        "extends": TEXTS,
        "files": st.lists(TEXTS, max_size=2),
        "include": st.lists(st.sampled_from(["src", "**/*.ts", ".", "./src", "*.d.ts"]), max_size=3),
        "exclude": st.lists(st.sampled_from(["node_modules", "amplify", "dist"]), max_size=3, unique=True),
        "compilerOptions": st.dictionaries(NAMES, JSON, max_size=2),
    },
)
INDENTS = st.sampled_from([None, 0, 1, 2, 4, "\t"])
COMMENTS = st.sampled_from(["", "// mine\n", "/* mine,\n{ */\n"])
LINES = st.lists(st.sampled_from(["node_modules", "/.amplify/", "# mine", "", "!keep", "amplify_outputs*", " x "]))


@given(MANIFESTS, TSCONFIGS, LINES, INDENTS, COMMENTS, st.booleans(), st.sampled_from(["", "\n"]))
def test_files_of_any_shape_are_added_to_and_lose_nothing(
    manifest: dict[str, Any],
    tsconfig: dict[str, Any],
    ignored: list[str],
    indent: int | str | None,
    comment: str,
    crlf: bool,
    end: str,
) -> None:
    ours = Stack.of(Answers.read({**PRESETS["backend"], "existing_project": True})).package_json
    texts = {
        "package.json": json.dumps(manifest, indent=indent, ensure_ascii=False) + end,
        "tsconfig.json": comment + json.dumps(tsconfig, indent=indent) + end,
        ".gitignore": "\n".join(ignored) + end,
    }
    with TemporaryDirectory() as folder:
        project = Path(folder)
        before = {name: text.replace("\n", "\r\n" if crlf else "\n").encode() for name, text in texts.items()}
        for name, content in before.items():
            (project / name).write_bytes(content)
        add(project, ours, ["amplify", "scripts"])
        after = contents(project)
        assert add(project, ours, ["amplify", "scripts"]) == []
        assert contents(project) == after

    result = json.loads(after["package.json"])
    assert is_superset(result, manifest)
    assert {*packages_of(json.loads(ours))} <= {*packages_of(result)}
    assert json.loads(ours)["scripts"].keys() <= result["scripts"].keys()
    document = Document.read(after["tsconfig.json"].decode())
    settings = document.value(document.root)
    assert is_superset(
        {**settings, "exclude": tsconfig.get("exclude")}, {**tsconfig, "exclude": tsconfig.get("exclude")}
    )
    assert settings.get("exclude", [])[: len(tsconfig.get("exclude", []))] == tsconfig.get("exclude", [])
    assert comment.replace("\n", "\r\n" if crlf else "\n").encode() in after["tsconfig.json"]
    assert after[".gitignore"].startswith(before[".gitignore"])
    for name, content in after.items():
        assert b"\n" not in content.replace(b"\r\n", b"") or not is_crlf(before[name]), name
        if name != ".gitignore":
            assert content.endswith(b"\n") == before[name].endswith(b"\n"), name


@pytest.fixture
def template(copier_template: Path) -> Iterator[Path]:
    """The template as a repository; what a test releases is taken back."""
    yield copier_template
    git(copier_template, "reset", "--quiet", "--hard", FIRST)
    git(copier_template, "tag", "--delete", *git(copier_template, "tag", "--list", SECOND).split())


@pytest.mark.parametrize("shape", [*SHAPES][:2])
def test_an_update_brings_newer_packages_and_features_and_leaves_the_rest_as_it_is(
    template: Path, copier: CopierFixture, tmp_path: Path, shape: str
) -> None:
    project = made(shape, tmp_path / "project")
    git(project, "init")
    git(project, "config", "core.autocrlf", "false")
    commit_all(project, "Mine")
    added = copier.copy(project, **SMALL)
    commit_all(project, "Add a backend")
    before = contents(project)
    status = json.loads(run(project, "node", "scripts/template.mjs", "status", "--json"))
    assert (status["changed"], status["deleted"]) == ([], [])
    edit(template / "catalog/package.json", r'("tsx": ")[\d.]+', r"\g<1>99.0.0")
    commit_all(template, "A newer package", tag=SECOND)

    added.update(features=["data", "storage"])
    after = contents(project)
    assert (project / "amplify/storage/resource.ts").exists()
    assert json.loads(after["package.json"])["devDependencies"]["tsx"] == "99.0.0"
    expected = re.sub(rb'("tsx": ")[\d.]+', rb"\g<1>99.0.0", before["package.json"])
    assert after["package.json"] == expected
    assert {name: after[name] for name in SHAPES[shape] if name != "package.json"} == {
        name: before[name] for name in SHAPES[shape] if name != "package.json"
    }
    assert git(project, "ls-files", "--unmerged") == ""


def edit(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text())
    assert count == 1
    path.write_text(text)


# As the documentation has it.
[UNDO] = re.findall(r"^git restore .*", (ROOT / "docs/existing-projects.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("shape", SHAPES)
def test_one_command_takes_everything_back_until_it_is_committed(
    plain_copier: CopierFixture, tmp_path: Path, shape: str
) -> None:
    project = made(shape, tmp_path / "project")
    git(project, "init")
    git(project, "config", "core.autocrlf", "false")
    commit_all(project, "Mine")
    before = contents(project)
    plain_copier.copy(project, **answers_for(shape))
    assert contents(project) != before
    run(project, "sh", "-c", UNDO)
    assert contents(project) == before


USES = "import { signUp } from 'aws-amplify/auth'\nObject.assign(globalThis, { signUp })\n"
VITE = "create-vite@9.3.0"
NEXT = (
    "--ts",
    "--app",
    "--empty",
    "--src-dir",
    "--no-eslint",
    "--no-tailwind",
    "--skip-install",
    "--disable-git",
    "--yes",
)
STATIC = ("--add", "sveltekit-adapter=adapter:static")
# By client: its scaffolder, the checks of its own, and what its owner writes to sign somebody up, by file.
SCAFFOLDED: dict[str, tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]] = {
    "React": (
        (VITE, "notes", "--template", "react-ts", "--no-interactive"),
        ("lint", "build"),
        {"src/App.tsx": USES + "\nexport default function App() {\n  return null\n}\n"},
    ),
    "Vue, in JavaScript": (
        (VITE, "notes", "--template", "vue", "--no-interactive"),
        ("build",),
        {"src/App.vue": f"<script setup>\n{USES}</script>\n\n<template><p>Hello</p></template>\n"},
    ),
    "Next.js": (
        ("create-next-app@16.4.3", "notes", *NEXT),
        ("build",),
        {
            "src/app/sign-up.tsx": "'use client'\nimport '../configure-amplify'\n"
            + USES
            + "\nexport function SignUp() {\n  return null\n}\n",
            "src/app/page.tsx": "import { SignUp } from './sign-up'\n\nexport default function Home() {\n"
            "  return <SignUp />\n}\n",
        },
    ),
    "Svelte, in JavaScript": (
        (VITE, "notes", "--template", "svelte", "--no-interactive"),
        ("build",),
        {"src/App.svelte": f"<script>\n{USES}</script>\n"},
    ),
    "Solid": (
        (VITE, "notes", "--template", "solid-ts", "--no-interactive"),
        ("build",),
        {"src/App.tsx": USES + "\nexport default function App() {\n  return null\n}\n"},
    ),
    "Angular": (
        ("@angular/cli@22.2.6", "new", "notes", "--defaults", "--skip-install", "--skip-git"),
        ("build",),
        {
            "src/app/app.routes.ts": "import type { Routes } from '@angular/router'\n"
            + USES
            + "\nexport const routes: Routes = []\n"
        },
    ),
    "SvelteKit": (
        ("sv@0.17.1", "create", "notes", "--template", "minimal", "--types", "ts", "--no-install", *STATIC),
        ("check",),
        {"src/routes/+page.svelte": f'<script lang="ts">\n{USES}</script>\n'},
    ),
}
OTHERS = [client for client in SCAFFOLDED if client != "React"]
# Whose app is not started here.
MADE_ALONE: dict[str, tuple[str, ...]] = {
    "Vue": ("create-vue@3.24.0", "notes", "--ts", "--router"),
    "Expo": ("create-expo-app@4.0.0", "notes", "--template", "blank-typescript@57.0.28", "--no-install", "--yes"),
    "React Native": (
        *("@react-native-community/cli@20.2.0", "init", "notes", "--version", "0.86.3"),
        *("--skip-install", "--skip-git-init"),
    ),
}


def scaffolded(folder: Path, scaffolder: tuple[str, ...]) -> Path:
    project = folder / "notes"
    run(folder, "npx", "--yes", *scaffolder)
    shutil.rmtree(project / ".git", ignore_errors=True)  # of Expo's scaffolder
    git(project, "init", "--quiet")
    git(project, "config", "core.autocrlf", "false")
    commit_all(project, "Mine")
    return project


def add_backend(copier: CopierFixture, project: Path) -> dict[str, bytes]:
    """With the versions that the sentence asks for, where a scaffolder brings what Amplify cannot use today.

    Returns what was there before.
    """
    answers, before = {**SMALL, "local_backend": True}, contents(project)
    try:
        copier.copy(project, **answers)
    except UserMessageError as refused:
        assert contents(project) == before
        [command] = re.findall(r"`\w+ (?:install|add) (.*?)`", str(refused))
        for name, version in re.findall(r"([@\w/-]+)@([~^]?[\d.]+)", command):
            edit(project / "package.json", rf'("{name}": )"[^"]+"', rf'\g<1>"{version}"')
        commit_all(project, "What Amplify uses")
        before = contents(project)
        copier.copy(project, **answers)
    return before


@pytest.mark.job("existing projects")
@pytest.mark.parametrize("client", [*SCAFFOLDED, *MADE_ALONE])
def test_what_a_scaffolder_makes_is_added_to_once_and_given_back_to_the_byte(
    plain_copier: CopierFixture, tmp_path: Path, client: str
) -> None:
    project = scaffolded(tmp_path, SCAFFOLDED[client][0] if client in SCAFFOLDED else MADE_ALONE[client])
    before = add_backend(plain_copier, project)
    changed = [line.split("\t") for line in git(project, "diff", "--numstat").splitlines()]
    assert {name for _, _, name in changed} <= ADDED_TO
    # A comma is all that a line of theirs gets.
    assert {name: removed for _, removed, name in changed if int(removed) > 2} == {}
    after = contents(project)
    assert is_superset(json.loads(after["package.json"]), json.loads(before["package.json"]))
    plain_copier.copy(project)
    assert contents(project) == after
    run(project, "sh", "-c", UNDO)
    assert contents(project) == before


@pytest.mark.job("existing projects")
@pytest.mark.parametrize("client", ["React", OTHERS[TODAY // 2 % len(OTHERS)]])
def test_a_scaffolded_client_uses_the_backend_on_this_machine_and_passes_its_own_checks(
    plain_copier: CopierFixture, tmp_path: Path, capfd: pytest.CaptureFixture[str], client: str, browser: Browser
) -> None:
    scaffolder, scripts, uses = SCAFFOLDED[client]
    project = scaffolded(tmp_path, scaffolder)
    theirs = {*contents(project)}
    add_backend(plain_copier, project)
    assert ".amplify" not in git(project, "status", "--porcelain")

    do_as_told(project, capfd.readouterr().err)
    for name, text in uses.items():
        (project / name).write_text(text)
    link(packages(), project)
    link(engines(), project / "local")
    try:
        if client == "React":  # the backend is the same in all
            run(project, "npm", "run", "check:backend")
        with served(project, "npm", "run", "local", "--", "--reset", before="ready at ") as backend:
            with served(project, "npm", "run", "start" if client == "Angular" else "dev") as address:
                assert signed_up(browser, address) == "CONFIRM_SIGN_UP"
            assert "ada@example.com" in answer(backend, "/mailbox")
        for script in scripts:
            run(project, "npm", "run", script)
        assert theirs <= {*contents(project)}
    finally:
        give_back(project)


def do_as_told(project: Path, said: str) -> None:
    """Put the lines of a message where it says."""
    told = said.split("\nTo use it in the app")[1]
    found = re.findall(r"(A new file|The first lines? of) (\S+):\n\n((?:  .*\n|\n(?=  ))+)", told)
    assert found
    for _, name, lines in found:
        path = project / name
        before = path.read_text() if path.exists() else ""
        path.write_text(re.sub("^  ", "", lines, flags=re.MULTILINE) + before)


def signed_up(browser: Browser, address: str) -> str:
    """The step after a sign-up in a browser, none of whose requests left this machine."""
    person = {"username": "ada@example.com", "password": "Correct-horse-7"}
    with browser.new_context() as context:
        page = context.new_page()
        hosts = []
        page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname))
        page.goto(address)
        page.wait_for_function("Boolean(window.signUp)", timeout=90_000)
        step: str = page.evaluate("async (person) => (await signUp(person)).nextStep.signUpStep", person)
        assert {*hosts} <= {"localhost", "127.0.0.1"}
    return step


# A client as its owner has it, the file that the lines go to, and what imports that.
KNOWN: dict[str, tuple[dict[str, str], dict[str, str], str, str]] = {
    "Vite, the entry that its page names": (
        {"vite": "8.0.0"},
        {"index.html": '<script type="module" src="/src/client/start.js"></script>', "src/client/start.js": ""},
        "src/client/configure-amplify.js",
        "src/client/start.js:\n\n  import './configure-amplify'",
    ),
    "Next.js, Pages Router": (
        {"next": "16.0.0"},
        {"pages/_app.jsx": 'import "../styles/globals.css";\n'},
        "configure-amplify.js",
        'pages/_app.jsx:\n\n  import "../configure-amplify";',
    ),
    "Next.js, App Router": (
        {"next": "16.0.0", "typescript": "6.0.3"},
        {"src/app/layout.tsx": "export {}\n"},
        "src/configure-amplify.ts",
        "Import it first in every file of the browser",
    ),
    "Nuxt": ({"nuxt": "4.0.0"}, {"app/app.vue": ""}, "app/plugins/configure-amplify.client.js", "defineNuxtPlugin"),
    "Nuxt 3": ({"nuxt": "3.0.0"}, {"app.vue": ""}, "plugins/configure-amplify.client.js", "defineNuxtPlugin"),
    "SvelteKit": (
        {"@sveltejs/kit": "2.0.0", "vite": "8.0.0"},
        {"svelte.config.js": ""},
        "src/hooks.client.js",
        "Amplify",
    ),
    "Astro": ({"astro": "7.0.0"}, {}, "src/configure-amplify.js", "Import it first in every file of the browser"),
    "Angular": (
        {"@angular/core": "22.0.0", "typescript": "6.0.3"},
        {"src/main.ts": "import { bootstrapApplication } from '@angular/platform-browser';\n"},
        "src/configure-amplify.ts",
        "src/main.ts:\n\n  import './configure-amplify';",
    ),
    "Expo with routes": (
        {"expo": "57.0.0", "react-native": "0.86.0"},
        {"app/_layout.tsx": "import x from 'x'\n", "tsconfig.json": "{}"},
        "configure-amplify.ts",
        "app/_layout.tsx:\n\n  import '../configure-amplify'",
    ),
    "React Native": (
        {"react-native": "0.86.0"},
        {"index.js": "import {AppRegistry} from 'react-native';\n"},
        "configure-amplify.js",
        "index.js:\n\n  import './configure-amplify';",
    ),
}


@pytest.mark.parametrize("client", KNOWN)
def test_the_lines_for_a_client_are_in_its_own_language_and_style(tmp_path: Path, client: str) -> None:
    known, files, file, entry = KNOWN[client]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    lines = told(tmp_path, known, local=True)
    said = "\n".join(lines)
    assert f"A new file {file}:" in said
    assert entry in said
    up = "../" * file.count("/") or "./"
    assert re.search(rf"""import outputs from ['"]{up}amplify_outputs.json['"]""", said)
    assert (" as { custom" in said) == (file.endswith("ts") and "react-native" not in known)
    assert ("/redirect.js" in said) == ("react-native" not in known)
    assert ("import 'react-native-get-random-values'" in said) == ("react-native" in known)
    has_semicolons = ";\n" in "".join(files.values())
    statements = [line for line in lines if line.startswith(("  import", "  const", "  Amplify"))]
    assert {line.endswith(";") for line in statements} == {has_semicolons}
    install = next(line for line in lines if "install " in line)
    assert re.search(r"aws-amplify@\d", install)
    assert "/redirect.js" not in "\n".join(told(tmp_path, known, local=False))
    assert not any(
        "install aws-amplify" in line for line in told(tmp_path, {**known, "aws-amplify": "6.0.0"}, local=True)
    )


def test_a_client_that_is_not_known_is_told_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, {"vite": "8.0.0"}, local=True) == []
    assert told(tmp_path, {"parcel": "2.0.0"}, local=True) == []
