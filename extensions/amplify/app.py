"""What the app shows, and where it is opened."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from .features import PASSKEYS, SECOND_FACTORS, START, Feature
from .selection import Selection


@dataclass(frozen=True)
class Rewrite:
    source: str
    target: str
    status: int


@dataclass(frozen=True)
class App:
    """The frontend."""

    chosen: Selection

    @property
    def screens(self) -> tuple[Feature, ...]:
        """What the app shows, each at an address of its own; the first is where people land."""
        services, sign_in = self.chosen.services, self.chosen.sign_in
        empty = {"functions": not self.chosen.lambdas.plain, "geo": not services.geo_screen}
        shown = tuple(
            replace(row, title=services.geo_title, offer=services.geo_offer) if row.name == "geo" else row
            for row in self.chosen.features
            if row.component and not empty.get(row.name) and all(map(self.chosen.has, row.needs))
        )
        account = {PASSKEYS: sign_in.passkey, SECOND_FACTORS: sign_in.chooses_second_factors}
        return (*shown, *(row for row, applies in account.items() if applies)) or (START,)

    @property
    def name(self) -> str:
        """Of the app where letters and digits alone are allowed: `fieldnotes` for `field-notes`."""
        return re.sub(r"[^a-z0-9]", "", self.chosen.project_name.split("/")[-1])

    @property
    def identifier(self) -> str:
        """What the stores know the app by: `app.fieldnotes`, or `ada.fieldnotes` for `@ada/field-notes`."""
        scope, _, _ = self.chosen.project_name.rpartition("/")
        return f"{re.sub(r'[^a-z0-9]', '', scope) or 'app'}.{self.name}"

    @property
    def notified_bundle(self) -> str:
        """What Apple knows the app by that it notifies: another's where that was asked, else this one."""
        push = self.chosen.services.push
        return (push.bundle_id if push else "") or self.identifier

    @property
    def scheme(self) -> str:
        """What opens the app on a phone: `fieldnotes://`. People come back there who sign in elsewhere."""
        return f"{self.name}://"

    @property
    def shows_membership(self) -> bool:
        """What people may do on some screen depends on their groups."""
        changes_data = self.chosen.has("data") and self.chosen.data.authorization.needs_groups
        return changes_data or (self.chosen.has("storage") and self.chosen.storage.names_groups)

    @property
    def makes_ids(self) -> bool:
        """Something that the app sends has an id that it makes itself."""
        return self.chosen.ai.chats or self.chosen.has("events") or self.chosen.has("pubsub")

    @property
    def has_flow(self) -> bool:
        """A tool leads somebody through the app on a phone, who signs up by e-mail and password and tells no more."""
        sign_in = self.chosen.sign_in
        plain = sign_in.email and not (sign_in.phone or sign_in.is_passwordless or sign_in.existing)
        more = sign_in.required_attributes or sign_in.confirms_by_link or sign_in.mfa == "required"
        return bool(self.chosen.mobile and self.chosen.local_backend and plain and not more)

    @property
    def explains_absence(self) -> bool:
        """Some screen says that the local backend lacks what it shows."""
        return self.chosen.local_backend and not all(screen.is_local for screen in self.screens)

    @property
    def published(self) -> str:
        """The folder that hosting serves."""
        framework = self.chosen.web
        return framework.published_by(self.chosen.project_name) if framework else ""

    @property
    def on_amplify(self) -> bool:
        """Amplify Hosting serves the app, whoever builds it."""
        return self.chosen.web is not None and self.chosen.hosting in ("amplify", "github-actions")

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """What Amplify Hosting answers where there is no file, so that routes survive a reload. A path with a dot is one."""
        framework = self.chosen.web
        if not framework or framework.runs_on_server:
            return ()
        if framework.has_pages:
            return (Rewrite("/<*>", "/404.html", 404),)
        first = () if framework.shell == "index.html" else (Rewrite("/", "/index.html", 200),)
        return (*first, Rewrite("</^[^.]+$/>", f"/{framework.shell}", 200))

    @property
    def custom_rules(self) -> str:
        """`rewrites` as the AWS CLI takes them."""
        rules = [{"source": each.source, "target": each.target, "status": str(each.status)} for each in self.rewrites]
        return json.dumps(rules, separators=(",", ":"))

    @property
    def ports(self) -> tuple[int, ...]:
        """Where the app is opened while it is developed."""
        addresses = self.chosen.framework.addresses if self.chosen.framework else ()
        return tuple(port for address in addresses if (port := urlsplit(address).port))

    @property
    def domains(self) -> tuple[str, ...]:
        """Further addresses of the app, without a slash at the end."""
        known = self.chosen.framework.addresses if self.chosen.framework else ()
        return tuple(address.rstrip("/") for address in self.chosen.sign_in.addresses if address not in known)
