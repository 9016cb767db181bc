"""The stack: everything a template file asks about, derived from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .access import Access
from .app import App
from .backend import Backend
from .guidance import Guidance
from .manifest import WORKSPACES, catalog, install_scripts, overrides, package_json
from .questions import Questions
from .selection import Selection


@dataclass(frozen=True)
class Stack(Selection):
    """What was chosen, and a room for each kind of thing that follows from it."""

    @cached_property
    def questions(self) -> Questions:
        return Questions(self)

    @cached_property
    def access(self) -> Access:
        return Access(self)

    @cached_property
    def backend(self) -> Backend:
        return Backend(self, self.access)

    @cached_property
    def app(self) -> App:
        return App(self)

    @cached_property
    def guidance(self) -> Guidance:
        return Guidance(self, self.backend)

    @property
    def node_versions(self) -> str:
        """Those that scripts run with, as package.json says it."""
        versions: str = catalog()["engines"]["node"]
        return versions

    @property
    def workspaces(self) -> tuple[str, ...]:
        """The folders of a workspace with a package.json of their own."""
        return WORKSPACES

    @property
    def install_scripts(self) -> dict[str, bool]:
        """Whether the install scripts of a package run, by the package."""
        return install_scripts(self, self.app)

    @property
    def overrides(self) -> dict[str, Mapping[str, str]]:
        """Versions that take the place of those which a package asks for, by that package."""
        return overrides(self, self.app)

    @cached_property
    def package_json(self) -> str:
        """The text of the project's package.json, without a final newline."""
        return package_json(self, self.backend, self.app)
