"""The declarative base and the column types that mean the same in both databases."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import MetaData, types
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

from agenthall_server.database.faults import DamagedValue

Text = types.Text().with_variant(types.Text(collation="C"), "postgresql")
"""Text that compares and sorts by code point."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class Json(types.TypeDecorator[Any]):
    """A JSON value as compact text; None is NULL. Text rather than jsonb: it comes back byte for byte."""

    impl = types.Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Any) -> str | None:
        return None if value is None else dump_json(value)

    def process_result_value(self, value: str | None, _dialect: Any) -> Any:
        return None if value is None else load_json(value)


def load_json(text: str) -> Any:
    """What `dump_json` wrote. Raises DamagedValue, since nothing else is ever written into a Json column."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise DamagedValue("a column of JSON holds something else") from error


def dump_json(value: Any) -> str:
    """Compact, key order kept, no NaN: what a Json column stores."""
    return _encode(value)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Base of all tables: rows are plain dataclasses. No relationship(): joins are written in the stores."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def values_of(row: Base) -> dict[str, Any]:
    """What the row's columns hold, by name."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
