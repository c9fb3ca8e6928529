"""What becomes of a call that failed: an error with a status, and the status on its way to the client.

An unexpected exception reaches the client as "internal error" with an id; the text stays in the log under that id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
import structlog
from grpc.aio import ServicerContext

from agenthall_server.clock import Clock
from agenthall_server.database import DatabaseUnreachable, is_damaged, is_full, is_unavailable
from agenthall_server.errors import (
    AgenthallError,
    DatabaseUnavailable,
    DeadlineExceeded,
    Internal,
    StorageCorrupt,
    StorageFull,
)
from agenthall_server.finishing import finished
from agenthall_server.status import status_of

_log = structlog.get_logger(__name__)
_READS_AGAIN = 2
_ABORT_SECONDS = 30.0
_CODES = {code.value[0]: code for code in grpc.StatusCode}


def known_error(error: Exception, method: str, deadline_seconds: float, clock: Clock) -> AgenthallError:
    """What the caller of the method is told; the deadline is the one that the server gave."""
    if isinstance(error, AgenthallError):
        return error
    if isinstance(error, TimeoutError):
        return DeadlineExceeded(f"not done within {deadline_seconds:g} seconds")
    if is_unavailable(error):
        _log.warning("database unavailable", method=method, error=type(error).__name__)
        return DatabaseUnavailable("the database did not answer; retry", retry_after_seconds=1.0)
    if is_full(error):
        return StorageFull("the storage is full: nothing was written; the operator has to make room")
    if is_damaged(error):
        _log.error("damaged database; run `agenthall doctor`", method=method, error=str(error))
        return StorageCorrupt("what is stored there is damaged; the operator has to restore a backup")
    error_id = clock.new_id()
    _log.error("internal error", method=method, error_id=error_id, exc_info=error)
    return Internal("internal error", metadata={"error_id": error_id})


def read_again(behaviour: Callable[[Any, Any], Awaitable[Any]]) -> Callable[[Any, Any], Awaitable[Any]]:
    """The same method, which only reads, asked again where the database's connection was lost meanwhile, and finished
    where its caller gives up (finishing.py).

    Connections wait until PostgreSQL is back (database/engine.py), so its restart costs a read time and no error.
    """

    async def asked(request: Any, call: Any) -> Any:
        for _ in range(_READS_AGAIN):
            try:
                return await behaviour(request, call)
            except Exception as error:  # is_unavailable knows the errors of several libraries; others go on
                if not is_unavailable(error) or isinstance(error, DatabaseUnreachable):  # that was waited for already
                    raise
        return await behaviour(request, call)

    async def read(request: Any, call: Any) -> Any:
        return await finished(asked(request, call))

    return read


async def abort(context: ServicerContext[Any, Any], error: AgenthallError, code: int | None = None) -> None:
    """Ends the call with the error's status, its details, and when to try again; `code` goes before the error's own."""
    status = status_of(error)
    status.code = error.code if code is None else code
    trailers: list[tuple[str, str | bytes]] = [("grpc-status-details-bin", status.SerializeToString())]
    if error.retry_after_seconds is not None:
        trailers.append(("grpc-retry-pushback-ms", str(round(error.retry_after_seconds * 1000))))
    elif error.final:
        trailers.append(("grpc-retry-pushback-ms", "-1"))
    try:
        async with asyncio.timeout(_ABORT_SECONDS):
            await context.abort(_CODES[status.code], status.message, tuple(trailers))
    except TimeoutError:
        return  # a client that reads nothing: its status waits in the transport, and nobody here waits for it
