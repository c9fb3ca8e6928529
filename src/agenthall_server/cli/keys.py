"""`agenthall keys`: API keys, made without a running server."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from agenthall_server.cli.settings import Database, ReadableFailures, settings_from

app = typer.Typer(no_args_is_help=True, help="API keys, made without a running server.")


@app.command()
def create(
    role: Annotated[str, typer.Option(help="viewer, recorder, publisher, operator or admin.")],
    workspace: Annotated[str, typer.Option(help="Workspace of the key; made where it is new.")] = "default",
    name: Annotated[str, typer.Option(help="What to call the key.")] = "command line",
    database: Database = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make an API key in the database of a stopped server (with a running one, call AccessService/CreateApiKey)."""
    from agenthall_server import offline

    settings = settings_from(database=database)
    with ReadableFailures():
        key_id, secret = asyncio.run(offline.create_key(settings, workspace, f"ROLE_{role.upper()}", name))
    shown = {"key_id": key_id, "secret": secret, "workspace": workspace, "role": role}
    typer.echo(
        json.dumps(shown)
        if as_json
        else f"key {key_id} of workspace {workspace}; the secret is shown only now:\n{secret}"
    )
