"""What most teams would write: grpc.aio, a SQLAlchemy AsyncSession a call, ORM `add_all`, aiosqlite, uuid4 ids.

`python -m bench.naive_server DATABASE [--no-shield]`. It stores the same columns as agenthall's executions, keeps no
aggregates, checks nothing and knows no duplicates. WAL and synchronous=FULL, so that its answers are as durable.
Without `asyncio.shield` a cancelled call can leave a connection that holds the write lock; see bench/prove/cancel.py.
"""

from __future__ import annotations

import argparse
import asyncio
import time
import uuid
from collections.abc import Sequence
from typing import Any, cast

import grpc
from sqlalchemy import Table, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from agenthall.observability.v1 import execution_pb2, observability_service_pb2_grpc
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.observability import tables
from bench.load_client import loop_factory

_MEASUREMENTS = (
    "duration_ms", "tokens", "input_tokens", "output_tokens", "cached_tokens", "quality_score", "cost_nano_usd",
)  # fmt: skip
_TEXTS = (
    "agent_name", "model", "team_id", "user_id", "build_id", "variant_id", "retry_of_execution_id", "error_type",
    "error_message", "parent_execution_id", "trace_id", "agent", "agent_version", "outcome", "attempt",
)  # fmt: skip


class NaiveServicer(observability_service_pb2_grpc.ObservabilityServiceServicer):
    """Two methods of ObservabilityService."""

    def __init__(self, engine: AsyncEngine, *, shield: bool) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._shield = shield

    async def RecordExecution(self, request: pb.RecordExecutionRequest, _context: object) -> pb.RecordExecutionResponse:
        row = _row(request.execution)
        await self._store([row])
        return pb.RecordExecutionResponse(execution_id=row.execution_id)

    async def RecordExecutions(
        self, request: pb.RecordExecutionsRequest, _context: object
    ) -> pb.RecordExecutionsResponse:
        rows = [_row(execution) for execution in request.executions]
        await self._store(rows)
        return pb.RecordExecutionsResponse(accepted_count=len(rows))

    async def _store(self, rows: Sequence[tables.Execution]) -> None:
        await (asyncio.shield(self._commit(rows)) if self._shield else self._commit(rows))

    async def _commit(self, rows: Sequence[tables.Execution]) -> None:
        session: AsyncSession
        async with self._sessions() as session:
            session.add_all(rows)
            await session.commit()


def _row(message: execution_pb2.Execution) -> tables.Execution:
    now = time.time_ns() // 1000
    given = {field.name for field, _ in message.ListFields()}
    measured: dict[str, Any] = {name: getattr(message, name) if name in given else None for name in _MEASUREMENTS}
    said: dict[str, Any] = {name: getattr(message, name) for name in _TEXTS}
    return tables.Execution(
        workspace_key=1,
        execution_id=message.execution_id or str(uuid.uuid4()),
        event_time=now,
        receive_time=now,
        requirement_ids=list(message.requirement_ids) or None,
        start_time=None,
        end_time=None,
        attributes=None,
        **measured,
        **said,
    )


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def serve(database: str, *, shield: bool) -> None:
    """Until it is killed."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
    event.listen(engine.sync_engine, "connect", _prepare)
    table = cast(Table, tables.Execution.__table__)
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: table.metadata.create_all(sync, tables=[table]))
    server = grpc.aio.server(options=[("grpc.max_receive_message_length", 16_777_216)])
    observability_service_pb2_grpc.add_ObservabilityServiceServicer_to_server(
        NaiveServicer(engine, shield=shield),  # type: ignore[abstract] # two methods are all that is measured
        server,
    )
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(f"naive server serves on 127.0.0.1:{port}", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--no-shield", action="store_true")
    arguments = parser.parse_args()
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(arguments.database, shield=not arguments.no_shield))
