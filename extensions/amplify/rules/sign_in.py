"""What Cognito accepts of the ways to sign in, and of their settings."""

from __future__ import annotations

import re

from ..answers import Answers, pair, several
from ..sign_in import (
    CHALLENGE_TRIGGERS,
    CLIENT_TRIGGERS,
    CUSTOM_TYPES,
    FEDERATED,
    LOGIN_METHODS,
    SOCIAL,
    STANDARD_ATTRIBUTES,
    Attribute,
)
from ..stack import Stack
from .rule import one_of, refused_key, rule
from .urls import is_domain, is_https, is_localhost


@rule("login_methods", "the template's own: nothing is assumed")
def somebody_or_nobody_signs_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ():
        return "choose how people sign in, or 'none' when nobody does."
    return None


@rule("login_methods", "the template's own: 'none' says that there is no sign-in")
def none_stands_alone(answers: Answers, stack: Stack) -> str | None:
    methods = several(answers.login_methods)
    if "none" in methods and len(methods) > 1:
        others = ", ".join(method for method in methods if method != "none")
        return f"answer with [none] alone, or with [{others}]; 'none' excludes every other method."
    return None


@rule("login_methods", "the template's own: native clients have Amplify's sign-in form, and no other")
def the_form_of_a_native_client_has_it(answers: Answers, stack: Stack) -> str | None:
    if not stack.native or not stack.signs_in or stack.sign_in.has_official_form:
        return None
    known = f" but {', '.join(stack.native.form_attributes)}" if stack.native.form_attributes else ""
    beside = f", beside {', '.join(stack.native.form_methods)}" if stack.native.form_methods else ""
    app = "" if stack.native.form_sets_up_apps else ", an authenticator app for everybody"
    return (
        f"answer with [email] or [phone]{beside}, without links, accounts without recovery{app} or required attributes{known}; "
        f"the app of {stack.native.label} has Amplify's own form alone."
    )


@rule("login_methods", "@aws-amplify/auth-construct: at least one of email or phone must be enabled")
def accounts_have_an_address(answers: Answers, stack: Stack) -> str | None:
    sign_in = stack.sign_in
    if sign_in.methods & set(LOGIN_METHODS) and not (sign_in.email or sign_in.phone):
        first = next(method for method in LOGIN_METHODS if method in sign_in.methods)
        return f"add email or phone to {first}; Cognito keeps an address of everybody, whichever way they come in."
    return None


# What Cognito calls the providers it knows, and itself.
PROVIDER_NAMES_TAKEN = frozenset({"cognito", "siwa", "loginwithamazon", "signinwithapple", *SOCIAL})


@rule("oidc_providers", "aws-cdk-lib, UserPoolIdentityProviderOidc: 3 to 32 characters; Cognito: an https issuer")
def oidc_providers_have_a_name_and_an_issuer(answers: Answers, stack: Stack) -> str | None:
    providers = several(answers.oidc_providers)
    for text in providers:
        name, issuer = pair(text)
        if sentence := refused_provider_name(name, text, "https://login.acme.example"):
            return sentence
        if not is_https(issuer):
            return f"give {name!r} the https address of its issuer, as in {name}=https://login.acme.example."
    names = [pair(text)[0] for text in providers]
    if len(set(names)) < len(names):
        return "list each provider once."
    return None


@rule("saml_provider", "aws-cdk-lib, UserPoolIdentityProviderSaml: 3 to 32 characters; metadata by URL or file")
def saml_has_a_name_and_metadata(answers: Answers, stack: Stack) -> str | None:
    if (text := answers.saml_provider) is None:
        return None
    name, metadata = pair(text)
    if sentence := refused_provider_name(name, text, "https://sso.acme.example/metadata"):
        return sentence
    if metadata != "file" and not is_https(metadata, query=True):
        return f"write {name}=https://… with the address of its metadata, or {name}=file for a file in amplify/auth/."
    if name in [pair(text)[0] for text in several(answers.oidc_providers)]:
        return f"choose another name than {name!r}; an OIDC provider has it."
    return None


def refused_provider_name(name: str, text: str, example: str) -> str | None:
    if "=" not in text:
        return f"write a name, '=' and an address, as in acme={example}."
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or not 3 <= len(name) <= 32:
        return f"use 3 to 32 small letters and digits with single hyphens instead of {name!r}, as in acme={example}."
    if name in PROVIDER_NAMES_TAKEN:
        return f"choose another name than {name!r}; Cognito has it for a provider of its own."
    return refused_key(name)


