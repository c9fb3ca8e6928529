"""The tables of executions, of their steps and of what they add up to.

A recording appends to `execution_deltas`; what waits there is folded into `execution_rollups` about once a second. That
has four levels: bucket_seconds 60, 3600 and 86400 (a minute, an hour, a UTC day, by event time) and 0 (all time,
bucket_start 0). All values are sums, minima, maxima or counts of buckets, so rows of different writers and in any order
merge to the same figures, and a figure is always that of the rollups and of the deltas together. Sums are integers
(microseconds, millionths of a quality point, nano-USD); only the squares, which serve intervals, are floats.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Float, Index, Integer, LargeBinary, SmallInteger, text, types
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from agenthall_server.database import Base, DamagedValue, Json, Text
from agenthall_server.sketch import is_stored_form


class Execution(Base):
    """One recorded run of an agent."""

    __tablename__ = "executions"
    __table_args__ = (
        Index("ix_executions_agent", "workspace_key", "agent_name", "event_time"),
        Index("ix_executions_time", "workspace_key", "event_time"),
        Index("ix_executions_received", "workspace_key", "receive_time"),
        Index(
            "ix_executions_trace",
            "workspace_key",
            "trace_id",
            "event_time",  # in the order that is asked for, or SQLite walks the times of the whole workspace
            "execution_id",
            sqlite_where=text("trace_id <> ''"),
            postgresql_where=text("trace_id <> ''"),
        ),
    )

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    execution_id: Mapped[str] = mapped_column(Text, primary_key=True)
    event_time: Mapped[int] = mapped_column(BigInteger)
    receive_time: Mapped[int] = mapped_column(BigInteger)
    agent_name: Mapped[str] = mapped_column(Text)
    outcome: Mapped[int] = mapped_column(SmallInteger)
    duration_ms: Mapped[float | None] = mapped_column(Float(53))
    tokens: Mapped[int | None] = mapped_column(BigInteger)
    input_tokens: Mapped[int | None] = mapped_column(BigInteger)
    output_tokens: Mapped[int | None] = mapped_column(BigInteger)
    cached_tokens: Mapped[int | None] = mapped_column(BigInteger)
    quality_score: Mapped[float | None] = mapped_column(Float(53))
    cost_nano_usd: Mapped[int | None] = mapped_column(BigInteger)
    model: Mapped[str] = mapped_column(Text)
    team_id: Mapped[str] = mapped_column(Text)
    user_id: Mapped[str] = mapped_column(Text)
    build_id: Mapped[str] = mapped_column(Text)
    variant_id: Mapped[str] = mapped_column(Text)
    attempt: Mapped[int] = mapped_column(Integer)
    retry_of_execution_id: Mapped[str] = mapped_column(Text)
    requirement_ids: Mapped[list[str] | None] = mapped_column(Json)
    error_type: Mapped[str] = mapped_column(Text)
    error_message: Mapped[str] = mapped_column(Text)
    start_time: Mapped[int | None] = mapped_column(BigInteger)
    end_time: Mapped[int | None] = mapped_column(BigInteger)
    parent_execution_id: Mapped[str] = mapped_column(Text)
    trace_id: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    agent_version: Mapped[str] = mapped_column(Text)
    attributes: Mapped[dict[str, Any] | None] = mapped_column(Json)
    price_version: Mapped[int | None] = mapped_column(BigInteger)
    overflow: Mapped[int | None] = mapped_column(SmallInteger)
    """Bits of cardinality.py: which of its names it counts under `__other__`."""


class ExecutionStep(Base):
    """One span that is no execution itself; its id begins with that of its trace."""

    __tablename__ = "execution_steps"
    __table_args__ = (Index("ix_execution_steps_received", "workspace_key", "receive_time"),)

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    step_id: Mapped[str] = mapped_column(Text, primary_key=True)
    parent_id: Mapped[str] = mapped_column(Text)
    receive_time: Mapped[int] = mapped_column(BigInteger)
    operation: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    provider: Mapped[str] = mapped_column(Text)
    start_time: Mapped[int] = mapped_column(BigInteger)
    end_time: Mapped[int] = mapped_column(BigInteger)
    duration_us: Mapped[int] = mapped_column(BigInteger)
    input_tokens: Mapped[int | None] = mapped_column(BigInteger)
    output_tokens: Mapped[int | None] = mapped_column(BigInteger)
    cached_tokens: Mapped[int | None] = mapped_column(BigInteger)
    failed: Mapped[int] = mapped_column(SmallInteger)
    error_type: Mapped[str] = mapped_column(Text)


class CountedName(Base):
    """A name that has sums of its own, or a digest of three: of a kind of cardinality.py, admitted for good."""

    __tablename__ = "counted_names"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text, primary_key=True)


class Sketches(types.TypeDecorator[bytes]):
    """The stored form of sketch.py. Raises DamagedValue where it is none, since nothing else is ever written."""

    impl = LargeBinary
    cache_ok = True

    def process_result_value(self, value: bytes | None, _dialect: Any) -> bytes | None:
        return None if value is None else readable(value)


def readable(stored: bytes) -> bytes:
    """Sketches as they are stored. Raises DamagedValue."""
    if not is_stored_form(stored):
        raise DamagedValue("a column of sketches holds something else")
    return stored


class _Values(MappedAsDataclass, kw_only=True):
    """The columns of VALUES in rollup.py, and the sketches."""

    successful: Mapped[int] = mapped_column(BigInteger)
    failed: Mapped[int] = mapped_column(BigInteger)
    cancelled: Mapped[int] = mapped_column(BigInteger)
    duration_count: Mapped[int] = mapped_column(BigInteger)
    duration_sum_us: Mapped[int] = mapped_column(BigInteger)
    duration_square_sum: Mapped[float] = mapped_column(Float(53))
    """Of milliseconds."""
    tokens_count: Mapped[int] = mapped_column(BigInteger)
    tokens_sum: Mapped[int] = mapped_column(BigInteger)
    tokens_square_sum: Mapped[float] = mapped_column(Float(53))
    quality_count: Mapped[int] = mapped_column(BigInteger)
    quality_sum_micro: Mapped[int] = mapped_column(BigInteger)
    quality_square_sum: Mapped[float] = mapped_column(Float(53))
    cost_count: Mapped[int] = mapped_column(BigInteger)
    cost_sum_nano: Mapped[int] = mapped_column(BigInteger)
    cost_square_sum: Mapped[float] = mapped_column(Float(53))
    failed_duration_us: Mapped[int] = mapped_column(BigInteger)
    """Of those that failed, as is the cost."""
    failed_cost_nano: Mapped[int] = mapped_column(BigInteger)
    retries: Mapped[int] = mapped_column(BigInteger)
    """Those with an attempt above 1, or that say which execution they repeat."""
    cacheable_count: Mapped[int] = mapped_column(BigInteger)
    """Those with known cached tokens and enough input tokens for a cache; how many of them were served by one."""
    cache_hits: Mapped[int] = mapped_column(BigInteger)
    cacheable_tokens: Mapped[int] = mapped_column(BigInteger)
    """Input tokens of all of them."""
    duration_min_us: Mapped[int] = mapped_column(BigInteger)
    tokens_min: Mapped[int] = mapped_column(BigInteger)
    cost_min_nano: Mapped[int] = mapped_column(BigInteger)
    duration_max_us: Mapped[int] = mapped_column(BigInteger)
    tokens_max: Mapped[int] = mapped_column(BigInteger)
    cost_max_nano: Mapped[int] = mapped_column(BigInteger)
    last_executed: Mapped[int] = mapped_column(BigInteger)
    sketches: Mapped[bytes] = mapped_column(Sketches)
    """Of durations, tokens and costs, one after the other in one (sketch.py)."""


class ExecutionDelta(_Values, Base):
    """What the executions of one agent, model and team in one minute add up to, of those that one commit recorded.

    It waits to be folded into the rollups, a second or so.
    """

    __tablename__ = "execution_deltas"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    bucket_start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    agent_name: Mapped[str] = mapped_column(Text, primary_key=True)
    model: Mapped[str] = mapped_column(Text, primary_key=True)
    team_id: Mapped[str] = mapped_column(Text, primary_key=True)
    writer_slot: Mapped[int] = mapped_column(SmallInteger)


class ExecutionRollup(_Values, Base):
    """What the executions of one agent, model and team in one bucket add up to, as folded by one writer."""

    __tablename__ = "execution_rollups"
    __table_args__ = (
        Index(
            "ix_execution_rollups_revision",
            "workspace_key",
            "revision",
            sqlite_where=text("bucket_seconds = 0"),
            postgresql_where=text("bucket_seconds = 0"),
        ),
    )

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bucket_seconds: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bucket_start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    agent_name: Mapped[str] = mapped_column(Text, primary_key=True)
    model: Mapped[str] = mapped_column(Text, primary_key=True)
    team_id: Mapped[str] = mapped_column(Text, primary_key=True)
    writer_slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(BigInteger)
    """Of the newest execution in it."""


class RunningExecution(Base):
    """One run of an agent that was started and is not finished; abandoned once its lease is over."""

    __tablename__ = "running_executions"
    __table_args__ = (Index("ix_running_executions_start", "workspace_key", "start_time"),)

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    execution_id: Mapped[str] = mapped_column(Text, primary_key=True)
    agent_name: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    team_id: Mapped[str] = mapped_column(Text)
    start_time: Mapped[int] = mapped_column(BigInteger)
    lease_expire_time: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(BigInteger)
    execution: Mapped[dict[str, Any]] = mapped_column(Json)
    """What was said at the start, as the contract's JSON."""


