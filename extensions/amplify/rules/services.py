"""What the services beside Amplify's own accept, and what they need."""

from __future__ import annotations

import re

from ..answers import Answers, several
from ..frameworks import FRAMEWORKS
from ..services import Tag
from ..stack import Stack
from .rule import one_of, refused_key, rule


@rule("features", "Cognito identity pools: what the app calls with the credentials of a person")
def services_need_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods != ("none",):
        return None
    for row in stack.features:
        if row.needs_sign_in:
            return f"leave {row.name} out, or choose a login method; only people who sign in may use it."
    return None


@rule("features", "the template's own: whoever has not signed in needs an API key, which allows calls from web pages")
def maps_on_phones_need_sign_in(answers: Answers, stack: Stack) -> str | None:
    is_native = stack.framework is not None and stack.framework.is_native
    if is_native and stack.has("geo") and answers.login_methods == ("none",):
        return "leave geo out, or choose a login method; without sign-in, maps and places are for web pages alone."
    return None


@rule("features", "Amplify UI: the frameworks with a FaceLivenessDetector")
def face_checks_have_a_component(answers: Answers, stack: Stack) -> str | None:
    if stack.has("liveness") and stack.framework and not stack.framework.checks_faces:
        rows = [row for row in FRAMEWORKS.values() if row.platform == stack.framework.platform]
        names = one_of(dict.fromkeys(row.name for row in rows if row.checks_faces))
        return f"leave liveness out, or answer framework with {names}; {stack.framework.label} has no such component."
    return None


@rule("features", "the template's own: push notifications reach mobile apps")
def notifications_reach_phones(answers: Answers, stack: Stack) -> str | None:
    if stack.has("notifications") and stack.is_web:
        return "leave notifications out, or answer purpose with backend; they reach mobile apps, and no web page."
    return None


@rule("push_platforms", "the template's own: an empty answer means nothing")
def notifications_have_a_platform(answers: Answers, stack: Stack) -> str | None:
    if answers.push_platforms == ():
        return "choose at least one, or leave notifications out of the features."
    return None


@rule("apns_key_id", "Apple: the identifier of a key has ten characters")
def apns_keys_have_an_id(answers: Answers, stack: Stack) -> str | None:
    return _ten_characters(answers.apns_key_id, "Keys")


@rule("apns_team_id", "Apple: the identifier of a team has ten characters")
def apple_teams_have_an_id(answers: Answers, stack: Stack) -> str | None:
    return _ten_characters(answers.apns_team_id, "Membership details")


def _ten_characters(text: str | None, page: str) -> str | None:
    if text is None or re.fullmatch(r"[A-Z0-9]{10}", text):
        return None
    return f"write the ten capital letters and digits that Apple's developer account shows under {page}."


@rule("apns_bundle_id", "Apple: letters, digits, hyphens and dots in the identifier of a bundle")
def apple_apps_have_a_bundle_id(answers: Answers, stack: Stack) -> str | None:
    bundle = answers.apns_bundle_id
    if bundle is None or (re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", bundle) and len(bundle) <= 155):
        return None
    return "write letters, digits and hyphens, with dots between, for example com.example.app."


@rule("geo_kind", "the template's own: an empty answer means nothing")
def geo_is_something(answers: Answers, stack: Stack) -> str | None:
    if answers.geo_kind == ():
        return "choose at least one, or leave geo out of the features."
    return None


@rule("geo_kind", "Amazon Location Service: API keys allow maps, places and routes, no geofences")
def geofences_need_sign_in(answers: Answers, stack: Stack) -> str | None:
    if "geofences" in several(answers.geo_kind) and answers.login_methods == ("none",):
        return "leave geofences out, or choose a login method; an API key does not allow them."
    return None


@rule("guest_access", "the template's own: an answer about something that is not there")
def guests_use_what_is_there(answers: Answers, stack: Stack) -> str | None:
    guests = several(answers.guest_access)
    if answers.features is None:
        return None
    missing = [name for name in guests if not answers.chooses(name)]
    if missing:
        return f"leave {missing[0]} out, or add it to the features."
    if "geo" in guests and answers.geo_kind == ("geofences",):
        return "leave geo out, or add maps or places to geo_kind; geofences are for people who signed in."
    return None


# Amplify tags every resource with up to five of its own; AWS allows fifty.
MOST_TAGS = 40


@rule(
    "tags",
    "AWS, tag naming limits: 128 and 256 characters, no 'aws:' prefix; Amazon Location Service: no space or '@' in a key; Amplify: 'amplify:', 'created-by'",
)
def tags_are_keys_and_values(answers: Answers, stack: Stack) -> str | None:
    tags = several(answers.tags)
    for tag in map(Tag, tags):
        if "=" not in tag.text or not tag.value:
            return f"write a key, '=' and a value, as in team=notes, instead of {tag.text!r}."
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+._:/-]*", tag.key) or len(tag.key) > 128:
            return f"use up to 128 letters, digits and +-._:/ in the key, a letter first, instead of {tag.key!r}."
        if not re.fullmatch(r"[A-Za-z0-9 +=._:/@-]*", tag.value) or len(tag.value) > 256:
            return f"use up to 256 letters, digits and +-=._:/@ in the value of {tag.key!r}."
        if sentence := refused_key(tag.key):
            return sentence
        if re.match(r"(aws|amplify):|created-by$", tag.key, re.IGNORECASE):
            return f"choose another key than {tag.key!r}; AWS or Amplify has it for itself."
    if len({tag.key for tag in map(Tag, tags)}) < len(tags):
        return "list each key once."
    if len(tags) > MOST_TAGS:
        return f"list {MOST_TAGS} tags at most; AWS allows 50, and Amplify adds its own."
    return None
