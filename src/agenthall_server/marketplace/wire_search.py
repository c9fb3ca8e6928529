"""Searches on the wire: what a request asks for, what a reply shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agenthall.marketplace.v1 import agent_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.errors import InvalidOrderBy
from agenthall_server.marketplace import ranking
from agenthall_server.marketplace.store_search import ORDERS, Found, Query, query_words
from agenthall_server.marketplace.tables import Agent
from agenthall_server.wire import to_message

_NO_WORD = ("?",)
"""A sign is no word, so no agent has it."""


def query_of(request: pb.SearchAgentsRequest) -> Query:
    """What to look for; a query of nothing but signs finds nothing. Raises InvalidOrderBy."""
    order = request.order_by or "relevance"
    if order not in ORDERS:
        raise InvalidOrderBy.of("order_by", f"{order[:60]!r} is not one of {', '.join(ORDERS)}")
    return Query(
        words=query_words(request.query) or (_NO_WORD if request.query.strip() else ()),
        category=request.category,
        tags=tuple(request.tags),
        capability=request.capability,
        min_rating=request.min_rating,
        filter=request.filter,
        order=order,
    )


def shape_of(request: pb.SearchAgentsRequest) -> tuple[Any, ...]:
    """What a page token is bound to besides filter and order."""
    return request.query, request.category, list(request.tags), request.capability, request.min_rating


def reply(
    found: Found, agents: Sequence[Agent | None], token: str, scorer: ranking.Scorer, *, explain: bool
) -> pb.SearchAgentsResponse:
    """One page of what was found, with counts over all of it."""
    return pb.SearchAgentsResponse(
        hits=[_hit(agent, scorer, explain=explain) for agent in agents if agent is not None],
        facets=[pb.Facet(field=field, value=value, count=count) for field, value, count in found.facets],
        next_page_token=token,
        match_count=len(found.ranked),
        approximate=found.approximate,
    )


def _hit(agent: Agent, scorer: ranking.Scorer, *, explain: bool) -> pb.SearchHit:
    score = scorer(agent.search_text, agent.download_count, agent.rating_lower_bound, agent.update_time)
    return pb.SearchHit(
        agent=to_message(agent_pb2.Agent, agent),
        score=score.total,
        explanation=to_message(pb.ScoreExplanation, score) if explain else None,
    )
