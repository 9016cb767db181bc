"""Who may use the data: one row for each value of `data_authorization`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Authorization:
    """Rules of the sample model and of its operations, which know no owner and take no `.to`. Groups go into {groups}."""

    name: str
    model: tuple[str, ...]  # calls on `allow`
    operation: tuple[str, ...]
    mode: str  # `defaultAuthorizationMode`
    needs_sign_in: bool
    needs_groups: bool = False


AUTHORIZATIONS: Mapping[str, Authorization] = {
    row.name: row
    for row in (
        Authorization("owner", ("owner()",), ("authenticated()",), "userPool", needs_sign_in=True),
        Authorization("authenticated", ("authenticated()",), ("authenticated()",), "userPool", needs_sign_in=True),
        Authorization(
            "groups",
            ("groups([{groups}])", "authenticated().to(['read'])"),
            ("authenticated()",),
            "userPool",
            needs_sign_in=True,
            needs_groups=True,
        ),
        Authorization(
            "guest",
            ("guest()", "authenticated('identityPool')"),
            ("guest()", "authenticated('identityPool')"),
            "identityPool",
            needs_sign_in=True,
        ),
        Authorization("publicApiKey", ("publicApiKey()",), ("publicApiKey()",), "apiKey", needs_sign_in=False),
    )
}
