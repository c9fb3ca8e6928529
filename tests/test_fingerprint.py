"""Templates of error messages by hand, and that no message takes long."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.fingerprint import MOST_CHARACTERS, fingerprint, template


@pytest.mark.parametrize(
    ("message", "masked"),
    [
        ("Request 8123 to https://api.example.com/v1?a=b timed out after 30.5 s",
         "Request <number> to <url> timed out after <number> s"),
        ("no run 6f9619ff-8b86-d011-b42d-00cf4fc964ff", "no run <uuid>"),
        ("mail to jo.doe+x@mail.example.org bounced", "mail to <email> bounced"),
        ("open /var/lib/agent/run-7.json: no such file", "open <path>: no such file"),
        (r"cannot read C:\Users\jo\notes.txt", "cannot read <path>"),
        ("in src/app/main.py line 12", "in <path> line <number>"),
        ('key "colour" is not in \'palette\'', "key <text> is not in <text>"),
        ("I can't, and you don't", "I can't, and you don't"),
        ("fault at 0xDEADbeef in 3f2a9c0d1e4b", "fault at <hex> in <hex>"),
        ("req_011CSHoEeqs5C35K2UUqR7Fy failed", "<id> failed"),
        ("HTTP 429\n\tToo Many   Requests", "HTTP <number> Too Many Requests"),
        ("waited -1.5, then 2", "waited <number>, then <number>"),
        ("gpt4 and utf8 stay", "gpt4 and utf8 stay"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_differs_is_masked(message: str, masked: str) -> None:
    assert template(message) == masked


def test_the_same_error_has_one_fingerprint_and_another_has_another() -> None:
    one, other = template("run 17 took 3 s"), template("run 4711 took 99.5 s")
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(template("run 17 took ages"))
    assert len(fingerprint("")) == 16


def test_what_is_cut_off_is_cut_between_words() -> None:
    ids = ("6f9619ff-8b86-d011-b42d-00cf4fc964ff", "00000000-8b86-d011-b42d-00cf4fc964ff")
    assert len({template("went wrong " * 35 + f"for {one}, and more") for one in ids}) == 1


@given(st.text(max_size=3_000))
def test_any_text_has_a_short_template_on_one_line(message: str) -> None:
    masked = template(message)
    assert len(masked) <= MOST_CHARACTERS
    assert "\n" not in masked


@pytest.mark.parametrize(
    "part", ["/a", "a.", "'", '"a', "1.", "a@", "a-", "0x", "f", "1a", "a://", "a/", "-", "a@a.", "\\", "`", "_1"]
)
def test_no_message_takes_long(part: str) -> None:
    """An expression that goes back and forth would take minutes; what it has to look at is bounded."""
    started = perf_counter()
    template(part * 5_000)
    assert perf_counter() - started < 0.25
