"""Fields as messages of the contract, and what is wrong with a message before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from google.protobuf import json_format
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from agenthall.marketplace.v1 import manifest_pb2
from agenthall.memory.v1 import build_pb2
from agenthall.observability.v1 import execution_pb2
from agenthall_server import validation
from agenthall_server.importing.columns import Fields, RefusedRow

_TIMES = ("start_time", "end_time", "finish_time")


def message_of(kind: str, fields: Fields) -> Any:
    """An Execution, a Build or a Manifest. Raises RefusedRow for what its fields cannot hold."""
    try:
        return _MAKERS[kind](fields)
    except (ValueError, TypeError, json_format.ParseError) as error:
        raise RefusedRow("", f"does not fit: {error}") from error


def check(message: Message) -> None:
    """Raises RefusedRow for the first field rule of the contract that the message breaks."""
    for broken in validation.violations(message):
        raise RefusedRow(broken.field, broken.description)


def _execution(fields: Fields) -> execution_pb2.Execution:
    if "outcome" not in fields and "success" not in fields:
        raise RefusedRow("outcome", "either outcome or success is required")
    return execution_pb2.Execution(**_with_times(fields))


def _build(fields: Fields) -> build_pb2.Build:
    return build_pb2.Build(**_with_times(fields))


def _manifest(fields: Fields) -> manifest_pb2.Manifest:
    return json_format.ParseDict(fields, manifest_pb2.Manifest())


def _with_times(fields: Fields) -> Fields:
    times = {name: Timestamp(seconds=fields[name][0], nanos=fields[name][1]) for name in _TIMES if name in fields}
    return fields | times


_MAKERS: dict[str, Callable[[Fields], Message]] = {"agents": _manifest, "executions": _execution, "builds": _build}
