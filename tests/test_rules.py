"""What is refused, and with which sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from amplify.answers import QUESTIONS, Answers, takes_several, takes_yes
from amplify.features import FEATURES
from amplify.functions import Function
from amplify.rules import CHOICES, RULES, refusals
from amplify.rules.functions import TAKEN
from amplify.rules.lists import EXAMPLES
from amplify.sign_in import CHALLENGE_TRIGGERS, CLIENT_TRIGGERS
from amplify.stack import Stack
from conftest import EXISTING_POOL, PRESETS, ROLE, ROOT
from hypothesis import given
from hypothesis import strategies as st

SETTINGS = {
    **yaml.safe_load((ROOT / "questions/sign_in_settings.yml").read_text()),
    **yaml.safe_load((ROOT / "questions/services.yml").read_text()),
}  # asked of whoever wants to be asked more
GOOD: dict[str, Any] = {
    **{name: answer for name, answer in PRESETS["react"].items() if name not in SETTINGS},
    "features": ["data", "storage", "functions"],
}


def advanced(**changes: object) -> dict[str, object]:
    """Answers of somebody who wants to be asked more."""
    return {"features": ["data", "storage", "functions", "advanced"], **changes}


def on_phones(**changes: object) -> dict[str, object]:
    """Answers of somebody whose app comes from the stores, and who wants to be asked more."""
    client = {"platform": "mobile", "framework": "react_native", "react_native_variant": "expo"}
    return {**advanced(), **client, **changes}


def on_android(**changes: object) -> dict[str, object]:
    """Answers of somebody whose app is native, and who wants to be asked more."""
    return {**advanced(), "platform": "mobile", "framework": "android", **changes}


def existing(**changes: object) -> dict[str, object]:
    """Answers of somebody who has a user pool."""
    return advanced(
        **{
            **EXISTING_POOL,
            "local_backend": False,
            **changes,
        }
    )


def with_api(**changes: object) -> dict[str, object]:
    return {"features": ["data", "storage", "functions", "rest-api"], **changes}


def chatting(**changes: object) -> dict[str, object]:
    """Answers of somebody whose app talks to a model, and who wants to be asked more."""
    return {"features": ["data", "functions", "ai-conversation", "ai-generation", "advanced"], **changes}


def refused(**changes: object) -> dict[str, str]:
    answers = Answers.read({**GOOD, **changes})
    return refusals(answers, Stack.of(answers))


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_are_accepted(preset: str) -> None:
    answers = Answers.read(PRESETS[preset])
    assert refusals(answers, Stack.of(answers)) == {}


def test_nothing_is_refused_before_it_is_answered() -> None:
    assert refusals(Answers(), Stack.of(Answers())) == {}


@pytest.mark.parametrize(
    ("changes", "question", "instead"),
    [
        ({"framework": "svelt"}, "framework", "answer with react, nextjs, vue"),
        (
            {"framework": "nuxt", "hosting": "github-actions"},
            "hosting",
            "answer with amplify or none; Nuxt renders on a server, and Amplify Hosting takes only static files",
        ),
        (
            {"features": ["data", "graphql"]},
            "features",
            "answer with data, storage, functions, rest-api, ai-conversation, ai-generation, events, geo, kinesis, pubsub, liveness, notifications, custom-cdk or advanced",
        ),
        ({"features": 7}, "features", "for example [data]"),
        ({"framework": "react_native"}, "framework", "answer with react, nextjs"),
        (
            {"platform": "mobile"},
            "framework",
            "answer with react_native, flutter, swift or android; React (Vite) is for platform=web",
        ),
        (
            on_phones(react_native_variant="cli"),
            "react_native_variant",
            "answer with expo or bare; 'cli' is not offered",
        ),
        (
            on_phones(react_native_variant="bare", project_name="hello-world-2"),
            "project_name",
            "choose another name; the tools of React Native keep 'helloworld2' for themselves.",
        ),
        (
            on_android(login_methods=["email", "phone"]),
            "login_methods",
            "answer with [email] or [phone], beside google, facebook, apple, amazon, saml, oidc, email-otp, sms-otp, "
            "passkey, without links, accounts without recovery or required attributes but birthdate,",
        ),
        (on_android(user_attributes=["birthdate!", "locale!"]), "login_methods", "answer with [email] or [phone]"),
        (on_android(confirmation="link"), "login_methods", "answer with [email] or [phone]"),
        (
            on_android(features=["notifications"], push_platforms=["apns"]),
            "push_platforms",
            "add fcm; nothing else reaches the app of Android (Kotlin).",
        ),
        (
            on_android(framework="swift", features=["notifications"], push_platforms=["fcm"]),
            "push_platforms",
            "add apns; nothing else reaches the app of Swift (iOS).",
        ),
        (
            on_android(data_authorization="guest"),
            "data_authorization",
            "choose another than guest; Amplify's library for Android cannot read the rule that lets visitors in.",
        ),
        (
            on_android(framework="flutter", login_methods=["email", "passkey"]),
            "login_methods",
            "leave passkey out; Amplify has no passkeys for Flutter",
        ),
        (
            on_android(framework="flutter", features=["data", "notifications"], push_platforms=["fcm"]),
            "features",
            "leave notifications out; Amplify for Flutter asks a phone for its token by Amazon Pinpoint alone, which AWS ends.",
        ),
        (
            on_android(framework="flutter", confirmation="link"),
            "confirmation",
            "choose another than link; Amplify's form for Flutter asks for a code.",
        ),
        (
            on_android(framework="flutter", account_recovery="NONE"),
            "account_recovery",
            "choose another than NONE; Amplify's form for Flutter offers to reset a forgotten password.",
        ),
        (
            on_android(framework="flutter", user_attributes=["website!"]),
            "user_attributes",
            "leave website! out; Amplify's form for Flutter has no field for it.",
        ),
        (
            on_android(framework="flutter", project_name="@ada/yield"),
            "project_name",
            "choose another name; the tools of Flutter keep 'yield' for themselves.",
        ),
        (
            on_android(features=["geo"], geo_kind=["maps", "geofences"]),
            "geo_kind",
            "leave geofences out; Amplify has no geofences for Android.",
        ),
        *(
            (
                on_android(
                    framework=framework,
                    login_methods=["none"],
                    data_authorization=None,
                    features=["geo"],
                    geo_kind=["maps"],
                ),
                "features",
                "leave geo out, or choose a login method; what a native app asks for is signed by who uses it.",
            )
            for framework in ("android", "swift")
        ),
        (
            on_android(framework="swift", login_methods=["email", "phone", "sms-otp"]),
            "login_methods",
            "answer with [email] or [phone], beside google, facebook, apple, amazon, saml, oidc, email-otp, sms-otp, passkey,",
        ),
        (
            on_android(framework="swift", features=["pubsub"]),
            "features",
            "leave pubsub out; Amplify has no client for AWS IoT for Swift.",
        ),
        (
            on_phones(login_methods=["email", "passkey"], passkey_domain=""),
            "passkey_domain",
            "name a domain of yours, as in example.com; a phone takes passkeys of an app whose website says",
        ),
        (on_phones(features=7), "features", "for example [data]"),
        (on_phones(features=["data", "geo"]), "features", "leave geo out; Amplify has no maps for React Native"),
        (
            on_phones(features=["kinesis"]),
            "features",
            "leave kinesis out; React Native's app has not been tried with it",
        ),
        (
            on_phones(streaming_functions=["tell"]),
            "streaming_functions",
            "leave tell out; Amplify's client for React Native reads no answer",
        ),
        (on_phones(project_name="7-notes"), "project_name", "Android refuses '7notes' in an app's id"),
        (on_phones(project_name="@ada/int"), "project_name", "Android refuses 'int' in an app's id"),
        (on_phones(project_name="n" * 152), "project_name", "Apple refuses more than 155 characters"),
        ({"login_methods": "email"}, "login_methods", "for example [email]"),
        ({"project_name": "Field Notes"}, "project_name", "for example 'field-notes'"),
        ({"project_name": ".notes"}, "project_name", "for example 'field-notes'"),
        ({"project_name": "n" * 215}, "project_name", "choose a shorter name"),
        ({"project_name": "node_modules"}, "project_name", "choose another name"),
        ({"project_name": "react"}, "project_name", "choose another name"),
        ({"login_methods": []}, "login_methods", "or 'none' when nobody does"),
        ({"login_methods": ["email", "none"]}, "login_methods", "answer with [none] alone, or with [email]"),
        ({"login_methods": ["google"]}, "login_methods", "add email or phone to google"),
        ({"login_methods": ["passkey"]}, "login_methods", "add email or phone to passkey"),
        ({"oidc_providers": []}, "oidc_providers", "for example [acme=https://login.acme.example]"),
        ({"oidc_providers": ["acme"]}, "oidc_providers", "as in acme=https://"),
        ({"oidc_providers": ["Acme=https://a.example"]}, "oidc_providers", "3 to 32 small letters"),
        ({"oidc_providers": ["ab=https://a.example"]}, "oidc_providers", "3 to 32 small letters"),
        ({"oidc_providers": ["google=https://a.example"]}, "oidc_providers", "choose another name than 'google'"),
        ({"oidc_providers": ["acme=http://a.example"]}, "oidc_providers", "the https address of its issuer"),
        ({"oidc_providers": ["acme=https://a.example"] * 2}, "oidc_providers", "list each provider once"),
        ({"saml_provider": "acme"}, "saml_provider", "as in acme=https://sso.acme.example/metadata"),
        ({"saml_provider": "acme=metadata.xml"}, "saml_provider", "or acme=file"),
        ({"saml_provider": "_acme=file"}, "saml_provider", "3 to 32 small letters"),
        (
            {"saml_provider": "acme=file", "oidc_providers": ["acme=https://a.example"]},
            "saml_provider",
            "choose another name than 'acme'",
        ),
        (existing(user_pool_id="a1B2c3D4e"), "user_pool_id", "as in eu-central-1_a1B2c3D4e"),
        (existing(user_pool_client_id="my client"), "user_pool_client_id", "the id of the app client"),
        (existing(identity_pool_id="eu-central-1:pool"), "identity_pool_id", "the id of the identity pool"),
        (
            existing(identity_pool_id="us-east-1:1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f"),
            "identity_pool_id",
            "name one in eu-central-1",
        ),
        (existing(auth_role_arn="arn:aws:iam::123456789012:user/ada"), "auth_role_arn", "the ARN of an IAM role"),
        (existing(unauth_role_arn="visitors"), "unauth_role_arn", "the ARN of an IAM role"),
        (existing(unauth_role_arn=f"{ROLE}/signed-in"), "unauth_role_arn", "name another role"),
        (
            existing(unauth_role_arn="arn:aws:iam::210987654321:role/visitors"),
            "unauth_role_arn",
            "a role of the account 123456789012",
        ),
        (existing(group_role_arns=7), "group_role_arns", "for example [ADMINS="),
        (existing(group_role_arns=[f"EDITORS={ROLE}/editors"]), "group_role_arns", "as in ADMINS=…"),
        (existing(group_role_arns=["ADMINS"]), "group_role_arns", "ADMINS: write the ARN of an IAM role"),
        (existing(group_role_arns=[f"ADMINS={ROLE}/visitors"]), "group_role_arns", "ADMINS: name another role"),
        (
            existing(group_role_arns=[f"ADMINS={ROLE}/a", f"ADMINS={ROLE}/b"]),
            "group_role_arns",
            "list each group once",
        ),
        (existing(identity_providers=[]), "identity_providers", "for example [acme]"),
        (existing(identity_providers=["_acme"]), "identity_providers", "its name in the user pool"),
        (existing(identity_providers=["acme", "acme"]), "identity_providers", "list each provider once"),
        (existing(local_backend=True), "local_backend", "answer with false"),
        (existing(storage_access=["groups"]), "storage_access", "name their roles in group_role_arns"),
        (existing(storage_paths=["a/*=ADMINS"]), "storage_paths", "name the role of ADMINS in group_role_arns"),
        ({"app_urls": ["http://example.com"]}, "app_urls", "as in https://example.com"),
        ({"app_urls": ["https://example.com/path"]}, "app_urls", "as in https://example.com"),
        (
            {"purpose": "backend", "login_methods": ["email", "google"], "app_urls": []},
            "app_urls",
            "list at least one address",
        ),
        ({"passkey_domain": "https://example.com"}, "passkey_domain", "as in example.com"),
        ({"passkey_domain": "example"}, "passkey_domain", "as in example.com"),
        ({"passkey_domain": "a." * 31 + "co"}, "passkey_domain", "as in example.com"),
        (
            {"features": ["ai-conversation", "ai-generation"]},
            "features",
            "add data to ai-conversation or ai-generation",
        ),
        (
            {"features": ["data", "ai-conversation"], "login_methods": ["none"], "data_authorization": "publicApiKey"},
            "features",
            "leave ai-conversation out",
        ),
        (chatting(ai_model="Claude 4.5 Haiku"), "ai_model", "answer with Claude Haiku 4.5"),
        (chatting(ai_generation_model="Claude 4.5 Haiku"), "ai_generation_model", "is not a model that Amplify knows"),
        (chatting(ai_generation_model="Mistral Large 2"), "ai_generation_model", "in a given form"),
        (chatting(ai_system_prompt=" "), "ai_system_prompt", "say who the model is"),
        (chatting(ai_system_prompt='Say "yes".'), "ai_system_prompt", "leave '\"' out"),
        (chatting(ai_system_prompt="Mind C:\\notes."), "ai_system_prompt", "leave '\\\\' out"),
        (
            chatting(ai_system_prompt="One.\nTwo."),
            "ai_system_prompt",
            "write one line of visible characters, without '\\n'",
        ),
        (chatting(ai_system_prompt="Ask for $& more."), "ai_system_prompt", "leave '$&' out"),
        (chatting(ai_tools=["data"], data_authorization="publicApiKey"), "ai_tools", "answer with []"),
        (
            {"features": ["data", "ai-conversation", "advanced"], "ai_tools": ["query"]},
            "ai_tools",
            "leave query out",
        ),
        (chatting(ai_temperature="warm"), "ai_temperature", "from 0 to 1"),
        (chatting(ai_temperature="1.1"), "ai_temperature", "from 0 to 1"),
        (chatting(ai_max_tokens="0"), "ai_max_tokens", "a whole number from 1"),
        (chatting(functions=["chat"]), "functions", "choose another name than 'chat'"),
        (advanced(mfa="required", login_methods=["email-otp"]), "mfa", "answer with optional or off"),
        (advanced(mfa="optional", mfa_methods=[]), "mfa_methods", "for example [totp]"),
        (advanced(mfa="optional", mfa_methods=["totp"], login_methods=["phone"]), "mfa_methods", "with [totp, sms]"),
        (advanced(mfa="optional", mfa_methods=["totp", "sms"]), "mfa_methods", "leave sms out, or add phone"),
        (
            advanced(mfa="optional", mfa_methods=["sms", "email"], login_methods=["phone"], email_sender="a@b.example"),
            "mfa_methods",
            "leave email out",
        ),
        (advanced(email_sender="Notes <notes@example.com>"), "email_sender", "as in notes@example.com"),
        (
            advanced(mfa="optional", mfa_methods=["email"], email_sender=""),
            "email_sender",
            "codes by e-mail need one",
        ),
        (
            advanced(mfa="optional", mfa_methods=["email"], email_sender="a@b.example", account_recovery="EMAIL_ONLY"),
            "account_recovery",
            "answer with NONE",
        ),
        (advanced(account_recovery="PHONE_ONLY_WITHOUT_MFA"), "account_recovery", "add phone"),
        (advanced(confirmation="link", login_methods=["phone"]), "confirmation", "answer with code"),
        (advanced(confirmation="link", purpose="backend"), "confirmation", "answer with code"),
        (advanced(password_length=5), "password_length", "from 6 to 99"),
        (advanced(password_length="long"), "password_length", "from 6 to 99"),
        (advanced(user_groups=["the admins"]), "user_groups", "as in ADMINS"),
        (advanced(user_groups=7), "user_groups", "for example [ADMINS, EDITORS]"),
        (advanced(user_groups=["A", "A"]), "user_groups", "list each group once"),
        (advanced(user_attributes=7), "user_attributes", "for example [fullname"),
        (advanced(user_attributes=["shoe"]), "user_attributes", "or custom:<name>"),
        (advanced(user_attributes=["email"]), "user_attributes", "or custom:<name>"),
        (advanced(user_attributes=["lastUpdateTime!"]), "user_attributes", "write 'lastUpdateTime' without '!'"),
        (advanced(user_attributes=["custom:shoe size"]), "user_attributes", "as in custom:plan"),
        (advanced(user_attributes=["custom:plan!"]), "user_attributes", "write 'custom:plan'"),
        (advanced(user_attributes=["custom:plan=Text"]), "user_attributes", "as in custom:plan=Number"),
        (
            advanced(user_attributes=["fullname!", "gender!"], login_methods=["email", "google"]),
            "user_attributes",
            "write 'gender' without '!'; Google does not tell it",
        ),
        (
            advanced(user_attributes=["givenName!"], login_methods=["email", "google", "apple"]),
            "user_attributes",
            "write 'givenName' without '!'; Apple does not tell it",
        ),
        (advanced(user_attributes=["fullname", "fullname!"]), "user_attributes", "list each attribute once"),
        (advanced(auth_triggers=["defineAuthChallenge"]), "auth_triggers", "add createAuthChallenge and verifyAuth"),
        (advanced(auth_triggers=list(CHALLENGE_TRIGGERS)), "auth_triggers", "answer purpose with backend"),
        (advanced(auth_triggers=["userMigration"]), "auth_triggers", "leave userMigration out"),
        (
            {"login_methods": ["none"], "features": ["storage"], "data_authorization": None},
            "features",
            "leave storage out",
        ),
        ({"login_methods": ["none"], "features": ["data"]}, "data_authorization", "answer with publicApiKey"),
        ({"data_authorization": "groups"}, "data_authorization", "name user_groups"),
        ({"data_authorization": "oidc", "data_oidc_provider": "acme"}, "data_oidc_provider", "as in acme=https"),
        (
            {"data_authorization": "oidc", "data_oidc_provider": "acme=http://a.example"},
            "data_oidc_provider",
            "acme=https://login.acme.example",
        ),
        ({"api_key_days": 366}, "api_key_days", "from 2 to 365 instead of 366"),
        ({"api_key_days": "soon"}, "api_key_days", "from 2 to 365"),
        ({"data_examples": "relationship"}, "data_examples", "for example [relationship]"),
        (
            {"data_authorization": "authenticated", "data_examples": ["field-authorization"]},
            "data_examples",
            "leave field-authorization out",
        ),
        ({"data_examples": ["custom-subscription"]}, "data_examples", "add custom-mutation"),
        (
            {"login_methods": ["none"], "features": ["kinesis"], "data_authorization": None},
            "features",
            "leave kinesis out",
        ),
        (
            {"login_methods": ["none"], "features": ["pubsub"], "data_authorization": None},
            "features",
            "leave pubsub out",
        ),
        (
            {"login_methods": ["none"], "features": ["liveness"], "data_authorization": None},
            "features",
            "leave liveness out",
        ),
        ({"framework": "vue", "features": ["liveness"]}, "features", "framework with react, nextjs or astro"),
        ({"features": ["geo"], "geo_kind": []}, "geo_kind", "choose at least one"),
        ({"features": ["notifications"]}, "features", "answer purpose with backend"),
        (
            {"purpose": "backend", "features": ["notifications"], "push_platforms": []},
            "push_platforms",
            "choose at least one",
        ),
        ({"apns_key_id": "abc123defg"}, "apns_key_id", "under Keys"),
        ({"apns_team_id": "DEF456"}, "apns_team_id", "under Membership details"),
        ({"apns_bundle_id": "app"}, "apns_bundle_id", "com.example.app"),
        ({"features": ["geo"], "geo_kind": "maps"}, "geo_kind", "for example [maps]"),
        (
            {
                "login_methods": ["none"],
                "features": ["geo"],
                "geo_kind": ["maps", "geofences"],
                "data_authorization": None,
            },
            "geo_kind",
            "leave geofences out",
        ),
        (advanced(guest_access=["geo"]), "guest_access", "leave geo out, or add it"),
        (
            {"features": ["geo", "advanced"], "geo_kind": ["geofences"], "guest_access": ["geo"]},
            "guest_access",
            "add maps or places",
        ),
        (advanced(tags=7), "tags", "for example [team=notes"),
        (advanced(tags=["team"]), "tags", "as in team=notes"),
        (advanced(tags=["team="]), "tags", "as in team=notes"),
        (advanced(tags=["7=x"]), "tags", "a letter first"),
        (advanced(tags=["team=it's"]), "tags", "in the value of 'team'"),
        (advanced(tags=["aws:team=notes"]), "tags", "choose another key"),
        (advanced(tags=["created-by=me"]), "tags", "choose another key"),
        (advanced(tags=["team=a", "team=b"]), "tags", "list each key once"),
        (advanced(tags=[f"key-{n}={n}" for n in range(41)]), "tags", "40 tags at most"),
        ({"functions": []}, "functions", "for example [say-hello]"),
        ({"functions": ["say hello"]}, "functions", "as in 'say-hello'"),
        ({"functions": ["sendReport"]}, "functions", "as in 'send-report'"),
        ({"functions": ["delete"]}, "functions", "as in 'say-hello'"),
        ({"functions": ["list-todos"]}, "functions", "as in 'say-hello'"),
        ({"functions": ["aux"]}, "functions", "as in 'say-hello'"),
        ({"functions": ["f" * 29]}, "functions", "to 28 characters"),
        ({"functions": ["a1-b", "a1-b"]}, "functions", "list each function once"),
        (
            advanced(functions=["nightly"], function_schedules=["nightly=every day"]),
            "function_schedules",
            "another function",
        ),
        (
            advanced(functions=[], function_schedules=[], streaming_functions=[], python_functions=[]),
            "functions",
            "one name",
        ),
        (with_api(functions=["items-api"]), "functions", "choose another name than 'items-api'"),
        (advanced(function_runtime="20"), "function_runtime", "answer with 24 or 22"),
        (advanced(function_schedules=7), "function_schedules", "for example [nightly=every day, "),
        (advanced(function_schedules=["nightly"]), "function_schedules", "as in nightly=every day"),
        (advanced(function_schedules=["Nightly=every day"]), "function_schedules", "as in 'nightly'"),
        (
            advanced(function_schedules=["tick=every day", "tick=every week"]),
            "function_schedules",
            "list each function once",
        ),
        *(
            (advanced(function_schedules=[f"nightly={schedule}"]), "function_schedules", instead)
            for schedule, instead in {
                "every other day": "'every 2h'",
                "every 0m": "'every 1m' to 'every 59m'",
                "every 60m": "'every 1m' to 'every 59m'",
                "every 24h": "'every 1h' to 'every 23h'",
                "every 45m": "write 'every 30m', or '*/45 * * * ? *'",
                "every 5h": "write 'every 4h', or '0 */5 * * ? *'",
                "daily": "five or six fields",
                "0 8 * * * ? *": "five or six fields",
                "60 8 * * ?": "write the minute as",
                "0 24 * * ?": "write the hour as",
                "0 8 L * ?": "no 'L' and no 'W'",
                "0 8 0 * ?": "a number from 1 to 31",
                "0 8 1 JAN ?": "no names such as JAN",
                "0 8 ? * MON": "1 is Sunday",
                "0 8 ? * 0": "a number from 1 to 7",
                "0 8 ? * 2#1": "1 is Sunday",
                "0 8 ? * 2 1969": "a number from 1970 to 2199",
                "0 8-17/2 ? * 2": "a step '*/2'",
                "0 8,10-12 ? * 2": "a list '0,23'",
                "0 17-8 ? * 2": "a range '0-23'",
                "0 */0 ? * 2": "write the hour as",
                "0 8 1 * 2": "into one of them only",
                "0 8 ? * ?": "into one of them only",
                "0 8 * * *": "into one of them only",
            }.items()
        ),
        (advanced(function_environment=7), "function_environment", "for example [GREETING=Hello]"),
        (advanced(function_environment=["GREETING"]), "function_environment", "as in GREETING=Hello"),
        (advanced(function_environment=["1ST=a"]), "function_environment", "as in GREETING=Hello"),
        (advanced(function_environment=["A=a"]), "function_environment", "two or more letters"),
        (advanced(function_environment=["AWS_REGION=a"]), "function_environment", "choose another name"),
        (advanced(function_environment=["AB=a\nb"]), "function_environment", "without '\\n'"),
        (
            advanced(function_environment=["AB=" + "é" * 1_499]),
            "function_environment",
            "shorten the values to 3000 bytes",
        ),
        (advanced(function_environment=["AB=a", "AB=b"]), "function_environment", "list each variable once"),
        (advanced(function_secrets=7), "function_secrets", "for example [API_KEY]"),
        (advanced(function_secrets=["API_KEY=x"]), "function_secrets", "write 'API_KEY' alone"),
        (advanced(function_secrets=["API-KEY"]), "function_secrets", "as in API_KEY"),
        (advanced(function_secrets=["AB", "AB"]), "function_secrets", "list each secret once"),
        (
            advanced(function_secrets=["AB"], function_environment=["AB=a"]),
            "function_secrets",
            "an environment variable",
        ),
        (
            advanced(
                streaming_functions=["tell"],
                login_methods=["none"],
                features=["functions", "advanced"],
                data_authorization=None,
            ),
            "streaming_functions",
            "choose a login method",
        ),
        (advanced(streaming_functions=7), "streaming_functions", "for example [tell-story]"),
        (advanced(streaming_functions=["Tell"]), "streaming_functions", "as in 'tell'"),
        (advanced(streaming_functions=["say-hello"]), "streaming_functions", "another function or a bucket has it"),
        (advanced(python_functions=7), "python_functions", "for example [count-words]"),
        (advanced(python_functions=["class"]), "python_functions", "as in 'count-words'"),
        (advanced(python_functions=["tell"], streaming_functions=["tell"]), "python_functions", "another function"),
        (with_api(rest_api_kind="soap"), "rest_api_kind", "answer with http or rest"),
        (with_api(rest_api_authorization="key"), "rest_api_authorization", "answer with iam, userPool or none"),
        (
            {
                "features": ["rest-api"],
                "login_methods": ["none"],
                "data_authorization": None,
                "rest_api_authorization": "iam",
            },
            "rest_api_authorization",
            "answer with none",
        ),
        ({"storage_paths": []}, "storage_paths", "for example"),
        ({"storage_paths": ["/photos/*"]}, "storage_paths", "write 'photos/*'"),
        ({"storage_paths": ["photos"]}, "storage_paths", "write 'photos/*'"),
        ({"storage_paths": ["photos/"]}, "storage_paths", "write 'photos/*'"),
        ({"storage_paths": ["a//b/*"]}, "storage_paths", "leave one of the slashes out"),
        ({"storage_paths": ["a/*/b/*"]}, "storage_paths", "only at the end"),
        ({"storage_paths": ["{entity_id}/*"]}, "storage_paths", "as in 'private/{entity_id}/*'"),
        ({"storage_paths": ["a/{entity_id}/b/*"]}, "storage_paths", "the whole last part"),
        ({"storage_paths": ["a/user-{entity_id}/*"]}, "storage_paths", "the whole last part"),
        ({"storage_paths": ["a/it's/*"]}, "storage_paths", "use letters, digits"),
        ({"storage_paths": ["a/*", "a/*"]}, "storage_paths", "list each path once"),
        ({"storage_paths": ["a/*", "a/{entity_id}/*"]}, "storage_paths", "move 'a/{entity_id}/*' out of 'a/*'"),
        ({"storage_paths": ["a/*", "a/b/*", "a/b/c/*"]}, "storage_paths", "one level of nesting"),
        ({"storage_paths": ["a/*", "a/*=guests"]}, "storage_paths", "list each path once"),
        ({"storage_paths": ["a/*=ADMINS"]}, "storage_paths", "write guests, or a group of user_groups"),
        ({"storage_paths": ["a/*="]}, "storage_paths", "after a/*=; '' is not known"),
        ({"storage_paths": ["a=guests"]}, "storage_paths", "write 'a/*'"),
        (
            advanced(user_groups=["EDITORS"], storage_paths=["a/*=guests+ADMINS"]),
            "storage_paths",
            "write guests or EDITORS after a/*=; 'ADMINS' is not known",
        ),
        ({"storage_paths": ["a/*=guests+guests"]}, "storage_paths", "name everybody once after a/*="),
        ({"storage_paths": ["a/{entity_id}/*=guests"]}, "storage_paths", "write 'a/{entity_id}/*' alone"),
        ({"storage_access": []}, "storage_access", "choose at least one, for example [private]"),
        ({"storage_access": ["groups"]}, "storage_access", "leave groups out, or name some in user_groups"),
        (advanced(user_groups=["guests"]), "user_groups", "choose another name than 'guests'"),
        ({"buckets": 7}, "buckets", "for example [photos, reports]"),
        ({"buckets": ["trip-photos"]}, "buckets", "as in tripPhotos, instead of 'trip-photos'"),
        ({"buckets": ["storage"]}, "buckets", "choose another name than 'storage'"),
        ({"buckets": ["files"]}, "buckets", "choose another name than 'files'"),
        (
            advanced(buckets=["sayHello"]),
            "functions",
            "choose another name than 'say-hello'; another function or a bucket",
        ),
        (with_api(buckets=["itemsApi"]), "buckets", "choose another name than 'itemsApi'"),
        ({"buckets": ["photos", "photos"]}, "buckets", "list each bucket once"),
        (
            advanced(storage_triggers=["onUpload"], functions=["on-upload"]),
            "functions",
            "call 'on-upload' something else",
        ),
    ],
)
def test_a_bad_answer_gets_one_sentence_that_says_what_to_answer_instead(
    changes: dict[str, object], question: str, instead: str
) -> None:
    sentences = refused(**changes)
    assert list(sentences) == [question]
    assert instead in sentences[question]
    assert re.fullmatch(r"[^\n]+\.", sentences[question])


def test_what_the_official_form_cannot_take_part_in_is_for_backends_alone() -> None:
    triggers = {"auth_triggers": list(CLIENT_TRIGGERS)}
    assert not refused(**advanced(purpose="backend", **triggers))
    assert refused(**advanced(**triggers))


@pytest.mark.parametrize(
    ("attribute", "providers"),
    [
        ("fullname!", ["google", "facebook", "amazon"]),
        ("familyName!", ["google", "facebook"]),
        ("profilePicture!", ["google", "oidc"]),
        ("birthdate!", ["saml", "oidc"]),
        ("birthdate!", []),
        ("gender", ["apple"]),
    ],
)
def test_an_attribute_may_be_required_where_each_provider_tells_it(attribute: str, providers: list[str]) -> None:
    servers = {"oidc_providers": ["acme=https://login.acme.example"], "saml_provider": "corp=file"}
    methods = ["email", *providers]
    chosen = {name: answer for name, answer in servers.items() if name.split("_")[0] in methods}
    assert not refused(**advanced(user_attributes=[attribute], login_methods=methods, **chosen))


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        *(
            ({"oidc_providers": [f"acme={url}"]}, "oidc_providers")
            for url in (
                "https://..",
                "https://a..example",
                "https://-a.example",
                "https://a-.example",
                "https://" + "a" * 64 + ".example",
                "https://a_b.example",
                "https://a.example.",
                "https://bücher.example",
                "https://1.2.3",
                "https://256.1.1.1",
                "https://a.example:0",
                "https://a.example:65536",
                "https://a.example:٤٤٣",
                "https://ada:secret@a.example",
                "https://a.example/../b",
                "https://a.example/%zz",
                "https://a.example/a b",
                "https://a.example/ü",
                "https://a.example/`",
                'https://a.example/"',
                "https://a.example/\\",
                "https://a.example/?tenant=a",
                "https://a.example/#a",
                "https://",
            )
        ),
        ({"data_authorization": "oidc", "data_oidc_provider": "acme=https://.."}, "data_oidc_provider"),
        ({"saml_provider": "acme=https://a.example/{metadata}"}, "saml_provider"),
        *(
            ({"app_urls": [url]}, "app_urls")
            for url in (
                "https://..",
                "https://a.example:99999",
                "https://a.example/app",
                "https://a.example?",
                "http://localhost:0",
                "http://localhost:٣",
                "http://localhost.evil.example",
                "http://localhost?",
            )
        ),
        *(
            ({"login_methods": ["email", "passkey"], "passkey_domain": domain}, "passkey_domain")
            for domain in ("a..example", "-a.example", "1.2.3.4", "a.42", "a.example:443", "Example.com")
        ),
        *(
            (advanced(email_sender=sender), "email_sender")
            for sender in (
                ".a@example.com",
                "a..b@example.com",
                "a@b",
                "a@-b.example",
                "a@1.2.3.4",
                "a" * 65 + "@b.example",
            )
        ),
        (existing(auth_role_arn="arn:aws:iam::١٢٣٤٥٦٧٨٩٠١٢:role/a"), "auth_role_arn"),
        (existing(unauth_role_arn=f"{ROLE}/é"), "unauth_role_arn"),
        *(
            (advanced(function_schedules=[f"nightly={schedule}"]), "function_schedules")
            for schedule in ("٣ * * * ? *", "*/٣ * * * ? *", "١-٣ * * * ? *", "0,٣ * * * ? *", "every ٣m", "every ³h")
        ),
        *(
            (advanced(password_length=length), "password_length")
            for length in ("٨", "²", "9" * 5_000, "1_0", "8.0", "-8")
        ),
        *(
            ({"storage_paths": [path]}, "storage_paths")
            for path in ("../*", "a/../*", "./*", "a/./b/*", "../{entity_id}/*")
        ),
        *(
            (advanced(functions=[name]), "functions")
            for name in (
                "constructor",
                "to-string",
                "has-own-property",
                "value-of",
                "instanceof",
                "undefined",
                "policies",
            )
        ),
        *(
            (advanced(buckets=[name]), "buckets")
            for name in ("toString", "constructor", "valueOf", "addTags", "policies")
        ),
        (advanced(user_groups=["constructor"]), "user_groups"),
        ({"oidc_providers": ["constructor=https://a.example"]}, "oidc_providers"),
        ({"oidc_providers": ["siwa=https://a.example"]}, "oidc_providers"),
        ({"saml_provider": "constructor=file"}, "saml_provider"),
        (existing(login_methods=["email", "oidc"], identity_providers=["toString"]), "identity_providers"),
        (advanced(function_environment=["hasOwnProperty=a"]), "function_environment"),
        (advanced(function_secrets=["toString"]), "function_secrets"),
        (advanced(tags=["constructor=a"]), "tags"),
    ],
    ids=str,
)
def test_what_works_nowhere_is_refused(changes: dict[str, object], question: str) -> None:
    assert list(refused(**changes)) == [question]


@pytest.mark.parametrize(
    "changes",
    [
        {"oidc_providers": ["acme=https://a.example:8443/realms/o'hara/(1);v=2/%C3%BC/@a:b"]},
        {"oidc_providers": ["acme=https://10.0.0.1/", "beta=https://xn--bcher-kva.example"]},
        {"saml_provider": "acme=https://a.example/metadata?tenant='a'&b=/?"},
        {"app_urls": ["https://a.example:65535", "http://localhost:1/", "https://intranet"]},
        {"login_methods": ["email", "passkey"], "passkey_domain": "a-1.xn--p1ai"},
        advanced(email_sender="o'hara+notes@mail.example.com"),
        {"storage_paths": ["...a/.hidden/*"]},
        on_android(storage_paths=["shared/*", "news/*=guests"], data_authorization="custom"),
        on_android(mfa="required", mfa_methods=["totp"], user_attributes=["birthdate!", "fullname!", "custom:plan"]),
        advanced(function_environment=["TEXT=\u00a0👩‍👩‍👧 \u05e9\u05dc\u05d5\u05dd `${a}` </script>"]),
    ],
    ids=str,
)
def test_what_the_standards_allow_is_accepted(changes: dict[str, object]) -> None:
    assert refused(**changes) == {}


def test_a_yes_or_no_is_one_of_both() -> None:
    assert refused(local_backend="perhaps") == {"local_backend": "answer with true or false instead of 'perhaps'."}
    assert refused(local_backend="off") == {}


def test_functions_leave_the_names_in_backend_ts_alone() -> None:
    answers = Answers.read(
        existing(
            purpose="backend",
            login_methods=["email"],
            features=[*FEATURES, "advanced"],
            streaming_functions=["tell-story"],
            tags=["team=notes"],
            retain_data=True,
            group_role_arns=[f"ADMINS={ROLE}/admins"],
            ai_handler=True,
            data_authorization="custom",
        )
    )
    stack = Stack.of(answers)
    own = {Function(name).identifier for part in stack.parts for name in part.functions}
    named = {row.name for row in (*stack.backend.resources, *stack.backend.additions)} - {"tellStory"} - own
    assert named <= TAKEN


def test_every_rule_refuses_something() -> None:
    bad: list[Mapping[str, object]] = [
        {"purpose": "x"},
        {"purpose": "backend", "existing_project": "perhaps"},
        {"purpose": "backend", "existing_project": True, "hosting": "amplify"},
        {"purpose": "backend", "workspace_path": "backend"},
        {"purpose": "backend", "workspace_path": "packages/backend", "existing_project": True},
        {"purpose": "frontend", "workspace_path": "apps/web", "hosting": "github-actions"},
        {"purpose": "frontend", "platform": "mobile", "backend_source": "/backend", "backend_app_id": "notes"},
        {"purpose": "frontend", "project_name": "web", "backend_source": "web", "backend_branch": "a b"},
        {"purpose": "frontend", "hosting": "github-actions", "backend_stack": "a_b"},
        {"purpose": "frontend", "outputs_from": "folder", "hosting": "amplify"},
        {"purpose": "frontend", "outputs_from": "x"},
        {"purpose": "frontend", "platform": "mobile", "framework": "flutter"},
        {"platform": "desktop"},
        {"framework": "nextjs", "nextjs_router": "src"},
        {"login_methods": ["pigeon"]},
        {"data_authorization": "x"},
        {"data_authorization": "groups"},
        {"data_oidc_provider": "acme"},
        {"api_key_days": 1},
        {"data_examples": ["pigeon"]},
        {"data_examples": ["custom-subscription"]},
        {"data_authorization": "authenticated", "data_examples": ["field-authorization"]},
        {"package_manager": "cargo"},
        {"package_manager": "bun"},
        {"purpose": "backend", "existing_project": True, "package_manager": "pnpm"},
        {"saml_options": ["x"]},
        {"mfa": "sometimes"},
        {"mfa_methods": ["pigeon"]},
        {"account_recovery": "x"},
        {"confirmation": "x"},
        {"auth_triggers": ["x"]},
        {"storage_access": ["x"]},
        {"storage_triggers": ["x"]},
        {"ai_tools": ["x"]},
        {"geo_kind": ["x"]},
        {"push_platforms": ["x"]},
        {"guest_access": ["x"]},
        {"hosting": "x"},
        *({name: 7} for name in EXAMPLES),
        *({name: "\0"} for name in QUESTIONS),
        *({name: "perhaps"} for name in filter(takes_yes, QUESTIONS)),
        *(
            mark[0]
            for mark in test_a_bad_answer_gets_one_sentence_that_says_what_to_answer_instead.pytestmark[0].args[1]  # type: ignore[attr-defined]
        ),
    ]
    broken = set()
    for changes in bad:
        answers = Answers.read({**GOOD, **changes})
        broken |= {rule.name for rule in RULES if rule.check(answers, Stack.of(answers))}
    assert broken == {rule.name for rule in RULES}


def test_rules_name_questions_and_sources() -> None:
    for rule in RULES:
        assert rule.question in QUESTIONS
        assert rule.source


@pytest.mark.parametrize("question", EXAMPLES)
def test_what_is_no_list_is_answered_with_an_example_of_one(question: str) -> None:
    assert refused(**advanced(**{question: 7}))[question] == (
        f"write a list in brackets, for example {EXAMPLES[question]}."
    )


def test_every_list_that_is_typed_has_an_example() -> None:
    lists = {name for name in QUESTIONS if isinstance(Answers.read({name: ["x"]}).get(name), tuple)}
    assert set(EXAMPLES) == {name for name in lists if not takes_several(name)}


def test_choices_are_those_of_the_questions() -> None:
    asked = {}
    for path in sorted((ROOT / "questions").rglob("*.yml")):
        for name, question in (yaml.safe_load(path.read_text()) or {}).items():
            choices = isinstance(question, dict) and question.get("choices")
            if choices == "[[ stack.questions.framework_choices | tojson ]]":
                stacks = [Stack.of(Answers(platform=platform)) for platform in CHOICES["platform"]]
                choices = {label: name for each in stacks for label, name in each.questions.framework_choices.items()}
            if isinstance(choices, str):
                continue  # models, which rules/ai.py checks: a file of answers may name more than is shown
            if choices:
                asked[name] = tuple(choices.values() if isinstance(choices, dict) else choices)
    assert asked == CHOICES


@given(st.lists(st.from_regex(r"[A-Za-z0-9 _.-]{0,30}", fullmatch=True), max_size=3))
def test_accepted_function_names_make_distinct_typescript_identifiers(names: list[str]) -> None:
    if "functions" not in refused(functions=names):
        identifiers = [Function(name).identifier for name in names]
        assert all(re.fullmatch(r"[a-z][A-Za-z0-9]*", identifier) for identifier in identifiers)
        assert len(set(identifiers)) == len(identifiers) > 0


FIELD = st.sampled_from(
    ["*", "?", "0", "8", "31", "1,15", "1-5", "5-1", "*/2", "1/3", "1-5/2", "L", "MON", "99", "2030"]
)


@given(st.lists(FIELD, min_size=4, max_size=7).map(" ".join))
def test_accepted_schedules_are_what_eventbridge_takes(schedule: str) -> None:
    if "function_schedules" in refused(**advanced(function_schedules=[f"nightly={schedule}"])):
        return
    fields = schedule.split()
    assert len(fields) in (5, 6)
    assert [fields[2], fields[4]].count("?") == 1
    assert fields.count("?") == 1
    assert not re.search(r"[A-Z#]", schedule)


SEGMENT = st.sampled_from(["photos", "shared", "a", "{entity_id}", "*", "", "user-{entity_id}", "b c", "x'"])


@given(st.lists(st.lists(SEGMENT, min_size=1, max_size=4).map("/".join), min_size=1, max_size=4))
def test_accepted_storage_paths_obey_the_eight_rules_of_amplify(paths: list[str]) -> None:
    if "storage_paths" in refused(storage_paths=paths):
        return
    for path in paths:
        assert not path.startswith("/")
        assert path.endswith("/*")
        assert "//" not in path
        assert path.count("*") == 1
        parents = [other for other in paths if other != path and path.startswith(other[:-1])]
        assert len(parents) <= 1
        if "{entity_id}" in path:
            assert path.count("{entity_id}") == 1
            assert path.endswith("/{entity_id}/*")
            assert not parents


ANSWER = st.one_of(
    st.none(), st.integers(), st.booleans(), st.text(max_size=12), st.lists(st.text(max_size=8), max_size=3)
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(QUESTIONS, ANSWER)))
def test_any_answer_at_all_gives_a_stack_and_at_most_one_sentence_a_question(raw: dict[str, object]) -> None:
    answers = Answers.read(raw)
    sentences = refusals(answers, Stack.of(answers))
    assert set(sentences) <= set(raw)
    assert all("\n" not in sentence for sentence in sentences.values())
