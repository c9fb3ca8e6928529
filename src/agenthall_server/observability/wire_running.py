"""Starts and finishes of executions as rows and messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from google.protobuf import json_format

from agenthall.observability.v1 import execution_pb2
from agenthall_server import validation, wire
from agenthall_server.errors import FieldViolation
from agenthall_server.observability import wire_executions
from agenthall_server.observability.store_running import Start
from agenthall_server.observability.tables import RunningExecution

_NOT_YET = frozenset({"outcome", "success", "duration_ms", "end_time"})
_NOT_SAID: Final = ("execution_id", "receive_time")
"""A column of its own, and what only the server says."""


def start_of(
    message: execution_pb2.Execution, workspace_key: int, now: int, lease_us: int, new_id: Callable[[], str]
) -> Start:
    """What is stored of a start. Its own start_time is part of it, the server's is not: a repeat comes later."""
    kept = execution_pb2.Execution()
    kept.CopyFrom(message)
    for name in _NOT_SAID:
        kept.ClearField(name)
    said = json_format.MessageToDict(kept, preserving_proto_field_name=True)
    return Start(
        workspace_key,
        message.execution_id or new_id(),
        message.agent_name,
        message.model,
        message.team_id,
        wire.microseconds_of(message, "start_time", now),
        now + lease_us,
        json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
    )


def start_violations(message: execution_pb2.Execution, now: int) -> list[FieldViolation]:
    """What is wrong with it as a start, apart from the rules of the contract."""
    found = [
        FieldViolation(field.name, "must be unset: the execution has not ended", "execution.has_not_ended")
        for field, _ in message.ListFields()
        if field.name in _NOT_YET
    ]
    return found or wire_executions.time_violations(message, now) + wire_executions.attributes_violations(message)


def execution_of(row: RunningExecution) -> execution_pb2.Execution:
    """What is known of a running execution."""
    message = json_format.ParseDict(row.execution, execution_pb2.Execution())
    message.execution_id = row.execution_id
    message.start_time.CopyFrom(wire.timestamp(row.start_time))
    return message


def running_message(row: RunningExecution, now: int) -> execution_pb2.RunningExecution:
    """With its state at that time."""
    lasts = row.lease_expire_time > now
    return execution_pb2.RunningExecution(
        execution=execution_of(row),
        state=execution_pb2.RUNNING_STATE_RUNNING if lasts else execution_pb2.RUNNING_STATE_ABANDONED,
        lease_expire_time=wire.timestamp(row.lease_expire_time),
    )


def finished(
    known: execution_pb2.Execution | None, said: execution_pb2.Execution, ended: int | None
) -> execution_pb2.Execution:
    """What is known and over it what is said; `ended`: its end, where nobody says when it was."""
    message = execution_pb2.Execution()
    if known is not None:
        message.CopyFrom(known)
    if message.HasField("price_version"):  # it has ended, and its cost was computed: nobody said it
        message.ClearField("cost_nano_usd")
        message.ClearField("price_version")
    replaced = {field.name for field, _ in said.ListFields()}
    if replaced & {"outcome", "success"}:
        replaced |= {"outcome", "success"}
    if replaced & {"input_tokens", "output_tokens"}:
        replaced.add("tokens")
    if "end_time" in replaced:
        replaced.add("duration_ms")
    for name in replaced:
        message.ClearField(name)  # type: ignore[arg-type] # a field's own name
    message.MergeFrom(said)
    if ended is not None and says_no_end(message):
        message.end_time.CopyFrom(wire.timestamp(ended))
    return message


def says_no_end(message: execution_pb2.Execution) -> bool:
    """Whether a finish leaves its time to the server."""
    return not message.HasField("end_time") and not message.HasField("duration_ms")


def id_violations(message: execution_pb2.Execution) -> list[FieldViolation]:
    """A finish names its execution."""
    if not message.execution_id:
        return [FieldViolation("execution_id", "is required: which execution has ended", "required")]
    return [one for one in validation.violations(message) if one.field == "execution_id"]
