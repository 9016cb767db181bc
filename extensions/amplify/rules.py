"""What npm, Amplify or Cognito would refuse later, refused at the question.

Each rule has a name, the question it belongs to, the source that says so, and one sentence that tells what to answer
instead. Rules look at the answers known so far and say nothing about what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .answers import Answers
from .manifest import catalog
from .stack import Function, Stack
from .tables import FEATURES, FRAMEWORKS

Check = Callable[[Answers, Stack], str | None]

# The choices of the questions that have some; a test holds them and questions/ together.
CHOICES: dict[str, tuple[str, ...]] = {
    "purpose": ("app", "backend"),
    "platform": ("web",),
    "framework": tuple(FRAMEWORKS),
    "login_methods": ("email", "none"),
    "features": tuple(FEATURES),
    "data_authorization": ("owner", "publicApiKey"),
    "package_manager": ("npm",),
    "hosting": ("amplify", "none"),
}


@dataclass(frozen=True)
class Rule:
    """A rule; `check` gives the sentence to show, or None."""

    name: str
    question: str
    source: str
    check: Check


RULES: list[Rule] = []


def rule(question: str, source: str) -> Callable[[Check], Check]:
    """Adds a rule named like the function it decorates."""

    def add(check: Check) -> Check:
        RULES.append(Rule(check.__name__.replace("_", "-"), question, source, check))
        return check

    return add


def refusals(answers: Answers, stack: Stack) -> dict[str, str]:
    """The sentence of the first broken rule of each question, by question."""
    found: dict[str, str] = {}
    for each in RULES:
        if each.question not in found and (sentence := each.check(answers, stack)):
            found[each.question] = f"{each.question}: {sentence}"
    return found


def _offered(question: str) -> Check:
    choices = CHOICES[question]
    several = question in ("login_methods", "features")

    def check(answers: Answers, stack: Stack) -> str | None:
        if (answer := getattr(answers, question)) is None:
            return None
        if several and not isinstance(answer, tuple):
            return f"{answer!r} is not a list; write it in brackets, for example [{answer if answer in choices else choices[0]}]."
        unknown = [value for value in (answer if several else (answer,)) if value not in choices]
        return f"{unknown[0]!r} is not offered; answer with {_one_of(choices)}." if unknown else None

    return check


for _question in CHOICES:
    RULES.append(Rule(f"{_question}-is-offered", _question, "questions/", _offered(_question)))


@rule("project_name", "npm's package.json documentation, `name`; validate-npm-package-name")
def npm_accepts_the_name(answers: Answers, stack: Stack) -> str | None:
    if (name := answers.project_name) is None:
        return None
    if not re.fullmatch(r"(@[a-z0-9][a-z0-9-._~]*/)?[a-z0-9][a-z0-9-._~]*", name):
        return f"npm refuses {name!r}; use small letters, digits and hyphens, for example 'field-notes'."
    if len(name) > 214:
        return "npm refuses names of more than 214 characters; choose a shorter one."
    if name in ("node_modules", "favicon.ico"):
        return f"npm reserves {name!r}; choose another name."
    return None


@rule("project_name", "npm resolves a package that depends on its own name to itself")
def no_dependency_has_the_name(answers: Answers, stack: Stack) -> str | None:
    if answers.project_name in {**catalog()["dependencies"], **catalog()["devDependencies"]}:
        return f"the project would depend on the package {answers.project_name!r}; choose another name."
    return None


@rule("login_methods", "the template's own: nothing is assumed")
def somebody_or_nobody_signs_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ():
        return "choose how people sign in, or 'none' when nobody does."
    return None


@rule("login_methods", "the template's own: 'none' says that there is no sign-in")
def none_stands_alone(answers: Answers, stack: Stack) -> str | None:
    methods = answers.login_methods
    if isinstance(methods, tuple) and "none" in methods and len(methods) > 1:
        others = ", ".join(method for method in methods if method != "none")
        return f"'none' excludes every other method; answer with [none] alone, or with [{others}]."
    return None


@rule("features", "@aws-amplify/backend-storage: access rules need defineAuth")
def storage_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and stack.has_storage:
        return "storage needs people who sign in; choose a login method, or leave storage out."
    return None


@rule("data_authorization", "@aws-amplify/data-schema: owner rules need a user pool")
def owner_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and answers.data_authorization == "owner":
        return "there is no owner when nobody signs in; answer with publicApiKey, or choose a login method."
    return None


@rule("storage_paths", "@aws-amplify/backend-storage, validateStorageAccessPaths")
def amplify_accepts_the_paths(answers: Answers, stack: Stack) -> str | None:
    paths = answers.storage_paths
    if paths is None:
        return None
    if not isinstance(paths, tuple) or not paths:
        return 'list at least one path, for example ["private/{entity_id}/*", "shared/*"].'
    for path in paths:
        if sentence := _refused_path(path):
            return sentence
    if len(set(paths)) < len(paths):
        return "a path is listed twice; list each once."
    for path in paths:
        parents = [other for other in paths if other != path and path.startswith(other.removesuffix("*"))]
        if parents and "{entity_id}" in path:
            return f"{path!r} lies inside {parents[0]!r}, but nobody else may share a person's own folder; move one of them."
        if len(parents) > 1:
            return f"{path!r} lies inside {parents[0]!r} and {parents[1]!r}; Amplify allows one level of nesting, so drop one."
    return None


def _refused_path(path: str) -> str | None:
    token = "{entity_id}"
    if path.startswith("/"):
        return f"{path!r} starts with a slash; write {path.lstrip('/')!r}."
    if not path.endswith("/*"):
        return f"{path!r} must end with '/*', for example {path.rstrip('/*') + '/*'!r}."
    segments = path.split("/")
    if "" in segments:
        return f"{path!r} has an empty part; leave one of the slashes out."
    if "*" in path[:-1]:
        return f"{path!r} may have '*' only at its end."
    if token in path:
        if path.count(token) > 1 or segments[-2] != token:
            return (
                f"{path!r} must have {token} once, as the whole last part before '/*', for example 'private/{token}/*'."
            )
        if len(segments) < 3:
            return f"{path!r} needs a folder before {token}, for example 'private/{token}/*'."
    if not re.fullmatch(r"[A-Za-z0-9!_.()/-]*", path.replace(token, "").removesuffix("*")):
        return f"{path!r} may have only letters, digits and -_.!() in its folders, besides {token}."
    return None


# Words that would clash in the rendered TypeScript: reserved ones, and what the files that import a function declare.
TAKEN = frozenset(
    [
        "arguments",
        "async",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "eval",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "interface",
        "let",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
        "with",
        "yield",
        "a",
        "auth",
        "data",
        "storage",
        "schema",
        "handler",
        "backend",
        "stack",
        "createStack",
        "addOutput",
        "defineBackend",
        "defineData",
        "defineFunction",
        "getTodo",
        "listTodos",
        "onCreateTodo",
        "onUpdateTodo",
        "onDeleteTodo",
        "createTodo",
        "updateTodo",
        "deleteTodo",
    ]
)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: no folder may have one of these names
WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


@rule("functions", "defineFunction: the name of a resource; the folder and the export are named after it")
def functions_have_names(answers: Answers, stack: Stack) -> str | None:
    names = answers.functions
    if names is None:
        return None
    if not isinstance(names, tuple) or not names:
        return "list at least one name, for example [say-hello]."
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
            words = re.findall(r"[a-z][a-z0-9]*|[0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower())
            return f"{name!r} must be small letters and digits with single hyphens, for example {'-'.join(words) or 'say-hello'!r}."
        if len(name) > 28:
            return f"{name!r} has more than 28 characters; Lambda cuts the longer name Amplify makes of it, so choose a shorter one."
        if Function(name).identifier in TAKEN or name in WINDOWS_DEVICES:
            return f"{name!r} is taken by TypeScript, Amplify or Windows; say what the function does, for example 'say-hello'."
    identifiers = [Function(name).identifier for name in names]
    if len(set(identifiers)) < len(identifiers):
        return "two names give the same function; list each once."
    return None


def _one_of(choices: Iterable[str]) -> str:
    *first, last = choices
    return f"{', '.join(first)} or {last}" if first else last
