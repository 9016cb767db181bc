"""What the questions offer, and what they suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .data import default_authorization
from .frameworks import DEFAULT, FRAMEWORKS, Framework
from .rest import default_rest_api_authorization
from .selection import Selection
from .services import PUSH_PLATFORMS


@dataclass(frozen=True)
class Questions:
    """What `questions/` asks about what was chosen so far."""

    chosen: Selection
    default_framework: ClassVar[Framework] = DEFAULT

    @property
    def framework_choices(self) -> dict[str, str]:
        """What the question `framework` offers on this platform: the answer of each label."""
        return {row.label: row.name for row in FRAMEWORKS.values() if row.platform == self.chosen.platform}

    @property
    def platforms(self) -> dict[str, str]:
        """The platform of each framework, by what answers the question `framework`."""
        return {row.name: row.platform for row in FRAMEWORKS.values()}

    @property
    def native(self) -> tuple[str, ...]:
        """The frameworks in the language of a platform, as `platforms` names them."""
        return tuple(dict.fromkeys(row.name for row in FRAMEWORKS.values() if row.is_native))

    @property
    def framework_hint(self) -> str:
        """What follows from the answer to `framework`."""
        if self.chosen.is_web:
            return f"{DEFAULT.label} is the default because every official Amplify component exists for it."
        return "Each is written in another language, with tools of its own, so nothing is assumed."

    @property
    def variant_question(self) -> str:
        """The question that this framework alone asks, or nothing."""
        return self.chosen.framework.question if self.chosen.framework else ""

    @property
    def asks_about_sign_in(self) -> bool:
        """Somebody wants to be asked more about it."""
        return self.chosen.signs_in and self.chosen.is_advanced

    @property
    def asks_about_user_pool(self) -> bool:
        """The same, where the backend defines the user pool."""
        return self.asks_about_sign_in and not self.chosen.sign_in.existing

    @property
    def default_hosting(self) -> str:
        """Amplify Hosting, where it can build what there is to build."""
        elsewhere = self.chosen.elsewhere
        has_nothing = self.chosen.existing_project or (elsewhere and (self.chosen.mobile or not elsewhere.is_on_aws))
        return "none" if has_nothing else "amplify"

    @property
    def default_mfa_methods(self) -> list[str]:
        """With phone numbers, Amplify demands SMS."""
        return ["totp", "sms"] if self.chosen.sign_in.phone else ["totp"]

    @property
    def default_push_platforms(self) -> list[str]:
        """What reaches the app; each where that is not known."""
        framework = self.chosen.framework
        return [framework.push_platform] if framework and framework.push_platform else list(PUSH_PLATFORMS)

    @property
    def default_data_authorization(self) -> str:
        return default_authorization(self.chosen.signs_in)

    @property
    def default_rest_api_authorization(self) -> str:
        return default_rest_api_authorization(self.chosen.signs_in)
