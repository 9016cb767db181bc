"""Services beside sign-in, data, storage and functions: what their questions mean for the backend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from .answers import Answers, pair, several

# What visitors who have not signed in can be allowed to use: values of `features`, with the prefixes of their actions.
GUEST_ACCESS: Mapping[str, tuple[str, ...]] = {
    "events": ("appsync",),
    "geo": ("geo-maps", "geo-places"),
}
GEO_KINDS = ("maps", "places", "geofences")

# What people do with the screen for maps and places; there is none for geofences alone.
GEO_OFFERS: Mapping[tuple[str, ...], str] = {
    ("maps", "places"): "Find places, and see them on a map.",
    ("maps",): "Look around on a map.",
    ("places",): "Find places and their addresses.",
}


@dataclass(frozen=True)
class Tag:
    """What every resource is marked with: `cost-center=42`."""

    text: str

    @property
    def key(self) -> str:
        return pair(self.text)[0]

    @property
    def value(self) -> str:
        return pair(self.text)[1]


# Who delivers push notifications to a device, with the secret that Amplify needs for it.
PUSH_PLATFORMS: Mapping[str, str] = {"apns": "APNS_SIGNING_KEY", "fcm": "FCM_SERVICE_ACCOUNT"}


@dataclass(frozen=True)
class Push:
    """Push notifications. Text is empty while it is not answered."""

    platforms: tuple[str, ...]
    key_id: str
    team_id: str
    bundle_id: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(PUSH_PLATFORMS[platform] for platform in self.platforms)


@dataclass(frozen=True)
class Services:
    """What the questions about services say; empty where nothing was chosen."""

    geo_kinds: tuple[str, ...] = ()
    guest_access: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    retain_data: bool = False
    push: Push | None = None

    @property
    def layers(self) -> dict[str, bool]:
        return {
            "maps": "maps" in self.geo_screen,
            "places": "places" in self.geo_screen,
            "place_view": bool(self.geo_screen),
            "tags": bool(self.tags),
        }

    @property
    def geo_screen(self) -> tuple[str, ...]:
        """The values of `geo_kind` that the app has a screen for."""
        return tuple(kind for kind in self.geo_kinds if kind != "geofences")

    @property
    def geo_title(self) -> str:
        return "Places" if "places" in self.geo_kinds else "Map"

    @property
    def geo_offer(self) -> str:
        return GEO_OFFERS.get(self.geo_screen, "")

    def geo_packages(self, *, signs_in: bool) -> tuple[str, ...]:
        """What that screen imports. The helper signs a map's requests, or adds the API key to those for places."""
        packages = {
            "maplibre-gl": "maps" in self.geo_screen,
            "@aws-sdk/client-geo-places": "places" in self.geo_screen,
            "@aws/amazon-location-utilities-auth-helper": ("maps" if signs_in else "places") in self.geo_screen,
        }
        return tuple(name for name, applies in packages.items() if applies)

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """The services of these answers; an answer that a rule refuses counts as missing."""
        kinds = answers.geo_kind if isinstance(answers.geo_kind, tuple) else GEO_KINDS[:2]
        geo_kinds = tuple(kind for kind in GEO_KINDS if kind in kinds) if answers.chooses("geo") else ()
        push = _push(answers) if answers.chooses("notifications") else None
        if not answers.is_advanced:
            return cls(geo_kinds=geo_kinds, push=push)
        guests = several(answers.guest_access)
        return cls(
            geo_kinds=geo_kinds,
            guest_access=tuple(name for name in GUEST_ACCESS if name in guests and answers.chooses(name)),
            tags=tuple(map(Tag, several(answers.tags))),
            retain_data=answers.retain_data is True,
            push=push,
        )


def _push(answers: Answers) -> Push:
    chosen = answers.push_platforms if isinstance(answers.push_platforms, tuple) else tuple(PUSH_PLATFORMS)
    return Push(
        platforms=tuple(platform for platform in PUSH_PLATFORMS if platform in chosen),
        key_id=answers.apns_key_id or "",
        team_id=answers.apns_team_id or "",
        bundle_id=answers.apns_bundle_id or "",
    )
