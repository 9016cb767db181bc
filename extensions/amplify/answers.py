"""Answers as typed values.

Copier hands over whatever is known: nothing for questions not reached yet, text for values given with `--data`, lists
for values from a file. Everything downstream sees one type for each question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

import yaml

from .frameworks import VARIANTS

Names = tuple[str, ...]  # typed at a prompt, where commas are handier than brackets
Chosen = tuple[str, ...]  # ticked from a list of choices


@dataclass(frozen=True)
class Answers:
    """One field a question, in the order of asking; `None` where there is no answer yet.

    Fields of type `Names` and `Chosen` hold a tuple of text, or the raw value when it is not a list (a rule then refuses it).
    """

    purpose: str | None = None
    existing_project: bool | Any = None
    workspace_path: str | None = None
    project_name: str | None = None
    backend_source: str | None = None
    outputs_from: str | None = None
    backend_app_id: str | None = None
    backend_branch: str | None = None
    backend_stack: str | None = None
    platform: str | None = None
    framework: str | None = None
    variants: Mapping[str, str] = field(default_factory=dict)  # by question, those of `frameworks.VARIANTS`
    login_methods: Chosen | Any = None
    features: Chosen | Any = None
    reference_auth: bool | Any = None
    user_pool_id: str | None = None
    user_pool_client_id: str | None = None
    identity_pool_id: str | None = None
    auth_role_arn: str | None = None
    unauth_role_arn: str | None = None
    identity_providers: Names | Any = None
    oidc_providers: Names | Any = None
    saml_provider: str | None = None
    saml_options: Chosen | Any = None
    app_urls: Names | Any = None
    passkey_domain: str | None = None
    mfa: str | None = None
    mfa_methods: Chosen | Any = None
    email_sender: str | None = None
    account_recovery: str | None = None
    confirmation: str | None = None
    password_length: int | Any = None
    user_groups: Names | Any = None
    group_role_arns: Names | Any = None
    user_attributes: Names | Any = None
    auth_triggers: Chosen | Any = None
    data_authorization: str | None = None
    data_oidc_provider: str | None = None
    api_key_days: int | Any = None
    data_examples: Chosen | Any = None
    data_logging: bool | Any = None
    storage_access: Chosen | Any = None
    storage_paths: Names | Any = None
    buckets: Names | Any = None
    storage_triggers: Chosen | Any = None
    storage_versioned: bool | Any = None
    storage_keep_on_delete: bool | Any = None
    functions: Names | Any = None
    geo_kind: Chosen | Any = None
    push_platforms: Chosen | Any = None
    apns_key_id: str | None = None
    apns_team_id: str | None = None
    apns_bundle_id: str | None = None
    guest_access: Chosen | Any = None
    tags: Names | Any = None
    retain_data: bool | Any = None
    function_runtime: str | None = None
    function_schedules: Names | Any = None
    function_environment: Names | Any = None
    function_secrets: Names | Any = None
    streaming_functions: Names | Any = None
    python_functions: Names | Any = None
    rest_api_kind: str | None = None
    rest_api_authorization: str | None = None
    ai_model: str | None = None
    ai_generation_model: str | None = None
    ai_system_prompt: str | None = None
    ai_tools: Chosen | Any = None
    ai_temperature: str | None = None
    ai_max_tokens: str | None = None
    ai_handler: bool | Any = None
    package_manager: str | None = None
    hosting: str | None = None
    local_backend: bool | Any = None

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """Answers from Copier's raw values; names that are not questions are ignored."""
        known = {name: value for name, value in raw.items() if name in QUESTIONS and value is not None}
        read: dict[str, Any] = {name: (READERS.get(name) or _text)(value) for name, value in known.items()}
        variants = {name: read.pop(name) for name in VARIANTS if name in read}
        return cls(**read, variants=variants)

    def get(self, question: str) -> Any:
        """The answer to a question, or None."""
        return self.variants.get(question) if question in VARIANTS else getattr(self, question)

    def chooses(self, feature: str) -> bool:
        """Whether this value of `features` is among them."""
        return feature in several(self.features)

    @property
    def is_advanced(self) -> bool:
        """Somebody wants to be asked more about what they chose."""
        return self.chooses("advanced")

    @property
    def signs_in(self) -> bool:
        """Somebody signs in."""
        return bool(several(self.login_methods)) and "none" not in self.login_methods


