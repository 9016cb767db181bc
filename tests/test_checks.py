"""The checks of a rendered project, on its fullest project of each client."""

from __future__ import annotations

import shutil

import pytest
from commands import edited, git, run
from jobs import EACH_SIGN_IN, IN_TYPESCRIPT, MOBILE
from projects import STUB, App

pytestmark = pytest.mark.job("checks")


@pytest.mark.parametrize("script", ["format:check", "lint", "test", "build"])
@pytest.mark.parametrize("app", IN_TYPESCRIPT, indirect=True)
def test_each_check_works_alone_where_nothing_is_generated_yet(app: App, script: str) -> None:
    works_alone(app, script)


@pytest.mark.parametrize("app", [*IN_TYPESCRIPT[:1], *MOBILE], indirect=True)
def test_so_does_the_one_of_types_which_has_the_backend_besides_what_the_build_has(app: App) -> None:
    works_alone(app, "typecheck")


def works_alone(app: App, script: str) -> None:
    """As after `git clean`; `ampx sandbox delete` removes the outputs, too."""
    git(app.project, "clean", "-fdxq", "--exclude", "node_modules")
    shutil.rmtree(app.project / "node_modules/.tmp", ignore_errors=True)
    try:
        run(app.project, "npm", "run", script)
        assert script in ("format:check", "lint") or app.outputs.read_text() == STUB
        assert script != "build" or (app.project / app.framework.output).is_dir()
        assert git(app.project, "status", "--porcelain") == ""
    finally:
        app.outputs.write_text(STUB)


def test_a_mistake_in_the_app_fails_its_build(app: App) -> None:
    path = app.project / app.framework.library / "todos.ts"
    with edited(path, "{ content, isDone: false }", "{ content, isDone: false, isGone: true }"):
        printed = run(app.project, "npm", "run", "build", status=None)
    assert "todos.ts" in printed
    assert "isGone" in printed


@pytest.mark.parametrize("app", MOBILE, indirect=True)
def test_a_mistake_in_an_app_for_phones_fails_its_check_of_types(app: App) -> None:
    path = app.project / app.framework.library / "todos.ts"
    with edited(path, "{ content, isDone: false }", "{ content, isDone: false, isGone: true }"):
        printed = run(app.project, "npx", "--call", app.framework.typecheck, status=None)
    assert "isGone" in printed


@pytest.mark.parametrize("app", [preset for preset in EACH_SIGN_IN if preset.startswith("nextjs")], indirect=True)
def test_a_page_that_is_gone_fails_no_type_check(app: App) -> None:
    """`next dev` leaves types behind that import each page it knew: vercel/next.js#96620."""
    types = app.project / ".next/dev/types"
    types.mkdir(parents=True, exist_ok=True)
    (types / "validator.ts").write_text("import '../../../gone/page.js'\n")
    run(app.project, "npx", "--call", app.framework.typecheck)


@pytest.mark.parametrize("app", ["nextjs-app"], indirect=True)
def test_what_belongs_to_the_server_cannot_be_bundled_for_the_browser(app: App) -> None:
    component, link = app.project / "components/Navigation.tsx", "import Link from 'next/link'\n"
    with edited(component, link, f"{link}export {{ currentUser }} from '@/lib/amplify-server'\n"):
        said = run(app.project, "npm", "run", "build", status=1)
    assert 'depends on "server-only"' in said
    assert "lib/amplify-server.ts" in said
