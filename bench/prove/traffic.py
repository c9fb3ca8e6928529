"""Callers that write and read while something is done to their servers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import grpc

from agenthall.observability.v1 import observability_service_pb2, observability_service_pb2_grpc
from bench.processes import ROOT
from bench.prove.ledger import Writer

_READERS = 4
_CALL_SECONDS = 20.0


def with_service_config() -> list[tuple[str, Any]]:
    """Channel options of a caller who took the service config that ships with the stubs."""
    return [("grpc.service_config", (ROOT / "generated" / "service_config.json").read_text(encoding="utf-8"))]


def without_retries() -> list[tuple[str, Any]]:
    """Those of a caller who did not."""
    return [("grpc.enable_retries", 0), ("grpc.service_config", '{"loadBalancingConfig": [{"round_robin": {}}]}')]


@asynccontextmanager
async def under_load(
    channel: grpc.aio.Channel, kinds: Sequence[Writer], failed: list[str]
) -> AsyncIterator[list[asyncio.Task[None]]]:
    """The writers' callers and 4 readers, until the end of the block, each to the end of the call that it is in.

    Gives their tasks; what ended one of them goes to `failed`.
    """
    for writer in kinds:
        writer.stopped = False
    callers = [caller for writer in kinds for caller in writer.callers(channel)]
    callers += [_read(channel, kinds[0]) for _ in range(_READERS)]
    tasks = [asyncio.create_task(caller) for caller in callers]
    try:
        yield tasks
    finally:
        for writer in kinds:
            writer.stopped = True
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        failed += [_said(end) for end in ends if end is not None]


async def _read(channel: grpc.aio.Channel, beside: Writer) -> None:
    """Reads as long as the others write."""
    stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
    while not beside.stopped:
        await stub.GetDashboard(observability_service_pb2.GetDashboardRequest(), timeout=_CALL_SECONDS)
        await stub.ListExecutions(observability_service_pb2.ListExecutionsRequest(page_size=20), timeout=_CALL_SECONDS)


def _said(end: BaseException) -> str:
    if isinstance(end, grpc.aio.AioRpcError):
        return f"{end.code().name}: {end.details()}"
    return repr(end)