def several(answer: object) -> tuple[str, ...]:
    """The values of an answer that is a list; none where there is no answer, or one that a rule refuses."""
    return answer if isinstance(answer, tuple) else ()


def pair(text: str) -> tuple[str, str]:
    """Name and value of `name=value`, without the spaces around either."""
    name, _, value = text.partition("=")
    return name.strip(), value.strip()


def _yes(value: Any) -> bool | str:
    """A yes or no, also as text (`--data local_backend=false`); any other value as text."""
    word = str(value).strip().lower()
    if word in ("true", "yes", "y", "t", "on", "1"):
        return True
    return False if word in ("false", "no", "n", "f", "off", "0") else _text(value)


def _text(value: Any) -> str:
    """Text, or what an answers file would say instead of it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _number(value: Any) -> int | str:
    """A whole number, also as text; any other value as text."""
    if isinstance(value, str) and re.fullmatch(r" *[0-9]{1,9} *", value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else _text(value)


def _chosen(value: Any) -> Chosen | Any:
    """A list, also as YAML text (`[a, b]`, as `--data` gives it); any other value unchanged."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = yaml.safe_load(value)
        except yaml.YAMLError:
            return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return value


def _names(value: Any) -> Names | Any:
    """Like `_chosen`; text without brackets is a list with commas (`a, b`)."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return _chosen(value)


def _pairs(value: Any) -> Names | Any:
    """Like `_names`, of `name=value`: at a prompt, a comma in a value separates nothing (`GREETING=Hello, you`)."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        return tuple(part.strip() for part in re.split(r",(?= *[A-Za-z0-9_-]+ *=)", value) if part.strip())
    return _chosen(value)


def _schedules(value: Any) -> Names | Any:
    """Like `_pairs`; a list in brackets has been split at the commas of its schedules too (`report=0 8,20 * * ? *`)."""
    if not isinstance(parts := _pairs(value), tuple):
        return parts
    whole: list[str] = []
    for part in parts:
        if "=" in part or not whole:
            whole.append(part)
        else:
            whole[-1] += f",{part.strip()}"
    return tuple(whole)


QUESTIONS: tuple[str, ...] = (*(each.name for each in fields(Answers) if each.name != "variants"), *VARIANTS)
READERS: Mapping[str, Callable[[Any], Any]] = {
    "existing_project": _yes,
    "login_methods": _chosen,
    "features": _chosen,
    "reference_auth": _yes,
    "identity_providers": _names,
    "oidc_providers": _names,
    "saml_options": _chosen,
    "app_urls": _names,
    "mfa_methods": _chosen,
    "password_length": _number,
    "user_groups": _names,
    "group_role_arns": _pairs,
    "user_attributes": _names,
    "auth_triggers": _chosen,
    "api_key_days": _number,
    "data_examples": _chosen,
    "data_logging": _yes,
    "storage_access": _chosen,
    "storage_paths": _names,
    "buckets": _names,
    "storage_triggers": _chosen,
    "storage_versioned": _yes,
    "storage_keep_on_delete": _yes,
    "functions": _names,
    "geo_kind": _chosen,
    "push_platforms": _chosen,
    "guest_access": _chosen,
    "tags": _pairs,
    "retain_data": _yes,
    "function_schedules": _schedules,
    "function_environment": _pairs,
    "function_secrets": _names,
    "streaming_functions": _names,
    "python_functions": _names,
    "ai_tools": _chosen,
    "ai_handler": _yes,
    "local_backend": _yes,
}


def takes_yes(question: str) -> bool:
    """Its answer is a yes or no."""
    return READERS.get(question) is _yes


def takes_several(question: str) -> bool:
    """Its answer is a list of its choices."""
    return READERS.get(question) is _chosen
