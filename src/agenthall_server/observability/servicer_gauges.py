"""The methods of ObservabilityService about gauges."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from operator import attrgetter

from google.rpc import status_pb2

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import wire
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database
from agenthall_server.errors import AgenthallError
from agenthall_server.interceptors import Call
from agenthall_server.observability import store_gauges, wire_gauges
from agenthall_server.observability.gauge_sums import Sample
from agenthall_server.observability.rollup import HOUR
from agenthall_server.observability.series import range_of
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.tallies import Tally

RECORD_GAUGES: MergedWrite[Sample, bool] = MergedWrite(
    "gauges",
    store_gauges.record,
    tally=Tally("observability.gauges.record", attrgetter("series"), bool),
    looks_first=True,
)


class GaugeMethods:
    """Gauges of the caller's workspace. ObservabilityServicer inherits them."""

    _database: Database
    _committer: Committer
    _clock: Clock
    _pager: Pager
    _status_of: Callable[[AgenthallError], status_pb2.Status]

    async def RecordGauges(self, request: pb.RecordGaugesRequest, call: Call) -> pb.RecordGaugesResponse:
        key, now = call.scope.workspace_key, self._clock.now_us()
        samples = await asyncio.to_thread(wire_gauges.samples_of, request.gauges, key, now)
        outcomes = await self._committer.batch(RECORD_GAUGES, samples, size=call.size, scope=call.scope)
        return wire.batch_response(pb.RecordGaugesResponse(), outcomes, self._status_of)

    async def ListGauges(self, request: pb.ListGaugesRequest, call: Call) -> pb.ListGaugesResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store_gauges.list_gauges(call.scope, session, self._pager, page)
        return pb.ListGaugesResponse(gauges=map(wire_gauges.gauge_message, rows), next_page_token=token)

    async def QueryGauges(self, request: pb.QueryGaugesRequest, call: Call) -> pb.QueryGaugesResponse:
        start, end = (wire.microseconds_of(request, name, None) for name in ("start_time", "end_time"))
        within = range_of(request.step.seconds or HOUR, self._clock.now_us(), start, end)
        async with self._database.snapshot() as session:
            found = await store_gauges.history(call.scope, session, request.name, request.source, within)
        return await asyncio.to_thread(
            lambda: pb.QueryGaugesResponse(series=[wire_gauges.gauge_series(*one) for one in found])
        )
