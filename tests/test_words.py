"""What a text is compared and found by: words in order, and tokens that are nothing but letters and digits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.words import token, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, wOrld_wide  ﬁsh 42!", ["hello", "world", "wide", "fish", "42"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("\uff32\uff25\uff21\uff23\uff34 数据", ["react", "数据"]),
        ("... ___ \0 \U0001f600", []),
        ("x" * 100, ["x" * 64]),
    ],
)
def test_words_are_folded_and_in_order(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_token_is_its_field_and_its_word() -> None:
    assert token("w", "react") == "w_react"
    assert token("n", "é") == "n_xc3a9"


@given(st.text(max_size=30))
def test_tokens_are_plain(value: str) -> None:
    for word in words_of(value):
        assert re.fullmatch(r"[a-z]_[a-z0-9]+", token("w", word))
