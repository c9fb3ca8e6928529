"""The methods of ObservabilityService that say where to look and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.errors import ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.observability import store_common_errors, store_critical_paths, store_sums, wire_dashboard
from agenthall_server.observability.advice import Fleet, advise
from agenthall_server.observability.bottlenecks import CHANGE, CRITICAL_PATH, Bottleneck, bottlenecks, with_evidence
from agenthall_server.observability.bottlenecks import rank as bottleneck_rank
from agenthall_server.observability.critical_paths import critical_times
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.recommendations import rank, recommend
from agenthall_server.observability.store_selection import Window, window_start
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.scope import Scope
from agenthall_server.wire import microseconds_of

if TYPE_CHECKING:  # named only, so the servicer needs no SQLAlchemy
    from sqlalchemy.ext.asyncio import AsyncSession

_DEFAULT_BOTTLENECKS = 3
_SPANS = 10_000
"""That critical paths are looked for in."""
_RANKINGS = {
    ranking: pb.BottleneckRanking.Name(ranking).removeprefix("BOTTLENECK_RANKING_")
    for ranking in pb.BottleneckRanking.values()
} | {pb.BOTTLENECK_RANKING_UNSPECIFIED: "MEAN_DURATION"}


class AdviceMethods:
    """Reads only; each answer is of one snapshot. Whoever inherits it has these."""

    _database: Database
    _clock: Clock
    _pager: Pager

    async def ListBottlenecks(self, request: pb.ListBottlenecksRequest, call: Call) -> pb.ListBottlenecksResponse:
        now, ranking = self._clock.now_us(), _RANKINGS[request.ranking]
        window = window_of(request, now, request.model)
        if ranking == CHANGE and window.start is None:
            raise ValidationFailed.of("window", "is needed to rank by change: 24 hours are compared with the 24 before")
        shape = (*_shape(request), request.ranking, request.model)
        page = PageRequest.of(call.method, request, shape=shape, default_size=_DEFAULT_BOTTLENECKS)
        async with self._database.snapshot() as session:
            agents = _by_name(await store_sums.sums(call.scope, session, window, now))
            ranked = await _ranked(call.scope, session, window, now, agents, ranking)
            rows, token = self._pager.slice(call.scope, ranked, bottleneck_rank, page)
            found = await _with_evidence(call.scope, session, window, now, agents, rows)
        return pb.ListBottlenecksResponse(bottlenecks=map(wire_dashboard.bottleneck, found), next_page_token=token)

    async def ListRecommendations(
        self, request: pb.ListRecommendationsRequest, call: Call
    ) -> pb.ListRecommendationsResponse:
        now, scope = self._clock.now_us(), call.scope
        window = window_of(request, now)
        before = window.previous(now)
        async with self._database.snapshot() as session:
            fleet = Fleet(
                agents=await store_sums.sums(scope, session, window, now),
                previous=_by_name(await store_sums.sums(scope, session, before, now)) if before else {},
                timeouts=await store_common_errors.failures_by_agent(scope, session, window, "timeout"),
                by_model=await store_sums.sums_by_model(scope, session, window),
            )
        found = await asyncio.to_thread(lambda: recommend(fleet.agents, advise(fleet)))
        page = PageRequest.of(call.method, request, shape=_shape(request))
        rows, token = self._pager.slice(scope, found, rank, page)
        return pb.ListRecommendationsResponse(
            recommendations=[wire_dashboard.recommendation(one, window.start) for one in rows], next_page_token=token
        )


def window_of(request: Any, now: int, model: str = "") -> Window:
    """The window that a request asks for."""
    start = window_start(now, microseconds_of(request, "window", None))
    return Window(start, tuple(request.agent_names), request.team_id, model)


async def _ranked(
    scope: Scope, session: AsyncSession, window: Window, now: int, agents: Mapping[str, AgentSums], ranking: str
) -> list[Bottleneck]:
    """All of them, with what the ranking needs besides the sums."""
    before = window.previous(now) if ranking == CHANGE else None
    previous = {} if before is None else _by_name(await store_sums.sums(scope, session, before, now))
    spans = await store_critical_paths.spans(scope, session, window, _SPANS) if ranking == CRITICAL_PATH else []
    return await asyncio.to_thread(lambda: bottlenecks(list(agents.values()), ranking, previous, critical_times(spans)))


async def _with_evidence(
    scope: Scope,
    session: AsyncSession,
    window: Window,
    now: int,
    agents: Mapping[str, AgentSums],
    rows: Sequence[Bottleneck],
) -> list[Bottleneck]:
    """The shown ones, which may be none, with the window before and the sketches of their durations."""
    if not rows:
        return []
    shown = replace(window, agent_names=tuple(one.agent_name for one in rows))
    before = shown.previous(now)
    previous = {} if before is None else _by_name(await store_sums.sums(scope, session, before, now))
    durations = await store_sums.duration_counts(scope, session, shown)
    return await asyncio.to_thread(
        lambda: [
            with_evidence(one, agents[one.agent_name], previous.get(one.agent_name), durations.get(one.agent_name, {}))
            for one in rows
        ]
    )


def _by_name(agents: Iterable[AgentSums]) -> Mapping[str, AgentSums]:
    """Sums by agent."""
    return {agent.agent_name: agent for agent in agents}


def _shape(request: Any) -> tuple[Any, ...]:
    """What a page token is bound to."""
    return request.team_id, microseconds_of(request, "window", None), tuple(request.agent_names)
