"""Executions between the wire and their normal form: the hot path, written out by hand.

`row_of` reads every field once and accepts a good execution in a few microseconds. Where anything looks wrong it gives
up and asks for the full list of violations, which is several times slower and exact. A property test proves that both
agree with the field rules of the contract (buf.validate).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from google.rpc import status_pb2

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import validation, wire
from agenthall_server.clock import SECOND_US, YEAR_10000_US
from agenthall_server.database.columns import dump_json
from agenthall_server.errors import AgenthallError, FieldViolation
from agenthall_server.names import is_name
from agenthall_server.observability import tables
from agenthall_server.observability.executions import CANCELLED, FAILED, MOST_AHEAD_US, OK, Execution
from agenthall_server.observability.following import Event, Wire
from agenthall_server.observability.intake import CREDITS
from agenthall_server.observability.pricing import MOST_NANO_USD, PriceTable, priced

_MAX_TOKENS = 1_000_000_000_000
_MAX_DURATION_MS = 315_576_000_000.0
_MAX_ERROR_BYTES = 8192
_MAX_ATTRIBUTES_BYTES = 65_536
_MAX_TIME_SECONDS = YEAR_10000_US // SECOND_US
_NO_TIME = YEAR_10000_US  # what is no time counts as later than all times, so it is never accepted

_SUCCESS = len(Execution._fields)  # two fields of the message follow the columns: success, receive_time
_POSITIONS = {name: at for at, name in enumerate((*Execution._fields, "success"))} | {"receive_time": _SUCCESS + 1}
_POSITION_OF = {field: _POSITIONS[field.name] for field in execution_pb2.Execution.DESCRIPTOR.fields}
_STRINGS = (
    "execution_id", "agent_name", "model", "team_id", "user_id", "build_id", "variant_id", "retry_of_execution_id",
    "error_type", "error_message", "parent_execution_id", "trace_id", "agent", "agent_version",
)  # fmt: skip
_UNSET: list[Any] = [
    *("" if name in _STRINGS else 0 if name in ("outcome", "attempt") else None for name in Execution._fields),
    None,
    None,
]


def _at(name: str) -> int:
    return Execution._fields.index(name)


_AGENT_NAME, _OUTCOME, _DURATION, _TOKENS = _at("agent_name"), _at("outcome"), _at("duration_ms"), _at("tokens")
_READ, _WRITTEN, _START, _END = _at("input_tokens"), _at("output_tokens"), _at("start_time"), _at("end_time")
_ERROR_MESSAGE, _AGENT_VERSION = _at("error_message"), _at("agent_version")
_MODEL, _CACHED, _COST, _PRICE_VERSION = _at("model"), _at("cached_tokens"), _at("cost_nano_usd"), _at("price_version")
_REQUIREMENTS, _ATTRIBUTES = _at("requirement_ids"), _at("attributes")
_SHORT_STRINGS = itemgetter(*(_at(name) for name in _STRINGS if name not in ("error_message", "agent_version")))
_NUMBERS = itemgetter(
    *map(_at, ("outcome", "duration_ms", "quality_score", "tokens", "input_tokens", "output_tokens", "cached_tokens")),
    *map(_at, ("cost_nano_usd", "attempt")),
)


def row_of(
    message: execution_pb2.Execution, workspace_key: int, now: int, new_id: Callable[[], str], prices: PriceTable
) -> Execution | None:
    """The normal form, or None where something is wrong; `violations_of` then says what."""
    values = _UNSET.copy()
    for field, value in message.ListFields():
        values[_POSITION_OF[field]] = value
    values[_OUTCOME] = _outcome(values[_OUTCOME], values[_SUCCESS])
    start = end = None
    if values[_START] is not None:
        start = values[_START] = _time(values[_START])
    if values[_END] is not None:
        end = values[_END] = _time(values[_END])
    if not _times_agree(start, end, now) or not _numbers_fit(*_NUMBERS(values)) or not _strings_fit(values):
        return None
    if values[_TOKENS] is None and (values[_READ] is not None or values[_WRITTEN] is not None):
        values[_TOKENS] = (values[_READ] or 0) + (values[_WRITTEN] or 0)
    if values[_DURATION] is None and start is not None and end is not None:
        values[_DURATION] = (end - start) / 1000
        if values[_DURATION] > _MAX_DURATION_MS:
            return None
    if not _lists_stored(values):
        return None
    values[0] = workspace_key
    values[1] = values[1] or new_id()
    values[2] = now if start is None else start
    values[3] = now
    if values[_COST] is None or values[_PRICE_VERSION] is not None:
        _set_cost(values, prices)
    return Execution._make(values[:_SUCCESS])


def violations_of(message: execution_pb2.Execution, now: int) -> list[FieldViolation]:
    """Everything that is wrong with an execution, the field rules of the contract first."""
    found = validation.violations(message)
    success = message.success if message.HasField("success") else None
    if not message.outcome and success is None:
        found.append(FieldViolation("outcome", "either outcome or success is required", "execution.outcome_required"))
    elif 0 <= message.outcome <= CANCELLED and not _outcome(message.outcome, success):
        found.append(FieldViolation("success", "contradicts outcome", "execution.outcome_contradicts"))
    too_large = [] if any(one.field == "attributes" for one in found) else attributes_violations(message)
    return found + time_violations(message, now) + too_large


def acknowledgement(
    first: int, results: Sequence[bool | Exception], status_of: Callable[[AgenthallError], status_pb2.Status]
) -> pb.StreamExecutionsResponse:
    """The same of a part of a stream, whose first execution has that number."""
    batch = wire.batch_response(pb.RecordExecutionsResponse(), results, status_of)
    return pb.StreamExecutionsResponse(
        acknowledged_sequence=first + len(results) - 1,
        credits=CREDITS,
        accepted_count=batch.accepted_count,
        duplicate_count=batch.duplicate_count,
        rejections=[pb.StreamRejection(sequence=first + one.index, status=one.status) for one in batch.rejections],
    )


def to_message(row: tables.Execution) -> execution_pb2.Execution:
    """An execution as stored."""
    success = {OK: True, FAILED: False}.get(row.outcome)
    return wire.to_message(execution_pb2.Execution, row, outcome=row.outcome, success=success)


def shown(row: tables.Execution) -> bytes:
    """A piece of a message of WatchExecutions: pieces are put after one another."""
    return pb.WatchExecutionsResponse(delta=pb.ExecutionsDelta(executions=[to_message(row)])).SerializeToString()


def waiting(count: int) -> bytes:
    """The same: how many more there are."""
    return pb.WatchExecutionsResponse(waiting_count=count).SerializeToString()


def gap(count: int) -> bytes:
    """The same: how many are kept no more."""
    told = pb.ExecutionsGap(skipped_count=count, reason="this stream is behind what is kept of the order of executions")
    return pb.WatchExecutionsResponse(gap=told).SerializeToString()


RESTORED = pb.WatchExecutionsResponse(
    gap=pb.ExecutionsGap(reason="the store was restored to an earlier state than the token's; it goes on from now")
).SerializeToString()
"""The same: the store is older than the token."""


def _watch_response(event: Event[bytes]) -> bytes:
    message = pb.WatchExecutionsResponse(resume_token=event.token, server_time=wire.timestamp(event.time))
    if event.kind == "heartbeat":
        message.heartbeat.SetInParent()
    return message.SerializeToString() + b"".join(event.items)


WATCH: Wire[bytes] = Wire(
    event=_watch_response,
    missed=lambda looks: pb.WatchExecutionsResponse(missed_intervals=looks).SerializeToString(),
)
"""Messages of WatchExecutions; their items are pieces of them."""


def _outcome(outcome: int, success: bool | None) -> int:  # noqa: FBT001 - the field's value, not a switch
    """The stored outcome; 0 where none is given or the two contradict each other."""
    if success is None:
        return outcome
    said = OK if success else FAILED
    return said if outcome in (0, said) else 0


def _time(value: object) -> int:
    seconds: int = value.seconds  # type: ignore[attr-defined] # a Timestamp
    nanos: int = value.nanos  # type: ignore[attr-defined] # a Timestamp
    if not (0 <= seconds < _MAX_TIME_SECONDS and 0 <= nanos < 1_000_000_000):
        return _NO_TIME
    return seconds * 1_000_000 + nanos // 1000


def _times_agree(start: int | None, end: int | None, now: int) -> bool:
    latest = now + MOST_AHEAD_US
    if start is not None and start > latest:
        return False
    return end is None or (end <= latest and (start is None or start <= end))


def time_violations(message: execution_pb2.Execution, now: int) -> list[FieldViolation]:
    """What is wrong with its times."""
    found = []
    times = {name: _time(getattr(message, name)) for name in ("start_time", "end_time") if message.HasField(name)}
    for name, at in times.items():
        if at == _NO_TIME:
            found.append(FieldViolation(name, "is not a time between the years 1970 and 9999", "execution.time"))
        elif at > now + MOST_AHEAD_US:
            found.append(FieldViolation(name, "is more than 5 minutes in the future", "execution.future"))
    start, end = times.get("start_time"), times.get("end_time")
    if found or start is None or end is None:
        return found
    if end < start:
        return [FieldViolation("end_time", "is before start_time", "execution.end_before_start")]
    if not message.HasField("duration_ms") and (end - start) / 1000 > _MAX_DURATION_MS:
        return [FieldViolation("end_time", "is more than ten years after start_time", "execution.duration")]
    return []


def attributes_violations(message: execution_pb2.Execution) -> list[FieldViolation]:
    """What is wrong with the size of its attributes."""
    try:
        fits = wire.small_json(message.attributes, _MAX_ATTRIBUTES_BYTES) is not None
    except ValueError:
        return []  # a number that JSON does not have: validation has named it
    if fits:
        return []
    return [FieldViolation("attributes", "must be at most 64 KiB as JSON", "execution.attributes_size")]


def _numbers_fit(
    outcome: int,
    duration: float | None,
    quality: float | None,
    tokens: int | None,
    read: int | None,
    written: int | None,
    cached: int | None,
    cost: int | None,
    attempt: int,
) -> bool:
    return (
        OK <= outcome <= CANCELLED
        and (duration is None or 0 <= duration <= _MAX_DURATION_MS)
        and (quality is None or 0 <= quality <= 100)
        and (tokens is None or 0 <= tokens <= 2 * _MAX_TOKENS)
        and (read is None or 0 <= read <= _MAX_TOKENS)
        and (written is None or 0 <= written <= _MAX_TOKENS)
        and (cached is None or 0 <= cached <= _MAX_TOKENS)
        and (cost is None or 0 <= cost <= MOST_NANO_USD)
        and 0 <= attempt <= 1_000_000
    )


def _strings_fit(values: list[Any]) -> bool:
    short = _SHORT_STRINGS(values)
    joined = "".join(short)
    if not values[_AGENT_NAME] or (len(joined) > 200 and max(map(len, short)) > 200):
        return False
    if not all(map(is_name, filter(None, short))):
        return False
    error, version = values[_ERROR_MESSAGE], values[_AGENT_VERSION]
    if error and ("\0" in error or (len(error) > _MAX_ERROR_BYTES // 4 and len(error.encode()) > _MAX_ERROR_BYTES)):
        return False
    return len(version) <= 64 and is_name(version)


def _set_cost(values: list[Any], prices: PriceTable) -> None:
    """By the model's price, where nobody said it: a cost with a price version is an answer of ours, sent again."""
    values[_COST], values[_PRICE_VERSION] = priced(
        prices.get(values[_MODEL], ()), values[2], values[_TOKENS], values[_READ], values[_WRITTEN], values[_CACHED]
    )


def _lists_stored(values: list[Any]) -> bool:
    """Puts requirements and attributes into their stored form; False where they do not fit."""
    ids, attributes = values[_REQUIREMENTS], values[_ATTRIBUTES]
    if ids is not None:
        if len(ids) > 100 or not all(0 < len(name) <= 200 and is_name(name) for name in ids):
            return False
        values[_REQUIREMENTS] = dump_json(list(ids))
    if attributes is not None:
        try:
            stored = values[_ATTRIBUTES] = wire.small_json(attributes, _MAX_ATTRIBUTES_BYTES)
        except ValueError:  # NaN or an infinity
            return False
        if stored is None:
            return False
        return "\\u0000" not in stored or not any(validation.value_violations(attributes))
    return True
