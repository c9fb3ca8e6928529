"""Mutations by request_id: the first answer, repeated for a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, select

from agenthall_server.clock import Clock
from agenthall_server.errors import RequestIdReused
from agenthall_server.requests import StoredRequest, once, request_key
from agenthall_server.scope import Scope
from tests.conftest import SettableClock

SCOPE = Scope(1, "tester")


@pytest.fixture
def ask(writer: Connection, clock: Clock) -> Callable[..., bytes]:
    """Asks with an id and a body; an answer that is made anew carries the next number."""
    made: list[int] = []

    def answer() -> bytes:
        made.append(len(made))
        return b"\x00answer %d" % made[-1]

    def ask(request_id: str, body: bytes = b"", *, scope: Scope = SCOPE, method: str = "/s/M") -> bytes:
        return once(scope, writer, clock, request_key(method, request_id, body), answer)

    return ask


def test_a_repeat_gets_the_first_answer(ask: Callable[..., bytes]) -> None:
    assert [ask("one"), ask("one"), ask("two"), ask("one")] == [
        b"\x00answer 0",
        b"\x00answer 0",
        b"\x00answer 1",
        b"\x00answer 0",
    ]


def test_without_an_id_each_call_is_another(ask: Callable[..., bytes]) -> None:
    assert [ask(""), ask("")] == [b"\x00answer 0", b"\x00answer 1"]


def test_another_body_under_the_same_id_is_refused(ask: Callable[..., bytes]) -> None:
    ask("one", b"body")
    with pytest.raises(RequestIdReused) as caught:
        ask("one", b"other body")
    assert caught.value.metadata == {"request_id": "one"}
    assert ask("one", b"body") == b"\x00answer 0"


def test_ids_belong_to_a_caller_and_a_method(ask: Callable[..., bytes]) -> None:
    answers = [
        ask("one"),
        ask("one", scope=Scope(2, "tester")),
        ask("one", scope=Scope(1, "other")),
        ask("one", method="/s/N"),
    ]
    assert len(set(answers)) == 4


def test_a_failed_request_is_not_kept(writer: Connection, clock: Clock, ask: Callable[..., bytes]) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(SCOPE, writer, clock, request_key("/s/M", "one", b""), fail)
    assert ask("one") == b"\x00answer 0"


def test_an_answer_is_kept_for_a_day(ask: Callable[..., bytes], clock: SettableClock) -> None:
    ask("one")
    clock.advance(24 * 3600 - 5)
    assert ask("one") == b"\x00answer 0"
    clock.advance(10)
    assert ask("one", b"another body by now") == b"\x00answer 1"


def test_nobody_pays_for_a_long_history(ask: Callable[..., bytes], writer: Connection, clock: SettableClock) -> None:
    """What is over goes a slice at a time, the oldest first, and is no answer meanwhile."""

    def kept() -> int:
        of_all = StoredRequest.workspace_key.in_(range(3))
        return writer.execute(select(func.count()).select_from(StoredRequest).where(of_all)).scalar_one()

    for number in range(250):
        clock.advance(1)
        ask(f"{number}", scope=Scope(number % 3, "tester"), body=b"body")
    clock.advance(24 * 3600)
    assert ask("249", scope=Scope(249 % 3, "tester"), body=b"another body by now") == b"\x00answer 250"
    assert kept() == 150
    assert ask("248", scope=Scope(248 % 3, "tester")) == b"\x00answer 251"
    assert kept() == 50
    assert [ask("new"), ask("248", scope=Scope(248 % 3, "tester"))] == [b"\x00answer 252", b"\x00answer 251"]
    assert kept() == 3
