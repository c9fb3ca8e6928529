"""Alembic's entry point: runs on the connection that migrations.upgrade passes, in its transaction."""

from typing import Any

from alembic import context

from agenthall_server.migrations.schema import TEXT_INDEXES, metadata


def _include(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
    """Hides the full-text tables, which the migrations create by hand, from comparisons."""
    return not (kind == "table" and name is not None and name.startswith(tuple(index.name for index in TEXT_INDEXES)))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=_include,
    render_as_batch=True,
)
context.run_migrations()
