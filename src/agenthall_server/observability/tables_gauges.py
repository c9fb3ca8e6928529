"""The tables of gauges: the last value of each series, and what its values add up to by minute, hour and day."""

from __future__ import annotations

from sqlalchemy import BigInteger, Float, Index, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Json, Text


class Gauge(Base):
    """The last value of a series."""

    __tablename__ = "gauges"
    __table_args__ = (Index("ix_gauges_name", "workspace_key", "name"),)

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    series: Mapped[str] = mapped_column(Text, primary_key=True)
    time: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(Json)
    value: Mapped[float] = mapped_column(Float(53))


class GaugeRollup(Base):
    """What the values of a series in one bucket add up to, as counted by one writer."""

    __tablename__ = "gauge_rollups"
    __table_args__ = (Index("ix_gauge_rollups_bucket", "workspace_key", "bucket_seconds", "bucket_start"),)

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    series: Mapped[str] = mapped_column(Text, primary_key=True)
    bucket_seconds: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bucket_start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    writer_slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sample_count: Mapped[int] = mapped_column(BigInteger)
    value_sum: Mapped[float] = mapped_column(Float(53))
    value_min: Mapped[float] = mapped_column(Float(53))
    value_max: Mapped[float] = mapped_column(Float(53))
