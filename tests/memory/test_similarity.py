"""Which builds resemble a prompt."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.memory.similarity import (
    MAX_QUERY_WORDS,
    SEARCHED_CHARACTERS,
    document,
    match,
    query,
    technology_words,
    words,
)

WORDS = st.sampled_from(["chat", "shop", "blog", "react", "postgresql", "invoice"])


def test_words_are_folded_and_technologies_named_alike() -> None:
    assert words("Build me a Chat-App with React.js, Node and Postgres!") == [
        "build",
        "chat",
        "app",
        "react",
        "nodejs",
        "postgresql",
    ]


def test_stop_words_and_repeats_leave_a_query() -> None:
    assert query("the chat of the chat") == ["chat"]
    assert query("what is it for?") == []


def test_a_query_and_a_prompt_are_read_only_so_far() -> None:
    assert len(query(" ".join(f"word{i}" for i in range(1000)))) == MAX_QUERY_WORDS
    assert words("x" * SEARCHED_CHARACTERS + " chat") == ["x" * 64]


def test_a_build_is_found_by_its_stack_too() -> None:
    assert document("A shop", {"backend": "Ruby on Rails"}) == ["shop", "ruby", "rubyonrails"]
    assert technology_words("Next.js") == {"nextjs"}


def test_a_score_computed_by_hand() -> None:
    """Two documents of a team of 9: df(chat) = 1, df(app) = 2, mean length 3."""
    long, short = match(["chat", "app", "unknown"], [["chat", "app", "app", "web"], ["app", "web"]], 9)
    chat, app = log(1 + 8.5 / 1.5), log(1 + 7.5 / 2.5)
    penalty = 1.2 * (0.25 + 0.75 * 4 / 3)
    assert long.score == pytest.approx(chat * 2.2 / (1 + penalty) + app * 2 * 2.2 / (2 + penalty))
    assert short.score == pytest.approx(app * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 3)))
    assert long.coverage == 1
    assert short.coverage == pytest.approx(app / (chat + app))


def test_no_documents_no_matches() -> None:
    assert match(["chat"], [], 0) == []
    assert match(["chat"], [[]], 1)[0].score == 0


@given(st.lists(WORDS, unique=True), st.lists(st.lists(WORDS, max_size=6), max_size=8), st.integers(0, 20))
def test_scores_and_coverages_keep_their_bounds(wanted: list[str], documents: list[list[str]], total: int) -> None:
    for found, held in zip(match(wanted, documents, total), documents, strict=True):
        shares = bool(set(wanted) & set(held))
        assert (found.score > 0) == shares
        assert 0 <= found.coverage <= 1 + 1e-9
        assert (found.coverage > 0) == shares


@given(
    st.lists(WORDS, unique=True, min_size=1),
    st.permutations(list(range(5))),
    st.lists(st.lists(WORDS), min_size=5, max_size=5),
)
def test_the_order_of_documents_does_not_matter(
    wanted: list[str], order: list[int], documents: list[list[str]]
) -> None:
    straight = match(wanted, documents, 5)
    assert match(wanted, [documents[i] for i in order], 5) == [straight[i] for i in order]
