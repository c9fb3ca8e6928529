"""How long incidents took, by hand."""

from __future__ import annotations

from agenthall_server.observability.incidents import Incident, Times, report

SECOND = 1_000_000


def incident(pending: int, fired: int, acknowledged: int | None, resolved: int) -> Incident:
    taken = None if acknowledged is None else acknowledged * SECOND
    return Incident(pending * SECOND, fired * SECOND, taken, resolved * SECOND)


def test_times_are_those_of_each_part() -> None:
    found = report([incident(0, 60, 90, 360), incident(0, 20, None, 1000)], 3)
    assert (found.incident_count, found.open_count) == (2, 3)
    assert found.detection == Times(2, 40_000, 20_000, 20_000)
    assert found.acknowledgement == Times(1, 30_000, 30_000, 30_000)
    assert found.recovery == Times(2, 640_000, 300_000, 300_000)
    assert found.recovery_target_met == 50  # five minutes are still within the target


def test_percentiles_take_the_lower_rank() -> None:
    found = report([incident(0, 0, None, number) for number in range(1, 101)], 0)
    assert (found.recovery.p50_ms, found.recovery.p95_ms) == (50_000, 95_000)


def test_without_incidents_nothing_is_known() -> None:
    found = report([], 0)
    assert (found.recovery, found.recovery_target_met) == (Times(0), None)


def test_what_was_acknowledged_before_it_fired_took_no_time() -> None:
    assert report([incident(0, 60, 30, 90)], 0).acknowledgement.mean_ms == 0
