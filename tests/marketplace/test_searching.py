"""Finding agents, as a caller sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import grpc
import pytest
from tests.conftest import Hall, SettableClock, reason
from tests.marketplace.conftest import install, publish, rate, refused, search, uninstall

from agenthall.marketplace.v1 import marketplace_service_pb2 as pb


async def shelf(hall: Hall) -> None:
    """Five agents to look for."""
    await publish(
        hall, "React Expert", category="frontend", tags=["react", "ui"], capabilities=["component-generation"]
    )
    await publish(
        hall, "Form Builder", category="frontend", tags=["ui"], description="Builds forms in React and checks them."
    )
    await publish(
        hall, "Log Reader", category="operations", tags=["logs"], description="Reads logs: what reacted badly?"
    )
    await publish(hall, "SQL Tuner", category="backend", tags=["sql"], author="Reactor Ltd", kind="KIND_TEAM")
    await publish(
        hall, "Übersetzer", category="utility", tags=["translation"], description="Übersetzt für Straße und Büro."
    )


async def found(hall: Hall, query: str = "", **fields: Any) -> pb.SearchAgentsResponse:
    return await hall.marketplace.SearchAgents(pb.SearchAgentsRequest(query=query, **fields))


async def test_search_by_query(hall: Hall) -> None:
    await shelf(hall)
    # A whole word in the name before one in the description; the last word may be the beginning of one.
    assert await search(hall, "react") == [
        "default/react-expert",
        "default/form-builder",
        "default/log-reader",
        "default/sql-tuner",
    ]
    assert await search(hall, "react forms") == ["default/form-builder"]
    assert await search(hall, "EXPERT rea") == ["default/react-expert"]
    assert await search(hall, "rea expert") == ["default/react-expert"]
    assert await search(hall, "strasse") == ["default/ubersetzer"]
    assert await search(hall, "quantum-entanglement") == []


async def test_any_word_will_do_where_no_agent_has_all(hall: Hall) -> None:
    await shelf(hall)
    assert await search(hall, "logs forms") == ["default/log-reader", "default/form-builder"]


async def test_search_by_category_tags_and_capability(hall: Hall) -> None:
    await shelf(hall)
    assert set(await search(hall, category="Frontend")) == {"default/react-expert", "default/form-builder"}
    assert await search(hall, tags=["ui", "react"]) == ["default/react-expert"]
    assert await search(hall, capability="component-generation") == ["default/react-expert"]
    assert await search(hall, "react", category="backend") == ["default/sql-tuner"]
    assert await search(hall, category="gardening") == []
    assert len(await search(hall)) == 5


async def test_filter_and_minimum_rating(hall: Hall) -> None:
    await shelf(hall)
    await rate(hall, "form-builder", 4.5)
    await rate(hall, "log-reader", 3)
    assert await search(hall, min_rating=4.5) == ["default/form-builder"]
    assert set(await search(hall, min_rating=3)) == {"default/form-builder", "default/log-reader"}
    assert await search(hall, "react", min_rating=3) == ["default/form-builder", "default/log-reader"]
    assert await search(hall, filter='kind = KIND_TEAM AND name != "x"') == ["default/sql-tuner"]
    for fields, why in (
        ({"filter": "score > 1"}, "INVALID_FILTER"),
        ({"order_by": "size"}, "INVALID_ORDER_BY"),
        ({"order_by": "rating desc"}, "INVALID_ORDER_BY"),
        ({"min_rating": 6}, "VALIDATION_FAILED"),
        ({"page_token": "x"}, "INVALID_PAGE_TOKEN"),
    ):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await found(hall, **fields)
        assert reason(caught.value) == why


async def test_orders(hall: Hall, clock: SettableClock) -> None:
    for name in ("a", "b", "c"):
        await publish(hall, name)
        clock.advance(1)
    await publish(hall, "a", version="1.1.0")
    for _ in range(2):
        await install(hall, "b")
        await uninstall(hall, "b")
    await install(hall, "a")
    assert await search(hall, order_by="newest") == ["default/c", "default/b", "default/a"]
    assert await search(hall, order_by="downloads") == ["default/b", "default/a", "default/c"]
    assert await search(hall, order_by="rating") == ["default/a", "default/b", "default/c"]
    assert await search(hall) == ["default/b", "default/a", "default/c"]


async def test_a_score_is_the_sum_of_its_parts(hall: Hall, clock: SettableClock) -> None:
    await publish(hall, "React Expert", tags=["ui"])
    await install(hall, "react-expert")
    clock.advance(180 * 86_400)
    (hit,) = (await found(hall, "react ui", explain=True)).hits
    parts = hit.explanation
    assert parts.text == pytest.approx(0.60 * (1 + 0.8) / 2)
    assert parts.popularity == pytest.approx(0.15 * 1 / 20)
    assert parts.rating == pytest.approx(0.15 * (hit.agent.rating_lower_bound - 1) / 4)
    assert parts.freshness == pytest.approx(0.05)
    assert hit.score == pytest.approx(parts.text + parts.popularity + parts.rating + parts.freshness)
    assert not (await found(hall, "react ui")).hits[0].HasField("explanation")


async def test_facets_count_all_matches(hall: Hall) -> None:
    await shelf(hall)
    answer = await found(hall, page_size=1)
    assert len(answer.hits) == 1
    assert answer.match_count == 5
    assert not answer.approximate
    assert [(one.field, one.value, one.count) for one in answer.facets] == [
        ("category", "frontend", 2),
        ("category", "backend", 1),
        ("category", "operations", 1),
        ("category", "utility", 1),
        ("tag", "ui", 2),
        ("tag", "logs", 1),
        ("tag", "react", 1),
        ("tag", "sql", 1),
        ("tag", "translation", 1),
    ]


async def test_pages_are_parts_of_the_whole(hall: Hall) -> None:
    for number in range(7):
        await publish(hall, f"agent {number}")
    for order_by in ("", "rating", "downloads", "newest"):
        whole = await search(hall, "agent", order_by=order_by, page_size=1000)
        pages = [page async for page in _pages(hall, order_by)]
        assert [len(page) for page in pages] == [2, 2, 2, 1]
        assert [agent for page in pages for agent in page] == whole
        assert len(set(whole)) == 7


async def _pages(hall: Hall, order_by: str) -> AsyncIterator[list[str]]:
    token = None
    while token != "":
        page = await found(hall, "agent", order_by=order_by, page_size=2, page_token=token or "")
        yield [f"{hit.agent.namespace}/{hit.agent.name}" for hit in page.hits]
        token = page.next_page_token


async def test_a_page_token_belongs_to_its_search(hall: Hall) -> None:
    for number in range(3):
        await publish(hall, f"agent {number}")
    token = (await found(hall, "agent", page_size=1)).next_page_token
    for fields in (
        {"query": "agents"},
        {"category": "utility"},
        {"tags": ["x"]},
        {"order_by": "newest"},
        {"min_rating": 1},
    ):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await found(hall, **({"query": "agent", "page_size": 1, "page_token": token} | fields))
        assert reason(caught.value) == "INVALID_PAGE_TOKEN"


HOSTILE = (
    "'; DROP TABLE agents; --",
    '" OR 1=1 --',
    "react OR *",
    "w_react",
    "NEAR(react expert)",
    "tokens: react",
    "react* & !expert | (x:*)",
    "^react {a} - + ~ \\ %",
    "\U0001f4a9 \u200d",
    "' UNION SELECT canonical FROM agent_versions --",
    "x" * 500,
    "a " * 250,
)


async def test_hostile_queries_are_words(hall: Hall) -> None:
    await shelf(hall)
    for query in HOSTILE:
        assert (await found(hall, query)).match_count <= 5
        assert await search(hall, category=query[:64], tags=[query[:64]], capability=query[:64]) == []
    assert len(await search(hall)) == 5


async def test_a_query_of_signs_finds_nothing(hall: Hall) -> None:
    await shelf(hall)
    assert await search(hall, "!!! ???") == []
    assert await search(hall, "\u20ac" * 500) == [], "longer than a word of PostgreSQL's may be"
    assert len(await search(hall, "  ")) == 5


async def test_more_matches_than_are_ranked(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agenthall_server.marketplace.store_search.MAX_RANKED", 3)
    monkeypatch.setattr("agenthall_server.marketplace.store_search._WINDOW", 4)
    for number in range(5):
        await publish(hall, f"agent {number}", author=f"author {number}")
    await install(hall, "agent-4")
    answer = await found(hall)
    assert (answer.match_count, answer.approximate) == (3, True)
    assert answer.hits[0].agent.name == "agent-4"
    filtered = await found(hall, filter='author = "author 0"')
    assert ([hit.agent.name for hit in filtered.hits], filtered.approximate) == (["agent-0"], True)


async def test_the_index_follows_the_agent(hall: Hall) -> None:
    await publish(hall, "a", tags=["old"], description="It speaks of apples and of nothing else at all.")
    await publish(
        hall, "a", version="2.0.0", tags=["new"], description="It speaks of pears and of nothing else at all."
    )
    assert await search(hall, "apples") == await search(hall, tags=["old"]) == []
    assert await search(hall, "pears", tags=["new"]) == ["default/a"]
    for _ in range(4):
        await install(hall, "a")
        await uninstall(hall, "a")
    assert await search(hall, "pears", tags=["new"]) == ["default/a"]
