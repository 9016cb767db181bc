"""Lists that are typed, such as names of functions: what each looks like."""

from __future__ import annotations

from ..answers import Answers
from ..stack import Stack
from .rule import RULES, Check, Rule

EXAMPLES: dict[str, str] = {
    "identity_providers": "[acme]",
    "oidc_providers": "[acme=https://login.acme.example]",
    "app_urls": "[https://example.com]",
    "user_groups": "[ADMINS, EDITORS]",
    "group_role_arns": "[ADMINS=arn:aws:iam::123456789012:role/admins]",
    "user_attributes": "[fullname, 'custom:plan']",
    "storage_paths": '["private/{entity_id}/*", "shared/*"]',
    "buckets": "[photos, reports]",
    "functions": "[say-hello]",
    "function_schedules": "[nightly=every day, 'report=0 8 ? * 2 *']",
    "function_environment": "[GREETING=Hello]",
    "function_secrets": "[API_KEY]",
    "streaming_functions": "[tell-story]",
    "python_functions": "[count-words]",
    "tags": "[team=notes, cost-center=42]",
}
NEVER_EMPTY = ("identity_providers", "oidc_providers", "storage_paths")


def _is_list(question: str) -> Check:
    def check(answers: Answers, stack: Stack) -> str | None:
        answer = answers.get(question)
        if answer == () and question in NEVER_EMPTY:
            return f"list at least one, for example {EXAMPLES[question]}."
        if answer is not None and not isinstance(answer, tuple):
            return f"write a list in brackets, for example {EXAMPLES[question]}."
        return None

    return check


for _question in EXAMPLES:
    RULES.append(Rule(f"{_question}-is-a-list", _question, "questions/", _is_list(_question)))
