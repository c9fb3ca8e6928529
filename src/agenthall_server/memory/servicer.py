"""TeamMemoryService over gRPC."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from operator import attrgetter

from google.rpc import status_pb2

from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database
from agenthall_server.errors import AgenthallError
from agenthall_server.interceptors import Call
from agenthall_server.memory import rollup, store, wire_builds
from agenthall_server.memory.insights import insights
from agenthall_server.memory.recommendations import recommend
from agenthall_server.memory.suggestion import suggest
from agenthall_server.memory.wire_builds import Violations
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.tallies import Tally
from agenthall_server.wire import batch_response, microseconds, to_message


class TeamMemoryServicer:
    """Builds of the caller's workspace, and what they teach."""

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        pager: Pager,
        violations: Violations,
        status_of: Callable[[AgenthallError], status_pb2.Status],
    ) -> None:
        self._database = database
        self._committer = committer
        self._clock = clock
        self._pager = pager
        self._violations = violations
        self._status_of = status_of
        tally: Tally[store.NewBuild, store.Recorded] = Tally(
            "memory.builds.record", attrgetter("build.build_id"), attrgetter("duplicate")
        )
        self._record: MergedWrite[store.NewBuild, store.Recorded] = MergedWrite(
            "record_builds", store.recorder(clock), tally=tally
        )

    async def RecordBuild(self, request: pb.RecordBuildRequest, call: Call) -> pb.RecordBuildResponse:
        new = wire_builds.new_build(call.scope, request.build, self._clock, "build.")
        outcome = await self._committer.one(self._record, new, size=call.size, scope=call.scope)
        return pb.RecordBuildResponse(build=to_message(build_pb2.Build, outcome.build), duplicate=outcome.duplicate)

    async def RecordBuilds(self, request: pb.RecordBuildsRequest, call: Call) -> pb.RecordBuildsResponse:
        found = await asyncio.to_thread(
            wire_builds.new_builds, call.scope, request.builds, self._clock, self._violations
        )
        outcomes = await self._committer.batch(self._record, found, size=call.size, scope=call.scope)
        repeats = [one if isinstance(one, Exception) else one.duplicate for one in outcomes]
        return batch_response(pb.RecordBuildsResponse(), repeats, self._status_of)

    async def GetBuild(self, request: pb.GetBuildRequest, call: Call) -> pb.GetBuildResponse:
        async with self._database.snapshot() as session:
            build = await store.get(call.scope, session, request.build_id)
        return pb.GetBuildResponse(build=to_message(build_pb2.Build, build))

    async def ListBuilds(self, request: pb.ListBuildsRequest, call: Call) -> pb.ListBuildsResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            builds, token = await store.list_builds(call.scope, session, self._pager, page)
        messages = await asyncio.to_thread(lambda: [to_message(build_pb2.Build, build) for build in builds])
        return pb.ListBuildsResponse(builds=messages, next_page_token=token)

    async def SuggestStack(self, request: pb.SuggestStackRequest, call: Call) -> pb.SuggestStackResponse:
        async with self._database.snapshot() as session:
            team = await store.team_record(call.scope, session, request.team_id)
            builds = await store.similar_builds(call.scope, session, request.team_id, request.prompt)
            if not any(build.success and build.tech_stack for build in builds):
                builds = await store.recent_builds(call.scope, session, request.team_id)
        found = await asyncio.to_thread(suggest, request.prompt, builds, team, self._clock.now_us())
        return wire_builds.suggestion_response(found)

    async def GetTeamInsights(self, request: pb.GetTeamInsightsRequest, call: Call) -> pb.GetTeamInsightsResponse:
        windowed = request.HasField("window")
        since = rollup.window_start(self._clock.now_us(), microseconds(request.window)) if windowed else None
        async with self._database.snapshot() as session:
            workflows = await store.workflows(call.scope, session, request.team_id, since)
            durations = await store.durations(call.scope, session, request.team_id, since)
        found = await asyncio.to_thread(insights, workflows, durations, whole_history=not windowed)
        return wire_builds.insights_response(request.team_id, found)

    async def ListRecommendations(
        self, request: pb.ListRecommendationsRequest, call: Call
    ) -> pb.ListRecommendationsResponse:
        shape = (request.team_id, request.user_id)
        page = PageRequest.of(call.method, request, shape=shape)
        async with self._database.snapshot() as session:
            builds = await store.newest_builds(call.scope, session, request.team_id, request.user_id)
        rows, token = self._pager.unseen(call.scope, recommend(builds), lambda found: found.kind, page)
        return wire_builds.recommendations_response(rows, token)
