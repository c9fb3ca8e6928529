"""What is over is deleted, by receipt; sums stay; a recount knows what it cannot compare any more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import func, select

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.committer import Committer
from agenthall_server.database import open_database, open_for_reading
from agenthall_server.observability.retention import Retention
from agenthall_server.observability.tables import Execution, ExecutionDelta, ExecutionRollup
from tests.command_line import agenthall
from tests.conftest import Hall, SettableClock, running
from tests.observability.calls import execution

DAY_US = 86_400_000_000
TWO_YEARS_US = 730 * DAY_US


async def record(hall: Hall, count: int, start_us: int) -> None:
    executions = [execution(tokens=7) for _ in range(count)]
    for one in executions:
        one.start_time.FromMicroseconds(start_us)
    answer = await hall.observability.RecordExecutions(pb.RecordExecutionsRequest(executions=executions))
    assert answer.accepted_count == count


async def kept(hall: Hall) -> int:
    """Executions on the first page."""
    return len((await hall.observability.ListExecutions(pb.ListExecutionsRequest(page_size=1000))).executions)


async def total(hall: Hall) -> int:
    summary = (await hall.observability.GetDashboard(pb.GetDashboardRequest())).summary
    assert summary.total_tokens == 7 * summary.total_executions
    return summary.total_executions


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await condition():  # noqa: ASYNC110 - it happens in the server
            await asyncio.sleep(0.05)


def levels(database_url: str) -> dict[int, int]:
    """Rollups by the seconds of their buckets, and under -1 what waits to be folded."""
    with open_for_reading(database_url) as connection:
        one, waiting = ExecutionRollup, ExecutionDelta
        counts = select(one.bucket_seconds, func.count()).where(one.workspace_key > 0).group_by(one.bucket_seconds)
        found = {row[0]: row[1] for row in connection.execute(counts)}
        rest = select(func.count()).select_from(waiting).where(waiting.workspace_key > 0)
        return found | {-1: connection.scalar(rest) or 0}


async def test_executions_go_by_their_receipt_and_sums_stay(database_url: str, clock: SettableClock) -> None:
    first = clock.now_us()
    async with running(database_url, clock) as hall:
        await record(hall, 600, first)
        await record(hall, 500, first - TWO_YEARS_US)
    clock.offset_us = 20 * DAY_US
    async with running(database_url, clock) as hall:
        await record(hall, 2, clock.now_us())
        await record(hall, 1, first - TWO_YEARS_US)
        assert await kept(hall) == 1000
    clock.offset_us = 31 * DAY_US
    async with running(database_url, clock) as hall:

        async def is_tidy() -> bool:
            return await kept(hall) == 3

        await until(is_tidy)
        assert await total(hall) == 1103
    done = await agenthall("doctor", "--recount", "--database", database_url)
    assert done.code == 0, done.out


async def test_a_clock_that_is_set_forward_deletes_nothing(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        await record(hall, 3, clock.now_us())
    database = open_database(database_url)
    committer = Committer(database)
    committer.start()
    passed_us = [0]
    retention = Retention(database, committer, clock, 30, elapsed_us=lambda: passed_us[0])
    left = []
    for clock_days, passed_days in ((40, 0), (40, 28), (40, 39)):
        clock.offset_us, passed_us[0] = clock_days * DAY_US, passed_days * DAY_US
        await retention.tidy()
        async with database.reader() as connection:
            mine = select(func.count()).where(Execution.workspace_key == 1)
            left.append((await connection.execute(mine)).scalar_one())
    await committer.stop()
    await database.close()
    assert left == [3, 3, 0]


async def test_nothing_is_deleted_where_the_setting_says_so(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        await record(hall, 2, clock.now_us())
    clock.offset_us = 400 * DAY_US
    async with running(database_url, clock, execution_retention_days=0) as hall:

        async def is_tidy() -> bool:
            return levels(database_url).keys().isdisjoint({60, 3600})

        await until(is_tidy)
        assert (await kept(hall), await total(hall)) == (2, 2)
    done = await agenthall("doctor", "--recount", "--database", database_url)
    assert done.code == 0, done.out


async def test_minutes_go_after_two_days_and_hours_after_ninety(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        await record(hall, 2, clock.now_us())
    for days, left in ((1, {60, 3600, 86400, 0}), (3, {3600, 86400, 0}), (92, {86400, 0})):
        clock.offset_us = days * DAY_US
        async with running(database_url, clock):

            async def is_tidy(left: set[int] = left) -> bool:
                found = levels(database_url)
                return not found.pop(-1) and set(found) == left

            await until(is_tidy)


async def test_an_id_from_before_counts_as_new(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        answers = [await hall.observability.RecordExecution(_named()) for _ in range(2)]
    clock.offset_us = 31 * DAY_US
    async with running(database_url, clock) as hall:

        async def is_gone() -> bool:
            return not await kept(hall)

        await until(is_gone)
        answers.append(await hall.observability.RecordExecution(_named()))
        assert await total(hall) == 2
    assert [answer.duplicate for answer in answers] == [False, True, False]


def _named() -> pb.RecordExecutionRequest:
    return pb.RecordExecutionRequest(execution=execution(execution_id="e", tokens=7))
