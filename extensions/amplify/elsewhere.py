"""A backend that is another project's, as its client knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from .answers import Answers
from .literals import shell

OUTPUTS_FROM = ("branch", "stack", "folder")
DEFAULT_SOURCE = "../backend"
COPY = "node scripts/copy-outputs.mjs"


@dataclass(frozen=True)
class Elsewhere:
    """Where its code is, and where its outputs are."""

    source: str  # a folder, seen from the client's root, or the name of a package
    outputs_from: str
    app_id: str
    branch: str
    stack: str

    @classmethod
    def of(cls, answers: Answers) -> Self:
        return cls(
            source=(answers.backend_source or DEFAULT_SOURCE).rstrip("/"),
            outputs_from=answers.outputs_from or OUTPUTS_FROM[0],
            app_id=answers.backend_app_id or "",
            branch=answers.backend_branch or "main",
            stack=answers.backend_stack or "",
        )

    @property
    def package(self) -> str:
        """The name of the package that it is in a workspace; empty where it is a folder."""
        return "" if self.source.startswith(".") else self.source

    @property
    def local(self) -> str:
        """Where its local backend is, seen from the client's root."""
        return f"{f'node_modules/{self.package}' if self.package else self.source}/local"

    @property
    def is_on_aws(self) -> bool:
        """Its outputs are read from AWS, so that a fresh clone can have them."""
        return self.outputs_from != "folder"

    @property
    def copy_script(self) -> str:
        """The script that copies the outputs of its project."""
        return "outputs:local" if self.is_on_aws else "outputs"

    def scripts(self, outputs: str) -> dict[str, str]:
        """What writes its outputs into the file where the client reads them."""
        folder, _, file = outputs.rpartition("/")
        form = " --format dart" if file.endswith(".dart") else ""
        place = f" --out-dir {folder}" if folder else ""
        by_branch = f"--app-id {shell(self.app_id)} --branch {shell(self.branch)}"
        where = by_branch if self.outputs_from == "branch" else f"--stack {shell(self.stack)}"
        if not self.is_on_aws:
            return {self.copy_script: COPY}
        return {"outputs": f"ampx generate outputs {where}{form}{place}", self.copy_script: COPY}

    @property
    def stack_pattern(self) -> str:
        """The name of its stack, as a policy has it: of a branch, it ends with what Amplify adds."""
        return f"amplify-{self.app_id}-*" if self.outputs_from == "branch" else self.stack

    @property
    def bucket_pattern(self) -> str:
        """The name of the bucket with the model of its data, as a policy has it."""
        start = f"amplify-{self.app_id}" if self.outputs_from == "branch" else "amplify"
        return f"{start}-*-amplifydataamplifycodege-*"
