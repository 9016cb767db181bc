"""What Lambda, EventBridge and defineFunction accept: names, schedules, variables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..answers import Answers, pair, several
from ..functions import INTERVALS, Function
from ..stack import Stack
from .rule import OBJECTS_OWN, one_of, refused_key, rule

# Words that would clash in the rendered TypeScript: reserved ones, and what the files that import a function declare.
# fmt: off
TAKEN = frozenset([
    "arguments", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
    "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import",
    "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static", "super",
    "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield",
    "undefined",
    "a", "auth", "backend", "client", "createStack", "addOutput", "data", "handler", "schema", "stack", "storage", "unwrap",
    "cfnUserPool", "fileURLToPath", "passwordPolicy", "policies",
    "allowInferenceProfile", "announce", "authorizer", "chatHandler", "chatModel", "countTodos", "dataAuthorizer", "generationModel",
    "onAnnounce",
    "createComment", "deleteComment", "getComment", "listComments", "onCreateComment", "onDeleteComment",
    "onUpdateComment", "updateComment",
    "createTodo", "deleteTodo", "getTodo", "listTodos", "onCreateTodo", "onDeleteTodo", "onUpdateTodo", "updateTodo",
    "defineBackend", "defineData", "defineFunction", "notifications", "secret",
    "addCustomResources", "addEvents", "addFunctionUrls", "addGeo", "addItemsApi", "addKinesis", "addLiveness",
    "addNotificationOutputs", "addPubSub", "addTags", "namePolicies", "notifyGroups", "retainData",
    *OBJECTS_OWN,
])
# fmt: on
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: no folder may have one of these names
WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


@rule("functions", "defineFunction: the name of a resource; the folder and the export are named after it")
def functions_have_names(answers: Answers, stack: Stack) -> str | None:
    others = (answers.function_schedules, answers.streaming_functions, answers.python_functions)
    may_be_empty = stack.is_advanced and any(other is None or other for other in others)
    if answers.functions == () and not may_be_empty:
        return "list at least one name, for example [say-hello]."
    names = several(answers.functions)
    return _refused_names(names, "say-hello") or _names_taken(names, _brought(stack))


@rule("function_schedules", "@aws-amplify/backend-function, schedule_parser.js; Amazon EventBridge Scheduler")
def schedules_are_numeric(answers: Answers, stack: Stack) -> str | None:
    texts = several(answers.function_schedules)
    for text in texts:
        name, schedule = pair(text)
        if not name or not schedule:
            return "write a name, '=' and a schedule, as in nightly=every day."
        if sentence := _refused_names((name,), "nightly") or _refused_schedule(schedule):
            return sentence
    names = _scheduled(answers)
    return _refused_names(names, "nightly") or _names_taken(names, _brought(stack), several(answers.functions))


MOST_BYTES = 3_000


@rule("function_environment", "Lambda: names of environment variables, and those that it sets itself")
def variables_have_names(answers: Answers, stack: Stack) -> str | None:
    texts = several(answers.function_environment)
    for text in texts:
        name, _ = pair(text)
        if "=" not in text:
            return f"write a name, '=' and a value, as in GREETING=Hello, instead of {text!r}; quote what has a comma."
        if sentence := _refused_variable(name, "GREETING=Hello"):
            return sentence
    names = [pair(text)[0] for text in texts]
    if len(set(names)) < len(names):
        return "list each variable once."
    if sum(len(text.encode()) for text in texts) > MOST_BYTES:
        return f"shorten the values to {MOST_BYTES} bytes in all; Lambda takes 4096, and Amplify adds its own."
    return None


@rule("function_secrets", "@aws-amplify/backend, secret(); the name is also that of an environment variable")
def secrets_have_names(answers: Answers, stack: Stack) -> str | None:
    names = several(answers.function_secrets)
    for name in names:
        if "=" in name:
            return f"write {pair(name)[0]!r} alone; the value is set later, with `npx ampx sandbox secret set`."
        if sentence := _refused_variable(name, "API_KEY"):
            return sentence
    if len(set(names)) < len(names):
        return "list each secret once."
    variables = [pair(text)[0] for text in several(answers.function_environment)]
    both = [name for name in names if name in variables]
    return f"choose another name than {both[0]!r}; an environment variable has it." if both else None


@rule("streaming_functions", "the template's own: only people who signed in call the URL of a function")
def streaming_needs_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.streaming_functions and answers.login_methods == ("none",):
        return "answer with [], or choose a login method; only people who signed in may call the URL of a function."
    return None


@rule("streaming_functions", "defineFunction: the name of a resource; the folder and the export are named after it")
def streaming_functions_have_names(answers: Answers, stack: Stack) -> str | None:
    names = several(answers.streaming_functions)
    others = (several(answers.functions), _scheduled(answers))
    return _refused_names(names, "tell-story") or _names_taken(names, _brought(stack), *others)


@rule("python_functions", "defineFunction: the name of a resource; the folder and the export are named after it")
def python_functions_have_names(answers: Answers, stack: Stack) -> str | None:
    names = several(answers.python_functions)
    others = (several(answers.functions), _scheduled(answers), several(answers.streaming_functions))
    return _refused_names(names, "count-words") or _names_taken(names, _brought(stack), *others)


def _brought(stack: Stack) -> tuple[str, ...]:
    """The functions and buckets that other answers bring."""
    return (*(name for part in stack.parts for name in part.functions), *stack.storage.further)


def _scheduled(answers: Answers) -> tuple[str, ...]:
    return tuple(pair(text)[0] for text in several(answers.function_schedules))


def _refused_names(names: Sequence[str], example: str) -> str | None:
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
            words = re.findall(r"[a-z][a-z0-9]*|[0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower())
            return f"use small letters and digits with single hyphens, as in {'-'.join(words) or example!r}."
        if len(name) > 28:
            return f"shorten {name!r} to 28 characters; Lambda cuts the longer name that Amplify makes of it."
        if Function(name).identifier in TAKEN or name in WINDOWS_DEVICES:
            return f"say what {name!r} does, as in {example!r}; TypeScript, Amplify or Windows has taken the word."
    identifiers = [Function(name).identifier for name in names]
    if len(set(identifiers)) < len(identifiers):
        return "list each function once; two names give the same one."
    return None


def _names_taken(names: Sequence[str], *others: Sequence[str]) -> str | None:
    taken = {Function(name).identifier for other in others for name in other}
    both = [name for name in names if Function(name).identifier in taken]
    return f"choose another name than {both[0]!r}; another function or a bucket has it." if both else None


# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
LAMBDAS_OWN = frozenset({"AMPLIFY_SSM_ENV_CONFIG", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR"})


def _refused_variable(name: str, example: str) -> str | None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]+", name):
        return f"use two or more letters, digits and underscores, as in {example}, instead of {name!r}."
    if name in LAMBDAS_OWN or name.startswith("AWS_"):
        return f"choose another name than {name!r}; Lambda or Amplify sets it."
    return refused_key(name)


# The fields of a cron expression, and the numbers that each takes.
FIELDS = {
    "minute": (0, 59),
    "hour": (0, 23),
    "day of the month": (1, 31),
    "month": (1, 12),
    "day of the week": (1, 7),
    "year": (1970, 2199),
}


def _refused_schedule(schedule: str) -> str | None:
    if schedule.startswith("every"):
        return _refused_interval(schedule)
    fields = schedule.split()
    if len(fields) not in (5, 6):
        return f"write 'every day', or five or six fields as in '0 8 ? * 2 *', instead of {schedule!r}."
    for (field, (low, high)), text in zip(FIELDS.items(), fields, strict=False):
        if text == "?" and field.startswith("day"):
            continue
        if not _is_cron_field(text, low, high):
            return (
                f"write the {field} as '*', a number from {low} to {high}, a list '{low},{high}', a range"
                f" '{low}-{high}' or a step '*/2', instead of {text!r}{WORDS.get(field, '')}."
            )
    if (fields[2] == "?") == (fields[4] == "?"):
        return f"put '?' into the day of the month or that of the week of {schedule!r}, and into one of them only."
    return None


WORDS = {
    "month": "; Amplify takes no names such as JAN",
    "day of the month": "; Amplify takes no 'L' and no 'W'",
    "day of the week": "; 1 is Sunday, and Amplify takes no names such as MON",
}


def _is_cron_field(text: str, low: int, high: int) -> bool:
    """What Amplify's parser accepts: no ranges or steps in a list, no range before a step."""

    def fits(number: str) -> bool:
        return low <= int(number) <= high

    if text == "*":
        return True
    if match := re.fullmatch(r"(\*|[0-9]{1,4})/([0-9]{1,4})", text):
        start, step = match.groups()
        return (start == "*" or fits(start)) and 1 <= int(step) <= high
    if match := re.fullmatch(r"([0-9]{1,4})-([0-9]{1,4})", text):
        return all(map(fits, match.groups())) and int(match[1]) <= int(match[2])
    return bool(re.fullmatch(r"[0-9]{1,4}(,[0-9]{1,4})*", text)) and all(map(fits, text.split(",")))


def _refused_interval(schedule: str) -> str | None:
    if schedule in INTERVALS:
        return None
    match = re.fullmatch(r"every ([0-9]{1,4})([mh])", schedule)
    if not match:
        choices = ("every 5m", "every 2h", *INTERVALS)
        return f"write {one_of(map(repr, choices))} instead of {schedule!r}."
    number, unit = int(match[1]), match[2]
    limit, whole = (60, "hour") if unit == "m" else (24, "day")
    if not 1 <= number < limit:
        return f"write 'every 1{unit}' to 'every {limit - 1}{unit}' instead of {schedule!r}."
    if limit % number:
        divisors = [f"every {n}{unit}" for n in range(1, limit) if limit % n == 0]
        nearest = min(divisors, key=lambda text: abs(int(text[6:-1]) - number))
        cron = f"*/{number} * * * ? *" if unit == "m" else f"0 */{number} * * ? *"
        return f"write '{nearest}', or '{cron}' for what Amplify makes of it: {schedule!r} starts anew every {whole}."
    return None
