"""Which folders of template/ are laid over the project root, how they are grouped, and where shared ones put their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .features import START
from .frameworks import FRAMEWORKS

if TYPE_CHECKING:
    from .stack import Stack


def groups(stack: Stack) -> dict[str, bool]:
    """Whether each group of layers applies, by the name that template/ uses as `[[group.<name>]]`.

    What a layer needs, it says itself: a group is there for those who read template/, and no file of one that does not
    apply costs Copier more than a look at the first part of its path.
    """
    framework = stack.framework
    return {
        "backend": True,
        "shared": True,
        "web": bool(framework and framework.platform == "web"),
        "frameworks": True,
        "views": True,
    }


def layers(stack: Stack) -> dict[str, bool]:
    """Whether each layer applies, by the name that template/ uses as `[[layer.<name>]]`."""
    framework = stack.framework
    return {
        "project": True,
        "backend": True,
        "web": bool(framework and framework.platform == "web"),
        "single_page": bool(framework and framework.platform == "web" and not framework.runs_on_server),
        "error_boundary": bool(framework and not framework.has_error_page),
        "auth": stack.signs_in,
        "own_user_pool": stack.owns_accounts,
        "existing_user_pool": bool(stack.sign_in.existing),
        "federated": stack.sign_in.returns_to_app,
        "link_confirmation": stack.sign_in.confirms_by_link,
        "form_fields": stack.sign_in.changes_fields,
        "sign_in_steps": stack.sign_in.explains_steps,
        "sign_in_options": stack.sign_in.changes_fields or stack.sign_in.returns_to_app or stack.sign_in.explains_steps,
        "second_factors": stack.sign_in.chooses_second_factors,
        "totp": "totp" in stack.sign_in.mfa_methods,
        "own_challenge": stack.sign_in.calls("defineAuthChallenge"),
        "saml_file": stack.sign_in.reads_file,
        "passkeys": stack.sign_in.passkey,
        "factor_choice": stack.sign_in.factor_choice,
        "no_auth": not stack.signs_in,
        "data": stack.has("data"),
        "data_authorizer": stack.data.authorization.name == "custom",
        "data_query": stack.data.shows("custom-query"),
        "data_mutation": stack.data.shows("custom-mutation"),
        "data_subscription": stack.data.shows("custom-subscription"),
        "storage": stack.has("storage"),
        "groups": stack.app.shows_membership,
        "functions": bool(stack.lambdas.all),
        "streaming_functions": bool(stack.lambdas.streaming),
        "function_findings": bool(stack.lambdas.python)
        or (stack.lambdas.runtime != "24" and bool(stack.lambdas.typescript or stack.rest_api)),
        "rest_api": bool(stack.rest_api),
        "ai": stack.ai.exists,
        "ai_client": stack.ai.exists and stack.signs_in and stack.data.authorization.mode != "userPool",
        "ai_conversation": stack.ai.chats,
        "ai_generation": stack.ai.generates,
        "chat_handler": stack.ai.has_handler,
        "chat_logs": stack.ai.chats and not stack.ai.has_handler,
        "inference_profile": stack.ai.needs_profile,
        **{
            name.replace("-", "_"): stack.has(name)
            for name in ("events", "geo", "kinesis", "pubsub", "liveness", "notifications", "custom-cdk")
        },
        "maps": "maps" in stack.services.geo_screen,
        "places": "places" in stack.services.geo_screen,
        "place_view": bool(stack.services.geo_screen),
        "unavailable_locally": stack.app.explains_absence,
        "signed_in_api": stack.access.calls_functions,
        "addresses": stack.access.names_addresses,
        "cors": stack.access.answers_pages,
        "signed_in_roles": stack.access.grants,
        "tags": bool(stack.services.tags),
        "retention": stack.backend.retains_data,
        "getting_started": START in stack.app.screens,
        "function_queries": bool(stack.lambdas.plain) and stack.has("data"),
        "local_backend": stack.local_backend,
        "amplify_hosting": stack.hosting == "amplify",
        **{row.name: bool(framework and framework.name == row.name) for row in FRAMEWORKS.values()},
        **{key: bool(framework and framework.key == key) for key in FRAMEWORKS},
        **{
            f"{views}_views": bool(framework and framework.views == views)
            for views in sorted({row.views for row in FRAMEWORKS.values()})
        },
    }


def folders(stack: Stack) -> dict[str, str]:
    """Where the frontend keeps things, relative to the project root; `up` leads from the library back to that root.

    Of the style sheet and the icon it is the path without the suffix.
    """
    if not (framework := stack.framework):
        return dict.fromkeys(("library", "components", "composables", "stylesheet", "icon", "up"), "")
    return {
        "library": framework.library,
        "components": framework.components,
        "composables": f"{framework.source}/composables",
        "stylesheet": framework.stylesheet,
        "icon": framework.icon,
        "up": "../" * (framework.library.count("/") + 1),
    }
