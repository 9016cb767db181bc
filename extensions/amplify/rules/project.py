"""Names of projects and packages, where the backend is, and who hosts them."""

from __future__ import annotations

import re

from ..answers import Answers
from ..manifest import versions
from ..stack import Stack
from .rule import rule


@rule("project_name", "npm's package.json documentation, `name`; validate-npm-package-name")
def npm_accepts_the_name(answers: Answers, stack: Stack) -> str | None:
    if (name := answers.project_name) is None:
        return None
    if not re.fullmatch(r"(@[a-z0-9][a-z0-9-._~]*/)?[a-z0-9][a-z0-9-._~]*", name):
        return f"use small letters, digits and hyphens, for example 'field-notes'; npm refuses {name!r}."
    if len(name) > 214:
        return "choose a shorter name; npm refuses more than 214 characters."
    if name in ("node_modules", "favicon.ico"):
        return f"choose another name; npm reserves {name!r}."
    return None


@rule("project_name", "npm resolves a package that depends on its own name to itself")
def no_dependency_has_the_name(answers: Answers, stack: Stack) -> str | None:
    if answers.project_name in {**versions("dependencies", stack), **versions("devDependencies", stack)}:
        return f"choose another name; the project would depend on the package {answers.project_name!r}."
    return None


PACKAGE = r"(@[a-z0-9][a-z0-9-._~]*/)?[a-z0-9][a-z0-9-._~]*"
FOLDER = r"(\.\./)+[A-Za-z0-9_@][A-Za-z0-9_@.-]*(/[A-Za-z0-9_@][A-Za-z0-9_@.-]*)*/?"


@rule("backend_source", "the template's own: a folder that is the same on every machine, or a package's name")
def the_code_of_the_backend_is_in_a_folder_or_a_package(answers: Answers, stack: Stack) -> str | None:
    if (source := answers.backend_source) is None:
        return None
    if re.fullmatch(FOLDER, source) or re.fullmatch(PACKAGE, source):
        return None
    return (
        "write a folder outside this one, with letters, digits and hyphens, such as ../backend, or the name "
        "of a package in the same workspace, such as @acme/backend."
    )


@rule("backend_source", "npm resolves a package that depends on its own name to itself")
def the_backend_has_another_name(answers: Answers, stack: Stack) -> str | None:
    if answers.backend_source is None or answers.backend_source != answers.project_name:
        return None
    return f"answer with the name of another package; {answers.project_name!r} is what this project is called."


@rule("backend_app_id", "AWS Amplify's API reference, `appId`: d[a-z0-9]+, at most 20 characters")
def the_app_id_is_one(answers: Answers, stack: Stack) -> str | None:
    if answers.backend_app_id is None or re.fullmatch(r"d[a-z0-9]{1,19}", answers.backend_app_id):
        return None
    return "write the id that the Amplify console shows of the app, such as d1a2b3c4d5e6f7."


@rule("backend_branch", "the template's own: text that every shell reads as one word")
def the_branch_is_one_word(answers: Answers, stack: Stack) -> str | None:
    if answers.backend_branch is None or re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,254}", answers.backend_branch):
        return None
    return "write a branch with letters, digits and ._/- alone, such as main; others have to be quoted for some shells."


@rule("backend_stack", "AWS CloudFormation's API reference, `StackName`: [a-zA-Z][-a-zA-Z0-9]*, at most 128 characters")
def the_stack_has_a_name(answers: Answers, stack: Stack) -> str | None:
    if answers.backend_stack is None or re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,127}", answers.backend_stack):
        return None
    return "write the name of the root stack, as AWS CloudFormation shows it, such as amplify-notes-ada-sandbox-1a2b3c4d5e."


@rule("hosting", "the template's own: its workflows deploy a backend, and read the outputs of no other")
def the_workflows_are_for_a_backend(answers: Answers, stack: Stack) -> str | None:
    if not stack.elsewhere or answers.hosting != "github-actions":
        return None
    return "answer with amplify or none; the workflows deploy a backend, and this project has none."


