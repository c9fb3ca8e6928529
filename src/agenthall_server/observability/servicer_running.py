"""The methods of ObservabilityService for executions that have begun and not ended."""

from __future__ import annotations

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import validation
from agenthall_server.clock import MINUTE_US, Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database
from agenthall_server.errors import AgenthallError, FieldViolation
from agenthall_server.interceptors import Call
from agenthall_server.observability import store, store_running, wire_executions, wire_running
from agenthall_server.observability.price_tables import PriceTables
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.scope import Scope
from agenthall_server.wire import microseconds_of

_DEFAULT_LEASE_US = MINUTE_US


class RunningMethods:
    """Start, heartbeat, finish, list."""

    _database: Database
    _committer: Committer
    _clock: Clock
    _pager: Pager
    _start: MergedWrite[store_running.Start, bool]
    _finish: MergedWrite[store_running.Finish, bool]
    prices: PriceTables

    async def StartExecution(self, request: pb.StartExecutionRequest, call: Call) -> pb.StartExecutionResponse:
        now = self._clock.now_us()
        _refuse(wire_running.start_violations(request.execution, now))
        key, lease_us = call.scope.workspace_key, microseconds_of(request, "lease", _DEFAULT_LEASE_US)
        start = wire_running.start_of(request.execution, key, now, lease_us, self._clock.new_id)
        duplicate = await self._committer.one(self._start, start, size=call.size, scope=call.scope)
        return pb.StartExecutionResponse(execution_id=start.execution_id, duplicate=duplicate)

    async def HeartbeatExecution(
        self, request: pb.HeartbeatExecutionRequest, call: Call
    ) -> pb.HeartbeatExecutionResponse:
        until = self._clock.now_us() + microseconds_of(request, "lease", _DEFAULT_LEASE_US)
        beat = store_running.Heartbeat(call.scope.workspace_key, request.execution_id, until)
        await self._committer.one(_HEARTBEAT, beat, size=call.size)
        return pb.HeartbeatExecutionResponse()

    async def FinishExecution(self, request: pb.FinishExecutionRequest, call: Call) -> pb.FinishExecutionResponse:
        _refuse(wire_running.id_violations(request.execution))
        now = self._clock.now_us()
        known, has_ended = await self._known(call.scope, request.execution.execution_id)
        message = wire_running.finished(known, request.execution, None if has_ended else now)
        key = call.scope.workspace_key
        row = wire_executions.row_of(message, key, now, self._clock.new_id, self.prices.of(key))
        if row is None:
            raise _refusal(wire_executions.violations_of(message, now))
        finish = store_running.Finish(row, ends_now=wire_running.says_no_end(request.execution))
        duplicate = await self._committer.one(self._finish, finish, size=call.size, scope=call.scope)
        return pb.FinishExecutionResponse(execution_id=row.execution_id, duplicate=duplicate)

    async def ListRunningExecutions(
        self, request: pb.ListRunningExecutionsRequest, call: Call
    ) -> pb.ListRunningExecutionsResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store_running.list_running(call.scope, session, self._pager, page)
        now = self._clock.now_us()
        return pb.ListRunningExecutionsResponse(
            executions=[wire_running.running_message(row, now) for row in rows], next_page_token=token
        )

    async def _known(self, scope: Scope, execution_id: str) -> tuple[execution_pb2.Execution | None, bool]:
        """What is known of an execution, and whether it has ended."""
        async with self._database.snapshot() as session:
            running = await store_running.find(scope, session, execution_id)
            if running is not None:
                return wire_running.execution_of(running), False
            ended = await store.find_execution(scope, session, execution_id)
        return (None, False) if ended is None else (wire_executions.to_message(ended), True)


_HEARTBEAT = MergedWrite("heartbeats of executions", store_running.heartbeat)


def _refuse(violations: list[FieldViolation]) -> None:
    if violations:
        raise _refusal(violations)


def _refusal(violations: list[FieldViolation]) -> AgenthallError:
    return validation.failed(
        [FieldViolation(f"execution.{one.field}", one.description, one.rule) for one in violations]
    )
