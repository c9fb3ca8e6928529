"""Work that is done again and again beside the calls. What fails is logged and done again: it never ends by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from agenthall_server.database import DatabaseUnreachable
from agenthall_server.errors import AgenthallError
from agenthall_server.finishing import finished

_log = structlog.get_logger(__name__)


async def repeat(
    turn: Callable[[], Awaitable[float]],
    told: str,
    *,
    sooner: asyncio.Event | None = None,
    after_fault: float = 1.0,
    after_surprise: float = 30.0,
) -> None:
    """Until it is cancelled; a turn that has begun is finished then. `turn` says in how many seconds the next one is,
    which `sooner` may bring forward. Where it fails `told` is logged, and the next one is `after_fault` seconds later
    where the storage or too much work was the reason, else `after_surprise`.
    """
    called = asyncio.Event() if sooner is None else sooner
    while True:
        try:
            pause = await finished(turn())
        except (AgenthallError, SQLAlchemyError, DatabaseUnreachable) as error:
            _log.warning(told, error=type(error).__name__)
            await asyncio.sleep(after_fault)
        except Exception:  # noqa: BLE001 - whatever it is, the next turn may do, and everything else goes on
            _log.exception(told)
            await asyncio.sleep(after_surprise)
        else:
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await called.wait()
