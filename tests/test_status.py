"""Errors on the wire: all there is to say, in what trailers have room for."""

from __future__ import annotations

from typing import Any

import grpc
from google.rpc import error_details_pb2
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.errors import (
    AgenthallError,
    DependencyConflict,
    FieldViolation,
    NotFound,
    Overloaded,
    ValidationFailed,
    Violation,
)
from agenthall_server.status import status_of


def part_of(error: AgenthallError, kind: Any) -> Any:
    """The one detail of a kind."""
    (found,) = [detail for detail in status_of(error).details if detail.Is(kind.DESCRIPTOR)]
    message = kind()
    found.Unpack(message)
    return message


def test_an_error_with_everything() -> None:
    error = NotFound.of("execution", "run-1", "record it first")
    status = status_of(error)
    assert (status.code, status.message) == (
        grpc.StatusCode.NOT_FOUND.value[0],
        "no execution 'run-1'; record it first",
    )
    info = part_of(error, error_details_pb2.ErrorInfo)
    assert (info.reason, info.domain) == ("RESOURCE_NOT_FOUND", "agenthall.dev")
    assert dict(info.metadata) == {"resource_type": "execution", "resource_name": "run-1"}
    resource = part_of(error, error_details_pb2.ResourceInfo)
    assert (resource.resource_type, resource.resource_name) == ("execution", "run-1")
    assert len(status.details) == 2


def test_violations_and_delays() -> None:
    fields = part_of(ValidationFailed.of("name", "is empty", rule="string.min_len"), error_details_pb2.BadRequest)
    (violation,) = fields.field_violations
    assert (violation.field, violation.description, violation.reason) == ("name", "is empty", "string.min_len")
    conflict = DependencyConflict("no way", violations=(Violation("DEPENDENCY", "a/b", "needs ^2"),))
    (found,) = part_of(conflict, error_details_pb2.PreconditionFailure).violations
    assert (found.type, found.subject, found.description) == ("DEPENDENCY", "a/b", "needs ^2")
    delay = part_of(Overloaded("busy", retry_after_seconds=1.25), error_details_pb2.RetryInfo).retry_delay
    assert (delay.seconds, delay.nanos) == (1, 250_000_000)


def test_what_does_not_fit_is_cut_and_says_so() -> None:
    error = ValidationFailed("é" * 5000, fields=tuple(FieldViolation("f" * 999, "d" * 999, "r") for _ in range(100)))
    status = status_of(error)
    assert status.message.endswith("é...")
    violations = part_of(error, error_details_pb2.BadRequest).field_violations
    assert 1 <= len(violations) < 100
    assert violations[0].field.endswith("f...")


huge = st.sampled_from(["x", "é", "数", "\U0001f600", "\n", "\x1b", "'"]).flatmap(
    lambda one: st.integers(0, 3000).map(lambda count: one * count)
)


@given(
    huge,
    st.one_of(
        st.fixed_dictionaries(
            {"fields": st.lists(st.builds(FieldViolation, huge, huge, st.just("rule")), max_size=30)}
        ),
        st.fixed_dictionaries({"violations": st.lists(st.builds(Violation, st.just("TYPE"), huge, huge), max_size=30)}),
        st.fixed_dictionaries(
            {
                "metadata": st.dictionaries(st.sampled_from(["a", "b"]), huge),
                "resource": st.tuples(st.just("kind"), huge),
            }
        ),
    ),
)
def test_every_status_fits_into_trailers(message: str, parts: dict[str, Any]) -> None:
    status = status_of(NotFound(message, **parts))
    percent_encoded = 3 * len(status.message.encode())
    assert status.ByteSize() + percent_encoded < 7500, "clients may refuse more than 8 KiB"
    if len(message) < 250:
        assert status.message == message
