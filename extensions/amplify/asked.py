"""When a question is asked: what each needs, which is also what its answer is refused without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .answers import QUESTIONS, Answers, several
from .frameworks import FRAMEWORKS, VARIANTS
from .services import GUEST_ACCESS
from .stack import Stack


@dataclass(frozen=True)
class Need:
    """What has to be answered before, in words that follow "only with"; `feature` where that is one."""

    words: str
    is_met: Callable[[Stack], bool]
    feature: str = ""


def _feature(name: str) -> Need:
    return Need(f"{name} among the features", lambda stack: stack.has(name), name)


def _method(name: str) -> Need:
    return Need(f"{name} among the login_methods", lambda stack: name in stack.sign_in.methods)


def _outputs_from(place: str) -> Need:
    return Need(f"outputs_from={place}", lambda stack: bool(stack.elsewhere and stack.elsewhere.outputs_from == place))


def _variant(question: str) -> Need:
    frameworks = dict.fromkeys(row.name for row in FRAMEWORKS.values() if row.question == question)
    return Need(f"framework={' or '.join(frameworks)}", lambda stack: stack.questions.variant_question == question)


ADVANCED = Need("advanced among the features", lambda stack: stack.is_advanced, "advanced")
DATA, STORAGE, FUNCTIONS, REST = map(_feature, ("data", "storage", "functions", "rest-api"))
GEO, NOTIFICATIONS, CHAT, GENERATION = map(_feature, ("geo", "notifications", "ai-conversation", "ai-generation"))

FRONTEND = Need("purpose=app or purpose=frontend", lambda stack: stack.has_frontend)
BACKEND = Need("purpose=backend", lambda stack: stack.has_backend and not stack.has_frontend)
PART = Need("purpose=backend or purpose=frontend", lambda stack: BACKEND.is_met(stack) or bool(stack.elsewhere))
AMPLIFY = Need("another purpose than workspace", lambda stack: not stack.is_workspace)
ELSEWHERE = Need("purpose=frontend", lambda stack: bool(stack.elsewhere))
HOSTED = Need("a backend to deploy or an app for browsers", lambda stack: stack.has_backend or bool(stack.web))
OWN_BACKEND = Need("purpose=app or purpose=backend", lambda stack: stack.has_backend)
ON_PHONES = Need("a backend of its own or platform=mobile", lambda stack: stack.has_backend or bool(stack.mobile))
PLATFORM = Need("platform", lambda stack: bool(stack.platform))
SIGN_IN = Need("other login_methods than none", lambda stack: stack.signs_in)
OWN_POOL = Need("reference_auth=false", lambda stack: not stack.sign_in.existing)
EXISTING_POOL = Need("reference_auth=true", lambda stack: bool(stack.sign_in.existing))
REACHES_LOCAL = Need(
    "a framework whose app can use it", lambda stack: not stack.framework or bool(stack.framework.local_backend)
)
PROVIDER = Need("a provider such as google among the login_methods", lambda stack: stack.sign_in.returns_to_app)
PAGES = Need("platform=web or purpose=backend", lambda stack: not stack.mobile)
OWN_PROVIDER = Need(
    "saml or oidc among the login_methods", lambda stack: bool(stack.sign_in.methods & {"saml", "oidc"})
)
SECOND_FACTOR = Need("mfa=optional or mfa=required", lambda stack: stack.sign_in.has_mfa)
EMAIL = Need("email or email-otp among the login_methods", lambda stack: stack.sign_in.email)
GROUPS = Need("user_groups", lambda stack: bool(stack.sign_in.groups))
ACCESS = Need("no storage_paths", lambda stack: stack.storage.asks_access)
PATHS = Need("storage_paths given", lambda stack: stack.is_advanced or stack.storage.knows_paths, "advanced")
CODE = Need("functions or rest-api among the features", lambda stack: stack.has("functions") or bool(stack.rest_api))
AI = Need("ai-conversation or ai-generation among the features", lambda stack: stack.ai.exists)
APPLE = Need(
    "apns among the push_platforms", lambda stack: "apns" in (push.platforms if (push := stack.services.push) else ())
)
# The identifier of an app that Apple alone notifies is known, where it is made beside its backend.
APP_ELSEWHERE = Need(
    f"another framework than {' or '.join(row.name for row in FRAMEWORKS.values() if row.push_platform == 'apns')}",
    lambda stack: not stack.framework or stack.framework.push_platform != "apns",
)
OPEN = Need(f"{' or '.join(GUEST_ACCESS)} among the features", lambda stack: any(map(stack.has, GUEST_ACCESS)))
KEPT = Need("a feature that stores something", lambda stack: stack.backend.holds_data)

POOL = (SIGN_IN, ADVANCED, OWN_POOL)
_ASKED: Mapping[str, tuple[Need, ...]] = {
    "existing_project": (BACKEND,),
    "workspace_path": (PART,),
    **dict.fromkeys(("login_methods", "features"), (AMPLIFY,)),
    **dict.fromkeys(("backend_source", "outputs_from"), (ELSEWHERE,)),
    **dict.fromkeys(("backend_app_id", "backend_branch"), (ELSEWHERE, _outputs_from("branch"))),
    "backend_stack": (ELSEWHERE, _outputs_from("stack")),
    "platform": (FRONTEND,),
    "framework": (PLATFORM,),
    **{question: (_variant(question),) for question in VARIANTS},
    "reference_auth": (SIGN_IN, ADVANCED),
    **dict.fromkeys(
        ("user_pool_id", "user_pool_client_id", "identity_pool_id", "auth_role_arn", "unauth_role_arn"),
        (EXISTING_POOL,),
    ),
    "identity_providers": (EXISTING_POOL, OWN_PROVIDER),
    "oidc_providers": (_method("oidc"), OWN_POOL),
    "saml_provider": (_method("saml"), OWN_POOL),
    "saml_options": (_method("saml"), *POOL),
    "app_urls": (PROVIDER, OWN_POOL, PAGES),
    "passkey_domain": (_method("passkey"), OWN_POOL, ON_PHONES),
    **dict.fromkeys(
        ("mfa", "email_sender", "account_recovery", "password_length", "user_attributes", "auth_triggers"), POOL
    ),
    "mfa_methods": (*POOL, SECOND_FACTOR),
    "confirmation": (*POOL, EMAIL),
    "user_groups": (SIGN_IN, ADVANCED),
    "group_role_arns": (EXISTING_POOL, GROUPS),
    "data_authorization": (DATA, SIGN_IN),
    "data_oidc_provider": (
        DATA,
        Need("data_authorization=oidc", lambda stack: stack.data.authorization.name == "oidc"),
    ),
    "api_key_days": (
        DATA,
        ADVANCED,
        Need("data_authorization=publicApiKey", lambda stack: stack.data.authorization.name == "publicApiKey"),
    ),
    **dict.fromkeys(("data_examples", "data_logging"), (DATA, ADVANCED)),
    "storage_access": (STORAGE, ACCESS),
    "storage_paths": (STORAGE, PATHS),
    **dict.fromkeys(
        ("buckets", "storage_triggers", "storage_versioned", "storage_keep_on_delete"), (STORAGE, ADVANCED)
    ),
    "functions": (FUNCTIONS,),
    **dict.fromkeys(
        ("function_schedules", "python_functions", "function_environment", "function_secrets"), (FUNCTIONS, ADVANCED)
    ),
    "streaming_functions": (FUNCTIONS, ADVANCED, SIGN_IN),
    "function_runtime": (CODE, ADVANCED),
    "rest_api_authorization": (REST, SIGN_IN),
    "rest_api_kind": (REST, ADVANCED),
    **dict.fromkeys(("ai_model", "ai_system_prompt"), (CHAT,)),
    "ai_generation_model": (GENERATION,),
    **dict.fromkeys(("ai_tools", "ai_handler"), (CHAT, ADVANCED)),
    **dict.fromkeys(("ai_temperature", "ai_max_tokens"), (AI, ADVANCED)),
    "geo_kind": (GEO,),
    "push_platforms": (NOTIFICATIONS,),
    **dict.fromkeys(("apns_key_id", "apns_team_id"), (NOTIFICATIONS, APPLE)),
    "apns_bundle_id": (NOTIFICATIONS, APPLE, APP_ELSEWHERE),
    "guest_access": (SIGN_IN, ADVANCED, OPEN),
    "tags": (ADVANCED,),
    "retain_data": (ADVANCED, KEPT),
    "hosting": (HOSTED,),
    "local_backend": (OWN_POOL, REACHES_LOCAL),
}

# About what a client shows nothing of.
OF_THE_BACKEND = (
    *(
        "reference_auth",
        "saml_options",
        "app_urls",
        "email_sender",
        "password_length",
        "auth_triggers",
    ),
    *("data_oidc_provider", "api_key_days", "data_logging"),
    *("buckets", "storage_triggers", "storage_versioned", "storage_keep_on_delete"),
    *("function_schedules", "python_functions", "function_environment", "function_secrets", "streaming_functions"),
    *("function_runtime", "rest_api_kind", "ai_model", "ai_system_prompt", "ai_generation_model", "ai_tools"),
    *("ai_handler", "ai_temperature", "ai_max_tokens", "guest_access", "tags", "retain_data"),
    *("push_platforms", "apns_key_id", "apns_team_id", "apns_bundle_id"),
    "local_backend",
)
ASKED: Mapping[str, tuple[Need, ...]] = {
    **_ASKED,
    **{question: (*_ASKED[question], OWN_BACKEND) for question in OF_THE_BACKEND},
}

# About the project itself, whatever its backend offers.
OF_A_PROJECT = (
    *("purpose", "existing_project", "workspace_path", "project_name"),
    *("backend_source", "outputs_from", "backend_app_id", "backend_branch", "backend_stack"),
    *("platform", "framework", *VARIANTS, "package_manager", "hosting", "local_backend"),
)
# What is left: about a backend, and asked of its client, too, which answers the same.
AS_THE_BACKEND = tuple(
    question
    for question in QUESTIONS
    if question not in (*OF_A_PROJECT, *OF_THE_BACKEND) and EXISTING_POOL not in ASKED.get(question, ())
)

# Answers that follow from the others where nobody asks for them: the same may be given, anything else may not.
ANYWAY: Mapping[str, Callable[[Stack], object]] = {
    "data_authorization": lambda stack: stack.questions.default_data_authorization,
    "rest_api_authorization": lambda stack: stack.questions.default_rest_api_authorization,
    "hosting": lambda stack: stack.questions.default_hosting,
    "local_backend": lambda stack: stack.local_backend,
}


def unmet(question: str, stack: Stack) -> tuple[Need, ...]:
    """What a question still needs; nothing when it is asked."""
    return tuple(need for need in ASKED.get(question, ()) if not need.is_met(stack))


def not_asked(questions: Iterable[str], answers: Answers, stack: Stack) -> list[str]:
    """A sentence for those of these questions that are not asked, one for all that need the same."""
    by_needs: dict[tuple[Need, ...], list[str]] = {}
    for question in questions:
        anyway = question in ANYWAY and ANYWAY[question](stack) == answers.get(question)
        if (needs := unmet(question, stack)) and not anyway:
            by_needs.setdefault(needs, []).append(question)
    return [_sentence(names, needs, answers) for needs, names in by_needs.items()]


def _sentence(names: list[str], needs: tuple[Need, ...], answers: Answers) -> str:
    words = " and ".join(need.words for need in needs)
    they_are, them = ("they are", "them") if len(names) > 1 else ("it is", "it")
    missing = [need.feature for need in needs if need.feature]
    example = f", for example --data 'features=[{', '.join([*several(answers.features), *missing])}]'"
    return (
        f"{', '.join(names)}: leave {them} out, or answer that too{example if missing else ''}; "
        f"{they_are} asked only with {words}."
    )
