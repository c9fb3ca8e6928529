"""What is finished though its caller has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.finishing import finished
from tests.conftest import Hall

CALLS = 40
DASHBOARD = pb.GetDashboardRequest()


async def cancelled(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_its_result_and_its_error_are_handed_on() -> None:
    async def three() -> int:
        return 3

    async def wrong() -> int:
        raise ValueError

    assert await finished(three()) == 3
    with pytest.raises(ValueError):  # noqa: PT011 - it has no text
        await finished(wrong())


@pytest.mark.parametrize("fails", [False, True])
async def test_who_is_cancelled_ends_after_the_work(*, fails: bool) -> None:
    done = []

    async def work() -> None:
        await asyncio.sleep(0.05)
        done.append(1)
        if fails:
            raise ValueError

    task = asyncio.create_task(finished(work()))
    await asyncio.sleep(0)
    await cancelled(task)
    assert done == [1]


async def test_who_is_cancelled_twice_takes_the_work_along() -> None:
    ended = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(1)

    task = asyncio.create_task(finished(work()))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.sleep(0.01)
    await cancelled(task)
    await asyncio.sleep(0)
    assert ended == [1]


@pytest.fixture
def opened() -> Iterator[list[object]]:
    """Grows with every database connection that is opened."""
    found: list[object] = []

    def note(connection: object, _record: object) -> None:
        found.append(connection)

    event.listen(Pool, "connect", note)
    yield found
    event.remove(Pool, "connect", note)


async def test_callers_that_give_up_cost_no_connection(hall: Hall, opened: list[object]) -> None:
    await asyncio.gather(*(hall.observability.GetDashboard(DASHBOARD) for _ in range(CALLS)))
    before = len(opened)
    for number in range(CALLS):
        call = hall.observability.GetDashboard(DASHBOARD)
        await asyncio.sleep(number / CALLS / 200)
        call.cancel()
    await hall.observability.GetDashboard(DASHBOARD)
    assert len(opened) == before
