"""What was chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import Self

from .ai import Ai
from .answers import Answers
from .data import Data
from .elsewhere import Elsewhere
from .features import AUTH, FEATURES, Feature
from .frameworks import Framework, framework_of
from .functions import Lambdas
from .package_managers import NPM, PACKAGE_MANAGERS, PackageManager
from .rest import RestApi
from .services import Services
from .sign_in import SignIn
from .storage import Storage


@dataclass(frozen=True)
class Selection:
    """A project to render. While answers are missing, it is the project they would give with nothing more chosen."""

    project_name: str
    platform: str  # where the app runs; empty where there is none, or while nobody has said it
    framework: Framework | None
    has_frontend: bool
    elsewhere: Elsewhere | None  # the backend, where that is another project
    existing_project: bool  # it has a client of its own, and the backend is added to it
    sign_in: SignIn
    features: tuple[Feature, ...]  # without sign-in
    data: Data
    lambdas: Lambdas
    rest_api: RestApi | None
    storage: Storage
    manager: PackageManager
    hosting: str
    local_backend: bool
    services: Services
    is_advanced: bool
    ai: Ai

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """The selection of these answers; an answer that a rule refuses counts as missing."""
        has_frontend = answers.purpose != "backend"
        client = framework_of(answers.framework, answers.variants) if has_frontend else None
        sign_in = SignIn.of(answers, client)
        elsewhere = Elsewhere.of(answers) if answers.purpose == "frontend" else None
        reaches_it = not elsewhere and (not client or bool(client.local_backend))
        return cls(
            project_name=answers.project_name or "",
            platform=(answers.platform or "") if has_frontend else "",
            framework=client,
            has_frontend=has_frontend,
            elsewhere=elsewhere,
            existing_project=answers.existing_project is True and not has_frontend,
            sign_in=sign_in,
            features=tuple(row for name, row in FEATURES.items() if answers.chooses(name)),
            data=Data.of(answers, sign_in),
            lambdas=Lambdas.of(answers),
            rest_api=RestApi.of(answers),
            storage=Storage.of(answers, sign_in.role_groups),
            manager=PACKAGE_MANAGERS.get(answers.package_manager or "", NPM),
            hosting=answers.hosting or "none",
            local_backend=answers.local_backend is not False and not sign_in.existing and reaches_it,
            services=Services.of(answers),
            is_advanced=answers.is_advanced,
            ai=Ai.of(answers),
        )

    def has(self, feature: str) -> bool:
        return any(row.name == feature for row in self.features)

    @property
    def has_backend(self) -> bool:
        """The project defines its backend itself."""
        return not self.elsewhere

    @property
    def uses_local(self) -> bool:
        """The app can use a backend that runs on this machine: its own, or another project's."""
        return self.local_backend or bool(self.elsewhere and not self.native)

    @property
    def is_web(self) -> bool:
        """The app is for browsers, even if it is not said yet what it is written with."""
        return self.platform == "web"

    @property
    def web(self) -> Framework | None:
        """What an app for browsers is written with: something hosts it, and a test can open it."""
        return self.framework if self.framework and self.framework.is_web else None

    @property
    def mobile(self) -> Framework | None:
        """What an app for phones is written with: people get it from a store."""
        return None if self.web else self.framework

    @property
    def native(self) -> Framework | None:
        """What an app for phones is written with in the platform's own language, whose tools build it."""
        return self.framework if self.framework and self.framework.is_native else None

    @property
    def signs_in(self) -> bool:
        return bool(self.sign_in.methods)

    @property
    def parts(self) -> tuple[Feature, ...]:
        """The features of the backend, sign-in included, in the order in which Amplify's documentation introduces them."""
        present = tuple(row for row in self.features if row.name != "functions" or self.lambdas.all)
        return (AUTH, *present) if self.signs_in else present

    @property
    def title(self) -> str:
        """The project's name as a heading: "Field notes" for `field-notes`; at most 50 characters."""
        words = re.sub(r"[-_.~]+", " ", self.project_name.split("/")[-1]).strip()
        return shorten(words[:1].upper() + words[1:], 50, placeholder=" …")
