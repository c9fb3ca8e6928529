"""What a selection token says: the choice itself, signed, so that selecting writes nothing.

A result that brings the token back proves its own assignment, on any replica and after any restart. The token names
its workspace: it is worth nothing in another one. Whoever holds it can read it.
"""

from __future__ import annotations

from typing import NamedTuple

from agenthall_server.clock import DAY_US
from agenthall_server.errors import InvalidSelectionId
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

LIFETIME_US = DAY_US
"""Results that come later than this after the selection are late."""
_PURPOSE = "selection"


class Claims(NamedTuple):
    """One selection, as it stands in the token. `propensity`: of the variant under the policy of `policy_version`."""

    selection: str
    workspace_key: int
    agent_name: str
    variant_id: str
    propensity: float
    policy_version: int
    expire_time: int


def sign(signer: Signer, claims: Claims) -> str:
    """The selection_id that a caller gets."""
    return signer.sign(_PURPOSE, claims)


def verify(signer: Signer, scope: Scope, selection_id: str) -> Claims:
    """What the token says. Raises InvalidSelectionId, also for a token of another workspace."""
    try:
        claims = Claims(*signer.verify(_PURPOSE, selection_id))
    except InvalidToken as error:
        raise InvalidSelectionId.of("selection_id", "was not made by this server for SelectVariant") from error
    if claims.workspace_key != scope.workspace_key:
        raise InvalidSelectionId.of("selection_id", "was not made by this server for SelectVariant")
    return claims
