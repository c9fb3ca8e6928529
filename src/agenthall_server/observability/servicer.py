"""ObservabilityService over gRPC."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Sequence
from contextlib import aclosing
from functools import partial
from operator import attrgetter
from typing import Any

from google.rpc import status_pb2

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import validation, wire
from agenthall_server.changes import Signals
from agenthall_server.clock import SECOND_US, Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database
from agenthall_server.errors import AgenthallError, FieldViolation
from agenthall_server.interceptors import Call
from agenthall_server.observability import (
    store,
    store_common_errors,
    store_running,
    store_sums,
    store_traces,
    wire_dashboard,
    wire_executions,
    wire_traces,
)
from agenthall_server.observability.delivering import Delivery
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.folding import Folder
from agenthall_server.observability.intake import Intake
from agenthall_server.observability.price_tables import PriceTables
from agenthall_server.observability.pricing import PriceTable
from agenthall_server.observability.sending import Sender
from agenthall_server.observability.servicer_advice import AdviceMethods, window_of
from agenthall_server.observability.servicer_alerts import AlertMethods
from agenthall_server.observability.servicer_analysis import AnalysisMethods
from agenthall_server.observability.servicer_channels import ChannelMethods
from agenthall_server.observability.servicer_gauges import GaugeMethods
from agenthall_server.observability.servicer_prices import PriceMethods
from agenthall_server.observability.servicer_running import RunningMethods
from agenthall_server.observability.watching import MetricsWatcher
from agenthall_server.observability.watching_executions import ExecutionsWatcher
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.scope import Scope
from agenthall_server.tallies import Tally
from agenthall_server.tokens import Signer

_RECORD = "observability.executions.record"
_DEFAULT_INTERVAL_US = SECOND_US
_MOST_SEQUENCE = 2**53 - 1
_LARGE_BYTES = 256 * 1024
"""A batch from this size on is read on a thread: it would hold the event loop for milliseconds."""


class ObservabilityServicer(
    AdviceMethods, AlertMethods, AnalysisMethods, ChannelMethods, RunningMethods, PriceMethods, GaugeMethods
):
    """Records executions and answers from their sums."""

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        pager: Pager,
        signer: Signer,
        signals: Signals,
        status_of: Callable[[AgenthallError], status_pb2.Status],
        bounds: store.Bounds,
        sender: Sender,
    ) -> None:
        super().__init__(database, committer, clock, pager, signer, signals)
        self._status_of = status_of
        self._sender = sender
        self.delivery = Delivery(database, committer, clock, sender)
        self._watcher = MetricsWatcher(database, clock, signer, signals, wire_dashboard.WATCH)
        self._executions_watcher = ExecutionsWatcher(database, clock, signer, signals)
        self.prices = PriceTables(database)
        self.folder = Folder(committer)
        by_id = Tally(_RECORD, attrgetter("execution_id"), bool)
        self._record = MergedWrite("executions", partial(store.record_executions, bounds), self.recorded, by_id)
        self._start = MergedWrite("starts of executions", store_running.start, self._started, by_id)
        ended = Tally(_RECORD, attrgetter("execution.execution_id"), bool)
        self._finish = MergedWrite("ends of executions", partial(store_running.finish, bounds), self._ended, ended)

    async def RecordExecution(self, request: pb.RecordExecutionRequest, call: Call) -> pb.RecordExecutionResponse:
        now = self._clock.now_us()
        prices = self.prices.of(call.scope.workspace_key)
        execution = _normalise(request.execution, call.scope, now, self._clock.new_id, prices)
        if isinstance(execution, AgenthallError):
            raise validation.failed([_below("execution", field) for field in execution.fields])
        duplicate = await self._committer.one(self._record, execution, size=call.size, scope=call.scope)
        return pb.RecordExecutionResponse(execution_id=execution.execution_id, duplicate=duplicate)

    async def RecordExecutions(self, request: pb.RecordExecutionsRequest, call: Call) -> pb.RecordExecutionsResponse:
        items = await self._normalised(request.executions, call.scope, call.size)
        outcomes = await self._committer.batch(self._record, items, size=call.size, scope=call.scope)
        return wire.batch_response(pb.RecordExecutionsResponse(), outcomes, self._status_of)

    async def StreamExecutions(
        self, requests: AsyncGenerator[pb.StreamExecutionsRequest, None], call: Call
    ) -> AsyncIterator[pb.StreamExecutionsResponse]:
        intake: Intake[Execution | AgenthallError] = Intake()
        async with aclosing(intake.parts(self._read(requests, intake, call.scope), call.draining)) as parts:
            async for part in parts:
                results = await self._committer.batch(self._record, part.items, size=part.size, scope=call.scope)
                intake.acknowledge(part)
                yield wire_executions.acknowledgement(part.first, results, self._status_of)

    async def ListExecutions(self, request: pb.ListExecutionsRequest, call: Call) -> pb.ListExecutionsResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store.list_executions(call.scope, session, self._pager, page)
        messages = await asyncio.to_thread(lambda: [wire_executions.to_message(row) for row in rows])
        return pb.ListExecutionsResponse(executions=messages, next_page_token=token)

    async def GetExecution(self, request: pb.GetExecutionRequest, call: Call) -> pb.GetExecutionResponse:
        async with self._database.snapshot() as session:
            row = await store.get_execution(call.scope, session, request.execution_id)
        return pb.GetExecutionResponse(execution=wire_executions.to_message(row))

    async def GetDashboard(self, request: pb.GetDashboardRequest, call: Call) -> pb.GetDashboardResponse:
        now = self._clock.now_us()
        window = window_of(request, now)
        async with self._database.snapshot() as session:
            agents = await store_sums.sums(call.scope, session, window, now)
            errors = await store_common_errors.common_errors(call.scope, session, window)
        return await asyncio.to_thread(wire_dashboard.dashboard, agents, errors, window.start)

    async def WatchMetrics(self, request: pb.WatchMetricsRequest, call: Call) -> AsyncIterator[bytes]:
        interval_us = wire.microseconds_of(request, "interval", _DEFAULT_INTERVAL_US)
        names = tuple(request.agent_names)
        messages = self._watcher.follow(call.scope, names, interval_us / 1e6, request.resume_token, call.draining)
        async for message in messages:
            yield message

    async def WatchExecutions(self, request: pb.WatchExecutionsRequest, call: Call) -> AsyncIterator[bytes]:
        interval = wire.microseconds_of(request, "interval", _DEFAULT_INTERVAL_US) / 1e6
        messages = self._executions_watcher.follow(
            call.scope, request.filter, request.backfill_count, interval, request.resume_token, call.draining
        )
        async for message in messages:
            yield message

    async def GetTrace(self, request: pb.GetTraceRequest, call: Call) -> pb.GetTraceResponse:
        async with self._database.snapshot() as session:
            trace = await store_traces.get_trace(call.scope, session, request.trace_id)
        return await asyncio.to_thread(wire_traces.trace_response, trace)

    def recorded(self, items: Sequence[Execution], _outcomes: Sequence[bool | Exception]) -> None:
        """Tells folding and streams of executions that were committed."""
        self.folder.note(len(items))
        self._touch({item.workspace_key for item in items})

    def _ended(self, items: Sequence[store_running.Finish], outcomes: Sequence[bool | Exception]) -> None:
        self.recorded([item.execution for item in items], outcomes)

    def _started(self, items: Sequence[store_running.Start], _outcomes: Sequence[bool | Exception]) -> None:
        self._touch({item.workspace_key for item in items})

    def _touch(self, workspaces: Collection[int]) -> None:
        for workspace_key in workspaces:
            self._signals.touch(workspace_key, store_sums.METRICS)

    async def _read(
        self,
        requests: AsyncGenerator[pb.StreamExecutionsRequest, None],
        intake: Intake[Execution | AgenthallError],
        scope: Scope,
    ) -> None:
        async with aclosing(requests):
            async for request in requests:
                intake.expect(request.sequence, len(request.executions))
                size = request.ByteSize()
                await intake.add(await self._normalised(request.executions, scope, size), size)

    async def _normalised(
        self, executions: Sequence[execution_pb2.Execution], scope: Scope, size: int
    ) -> list[Execution | AgenthallError]:
        """An Execution or its error for each, in their order."""
        now, new_id = self._clock.now_us(), self._clock.new_ids().__next__
        prices = self.prices.of(scope.workspace_key)

        def normalised() -> list[Execution | AgenthallError]:
            return [_normalise(one, scope, now, new_id, prices) for one in executions]

        return await asyncio.to_thread(normalised) if size > _LARGE_BYTES else normalised()


def _normalise(
    message: execution_pb2.Execution, scope: Scope, now: int, new_id: Callable[[], str], prices: PriceTable
) -> Execution | AgenthallError:
    row = wire_executions.row_of(message, scope.workspace_key, now, new_id, prices)
    return row if row is not None else validation.failed(wire_executions.violations_of(message, now))


def hot_checks() -> dict[str, Callable[[Any, bytes], None]]:
    """Validation of the recording methods: their items are checked one by one by wire_executions, only once."""
    service = "/" + pb.DESCRIPTOR.services_by_name["ObservabilityService"].full_name
    return {
        f"{service}/RecordExecution": _check_one,
        f"{service}/RecordExecutions": _check_many,
        f"{service}/StreamExecutions": _check_next,
    }


def _check_one(request: pb.RecordExecutionRequest, _raw: bytes) -> None:
    if not request.HasField("execution"):
        validation.check(request, b"")


def _check_many(request: pb.RecordExecutionsRequest, _raw: bytes) -> None:
    if not 0 < len(request.executions) <= 1000:
        validation.check(request, b"")


def _check_next(request: pb.StreamExecutionsRequest, _raw: bytes) -> None:
    if not 0 < len(request.executions) <= 1000 or not 0 <= request.sequence <= _MOST_SEQUENCE:
        validation.check(request, b"")


def _below(parent: str, field: FieldViolation) -> FieldViolation:
    return FieldViolation(f"{parent}.{field.field}", field.description, field.rule)
