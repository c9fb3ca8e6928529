"""`agenthall keys`: API keys, made without a running server."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from agenthall_server.cli.settings import Database, ReadableFailures, new_store, settings_from

app = typer.Typer(no_args_is_help=True, help="API keys, made without a running server.")


@app.command()
def create(
    role: Annotated[str, typer.Option(help="viewer, recorder, publisher, operator or admin.")],
    workspace: Annotated[str, typer.Option(help="Workspace of the key; made where it is new.")] = "default",
    name: Annotated[str, typer.Option(help="What to call the key.")] = "command line",
    database: Database = None,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the secret in ~/.config/agenthall/credentials instead of printing it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make an API key in the database of a stopped server (with a running one, call AccessService/CreateApiKey)."""
    from agenthall_server import credentials, offline

    settings = settings_from(database=database)
    file, made = credentials.credentials_file(), new_store(settings.database)
    with ReadableFailures():
        if save:
            credentials.check_private(file)  # before there is a key that nobody would ever see
        key_id, secret = asyncio.run(offline.create_key(settings, workspace, f"ROLE_{role.upper()}", name))
        if save:
            credentials.save_api_key(secret, file)
    if made:
        typer.echo(made, err=True)
    where = {"saved_in": str(file)} if save else {"secret": secret}
    if as_json:
        typer.echo(json.dumps({"key_id": key_id, **where, "workspace": workspace, "role": role}))
    else:
        rest = f"saved in {file}" if save else f"the secret is shown only now:\n{secret}"
        typer.echo(f"key {key_id} of workspace {workspace}; {rest}")
