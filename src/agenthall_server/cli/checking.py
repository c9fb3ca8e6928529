"""`agenthall migrate` and `agenthall doctor`: the schema and the health of a database."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from agenthall_server.cli.settings import Database, ReadableFailures, settings_from


def migrate(database: Database = None) -> None:
    """Bring the database schema up to date."""
    from agenthall_server import migrations

    settings = settings_from(database=database)
    with ReadableFailures():
        revision = asyncio.run(migrations.migrate(settings.database))
    typer.echo(f"schema is at revision {revision}")


def doctor(
    database: Database = None,
    audit: Annotated[bool, typer.Option("--audit", help="Verify the hash chains of the audit log.")] = False,
    recount: Annotated[
        bool, typer.Option("--recount", help="Compare sums with the rows, manifests with their digests.")
    ] = False,
) -> None:
    """Say what is wrong with a database, without changing it. Exit code 1 where something is."""
    from agenthall_server.cli.progress import Bar
    from agenthall_server.doctor import examine

    settings = settings_from(database=database)
    right = True
    with ReadableFailures(), Bar("recount") as bar:
        for finding in examine(settings.database, bar, with_audit=audit, with_recount=recount):
            right = right and finding.ok
            typer.echo(f"{'ok   ' if finding.ok else 'WRONG'} {finding.text}")
    if not right:
        raise typer.Exit(1)