@rule("workspace_path", "the template's own: a part of a workspace is where package managers look for one")
def a_part_of_a_workspace_is_in_a_folder_of_parts(answers: Answers, stack: Stack) -> str | None:
    if not answers.workspace_path or re.fullmatch(
        r"(packages|apps)/[A-Za-z0-9_-][A-Za-z0-9_.-]*", answers.workspace_path
    ):
        return None
    return "write the folder, seen from the root of the workspace, such as packages/backend or apps/web, or nothing."


@rule("hosting", "GitHub Actions: workflows are read at the root of a repository")
def a_part_of_a_workspace_has_no_workflows(answers: Answers, stack: Stack) -> str | None:
    if not answers.workspace_path or answers.hosting != "github-actions":
        return None
    return "answer with amplify or none; GitHub reads workflows at the root of a repository, where this project is not."


@rule("existing_project", "the template's own: a workspace has a folder of its own for each part")
def a_part_of_a_workspace_is_new(answers: Answers, stack: Stack) -> str | None:
    if not answers.workspace_path or answers.existing_project is not True:
        return None
    return "answer with no; a part of a workspace has a folder of its own."


@rule("hosting", "the template's own: Git ignores amplify_outputs.json, so what Amplify Hosting clones has none")
def what_builds_the_app_can_read_the_outputs(answers: Answers, stack: Stack) -> str | None:
    if not stack.elsewhere or stack.elsewhere.is_on_aws or answers.hosting != "amplify":
        return None
    return (
        "answer with none, or outputs_from with branch or stack; Amplify Hosting builds a fresh clone, in which the "
        "folder of the backend has no outputs."
    )


@rule("hosting", "the template's own: amplify.yml and the workflows of a backend alone build no client")
def an_existing_project_is_hosted_as_before(answers: Answers, stack: Stack) -> str | None:
    if not stack.existing_project or answers.hosting in (None, "none"):
        return None
    return "answer with none; docs/existing-projects.md says how a project that exists deploys its backend."


# What Java keeps for itself: Android makes a package of each part of an application's id.
JAVAS_OWN = (
    "abstract|assert|boolean|break|byte|case|catch|char|class|const|continue|default|do|double|else|enum"
    "|extends|false|final|finally|float|for|goto|if|implements|import|instanceof|int|interface|long|native|new"
    "|null|package|private|protected|public|return|short|static|strictfp|super|switch|synchronized|this|throw"
    "|throws|transient|true|try|void|volatile|while"
)


# What Kotlin keeps besides: an app in that language has the id as its package.
KOTLINS_OWN = "as|fun|in|is|object|typealias|typeof|val|var|when"


@rule(
    "project_name",
    "Android, application id: parts of letters and digits, a letter first; Apple: bundle id, 155 characters",
)
def the_stores_accept_the_identifier(answers: Answers, stack: Stack) -> str | None:
    if answers.project_name is None or not stack.mobile:
        return None
    for part in stack.app.identifier.split("."):
        if not re.match("[a-z]", part) or re.fullmatch(JAVAS_OWN, part):
            return f"choose a name with a letter first, and no word of Java; Android refuses {part!r} in an app's id."
        if stack.native and stack.native.language == "kotlin" and re.fullmatch(KOTLINS_OWN, part):
            return f"choose another name; Kotlin keeps {part!r} for itself."
    if len(stack.app.identifier) > 155:
        return "choose a shorter name; Apple refuses more than 155 characters in an app's id."
    return None


@rule("project_name", "The tool that makes the native projects: names that it keeps for itself")
def the_tools_of_the_client_accept_the_name(answers: Answers, stack: Stack) -> str | None:
    client = stack.framework
    if answers.project_name is None or not client or not client.reserved_names:
        return None
    if not re.fullmatch(client.reserved_names, stack.app.name):
        return None
    return f"choose another name; the tools of {client.label} keep {stack.app.name!r} for themselves."


@rule("hosting", "Amplify Hosting's user guide, manual deployments: not for apps that are rendered on a server")
def amplify_hosting_builds_what_it_serves(answers: Answers, stack: Stack) -> str | None:
    if answers.hosting != "github-actions" or not (stack.framework and stack.framework.runs_on_server):
        return None
    return (
        f"answer with amplify or none; {stack.framework.label} renders on a server, and Amplify Hosting takes only "
        "static files from GitHub Actions: it builds such an app itself."
    )
