"""Signed tokens: nothing but what we signed, for the purpose that we signed it for."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server import migrations
from agenthall_server.clock import Clock
from agenthall_server.database import open_database
from agenthall_server.tokens import InvalidToken, ServerKey, Signer, load_or_create_keys

SIGNER = Signer({1: b"k" * 32})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_what_was_signed_comes_back(body: Any) -> None:
    assert SIGNER.verify("page", SIGNER.sign("page", body)) == body


@pytest.mark.parametrize("body", [["a"], ["ab"], ["abc"]])  # the three lengths that base64 pads differently
def test_every_changed_added_or_missing_character_is_refused(body: list[str]) -> None:
    token = SIGNER.sign("page", body)
    alphabet = string.ascii_letters + string.digits + "-_+/=!. \n\0é"
    for at in range(len(token)):
        for other in alphabet:
            if other != token[at]:
                refused(token[:at] + other + token[at + 1 :])
        refused(token[:at] + token[at + 1 :])
    for at in range(len(token) + 1):
        for more in "A=!\n ":
            refused(token[:at] + more + token[at:])


def refused(token: str) -> None:
    with pytest.raises(InvalidToken):
        SIGNER.verify("page", token)


@pytest.mark.parametrize("purpose", ["watch-metrics", "selection", "pag", "page2"])
def test_a_token_of_another_purpose_is_refused(purpose: str) -> None:
    with pytest.raises(InvalidToken):
        SIGNER.verify(purpose, SIGNER.sign("page", ["x"]))


def test_a_token_of_another_server_is_refused() -> None:
    with pytest.raises(InvalidToken):
        Signer({1: b"o" * 32}).verify("page", SIGNER.sign("page", ["x"]))


@given(st.text(max_size=80))
def test_garbage_is_refused(token: str) -> None:
    refused(token)


def test_old_keys_verify_and_new_ones_sign() -> None:
    before = SIGNER.sign("page", 1)
    rotated = Signer({1: b"k" * 32, 2: b"n" * 32})
    assert rotated.verify("page", before) == 1
    with pytest.raises(InvalidToken):
        SIGNER.verify("page", rotated.sign("page", 1))


async def test_the_keys_of_a_database_outlive_the_server(database_url: str) -> None:
    tokens = []
    for _ in range(2):
        database = open_database(database_url)
        with database.connect_writer() as connection, connection.begin():
            migrations.upgrade(connection)
            signer = load_or_create_keys(connection, Clock())
            assert connection.execute(ServerKey.__table__.select()).all()
        await database.close()
        tokens.append(signer.sign("page", "same"))
    assert tokens[0] == tokens[1]
