"""Selection tokens: signed, bound to a workspace, short enough to send back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.errors import InvalidSelectionId
from agenthall_server.optimizer.claims import Claims, sign, verify
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer

SIGNER = Signer({1: b"k" * 32})
CLAIMS = Claims("0193-selection", 7, "Frontend Generation", "a", 0.925, 12, 1_800_000_000_000_000)


@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=100), st.floats(0, 1), st.integers(0, 2**63 - 1))
def test_what_was_signed_comes_back_exactly(agent: str, variant: str, propensity: float, version: int) -> None:
    claims = CLAIMS._replace(agent_name=agent, variant_id=variant, propensity=propensity, policy_version=version)
    token = sign(SIGNER, claims)
    assert verify(SIGNER, Scope(7, "anyone"), token) == claims
    assert len(token) <= 4096  # the limit of RecordResultRequest.selection_id


def test_another_workspace_cannot_use_it() -> None:
    with pytest.raises(InvalidSelectionId):
        verify(SIGNER, Scope(8, "anyone"), sign(SIGNER, CLAIMS))


def test_another_purpose_cannot_be_used() -> None:
    token = SIGNER.sign("page", ["0193-selection", 7, "Frontend Generation", "a", 0.925, 12, 0])
    with pytest.raises(InvalidSelectionId):
        verify(SIGNER, Scope(7, "anyone"), token)


def test_old_keys_still_verify() -> None:
    token = sign(SIGNER, CLAIMS)
    rotated = Signer({1: b"k" * 32, 2: b"n" * 32})
    assert verify(rotated, Scope(7, "anyone"), token) == CLAIMS
    with pytest.raises(InvalidSelectionId):
        verify(SIGNER, Scope(7, "anyone"), sign(rotated, CLAIMS))
