"""Searches on the wire: what a request asks for, how hits are sorted, what a reply shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from agenthall.marketplace.v1 import agent_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.errors import InvalidOrderBy
from agenthall_server.marketplace.store_search import Found, Match, Query, query_words
from agenthall_server.marketplace.tables import Agent
from agenthall_server.wire import to_message

_ORDERS: Mapping[str, Callable[[Match], float]] = {
    "relevance": lambda match: -match.score.total,
    "rating": lambda match: -match.rating_lower_bound,
    "downloads": lambda match: -match.download_count,
    "newest": lambda match: -match.create_time,
}


def query_of(request: pb.SearchAgentsRequest) -> Query:
    """What to look for. A query of nothing but signs is a word that no agent has."""
    return Query(
        words=query_words(request.query) or tuple(request.query.split()),
        category=request.category,
        tags=tuple(request.tags),
        capability=request.capability,
        min_rating=request.min_rating,
        filter=request.filter,
    )


def sort_key(order_by: str) -> Callable[[Match], tuple[float, int]]:
    """Best first; agents that are equally good in the order of their publication. Raises InvalidOrderBy."""
    best = _ORDERS.get(order_by or "relevance")
    if best is None:
        raise InvalidOrderBy.of("order_by", f"{order_by[:60]!r} is not one of {', '.join(_ORDERS)}")
    return lambda match: (best(match), match.agent_key)


def shape_of(request: pb.SearchAgentsRequest) -> tuple[Any, ...]:
    """What a page token is bound to besides filter and order."""
    return request.query, request.category, list(request.tags), request.capability, request.min_rating


def reply(
    found: Found, matches: Sequence[Match], agents: Mapping[int, Agent], token: str, *, explain: bool
) -> pb.SearchAgentsResponse:
    """One page of the matches, with counts over all of them."""
    return pb.SearchAgentsResponse(
        hits=[_hit(match, agents[match.agent_key], explain=explain) for match in matches if match.agent_key in agents],
        facets=[pb.Facet(field=field, value=value, count=count) for field, value, count in found.facets],
        next_page_token=token,
        match_count=len(found.matches),
        approximate=found.approximate,
    )


def _hit(match: Match, agent: Agent, *, explain: bool) -> pb.SearchHit:
    return pb.SearchHit(
        agent=to_message(agent_pb2.Agent, agent),
        score=match.score.total,
        explanation=to_message(pb.ScoreExplanation, match.score) if explain else None,
    )
