"""Where a server takes no executions that began too long ago: what it refuses, and what it may be sent again."""

from __future__ import annotations

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import system_now_us
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, reason, refused, running, violated
from tests.observability.calls import dashboard, execution, one, record
from tests.observability.spans import agent, export

DAY_US = 86_400_000_000
DAY_SECONDS = 86_400


def days_ago(days: float) -> execution_pb2.Execution:
    return execution(execution_id=f"{days} days", start_time=timestamp(system_now_us() - round(days * DAY_US)))


async def test_what_began_too_long_ago_is_refused_whichever_way_it_comes(
    database_url: str, clock: SettableClock
) -> None:
    async with running(database_url, clock, max_event_age_days=7) as hall:
        error = await refused(hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=days_ago(7.1))))
        assert (reason(error), violated(error)) == ("EXECUTION_TOO_OLD", ["start_time"])
        batch = await record(hall, days_ago(6.9), days_ago(7.1), execution(execution_id="now"), days_ago(300))
        assert (batch.accepted_count, [one.index for one in batch.rejections]) == (2, [1, 3])
        finished = hall.observability.FinishExecution(pb.FinishExecutionRequest(execution=days_ago(8)))
        assert reason(await refused(finished)) == "EXECUTION_TOO_OLD"
        answer = await export(hall, agent(1))
        assert answer.partial_success.rejected_spans == 1
        assert "start_time: is more than 7 days ago" in answer.partial_success.error_message
        assert (await dashboard(hall)).summary.total_executions == 2


async def test_what_was_recorded_in_time_may_come_again(database_url: str, clock: SettableClock) -> None:
    recent = days_ago(6.9)
    async with running(database_url, clock, max_event_age_days=7) as hall:
        await record(hall, recent)
        clock.advance(DAY_SECONDS)
        again = await record(hall, recent, execution(execution_id="new"), days_ago(6.8))
        assert (again.accepted_count, again.duplicate_count, [one.index for one in again.rejections]) == (1, 1, [2])
        recent.tokens = 5
        changed = await record(hall, recent)
        assert "RECORD_ID_REUSED" in str(changed.rejections[0].status)


async def test_by_default_history_is_taken(sqlite_hall: Hall) -> None:
    await record(sqlite_hall, days_ago(5000))
    await one(sqlite_hall, start_time=timestamp(0))
    assert (await dashboard(sqlite_hall)).summary.total_executions == 2
