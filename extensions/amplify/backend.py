"""What `amplify/backend.ts` gathers."""

from __future__ import annotations

from dataclasses import dataclass

from .access import Access
from .functions import Function
from .selection import Selection


@dataclass(frozen=True)
class Resource:
    """An argument of `defineBackend`: exported as `name` by `amplify/<path>.ts`."""

    name: str
    path: str


@dataclass(frozen=True)
class Backend:
    """What `amplify/` holds, and what it needs at a deployment."""

    chosen: Selection
    access: Access

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What `amplify/backend.ts` puts together."""
        single = [Resource(part.name, f"{part.folder}/resource") for part in self.chosen.parts if part.is_defined]
        buckets = [Resource(name, "storage/resource") for name in self.chosen.storage.further]
        own = [Function(name) for part in self.chosen.parts for name in part.functions]
        every = (*self.chosen.lambdas.all, *own)
        functions = [Resource(row.identifier, f"functions/{row.name}/resource") for row in every]
        chat = (Resource("chatHandler", "data/chat-handler/resource"),) if self.chosen.ai.has_handler else ()
        return (*single, *buckets, *functions, *chat)

    @property
    def additions(self) -> tuple[Resource, ...]:
        """What `amplify/backend.ts` then adds to the backend, by functions that are given it."""
        parts = (Resource(part.adds, f"{part.folder}/resource") for part in self.chosen.parts if part.adds)
        first = {
            Resource("namePolicies", "auth/policy-names"): bool(self.chosen.sign_in.existing),
            Resource("addNotificationOutputs", "notifications/resource"): self.shares_outputs,
        }
        settings = {
            Resource("addFunctionUrls", "functions/urls"): bool(self.chosen.lambdas.streaming),
            Resource("limitChatLogs", "data/chat-logs"): self.chosen.ai.has_default_handler,
            Resource("allowInferenceProfile", "data/inference-profile"): self.chosen.ai.needs_profile,
            Resource("notifyGroups", "notifications/resource"): self.access.notifies_groups,
            Resource("addTags", "tags"): bool(self.chosen.services.tags),
            Resource("retainData", "retention"): self.retains_data,
        }
        before, after = ((row for row, applies in rows.items() if applies) for rows in (first, settings))
        return (*before, *parts, *after)

    @property
    def imports(self) -> dict[str, tuple[str, ...]]:
        """What `amplify/backend.ts` imports, by file."""
        names: dict[str, tuple[str, ...]] = {}
        for row in (*self.resources, *self.additions):
            names[row.path] = (*names.get(row.path, ()), row.name)
        return names

    @property
    def shares_outputs(self) -> bool:
        """Push notifications have outputs beside those that amplify/ adds."""
        others = self.chosen.lambdas.streaming or any(part.adds for part in self.chosen.parts)
        return bool(self.chosen.services.push and others)

    @property
    def has_own_functions(self) -> bool:
        """amplify/functions/ holds some in TypeScript besides those that a screen of the template calls."""
        return bool(
            self.chosen.lambdas.typescript or any(part.functions for part in self.chosen.parts if not part.calls)
        )

    @property
    def tests_handlers(self) -> bool:
        """Some function in amplify/functions/ answers what can be asserted without AWS, and does so beside its handler."""
        return bool(self.chosen.lambdas.plain or self.chosen.rest_api)

    @property
    def reads_environment(self) -> bool:
        """Some function imports its environment from `$amplify/env/`."""
        data = self.chosen.data
        by_data = self.chosen.has("data") and (data.shows("custom-query") or bool(data.secrets))
        return by_data or self.access.answers_pages

    @property
    def deployment_secrets(self) -> tuple[str, ...]:
        """Every secret without which no deployment succeeds."""
        if self.chosen.elsewhere:
            return ()
        push = self.chosen.services.push
        return (*self.chosen.sign_in.secrets, *(push.secrets if push else ()))

    @property
    def function_secrets(self) -> tuple[str, ...]:
        """Every secret that functions read."""
        return (
            *(self.chosen.data.secrets if self.chosen.has("data") else ()),
            *(self.chosen.lambdas.secrets if self.chosen.lambdas.typescript else ()),
        )

    @property
    def retained(self) -> str:
        """What of it outlives a branch on request; of files, that is a question about storage."""
        kinds = {"accounts": self.chosen.sign_in.owns_accounts, "tables": self.chosen.has("data")}
        return " and ".join(kind for kind, is_held in kinds.items() if is_held)

    @property
    def holds_data(self) -> bool:
        """Something is lost when the backend is deleted."""
        return bool(self.retained)

    @property
    def retains_data(self) -> bool:
        return self.chosen.services.retain_data and self.holds_data