@rule(
    "app_urls", "Cognito: callback URLs are https, http only for localhost; the provider returns to a page of the app"
)
def addresses_of_the_app_are_origins(answers: Answers, stack: Stack) -> str | None:
    for url in several(answers.app_urls):
        is_scheme = re.fullmatch(r"[a-z][a-z0-9]*://", url) and url not in ("http://", "https://")
        if is_scheme and not stack.has_frontend:  # of a client on phones
            continue
        if not is_https(url, path=False) and not is_localhost(url):
            return f"write the app's address alone, as in https://example.com, instead of {url!r}."
    asked = stack.sign_in.methods & set(FEDERATED) and not stack.sign_in.existing
    if answers.app_urls == () and asked and not stack.has_frontend:
        return (
            "list at least one address of the client, for example [https://example.com]; providers send people there."
        )
    return None


@rule("passkey_domain", "@aws-amplify/auth-construct, relyingPartyId: a domain of at most 63 characters")
def passkeys_belong_to_a_domain(answers: Answers, stack: Stack) -> str | None:
    domain = answers.passkey_domain
    if not domain:
        if domain is None or not stack.mobile or not stack.sign_in.passkey:
            return None
        return "name a domain of yours, as in example.com; a phone takes passkeys of an app whose website says that both belong together."
    if not is_domain(domain) or domain != domain.lower() or len(domain) > 63:
        return f"write the domain alone, as in example.com, or nothing, instead of {domain!r}."
    return None


@rule("mfa", "@aws-amplify/backend-auth, passwordless validation: no passwordless factor where MFA is REQUIRED")
def passwordless_excludes_required_mfa(answers: Answers, stack: Stack) -> str | None:
    if answers.mfa == "required" and stack.sign_in.is_passwordless:
        return "answer with optional or off; codes and passkeys cannot be combined with a second factor for everybody."
    return None


@rule("mfa_methods", "@aws-amplify/auth-construct: MFA needs a method, and SMS where people sign in by phone")
def mfa_has_its_methods(answers: Answers, stack: Stack) -> str | None:
    methods = several(answers.mfa_methods)
    if answers.mfa_methods is None or not stack.sign_in.has_mfa:
        return None
    if not methods:
        return "choose at least one second factor, for example [totp]."
    if stack.sign_in.phone and "sms" not in methods:
        return f"answer with [{', '.join([*methods, 'sms'])}]; Cognito demands SMS where people sign in by phone."
    if "email" in methods and not stack.sign_in.email:
        return "leave email out, or add email to the login methods; nobody has an e-mail address otherwise."
    return None


@rule("mfa_methods", "the template's own: the app asks for the addresses that people sign in with, and no others")
def the_app_knows_a_phone_number(answers: Answers, stack: Stack) -> str | None:
    sign_in = stack.sign_in
    if stack.has_frontend and sign_in.has_mfa and "sms" in several(answers.mfa_methods) and not sign_in.phone:
        return "leave sms out, or add phone to the login methods; the app knows no phone number otherwise."
    return None


# RFC 5322, 3.2.3: dot-atom
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL_PART = rf"{ATOM}(\.{ATOM})*"


@rule("email_sender", "@aws-amplify/auth-construct: e-mail as a second factor needs senders.email.fromEmail")
def email_codes_have_a_sender(answers: Answers, stack: Stack) -> str | None:
    sender = answers.email_sender
    if sender is None:
        return None
    local, _, domain = sender.rpartition("@")
    if sender and not (re.fullmatch(LOCAL_PART, local) and len(local) <= 64 and is_domain(domain)):
        return f"write an address alone, as in notes@example.com, instead of {sender!r}."
    if not sender and "email" in stack.sign_in.mfa_methods:
        return "write an address that Amazon SES may send from, as in notes@example.com; codes by e-mail need one."
    return None


@rule("account_recovery", "Cognito: e-mail cannot be both the only way of recovery and a second factor")
def recovery_differs_from_the_second_factor(answers: Answers, stack: Stack) -> str | None:
    sign_in, recovery = stack.sign_in, answers.account_recovery
    if not stack.questions.asks_about_user_pool:
        return None
    if recovery == "EMAIL_ONLY" and "email" in sign_in.mfa_methods:
        return "answer with NONE, or choose another second factor; codes by e-mail cannot be all there is."
    if recovery in ("EMAIL_ONLY", "PHONE_ONLY_WITHOUT_MFA") and recovery != sign_in.default_recovery:
        address = "phone" if recovery.startswith("PHONE") else "email"
        if not getattr(sign_in, address):
            return f"add {address} to the login methods, or answer with {sign_in.default_recovery}; nobody has one."
    return None


