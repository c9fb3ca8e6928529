"""The table of prices of models. Entries are added and marked as replaced, never changed: recorded costs name their
version.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Integer
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Text


class ModelPrice(Base):
    """What the tokens of one model cost from a time on, in nano-USD for a million; fields as in the message."""

    __tablename__ = "model_prices"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    model: Mapped[str] = mapped_column(Text, primary_key=True)
    effective_time: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """0: since ever."""
    price_version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    input_nano_usd_per_million_tokens: Mapped[int | None] = mapped_column(BigInteger)
    output_nano_usd_per_million_tokens: Mapped[int | None] = mapped_column(BigInteger)
    cached_input_nano_usd_per_million_tokens: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[str] = mapped_column(Text)
    """Among the entries of its model: effective_time and price_version as text that sorts like them."""
    create_time: Mapped[int] = mapped_column(BigInteger)
    replaced: Mapped[bool] = mapped_column(Boolean, default=False)
