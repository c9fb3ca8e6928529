"""Times, ids and keys."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.clock import Clock

DAY_OF_RELEASE_US = 1_795_000_000_000_000
times = st.lists(
    st.integers(min_value=DAY_OF_RELEASE_US - 10**9, max_value=DAY_OF_RELEASE_US + 10**9), min_size=2, max_size=60
)


def clock_of(instants: list[int]) -> Clock:
    """A clock that shows these times one after the other."""
    left = iter(instants)
    return Clock(now_us=lambda: next(left))


def test_an_id_is_a_uuid_of_version_7_with_the_time_in_front() -> None:
    made = uuid.UUID(Clock(now_us=lambda: DAY_OF_RELEASE_US).new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == DAY_OF_RELEASE_US // 1000


def test_the_random_source_decides_the_rest_of_an_id() -> None:
    def made(source: bytes) -> str:
        return Clock(now_us=lambda: DAY_OF_RELEASE_US, random_bytes=lambda count: source * count).new_id()

    assert made(b"a") == made(b"a")
    assert made(b"a") != made(b"b")
    assert made(b"a")[:18] == made(b"b")[:18]


def test_two_clocks_of_one_instant_make_different_ids() -> None:
    made = {Clock(now_us=lambda: DAY_OF_RELEASE_US).new_id() for _ in range(200)}
    assert len(made) == 200


@given(times)
def test_ids_grow_even_where_time_runs_backwards(instants: list[int]) -> None:
    clock = clock_of(instants)
    made = [clock.new_id() for _ in instants]
    assert made == sorted(set(made))
    assert all(uuid.UUID(one).version == 7 for one in made)


@given(times, st.integers(0, 15))
def test_keys_grow_and_carry_their_slot(instants: list[int], slot: int) -> None:
    clock = clock_of(instants)
    made = [clock.new_key(slot) for _ in instants]
    assert made == sorted(set(made))
    assert all(0 < key < 2**63 and key % 16 == slot for key in made)


def test_keys_of_two_slots_never_meet() -> None:
    clocks = [Clock(now_us=lambda: DAY_OF_RELEASE_US) for _ in range(2)]
    made = {clock.new_key(slot) for slot, clock in enumerate(clocks) for _ in range(100)}
    assert len(made) == 200


def test_keys_last_until_2095() -> None:
    end_of_2094 = 3_944_678_399_999_999
    assert Clock(now_us=lambda: end_of_2094).new_key(15) < 2**63
