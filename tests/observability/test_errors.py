"""Failures by type and fingerprint, by hand; then GetErrorAnalysis over a real channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US, HOUR_US
from agenthall_server.database import open_for_reading
from agenthall_server.observability.error_report import report, window
from agenthall_server.observability.error_sums import MOST_PATTERNS, OTHER, Failures, add_up, bounded, error_type
from agenthall_server.observability.executions import CANCELLED, FAILED, OK
from agenthall_server.observability.tables import ErrorRollup
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, refused, violated
from tests.observability.calls import execution as message
from tests.observability.calls import record
from tests.observability.samples import NOON_US, execution


@pytest.mark.parametrize(
    ("given_type", "text", "kind"),
    [
        ("", "429 Too Many Requests", "rate_limit"),
        ("timeout", "Permission denied", "timeout"),
        ("", "The request timed out", "timeout"),
        ("ModelError", "[SSL: CERTIFICATE_VERIFY_FAILED]", "network"),
        ("", "No such file or directory: notes.txt", "file_not_found"),
        ("", "403 Forbidden", "permission"),
        ("ValueError", "", "validation"),
        ("", "CUDA out of memory", "resource"),
        ("", "it went wrong", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_the_type_by_the_caller_then_by_words(given_type: str, text: str, kind: str) -> None:
    assert error_type(given_type, text) == kind


def test_failures_add_up_by_hour_and_day_and_for_all_time() -> None:
    found = add_up(
        [
            execution(outcome=FAILED, error_message="run 1 timed out", execution_id="a"),
            execution(outcome=FAILED, error_message="run 2 timed out", execution_id="b", event_time=NOON_US + 5),
            execution(outcome=FAILED, error_message="run 3 timed out", event_time=NOON_US - 1),
            execution(outcome=FAILED, error_message="no luck"),
            execution(outcome=OK, error_message="run 4 timed out"),
            execution(outcome=CANCELLED),
        ]
    )
    counts = {(seconds, start, kind): one.count for (_, seconds, start, _, _, kind, _), one in found.items()}
    assert counts == {
        (3600, NOON_US, "timeout"): 2,
        (3600, NOON_US - HOUR_US, "timeout"): 1,
        (86400, NOON_US - 12 * HOUR_US, "timeout"): 3,
        (0, 0, "timeout"): 3,
        (3600, NOON_US, "unknown"): 1,
        (86400, NOON_US - 12 * HOUR_US, "unknown"): 1,
        (0, 0, "unknown"): 1,
    }
    (latest,) = [one for key, one in found.items() if key[1] == 0 and key[5] == "timeout"]
    assert (latest.execution_id, latest.last_time, latest.template) == ("b", NOON_US + 5, "run <number> timed out")


@given(st.lists(st.integers(1, 9), max_size=20), st.integers(0, 5), st.integers(0, 5))
def test_what_finds_no_room_is_still_counted(counts: list[int], known: int, room: int) -> None:
    sums = {(1, 0, 0, "a", "t", "unknown", str(at)): Failures(count, at, "", "") for at, count in enumerate(counts)}
    old = set(list(sums)[:known])
    kept = bounded(sums, old, {(1, 0, 0): room})
    assert sum(one.count for one in kept.values()) == sum(counts)
    assert old <= kept.keys()
    new = [key for key in kept if key not in old and key[-1] != OTHER]
    assert len(new) == min(room, len(sums) - len(old & sums.keys()))


def test_the_report_by_hand() -> None:
    hours = [(0, "timeout", 4), (HOUR_US, "timeout", 1), (HOUR_US, "network", 2), (3 * HOUR_US, "network", 1)]
    found = report(hours, HOUR_US)
    assert (found.total_failures, found.previous_failures) == (4, 4)
    assert [(one.error_type, one.failures, one.share, one.previous_failures) for one in found.types] == [
        ("network", 3, 75.0, 0),
        ("timeout", 1, 25.0, 4),
    ]
    assert found.hours == ((HOUR_US, 3), (3 * HOUR_US, 1))
    assert report([], 0).types == ()
    assert window(NOON_US + 1, HOUR_US + 1) == (NOON_US - 3 * HOUR_US, NOON_US - HOUR_US, NOON_US + HOUR_US)


async def test_the_analysis_of_a_store(hall: Hall, clock: SettableClock) -> None:
    assert not (await hall.observability.GetErrorAnalysis(pb.GetErrorAnalysisRequest())).types
    hour = clock.now_us() // HOUR_US * HOUR_US
    yesterday = timestamp(hour - DAY_US)
    failed = [
        message(execution_id=f"run-{at}", success=False, error_message=f"Request {at} timed out after {at}.5 s",
                start_time=timestamp(hour + at))
        for at in range(3)
    ]  # fmt: skip
    for _ in range(2):  # a repeat counts once
        await record(
            hall,
            *failed,
            message(execution_id="fine"),
            message(
                execution_id="old", success=False, error_message="Request 9 timed out after 1 s", start_time=yesterday
            ),
            message(execution_id="lost", agent_name="coder", success=False, error_message="connection reset"),
        )
    found = await hall.observability.GetErrorAnalysis(pb.GetErrorAnalysisRequest())
    assert (found.total_failures, found.previous_failures) == (4, 1)
    assert [(one.error_type, one.failures, one.share, one.previous_failures) for one in found.types] == [
        ("timeout", 3, 75.0, 1),
        ("network", 1, 25.0, 0),
    ]
    timed_out, reset = found.patterns
    assert (timed_out.agent_name, timed_out.template) == ("planner", "Request <number> timed out after <number> s")
    assert (timed_out.failures, timed_out.previous_failures, timed_out.last_execution_id) == (3, 1, "run-2")
    assert (reset.agent_name, reset.error_type, reset.failures) == ("coder", "network", 1)
    assert sum(one.failures for one in found.hours) == 4
    assert {one.execution_id: one.error_message for one in found.examples} == {
        "lost": "connection reset",
        "run-2": "Request 2 timed out after 2.5 s",
    }
    of_coder = await hall.observability.GetErrorAnalysis(pb.GetErrorAnalysisRequest(agent_names=["coder"]))
    assert (of_coder.total_failures, len(of_coder.patterns)) == (1, 1)


async def test_messages_without_a_pattern_do_not_fill_the_store(hall: Hall, database_url: str) -> None:
    words = ("".join(chr(97 + at // 26**place % 26) for place in range(3)) for at in range(1_200))
    runs = [message(success=False, error_message=f"strange {word}") for word in words]
    await record(hall, *runs[:700])
    await record(hall, *runs[700:])
    found = await hall.observability.GetErrorAnalysis(pb.GetErrorAnalysisRequest())
    assert found.total_failures == 1_200
    assert (found.patterns[0].fingerprint, found.patterns[0].failures) == (OTHER, 1_200 - MOST_PATTERNS)
    with open_for_reading(database_url) as connection:
        rows = connection.scalar(select(func.count()).select_from(ErrorRollup).where(ErrorRollup.workspace_key > 0))
    assert rows == 3 * (MOST_PATTERNS + 1)


async def test_too_long_a_window_is_refused(hall: Hall) -> None:
    request = pb.GetErrorAnalysisRequest()
    request.window.seconds = 32 * 86_400
    assert violated(await refused(hall.observability.GetErrorAnalysis(request))) == ["window"]