class ExecutionCommit(Base):
    """Which executions a commit has recorded, in their order: up to 500 of them, which are numbered (store_tail.py)."""

    __tablename__ = "execution_commits"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """The number of the last."""
    receive_time: Mapped[int] = mapped_column(BigInteger)
    execution_ids: Mapped[list[str]] = mapped_column(Json)


class RetentionHorizon(Base):
    """Rows of a kind that lie before `time` may be gone: by receipt, of rollups by the beginning of their bucket."""

    __tablename__ = "retention_horizons"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    """`executions`, or `rollups/` and the seconds of a bucket."""
    time: Mapped[int] = mapped_column(BigInteger)


class ErrorRollup(Base):
    """How often the executions of one agent and team failed in one way in one bucket, as counted by one writer."""

    __tablename__ = "error_rollups"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bucket_seconds: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bucket_start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    agent_name: Mapped[str] = mapped_column(Text, primary_key=True)
    team_id: Mapped[str] = mapped_column(Text, primary_key=True)
    error_type: Mapped[str] = mapped_column(Text, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    writer_slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    failures: Mapped[int] = mapped_column(BigInteger)
    last_time: Mapped[int] = mapped_column(BigInteger)
    template: Mapped[str] = mapped_column(Text)
    last_execution_id: Mapped[str] = mapped_column(Text)
