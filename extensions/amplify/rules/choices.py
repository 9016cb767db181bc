"""The choices of the questions that have some; a test holds them and questions/ together."""

from __future__ import annotations

from ..ai import TOOLS
from ..answers import QUESTIONS, Answers, several, takes_several, takes_yes
from ..data import AUTHORIZATIONS, EXAMPLES
from ..elsewhere import OUTPUTS_FROM
from ..features import FEATURES
from ..frameworks import FRAMEWORKS, VARIANTS
from ..package_managers import PACKAGE_MANAGERS
from ..rest import REST_API_AUTHORIZATIONS, REST_API_KINDS
from ..services import GEO_KINDS, GUEST_ACCESS, PUSH_PLATFORMS
from ..sign_in import ACCOUNT_RECOVERY, LOGIN_METHODS, MFA_METHODS, SAML_OPTIONS, TRIGGERS
from ..stack import Stack
from ..storage import ACCESS, STORAGE_TRIGGERS
from .rule import RULES, Check, Rule, one_of, rule

CHOICES: dict[str, tuple[str, ...]] = {
    "purpose": ("app", "backend", "frontend"),
    "outputs_from": OUTPUTS_FROM,
    "platform": tuple(dict.fromkeys(row.platform for row in FRAMEWORKS.values())),
    "framework": tuple(dict.fromkeys(row.name for row in FRAMEWORKS.values())),
    **VARIANTS,
    "login_methods": LOGIN_METHODS,
    "features": (*FEATURES, "advanced"),
    "saml_options": SAML_OPTIONS,
    "mfa": ("off", "optional", "required"),
    "mfa_methods": MFA_METHODS,
    "account_recovery": ACCOUNT_RECOVERY,
    "confirmation": ("code", "link"),
    "auth_triggers": TRIGGERS,
    "data_authorization": tuple(AUTHORIZATIONS),
    "data_examples": EXAMPLES,
    "storage_access": ACCESS,
    "storage_triggers": STORAGE_TRIGGERS,
    "function_runtime": ("24", "22"),
    "rest_api_kind": REST_API_KINDS,
    "rest_api_authorization": REST_API_AUTHORIZATIONS,
    "ai_tools": TOOLS,
    "geo_kind": GEO_KINDS,
    "push_platforms": tuple(PUSH_PLATFORMS),
    "guest_access": tuple(GUEST_ACCESS),
    "package_manager": tuple(PACKAGE_MANAGERS),
    "hosting": ("amplify", "github-actions", "none"),
}


def _offered(question: str) -> Check:
    choices = CHOICES[question]
    several = takes_several(question)

    def check(answers: Answers, stack: Stack) -> str | None:
        if (answer := answers.get(question)) is None:
            return None
        if several and not isinstance(answer, tuple):
            return f"write a list in brackets, for example [{answer if answer in choices else choices[0]}]."
        unknown = [value for value in (answer if several else (answer,)) if value not in choices]
        return f"answer with {one_of(choices)}; {unknown[0]!r} is not offered." if unknown else None

    return check


def _client_has_it(question: str) -> Check:
    def check(answers: Answers, stack: Stack) -> str | None:
        answer = answers.get(question)
        for value in (answer,) if isinstance(answer, str) else several(answer):
            if stack.framework and (reason := stack.framework.lack_of(question, value)):
                advice = f"choose another than {value}" if value == answer else f"leave {value} out"
                return f"{advice}; {reason}."
        return None

    return check


def _is_yes_or_no(question: str) -> Check:
    def check(answers: Answers, stack: Stack) -> str | None:
        answer = answers.get(question)
        return None if answer in (None, True, False) else f"answer with true or false instead of {answer!r}."

    return check


for _question in filter(takes_yes, QUESTIONS):
    RULES.append(Rule(f"{_question}-is-yes-or-no", _question, "questions/", _is_yes_or_no(_question)))


@rule("package_manager", "the template's own: ampx, whoever starts it; tests/test_package_managers.py asks it")
def ampx_knows_the_package_manager(answers: Answers, stack: Stack) -> str | None:
    if answers.package_manager != "bun":
        return None
    return (
        f"answer with {one_of(CHOICES['package_manager'])}; Amplify's command line, ampx, refuses to be started by bun."
    )


for _question in CHOICES:
    RULES.append(Rule(f"{_question}-is-offered", _question, "questions/", _offered(_question)))

for _question in dict.fromkeys(name for row in FRAMEWORKS.values() for name in row.lacks):
    source = "the template's own: the rows in frameworks/"
    RULES.append(Rule(f"{_question}-is-there-for-the-client", _question, source, _client_has_it(_question)))


@rule("framework", "questions/")
def the_framework_is_for_the_platform(answers: Answers, stack: Stack) -> str | None:
    names = dict.fromkeys(row.name for row in FRAMEWORKS.values() if row.platform == answers.platform)
    if not stack.framework or not names or stack.framework.name in names:
        return None
    return f"answer with {one_of(names)}; {stack.framework.label} is for platform={stack.framework.platform}."
