"""Experiments, their variants and the results of runs.

Invariants
- `Experiment.revision` grows by one with every variant, every change of one and every result, in their transaction.
- `VariantStatistics` is the sum over `Result`, changed in the same transaction; readers add up its writer slots.
- A result never changes once it is stored.

Known limit: sums end at 2^63 - 1, which 29,000 results of ten years each reach, or 9 billion US dollars in all.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Double, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Text
from agenthall_server.edits import etag_of


class Experiment(Base):
    """An agent with at least one variant. `salt` (hexadecimal) keys its choices, apart from all other experiments."""

    __tablename__ = "experiments"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agent_name: Mapped[str] = mapped_column(Text, primary_key=True)
    salt: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(BigInteger)
    create_time: Mapped[int] = mapped_column(BigInteger)


class Variant(Base):
    """One wording of an agent's prompt. `ordinal` counts the agent's variants from 0, `variant_key` grows over all."""

    __tablename__ = "variants"
    __table_args__ = (Index(None, "workspace_key", "create_time", "variant_key"),)

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agent_name: Mapped[str] = mapped_column(Text, primary_key=True)
    variant_id: Mapped[str] = mapped_column(Text, primary_key=True)
    variant_key: Mapped[int] = mapped_column(BigInteger)
    ordinal: Mapped[int] = mapped_column(Integer)
    prompt: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
    description: Mapped[str] = mapped_column(Text, default="")
    retired: Mapped[bool] = mapped_column(Boolean, default=False)

    @property
    def etag(self) -> str:
        return etag_of(self.description, self.retired)


class VariantStatistics(Base):
    """What one writer added up of a variant's results; see scoring.Totals."""

    __tablename__ = "variant_statistics"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agent_name: Mapped[str] = mapped_column(Text, primary_key=True)
    variant_id: Mapped[str] = mapped_column(Text, primary_key=True)
    writer_slot: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    result_count: Mapped[int] = mapped_column(BigInteger)
    outcome_count: Mapped[int] = mapped_column(BigInteger)
    success_count: Mapped[int] = mapped_column(BigInteger)
    quality_count: Mapped[int] = mapped_column(BigInteger)
    quality_sum_micro: Mapped[int] = mapped_column(BigInteger)
    duration_count: Mapped[int] = mapped_column(BigInteger)
    duration_sum_us: Mapped[int] = mapped_column(BigInteger)
    cost_count: Mapped[int] = mapped_column(BigInteger)
    cost_sum_nano_usd: Mapped[int] = mapped_column(BigInteger)
    score_sum_nano: Mapped[int] = mapped_column(BigInteger)


class Result(Base):
    """How one run went. `propensity` and `policy_version` are known where a selection came before it."""

    __tablename__ = "results"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    result_id: Mapped[str] = mapped_column(Text, primary_key=True)
    agent_name: Mapped[str] = mapped_column(Text)
    variant_id: Mapped[str] = mapped_column(Text)
    success: Mapped[int | None] = mapped_column(Integer)
    quality_micro: Mapped[int | None] = mapped_column(BigInteger)
    duration_us: Mapped[int | None] = mapped_column(BigInteger)
    cost_nano_usd: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str] = mapped_column(Text)
    propensity: Mapped[float | None] = mapped_column(Double)
    policy_version: Mapped[int | None] = mapped_column(BigInteger)
    late: Mapped[int] = mapped_column(Integer)
    receive_time: Mapped[int] = mapped_column(BigInteger)
