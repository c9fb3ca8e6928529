"""Work in the background: what fails is logged, and done again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

import pytest
from sqlalchemy.exc import InterfaceError
from structlog.testing import capture_logs

from agenthall_server.background import repeat
from agenthall_server.database import DatabaseUnreachable
from agenthall_server.errors import NotFound

FAULTS = (NotFound.of("agent", "a"), InterfaceError("SELECT 1", {}, Exception("gone")), DatabaseUnreachable("away"))


async def turns_of(what: list[Exception | float], **pauses: float) -> list[float]:
    """Seconds between the turns, of which each raises or returns; the last one cancels."""
    times: list[float] = []
    left: Iterator[Exception | float] = iter(what)

    async def turn() -> float:
        times.append(asyncio.get_running_loop().time())
        one = next(left, None)
        if one is None:
            raise asyncio.CancelledError
        if isinstance(one, Exception):
            raise one
        return one

    with suppress(asyncio.CancelledError):
        await repeat(turn, "not done", **pauses)
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
async def test_after_a_fault_it_goes_on(fault: Exception) -> None:
    with capture_logs() as logs:
        pauses = await turns_of([fault, 0.0], after_fault=0.05, after_surprise=60.0)
    assert len(pauses) == 2
    assert pauses[0] >= 0.045
    assert logs == [{"event": "not done", "error": type(fault).__name__, "log_level": "warning"}]


async def test_after_a_surprise_it_goes_on_later() -> None:
    with capture_logs() as logs:
        pauses = await turns_of([KeyError("what"), 0.0], after_fault=0.0, after_surprise=0.05)
    assert pauses[0] >= 0.045
    assert logs == [{"event": "not done", "exc_info": True, "log_level": "error"}]


async def test_each_turn_says_when_the_next_one_is() -> None:
    pauses = await turns_of([0.0, 0.05])
    assert len(pauses) == 2
    assert pauses[1] >= 0.045
