"""Structured logs: JSON lines, or text on a terminal.

What callers sent is data: control characters are escaped, so that no message can forge a line or colour a terminal.
What libraries log through `logging` takes the same way, from warnings on; gRPC's C core writes by itself, as the
variable GRPC_VERBOSITY says.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(log_format: str, log_level: str) -> None:
    """Sets up structlog and `logging` for the process; logs go to standard error."""
    as_text = log_format == "text" or (log_format == "auto" and sys.stderr.isatty())
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_indented_traceback)
        if as_text
        else structlog.processors.JSONRenderer()
    )
    exceptions = () if as_text else (structlog.processors.format_exc_info,)
    processors: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *exceptions,
        _escape_control_characters,
        renderer,
    ]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[log_level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[_name_logger, structlog.stdlib.ProcessorFormatter.remove_processors_meta, *processors]
        )
    )
    logging.basicConfig(handlers=[handler], level=max(_LEVELS[log_level], logging.WARNING), force=True)


def _name_logger(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event["logger"] = event["_record"].name
    return event


def _escape_control_characters(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    return {key: value if key in {"exception", "exc_info"} else _safe(value) for key, value in event.items()}


def _indented_traceback(out: TextIO, error: Any) -> None:
    """Its lines begin with a bar, so that the text of an exception cannot look like a log line."""
    lines = "".join(traceback.format_exception(*error)).splitlines()
    out.writelines(f"\n  | {_escaped(line)}" for line in lines)


def _safe(value: Any) -> Any:
    """Text escaped; numbers and containers, which the renderers write as data, as they are; the rest as text."""
    if isinstance(value, str):
        return _escaped(value)
    as_data = value is None or isinstance(value, (int, float, dict, list, tuple, bytes))
    return value if as_data else _escaped(repr(value))


def _escaped(value: str) -> str:
    return value if value.isprintable() else value.encode("unicode_escape").decode("ascii")
