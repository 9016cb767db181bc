"""What defineStorage accepts."""

from __future__ import annotations

import re

from ..answers import Answers
from ..stack import Stack
from .rule import rule


@rule("features", "@aws-amplify/backend-storage: access rules need defineAuth")
def storage_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and stack.has_storage:
        return "leave storage out, or choose a login method; storage needs people who sign in."
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
