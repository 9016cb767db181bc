"""Names of functions."""

from __future__ import annotations

import re

from ..answers import Answers
from ..stack import Function, Stack
from .rule import rule

# Words that would clash in the rendered TypeScript: reserved ones, and what the files that import a function declare.
# fmt: off
TAKEN = frozenset([
    "arguments", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
    "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import",
    "in", "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static", "super",
    "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield",
    "a", "auth", "backend", "client", "createStack", "addOutput", "data", "handler", "schema", "stack", "storage", "unwrap",
    "announce", "authorizer", "countTodos", "onAnnounce",
    "createComment", "deleteComment", "getComment", "listComments", "onCreateComment", "onDeleteComment",
    "onUpdateComment", "updateComment",
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
