"""What defineStorage accepts."""

from __future__ import annotations

import re

from ..answers import Answers, several
from ..functions import Function
from ..stack import Stack
from ..storage import GUESTS, StoragePath
from .functions import TAKEN
from .rule import one_of, rule


@rule("features", "@aws-amplify/backend-storage: access rules need defineAuth")
def storage_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and stack.has("storage"):
        return "leave storage out, or choose a login method; storage needs people who sign in."
    return None


@rule("user_groups", "the template's own: storage_paths has a word for people who have not signed in")
def no_group_is_called_guests(answers: Answers, stack: Stack) -> str | None:
    if stack.has("storage") and GUESTS in stack.sign_in.groups:
        return f"choose another name than '{GUESTS}'; for files it means everybody, also without signing in."
    return None


@rule("storage_access", "the template's own: nobody could use the bucket")
def files_belong_to_somebody(answers: Answers, stack: Stack) -> str | None:
    access = several(answers.storage_access)
    if not stack.has("storage"):
        return None
    if answers.storage_access == ():
        return "choose at least one, for example [private]."
    if "groups" in access and stack.sign_in.groups and not stack.sign_in.role_groups:
        return "leave groups out, or name their roles in group_role_arns; files are granted to roles."
    if "groups" in access and not stack.sign_in.groups:
        return "leave groups out, or name some in user_groups, one of the advanced settings; nobody is in a group yet."
    return None


@rule("storage_paths", "@aws-amplify/backend-storage, validateStorageAccessPaths")
def amplify_accepts_the_paths(answers: Answers, stack: Stack) -> str | None:
    rows = [StoragePath(text) for text in several(answers.storage_paths)]
    for row in rows:
        if sentence := _refused_path(row.path):
            return sentence
    if len({row.path for row in rows}) < len(rows):
        return "list each path once."
    for row in rows:
        parents = [other.path for other in rows if row.lies_in(other)]
        if parents and row.is_private:
            return f"move {row.path!r} out of {parents[0]!r}; nobody else may share a person's own folder."
        if len(parents) > 1:
            return f"drop {row.path!r} or a path around it; Amplify allows one level of nesting."
    return None


@rule("storage_paths", "@aws-amplify/backend-storage: groups of defineAuth; each principal once a path")
def paths_name_people_that_exist(answers: Answers, stack: Stack) -> str | None:
    if not stack.has("storage"):
        return None
    known = (GUESTS, *stack.sign_in.role_groups)
    for row in map(StoragePath, several(answers.storage_paths)):
        if row.is_private and row.named:
            return f"write {row.path!r} alone; a person's own folder is nobody else's."
        for name in row.named:
            if name not in known and name in stack.sign_in.groups:
                return f"name the role of {name} in group_role_arns, or leave it out; files are granted to roles."
            if name not in known:
                group = "" if stack.sign_in.groups else ", or a group of user_groups, one of the advanced settings"
                return f"write {one_of(known)}{group} after {row.path}=; {name!r} is not known."
        if len(set(row.named)) < len(row.named):
            return f"name everybody once after {row.path}=."
    return None


# What amplify/storage/resource.ts declares besides the buckets.
DECLARED = frozenset({"allow", "defineStorage", "files", "groups", "onDelete", "onUpload", "ownFolder"})


@rule("buckets", "@aws-amplify/backend-storage: a name of its own each; backend.ts: keys of defineBackend")
def buckets_have_names(answers: Answers, stack: Stack) -> str | None:
    names = several(answers.buckets)
    functions = [Function(name).identifier for part in stack.parts for name in part.functions]
    for name in names:
        if not re.fullmatch(r"[a-z][A-Za-z0-9]{0,27}", name):
            return f"use up to 28 letters and digits with a small one first, as in tripPhotos, instead of {name!r}."
        if name in TAKEN | DECLARED or name in functions:
            return f"choose another name than {name!r}, as in tripPhotos; something else in amplify/ is called that."
    if len({name.lower() for name in names}) < len(names):
        return "list each bucket once."
    return None


@rule("functions", "the template's own: the types of a function's environment are named after it")
def triggers_have_their_names_alone(answers: Answers, stack: Stack) -> str | None:
    taken = {trigger.folder for trigger in stack.storage.triggers}
    if clash := [row.name for row in stack.lambdas.plain if row.name in taken]:
        return f"call {clash[0]!r} something else; the function that S3 calls has the name."
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
    if {".", ".."} & set(segments):
        return f"leave the parts '.' and '..' out of {path!r}; S3 knows no folder above."
    if "*" in path[:-1]:
        return f"use '*' only at the end of {path!r}."
    if token in path and (path.count(token) > 1 or segments[-2] != token):
        return f"make {token} the whole last part before '/*', as in 'private/{token}/*'; {path!r} has it elsewhere."
    if token in path and len(segments) < 3:
        return f"put {token} into a folder, as in 'private/{token}/*'."
    if not re.fullmatch(r"[A-Za-z0-9!_.()/-]*", path.replace(token, "").removesuffix("*")):
        return f"use letters, digits and -_.!() in folder names, besides {token}; {path!r} has more."
    return None