@rule("confirmation", "Cognito: a link is opened at the domain of the user pool, which local accounts of e-mail have")
def links_are_sent_by_email(answers: Answers, stack: Stack) -> str | None:
    if answers.confirmation != "link":
        return None
    if stack.sign_in.methods and not stack.sign_in.email:
        return "answer with code; links are sent by e-mail, with which nobody signs in."
    if not stack.sign_in.addresses and not stack.mobile:
        return "answer with code; a page behind links would have no address of the app to lead to."
    return None


@rule("password_length", "Cognito: a minimum length from 6 to 99")
def passwords_have_six_to_ninety_nine_characters(answers: Answers, stack: Stack) -> str | None:
    length = answers.password_length
    if length is not None and (not isinstance(length, int) or isinstance(length, bool) or not 6 <= length <= 99):
        return f"answer with a number from 6 to 99 instead of {length!r}."
    return None


@rule("user_groups", "Cognito: names of 1 to 128 characters without spaces; auth-construct: each once")
def groups_have_names(answers: Answers, stack: Stack) -> str | None:
    groups = several(answers.user_groups)
    for group in groups:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", group):
            return f"use up to 64 letters, digits, hyphens and underscores, as in ADMINS, instead of {group!r}."
        if sentence := refused_key(group):
            return sentence
    if len(set(groups)) < len(groups):
        return "list each group once."
    return None


@rule(
    "user_attributes", "@aws-amplify/auth-construct, userAttributes; Cognito: 20 characters, none of its own required"
)
def attributes_are_cognitos_or_custom(answers: Answers, stack: Stack) -> str | None:
    attributes = several(answers.user_attributes)
    known = tuple(name for name in STANDARD_ATTRIBUTES if name not in ("email", "phoneNumber"))
    for attribute in map(Attribute, attributes):
        if not attribute.is_custom and attribute.text.rstrip("!") not in known:
            return f"answer with {one_of(known)}, or custom:<name>; Cognito does not know {attribute.text!r}."
        if attribute.is_custom and not re.fullmatch(r"custom:[A-Za-z][A-Za-z0-9_]{0,19}", attribute.key):
            return f"name it with up to 20 letters, digits and underscores, as in custom:plan, instead of {attribute.key!r}."
        if attribute.is_custom and attribute.is_required:
            return f"write {attribute.key!r}; Cognito cannot require custom attributes."
        if attribute.is_custom and attribute.data_type not in CUSTOM_TYPES:
            return f"give {attribute.key} the type {one_of(CUSTOM_TYPES)}, as in {attribute.key}=Number."
        silent = [row.label for row in stack.sign_in.providers if row.is_forgetful or attribute.key not in row.claims]
        if attribute.is_required and silent:
            return f"write {attribute.key!r} without '!'; {silent[0]} does not tell it at every sign-in, and could not sign anybody in."
    keys = [Attribute(text).key for text in attributes]
    if len(set(keys)) < len(keys):
        return "list each attribute once."
    return None


@rule("user_attributes", "the template's own: what Cognito requires, people tell when they sign up")
def required_attributes_can_be_told(answers: Answers, stack: Stack) -> str | None:
    if "lastUpdateTime!" in several(answers.user_attributes):
        return "write 'lastUpdateTime' without '!'; nobody knows it when they sign up."
    return None


@rule("auth_triggers", "Cognito: the three functions of a custom challenge work together")
def challenges_are_whole(answers: Answers, stack: Stack) -> str | None:
    triggers = several(answers.auth_triggers)
    missing = [name for name in CHALLENGE_TRIGGERS if name not in triggers]
    if missing and len(missing) < len(CHALLENGE_TRIGGERS):
        return f"add {' and '.join(missing)}; the functions of a custom challenge work together."
    return None


@rule(
    "auth_triggers",
    "the template's own: the official form proves passwords by SRP, and has no screen for a custom challenge",
)
def the_form_takes_part(answers: Answers, stack: Stack) -> str | None:
    triggers = [name for name in several(answers.auth_triggers) if name in CLIENT_TRIGGERS]
    if triggers and stack.has_frontend:
        return f"leave {' and '.join(triggers)} out, or answer purpose with backend; the app's sign-in form could not use that."
    return None
