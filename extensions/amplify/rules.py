"""What npm, Amplify or Cognito would refuse later, refused at the question.

Each rule has a name, the question it belongs to, the source that says so, and one sentence that tells what to answer
instead. Rules look at the answers known so far and say nothing about what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .answers import Answers
from .features import FEATURES
from .frameworks import FRAMEWORKS, VARIANTS
from .manifest import catalog
from .sign_in import FEDERATED, LOGIN_METHODS, SOCIAL, provider_of
from .stack import Function, Stack

Check = Callable[[Answers, Stack], str | None]

# The choices of the questions that have some; a test holds them and questions/ together.
CHOICES: dict[str, tuple[str, ...]] = {
    "purpose": ("app", "backend"),
    "platform": ("web",),
    "framework": tuple(dict.fromkeys(row.name for row in FRAMEWORKS.values())),
    **VARIANTS,
    "login_methods": LOGIN_METHODS,
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
            found[each.question] = sentence
    return found


def _offered(question: str) -> Check:
    choices = CHOICES[question]
    several = question in ("login_methods", "features")

    def check(answers: Answers, stack: Stack) -> str | None:
        if (answer := answers.get(question)) is None:
            return None
        if several and not isinstance(answer, tuple):
            return f"write a list in brackets, for example [{answer if answer in choices else choices[0]}]."
        unknown = [value for value in (answer if several else (answer,)) if value not in choices]
        return f"answer with {_one_of(choices)}; {unknown[0]!r} is not offered." if unknown else None

    return check


for _question in CHOICES:
    RULES.append(Rule(f"{_question}-is-offered", _question, "questions/", _offered(_question)))


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
    if answers.project_name in {**catalog()["dependencies"], **catalog()["devDependencies"]}:
        return f"choose another name; the project would depend on the package {answers.project_name!r}."
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
        return f"answer with [none] alone, or with [{others}]; 'none' excludes every other method."
    return None


@rule("login_methods", "@aws-amplify/auth-construct: at least one of email or phone must be enabled")
def accounts_have_an_address(answers: Answers, stack: Stack) -> str | None:
    sign_in = stack.sign_in
    if sign_in.methods & set(LOGIN_METHODS) and not (sign_in.email or sign_in.phone):
        first = next(method for method in LOGIN_METHODS if method in sign_in.methods)
        return f"add email or phone to {first}; Cognito keeps an address of everybody, whichever way they come in."
    return None


# What Cognito calls the providers it knows, and itself.
PROVIDER_NAMES_TAKEN = frozenset({"cognito", "loginwithamazon", "signinwithapple", *SOCIAL})


@rule("oidc_providers", "aws-cdk-lib, UserPoolIdentityProviderOidc: 3 to 32 characters; Cognito: an https issuer")
def oidc_providers_have_a_name_and_an_issuer(answers: Answers, stack: Stack) -> str | None:
    providers = answers.oidc_providers
    if providers is None:
        return None
    if not isinstance(providers, tuple) or not providers:
        return "list at least one name and issuer, for example [acme=https://login.acme.example]."
    for text in providers:
        name, issuer = provider_of(text)
        if sentence := _refused_provider_name(name, text, "https://login.acme.example"):
            return sentence
        if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s?#]*)?", issuer):
            return f"give {name!r} the https address of its issuer, as in {name}=https://login.acme.example."
    names = [provider_of(text)[0] for text in providers]
    if len(set(names)) < len(names):
        return "list each provider once."
    return None


@rule("saml_provider", "aws-cdk-lib, UserPoolIdentityProviderSaml: 3 to 32 characters; metadata by URL or file")
def saml_has_a_name_and_metadata(answers: Answers, stack: Stack) -> str | None:
    if (text := answers.saml_provider) is None:
        return None
    name, metadata = provider_of(text)
    if sentence := _refused_provider_name(name, text, "https://sso.acme.example/metadata"):
        return sentence
    if metadata != "file" and not re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s#]*)?", metadata):
        return f"write {name}=https://… with the address of its metadata, or {name}=file for a file in amplify/auth/."
    oidc = answers.oidc_providers if isinstance(answers.oidc_providers, tuple) else ()
    if name in [provider_of(text)[0] for text in oidc]:
        return f"choose another name than {name!r}; an OIDC provider has it."
    return None


def _refused_provider_name(name: str, text: str, example: str) -> str | None:
    if "=" not in text:
        return f"write a name, '=' and an address, as in acme={example}."
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or not 3 <= len(name) <= 32:
        return f"use 3 to 32 small letters and digits with single hyphens instead of {name!r}, as in acme={example}."
    if name in PROVIDER_NAMES_TAKEN:
        return f"choose another name than {name!r}; Cognito has it for a provider of its own."
    return None


@rule(
    "app_urls", "Cognito: callback URLs are https, http only for localhost; the provider returns to a page of the app"
)
def addresses_of_the_app_are_origins(answers: Answers, stack: Stack) -> str | None:
    urls = answers.app_urls
    if urls is None:
        return None
    if not isinstance(urls, tuple):
        return "write a list in brackets, for example [https://example.com]."
    for url in urls:
        if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d+)?/?|http://localhost(:\d+)?/?", url):
            return f"write the app's address alone, as in https://example.com, instead of {url!r}."
    if not urls and stack.sign_in.methods & set(FEDERATED) and not stack.has_frontend:
        return (
            "list at least one address of the client, for example [https://example.com]; providers send people there."
        )
    return None


@rule("passkey_domain", "@aws-amplify/auth-construct, relyingPartyId: a domain of at most 63 characters")
def passkeys_belong_to_a_domain(answers: Answers, stack: Stack) -> str | None:
    domain = answers.passkey_domain
    if not domain:
        return None
    label = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
    if not re.fullmatch(rf"{label}(\.{label})+", domain) or len(domain) > 63:
        return f"write the domain alone, as in example.com, or nothing, instead of {domain!r}."
    return None


@rule("features", "@aws-amplify/backend-storage: access rules need defineAuth")
def storage_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and stack.has_storage:
        return "leave storage out, or choose a login method; storage needs people who sign in."
    return None


@rule("data_authorization", "@aws-amplify/data-schema: owner rules need a user pool")
def owner_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and answers.data_authorization == "owner":
        return "answer with publicApiKey, or choose a login method; nobody signs in, so there is no owner."
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
        return "list each path once."
    for path in paths:
        parents = [other for other in paths if other != path and path.startswith(other.removesuffix("*"))]
        if parents and "{entity_id}" in path:
            return f"move {path!r} out of {parents[0]!r}; nobody else may share a person's own folder."
        if len(parents) > 1:
            return f"drop {path!r} or a path around it; Amplify allows one level of nesting."
    return None


def _refused_path(path: str) -> str | None:
    token = "{entity_id}"
    segments = path.split("/")
    if path.startswith("/"):
        return f"write {path.lstrip('/')!r}; Amplify refuses a slash at the start."
    if not path.endswith("/*"):
        return f"write {path.rstrip('/*') + '/*'!r}; Amplify refuses a path that does not end with '/*'."
    if "" in segments:
        return f"leave one of the slashes out of {path!r}; a part of it is empty."
    if "*" in path[:-1]:
        return f"use '*' only at the end of {path!r}."
    if token in path and (path.count(token) > 1 or segments[-2] != token):
        return f"make {token} the whole last part before '/*', as in 'private/{token}/*'; {path!r} has it elsewhere."
    if token in path and len(segments) < 3:
        return f"put {token} into a folder, as in 'private/{token}/*'."
    if not re.fullmatch(r"[A-Za-z0-9!_.()/-]*", path.replace(token, "").removesuffix("*")):
        return f"use letters, digits and -_.!() in folder names, besides {token}; {path!r} has more."
    return None


# Words that would clash in the rendered TypeScript: reserved ones, and what the files that import a function declare.
# fmt: off
TAKEN = frozenset([
    "arguments", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
    "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import",
    "in", "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static", "super",
    "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield",
    "a", "auth", "backend", "client", "createStack", "addOutput", "data", "handler", "schema", "stack", "storage", "unwrap",
    "createTodo", "deleteTodo", "getTodo", "listTodos", "onCreateTodo", "onDeleteTodo", "onUpdateTodo", "updateTodo",
    "defineBackend", "defineData", "defineFunction",
])
# fmt: on
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
            return f"use small letters and digits with single hyphens, as in {'-'.join(words) or 'say-hello'!r}."
        if len(name) > 28:
            return f"shorten {name!r} to 28 characters; Lambda cuts the longer name that Amplify makes of it."
        if Function(name).identifier in TAKEN or name in WINDOWS_DEVICES:
            return f"say what {name!r} does, as in 'say-hello'; TypeScript, Amplify or Windows has taken the word."
    identifiers = [Function(name).identifier for name in names]
    if len(set(identifiers)) < len(identifiers):
        return "list each function once; two names give the same one."
    return None


def _one_of(choices: Iterable[str]) -> str:
    *first, last = choices
    return f"{', '.join(first)} or {last}" if first else last
