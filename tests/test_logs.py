"""Logs: whatever a caller sends, one event is one line and holds no control character."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server import logs

FORGERY = "x\r\n2026-01-01T00:00:00Z [info] all is well\x1b[2J\x1b[31m\x00\x07\x7f\x85\x9b1m\u2028\u202eend"


@pytest.fixture(autouse=True)
def _configuration_of_others_stays() -> Iterator[None]:
    """Configuring structlog is for the process."""
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.configure(**before)
    root.handlers, root.level = handlers, level


def logged(log_format: str, event: str, **values: Any) -> str:
    """What one event writes."""
    stderr, sys.stderr = sys.stderr, io.StringIO()
    try:
        logs.configure(log_format, "info")
        structlog.get_logger("test").error(event, **values)
        return sys.stderr.getvalue()
    finally:
        sys.stderr = stderr


def lines_of(text: str) -> list[str]:
    assert text.endswith("\n")
    return text[:-1].split("\n")


@pytest.mark.parametrize("log_format", ["json", "text"])
@pytest.mark.parametrize(
    "value",
    [FORGERY, [FORGERY], {"key": FORGERY, FORGERY: 1}, (FORGERY,), FORGERY.encode(), ValueError(FORGERY), {FORGERY}],
)
def test_one_event_is_one_printable_line(log_format: str, value: Any) -> None:
    for text in (logged(log_format, "call", value=value), logged(log_format, FORGERY)):
        (line,) = lines_of(text)
        assert line.isprintable()


@given(st.text())
def test_any_text_is_one_printable_line(value: str) -> None:
    (line,) = lines_of(logged("json", "call", value=value))
    assert line.isprintable()
    (line,) = lines_of(logged("text", "call", value=value))
    assert line.isprintable()


def failure() -> ValueError:
    try:
        raise ValueError(FORGERY)
    except ValueError as error:
        return error


def test_an_exception_cannot_forge_a_line_of_text() -> None:
    first, *rest = lines_of(logged("text", "failed", exc_info=failure()))
    assert "failed" in first
    assert all(line.startswith("  | ") or not line for line in rest)
    assert all(line.isprintable() for line in (first, *rest))
    assert any("ValueError: x" in line for line in rest)


def test_an_exception_is_one_line_of_json() -> None:
    (line,) = lines_of(logged("json", "failed", exc_info=failure()))
    assert line.isprintable()
    found = json.loads(line)
    assert found["event"] == "failed"
    assert found["exception"].endswith("ValueError: " + FORGERY)


def test_json_has_level_time_and_values() -> None:
    found = json.loads(logged("json", "call", method="/x/Y", milliseconds=12))
    assert (found["event"], found["level"], found["method"], found["milliseconds"]) == ("call", "error", "/x/Y", 12)
    assert found["timestamp"].endswith("Z")


def test_what_libraries_log_is_one_line_of_json_too() -> None:
    stderr, sys.stderr = sys.stderr, io.StringIO()
    try:
        logs.configure("json", "info")
        try:
            raise ValueError(FORGERY)
        except ValueError:
            logging.getLogger("asyncio").exception("it %s", FORGERY)
        logging.getLogger("sqlalchemy").info("not shown")
        (line,) = lines_of(sys.stderr.getvalue())
    finally:
        sys.stderr = stderr
    said = json.loads(line)
    assert (said["level"], said["logger"]) == ("error", "asyncio")
    assert said["event"].isprintable()
    assert "ValueError" in said["exception"]


def test_lower_levels_are_left_out() -> None:
    stderr, sys.stderr = sys.stderr, io.StringIO()
    try:
        logs.configure("json", "warning")
        structlog.get_logger("test").info("quiet")
        assert sys.stderr.getvalue() == ""
    finally:
        sys.stderr = stderr


def test_auto_is_json_where_nobody_watches() -> None:
    assert json.loads(logged("auto", "call"))["event"] == "call"
