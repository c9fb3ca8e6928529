"""Builds, their rollups and their full text.

`build_key` numbers a build within the database, later builds higher: it is the document number of the full text and
breaks ties of equal times. A rollup row belongs to one writer slot; readers add the slots up.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Double, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Json, Text, TextIndex

BUILD_TEXT = TextIndex("build_text")
"""Tokens: `s` names workspace and team, `w` is a word of the prompt's beginning or of the stack."""


class Build(Base):
    """One finished piece of work of a team; never changed after it was recorded."""

    __tablename__ = "builds"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    build_id: Mapped[str] = mapped_column(Text, primary_key=True)
    build_key: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[str] = mapped_column(Text)
    team_id: Mapped[str] = mapped_column(Text)
    prompt: Mapped[str] = mapped_column(Text)
    workflow: Mapped[str] = mapped_column(Text)
    tech_stack: Mapped[dict[str, str]] = mapped_column(Json)
    success: Mapped[bool | None] = mapped_column(Boolean)
    quality_score: Mapped[float | None] = mapped_column(Double)
    duration_seconds: Mapped[float | None] = mapped_column(Double)
    files_generated: Mapped[int | None] = mapped_column(BigInteger)
    finish_time: Mapped[int] = mapped_column(BigInteger)
    create_time: Mapped[int] = mapped_column(BigInteger)
    failure_reason: Mapped[str] = mapped_column(Text)
    agent_results: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    attributes: Mapped[dict[str, Any] | None] = mapped_column(Json)

    __table_args__ = (
        Index(None, "workspace_key", "build_key", unique=True),
        Index(None, "workspace_key", "finish_time", "build_key"),
        Index(None, "workspace_key", "create_time", "build_key"),
        Index(None, "workspace_key", "team_id", "finish_time", "build_key"),
        Index(None, "workspace_key", "team_id", "user_id", "finish_time", "build_key"),
    )


class BuildRollup(Base):
    """The sums of one bucket (rollup.py) by one writer."""

    __tablename__ = "build_rollups"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    team_id: Mapped[str] = mapped_column(Text, primary_key=True)
    bucket_seconds: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bucket_start: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    workflow: Mapped[str] = mapped_column(Text, primary_key=True)
    writer_slot: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    build_count: Mapped[int] = mapped_column(BigInteger)
    known_count: Mapped[int] = mapped_column(BigInteger)
    success_count: Mapped[int] = mapped_column(BigInteger)
    quality_count: Mapped[int] = mapped_column(BigInteger)
    quality_sum_micro: Mapped[int] = mapped_column(BigInteger)
