"""Votes in the database.

Counts, sums and the histogram on the agent are changed by the difference that a vote makes, in the vote's own
transaction, so they are exact at any time: the average is the mean of the stored votes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.marketplace import ranking
from agenthall_server.marketplace.tables import Agent, Installation, Rating
from agenthall_server.scope import Scope


def rate(scope: Scope, connection: Connection, clock: Clock, agent: Agent, half_stars: int, review: str) -> bool:
    """Stores the principal's vote in place of an earlier one; True where it is verified.

    The same vote again changes nothing.
    """
    agent_key = agent.agent_key
    owned = (
        Rating.workspace_key == scope.workspace_key,
        Rating.agent_key == agent_key,
        Rating.principal == scope.principal,
    )
    columns = select(Rating.half_stars, Rating.verified, Rating.review)
    before = connection.execute(columns.where(*owned)).one_or_none()
    verified = _is_verified(scope, connection, agent_key)
    if before is not None and tuple(before) == (half_stars, verified, review):
        return verified
    vote = {"half_stars": half_stars, "verified": verified, "review": review, "update_time": clock.now_us()}
    if before is None:
        key = {"workspace_key": scope.workspace_key, "agent_key": agent_key, "principal": scope.principal}
        connection.execute(insert(Rating).values(**key, **vote, create_time=vote["update_time"]))
    else:
        connection.execute(update(Rating).where(*owned).values(**vote))
        _count(connection, agent_key, before.half_stars, verified=before.verified, sign=-1)
    _count(connection, agent_key, half_stars, verified=verified, sign=1)
    _recompute_bound(connection, agent_key)
    audit.record(scope, connection, clock, "marketplace.ratings.create", agent.agent, rating=half_stars / 2)
    return verified


def _is_verified(scope: Scope, connection: Connection, agent_key: int) -> bool:
    """True where the workspace has the agent installed and does not own it."""
    statement = (
        select(Agent.agent_key)
        .join(Installation, Installation.agent_key == Agent.agent_key)
        .where(
            Agent.agent_key == agent_key,
            Agent.workspace_key != scope.workspace_key,
            Installation.workspace_key == scope.workspace_key,
        )
    )
    return connection.scalar(statement) is not None


def _count(connection: Connection, agent_key: int, half_stars: int, *, verified: bool, sign: int) -> None:
    votes = getattr(Agent, f"votes_{half_stars}")
    change: Mapping[Any, Any] = {
        Agent.rating_count: Agent.rating_count + sign,
        Agent.rating_sum: Agent.rating_sum + sign * half_stars,
        votes: votes + sign,
    }
    if verified:
        change = {
            **change,
            Agent.verified_count: Agent.verified_count + sign,
            Agent.verified_sum: Agent.verified_sum + sign * half_stars,
            Agent.verified_squares: Agent.verified_squares + sign * half_stars**2,
        }
    connection.execute(update(Agent).where(Agent.agent_key == agent_key).values(change))


def _recompute_bound(connection: Connection, agent_key: int) -> None:
    sums = select(Agent.verified_count, Agent.verified_sum, Agent.verified_squares).where(Agent.agent_key == agent_key)
    bound = ranking.rating_lower_bound(*connection.execute(sums).one())
    connection.execute(update(Agent).where(Agent.agent_key == agent_key).values(rating_lower_bound=bound))
