"""Messages to the server: executions and builds in batches, agents one by one; again where the server says so.

Every message has an id or is an agent version, so that sending it twice counts once. A batch that is refused as a whole
is halved until the row that is to blame stands alone. What the server cannot answer for long ends the import: what was
accepted stays, and the same command again goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import grpc

from agenthall.marketplace.v1 import agent_pb2, marketplace_service_pb2, marketplace_service_pb2_grpc
from agenthall.memory.v1 import team_memory_service_pb2, team_memory_service_pb2_grpc
from agenthall.observability.v1 import observability_service_pb2, observability_service_pb2_grpc
from agenthall_server.client import Failure, failure_of, failure_of_status
from agenthall_server.importing.reporting import Place, Report

_CALL_SECONDS = 30.0
_FIRST_DELAY_SECONDS = 0.5
_MAX_DELAY_SECONDS = 15.0
_PATIENCE_SECONDS = 120.0
_PATIENCE_WHEN_TOLD_SECONDS = 600.0  # a limit of calls may ask for minutes: a batch costs a call for each of its rows
_AGAIN = ("UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "ABORTED")
_OF_THE_ROW = ("INVALID_ARGUMENT", "ALREADY_EXISTS", "FAILED_PRECONDITION", "NOT_FOUND", "OUT_OF_RANGE")
_OTHERS_NAMESPACE = "NAMESPACE_NOT_OWNED"


class ImportStopped(Exception):
    """The server takes nothing more; the text says what it answered."""


@dataclass(frozen=True, slots=True)
class Item:
    """A message to send, and where it comes from."""

    place: Place
    values: Any
    message: Any


Send = Callable[[Sequence[Item]], Coroutine[Any, Any, None]]


class Sender:
    """Sends items of one kind and reports what became of each."""

    def __init__(self, channel: grpc.aio.Channel, report: Report, *, visibility: str) -> None:
        self._report = report
        self._visibility = agent_pb2.Visibility.Value(f"VISIBILITY_{(visibility or 'unspecified').upper()}")
        self._marketplace = marketplace_service_pb2_grpc.MarketplaceServiceStub(channel)
        self._memory = team_memory_service_pb2_grpc.TeamMemoryServiceStub(channel)
        self._observability = observability_service_pb2_grpc.ObservabilityServiceStub(channel)

    async def executions(self, items: Sequence[Item]) -> None:
        request = observability_service_pb2.RecordExecutionsRequest(executions=[item.message for item in items])
        await self._batch(items, self.executions, self._observability.RecordExecutions, request)

    async def builds(self, items: Sequence[Item]) -> None:
        request = team_memory_service_pb2.RecordBuildsRequest(builds=[item.message for item in items])
        await self._batch(items, self.builds, self._memory.RecordBuilds, request)

    async def agents(self, items: Sequence[Item]) -> None:
        for item in items:
            request = marketplace_service_pb2.PublishAgentRequest(manifest=item.message, visibility=self._visibility)
            answer = await patiently(self._marketplace.PublishAgent, request)
            if isinstance(answer, Failure):
                self._refuse(item, answer)
            else:
                self._report.accepted += 1

    async def _batch(self, items: Sequence[Item], again: Send, method: Any, request: Any) -> None:
        answer = await patiently(method, request)
        if not isinstance(answer, Failure):
            self._report.accepted += answer.accepted_count
            self._report.repeated += answer.duplicate_count
            for rejection in answer.rejections:
                self._refuse(items[rejection.index], failure_of_status(rejection.status))
        elif len(items) == 1:
            self._refuse(items[0], answer)
        else:
            half = len(items) // 2
            await again(items[:half])
            await again(items[half:])

    def _refuse(self, item: Item, failure: Failure) -> None:
        wrong = failure.fields or (("", failure.message),)
        reason = "; ".join(f"{name}: {what}" if at else what for at, (name, what) in enumerate(wrong))
        self._report.refuse(item.place, wrong[0][0], f"{reason} ({failure.reason or failure.code})", item.values)


async def patiently(method: Any, request: Any) -> Any:
    """The answer, or the Failure where this request is to blame; waits as long as the server says, and tries again.

    Raises ImportStopped where the caller is to blame, or the server does not answer for long.
    """
    delay, waited = _FIRST_DELAY_SECONDS, 0.0
    while True:
        try:
            return await method(request, timeout=_CALL_SECONDS)
        except grpc.aio.AioRpcError as error:
            failure = failure_of(error)
        if failure.code in _OF_THE_ROW or failure.reason == _OTHERS_NAMESPACE:
            return failure
        told = failure.retry_after_seconds
        waited += told or delay
        if failure.code not in _AGAIN or waited > (_PATIENCE_WHEN_TOLD_SECONDS if told else _PATIENCE_SECONDS):
            raise ImportStopped(f"the server answered {failure}; what was accepted stays, the same command goes on")
        await asyncio.sleep(told or delay)
        delay = min(2 * delay, _MAX_DELAY_SECONDS)
