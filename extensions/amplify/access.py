"""Who may use what the backend offers, and from where."""

from __future__ import annotations

from dataclasses import dataclass

from .data import SIGNED_IN, Rule
from .selection import Selection
from .services import GUEST_ACCESS


@dataclass(frozen=True)
class ApiKey:
    """A key that is public, of `amplify/<folder>/resource.ts`."""

    purpose: str
    folder: str
    setting: str  # says when it expires
    days: int  # after a deployment


@dataclass(frozen=True)
class Access:
    """The people, pages and keys that a backend lets in."""

    chosen: Selection

    @property
    def guests_use(self) -> tuple[str, ...]:
        """The features that visitors who have not signed in may use, where others sign in."""
        guests = self.chosen.services.guest_access if self.chosen.signs_in else ()
        fences_only = self.chosen.services.geo_kinds == ("geofences",)
        return tuple(name for name in guests if name != "geo" or not fences_only)

    @property
    def visitor_services(self) -> tuple[str, ...]:
        """Prefixes of the IAM actions that people who have not signed in may use, in alphabetical order."""
        kinds = {f"geo-{kind}" for kind in self.chosen.services.geo_kinds}
        granted = {service for name in self.guests_use for service in GUEST_ACCESS[name]}
        services = {service for service in granted if not service.startswith("geo-") or service in kinds}
        if self.chosen.has("data") and self.chosen.data.serves_visitors:
            services.add("appsync")
        if self.chosen.storage.is_public:
            services.add("s3")
        if self.chosen.signs_in and self.chosen.services.push:
            services.add("execute-api")  # Amplify lets visitors register their device, too
        return tuple(sorted(services))

    @property
    def serves_visitors(self) -> bool:
        """People who have not signed in may use something, by the role that the identity pool gives them."""
        return bool(self.visitor_services)

    @property
    def api_keys(self) -> tuple[ApiKey, ...]:
        """What the app may call without anybody signing in, by keys that everybody can read."""
        keys = {
            ApiKey("to the data", "data", "expiresInDays", self.chosen.data.api_key_days): self.chosen.has("data")
            and self.chosen.data.authorization.mode == "apiKey",
            ApiKey("to the events", "events", "expires", 30): self.chosen.has("events") and not self.chosen.signs_in,
            ApiKey(f"to {' and '.join(self.chosen.services.geo_screen)}", "geo", "expireTime", 365): self.has_geo_key,
        }
        return tuple(key for key, applies in keys.items() if applies)

    @property
    def has_geo_key(self) -> bool:
        """Maps and places are for everybody, as nobody signs in."""
        return bool(self.chosen.services.geo_screen) and not self.chosen.signs_in

    @property
    def generation_rules(self) -> tuple[Rule, ...]:
        """Who may have a model answer: whoever signed in, or whoever may use the data where nobody does."""
        return (SIGNED_IN,) if self.chosen.signs_in else self.chosen.data.operation_rules

    @property
    def calls_functions(self) -> bool:
        """Services have an API of their own for people who signed in."""
        return self.chosen.signs_in and any(part.calls for part in self.chosen.parts)

    @property
    def has_rest_calls(self) -> bool:
        """The app calls something by `aws-amplify/api`: the REST API, or functions."""
        return bool(self.chosen.rest_api or self.chosen.lambdas.streaming or self.calls_functions)

    @property
    def answers_pages(self) -> bool:
        """Functions say themselves which pages may read their answers, as those behind a REST API must."""
        return self.calls_functions or bool(self.chosen.rest_api and self.chosen.rest_api.kind == "rest")

    @property
    def names_addresses(self) -> bool:
        """The backend must know where the app is opened."""
        returns = self.chosen.sign_in.owns_accounts and self.chosen.sign_in.needs_domain and not self.chosen.mobile
        return returns or self.has_geo_key or self.has_rest_calls

    @property
    def grants(self) -> bool:
        """Something in amplify/ gives permissions to the roles of people who signed in, besides Amplify itself."""
        by_role = self.chosen.lambdas.streaming or (
            self.chosen.rest_api and self.chosen.rest_api.authorization == "iam"
        )
        return self.chosen.signs_in and (bool(by_role) or any(part.grants for part in self.chosen.parts))

    @property
    def grants_groups(self) -> bool:
        """The roles of groups are granted something."""
        return self.chosen.has("storage") or self.grants or self.notifies_groups

    @property
    def notifies_groups(self) -> bool:
        """Amplify grants the API of push notifications to everybody but the members of groups."""
        return bool(self.chosen.services.push and self.chosen.signs_in and self.chosen.sign_in.role_groups)
