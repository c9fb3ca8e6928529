"""Settings from the flags of a command, and failures as one line: exit code 2 where the operator can mend them."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from agenthall_server.config import InvalidSetting, Settings, read_settings

DEFAULT = Settings()
Database = Annotated[
    str | None, typer.Option(help="sqlite:///PATH or postgresql://USER@HOST/NAME", show_default=DEFAULT.database)
]


def failed(command: str, why: object, code: int = 1) -> typer.Exit:
    """What to raise where a command failed; says why in one line."""
    typer.echo(f"agenthall {command}: {' '.join(str(why).split())}", err=True)
    return typer.Exit(code)


class ReadableFailures:
    """Ends the command with one line where it failed for a reason that the operator can mend."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, InvalidSetting) or (isinstance(error, Exception) and isinstance(error, _of_databases())):
            typer.echo(f"agenthall: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(2) from error


def _of_databases() -> tuple[type[Exception], ...]:
    from agenthall_server.database import DatabaseUnreachable
    from agenthall_server.database.lock import DatabaseInUse
    from agenthall_server.migrations import SchemaError

    return DatabaseInUse, DatabaseUnreachable, SchemaError


def new_store(url: str) -> str:
    """What to say of a command that makes the SQLite file because there is none; empty where it does not."""
    from agenthall_server.database import sqlite_file

    if not url.startswith("sqlite:") or sqlite_file(url).exists():
        return ""
    return f"agenthall: there was no {sqlite_file(url).absolute()}; a NEW, empty store was made"


def settings_from(**flags: Any) -> Settings:
    """The settings of a command; its flags win over the environment. Exits with 2 where one cannot be used."""
    with ReadableFailures():
        return read_settings(**flags)
