"""Builds as messages, where more than names differ between the wire and the tables.

A build is normalised here: an empty id becomes a new one, an empty workflow `standard`, a missing finish_time the time
of receipt. What a field's own rules cannot say is checked here too: times, and the size of `attributes`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from google.protobuf.message import Message
from google.protobuf.struct_pb2 import Struct
from google.protobuf.timestamp_pb2 import Timestamp

from agenthall.common.v1 import statistics_pb2
from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as pb
from agenthall_server.clock import MINUTE_US, Clock
from agenthall_server.errors import AgenthallError, FieldViolation, ValidationFailed
from agenthall_server.intervals import interval_message
from agenthall_server.memory.insights import Insights, Workflow
from agenthall_server.memory.recommendations import Recommendation
from agenthall_server.memory.store import NewBuild
from agenthall_server.memory.suggestion import Option, Suggestion
from agenthall_server.memory.tables import Build
from agenthall_server.scope import Scope
from agenthall_server.validation import failed
from agenthall_server.wire import from_message, plain, small_json, to_message

DEFAULT_WORKFLOW = "standard"

_MAX_ATTRIBUTES_BYTES = 65_536
_MAX_AHEAD_US = 5 * MINUTE_US
_FIRST_SECOND = -62_135_596_800  # 0001-01-01T00:00:00Z, the first that a Timestamp can say

Violations = Callable[[Message], list[FieldViolation]]


def new_build(scope: Scope, message: build_pb2.Build, clock: Clock, path: str = "") -> NewBuild:
    """A valid message as the row to store. Raises ValidationFailed for a field below `path`."""
    now = clock.now_us()
    if message.HasField("finish_time"):
        _check_time(message.finish_time, now, path)
    values = from_message(message) | {
        "build_id": message.build_id or clock.new_id(),
        "workflow": message.workflow or DEFAULT_WORKFLOW,
        "attributes": _attributes(message.attributes, path) if message.HasField("attributes") else None,
        "create_time": now,
    }
    if values["finish_time"] is None:
        values["finish_time"] = now
    return NewBuild.of(Build(workspace_key=scope.workspace_key, build_key=0, **values))


def new_builds(
    scope: Scope, messages: Sequence[build_pb2.Build], clock: Clock, violations: Violations
) -> list[NewBuild | AgenthallError]:
    """What to store of a batch; an error in place of each build that is refused."""
    return [_new_build_or_error(scope, message, clock, violations) for message in messages]


def suggestion_response(found: Suggestion) -> pb.SuggestStackResponse:
    """The answer to SuggestStack; without an option its figures stay unset."""
    option = found.option
    return to_message(
        pb.SuggestStackResponse,
        found,
        suggestion=option.tech_stack if option else {},
        usage_count=option.usage_count if option else 0,
        avg_quality=option.avg_quality if option else None,
        interval=interval_message(statistics_pb2.Interval, option.interval) if option else None,
        alternatives=[_alternative(other) for other in found.alternatives],
    )


def insights_response(team_id: str, found: Insights) -> pb.GetTeamInsightsResponse:
    return to_message(
        pb.GetTeamInsightsResponse,
        found,
        team_id=team_id,
        workflows=[_usage(workflow) for workflow in found.workflows],
        success_rate_interval=interval_message(statistics_pb2.Interval, found.success_rate_interval),
    )


def recommendations_response(found: Sequence[Recommendation], next_page_token: str) -> pb.ListRecommendationsResponse:
    recommendations = [to_message(pb.Recommendation, recommendation) for recommendation in found]
    return pb.ListRecommendationsResponse(recommendations=recommendations, next_page_token=next_page_token)


def _new_build_or_error(
    scope: Scope, message: build_pb2.Build, clock: Clock, violations: Violations
) -> NewBuild | AgenthallError:
    broken = violations(message)
    if broken:
        return failed(broken)
    try:
        return new_build(scope, message, clock)
    except ValidationFailed as error:
        return error


def _check_time(time: Timestamp, now: int, path: str) -> None:
    if time.seconds < _FIRST_SECOND or not 0 <= time.nanos < 1_000_000_000:
        raise ValidationFailed.of(f"{path}finish_time", "is not a time between the years 1 and 9999")
    if time.seconds * 1_000_000 + time.nanos // 1000 > now + _MAX_AHEAD_US:
        raise ValidationFailed.of(f"{path}finish_time", "is more than 5 minutes in the future")


def _attributes(value: Struct, path: str) -> dict[str, object]:
    if small_json(value, _MAX_ATTRIBUTES_BYTES) is None:
        raise ValidationFailed.of(f"{path}attributes", "must be at most 64 KiB as JSON")
    return plain(value)


def _alternative(option: Option) -> pb.StackAlternative:
    interval = interval_message(statistics_pb2.Interval, option.interval)
    return to_message(pb.StackAlternative, option, interval=interval)


def _usage(workflow: Workflow) -> pb.WorkflowUsage:
    return pb.WorkflowUsage(workflow=workflow.workflow, build_count=workflow.sums.build_count)
