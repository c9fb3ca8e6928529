"""`agenthall backup` and `agenthall restore`: a database in one file, and back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from agenthall_server.cli.settings import Database, ReadableFailures, failed, settings_from

_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
    database: Database = None,
    as_json: _Json = False,
) -> None:
    """Write all of a database into one file, also while a server runs on it."""
    from agenthall_server import backups
    from agenthall_server.cli.progress import Bar

    settings = settings_from(database=database)
    started = perf_counter()
    try:
        with ReadableFailures(), Bar("backup") as bar:
            written = backups.back_up(settings.database, file, bar)
    except backups.BackupFailed as error:
        raise failed("backup", error) from error
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    manifest = written.manifest
    if as_json:
        shown = {"file": str(file), "rows": manifest.rows, "bytes": written.size, "sha256": sha256}
        typer.echo(json.dumps(shown | {"revision": manifest.revision}))
        return
    seconds = perf_counter() - started
    typer.echo(f"{manifest.rows:,} rows in {file} ({written.size:,} bytes), written and read again in {seconds:.1f} s")
    typer.echo(f"sha256 {sha256}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `agenthall backup` wrote.")],
    database: Database = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what the database holds; SQLite keeps it in a file beside it.")
    ] = False,
    as_json: _Json = False,
) -> None:
    """Fill an empty database, SQLite or PostgreSQL, from a backup of either. No server may run on it."""
    from agenthall_server import backups
    from agenthall_server.cli.progress import Bar

    settings = settings_from(database=database)
    started = perf_counter()
    try:
        with ReadableFailures(), Bar("restore") as bar:
            manifest = backups.restore(file, settings.database, bar, replace=replace)
    except backups.BackupFailed as error:
        raise failed("restore", error) from error
    if as_json:
        typer.echo(json.dumps({"rows": manifest.rows, "revision": manifest.revision, "made": manifest.create_time}))
        return
    seconds = perf_counter() - started
    typer.echo(f"{manifest.rows:,} rows of {manifest.create_time} are back, in {seconds:.1f} s")
