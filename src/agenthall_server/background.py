"""Work that is done again and again beside the calls. What fails is logged and done again: it never ends by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from agenthall_server.database import DatabaseUnreachable
from agenthall_server.errors import AgenthallError

_log = structlog.get_logger(__name__)


async def repeat(
    turn: Callable[[], Awaitable[float]], told: str, *, after_fault: float = 1.0, after_surprise: float = 30.0
) -> None:
    """Until it is cancelled. `turn` says in how many seconds the next one is; where it fails `told` is logged, and the
    next one is `after_fault` seconds later where the storage or too much work was the reason, else `after_surprise`.
    """
    while True:
        try:
            pause = await turn()
        except (AgenthallError, SQLAlchemyError, DatabaseUnreachable) as error:
            _log.warning(told, error=type(error).__name__)
            pause = after_fault
        except Exception:  # noqa: BLE001 - whatever it is, the next turn may do, and everything else goes on
            _log.exception(told)
            pause = after_surprise
        await asyncio.sleep(pause)
