"""The agenthall command: reads flags, calls what does the work, prints, exits.

    serving.py    serve
    showing.py    demo
    importing.py  import
    calling.py    call
    watching.py   top
    checking.py   migrate, doctor
    configuring.py  config
    backups.py    backup, restore
    keys.py       keys create
    connecting.py the flags of commands that call a server
    progress.py   a bar for what takes its time
    settings.py   settings from flags, failures as one line

This file is the table of commands. A command imports what it runs when it runs, so that --help stays quick.
Exit codes: 0 done, 1 a check or an operation failed, 2 wrong usage or a setting that cannot be used.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from agenthall_server.cli import backups, calling, checking, configuring, importing, keys, serving, showing, watching

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="The control plane of a fleet of AI agents.",
)
app.command()(serving.serve)
app.command()(showing.demo)
app.command()(calling.call)
app.command()(watching.top)
app.command("import")(importing.import_files)
app.command()(configuring.config)
app.command()(checking.migrate)
app.command()(checking.doctor)
app.command()(backups.backup)
app.command()(backups.restore)
app.add_typer(keys.app, name="keys")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"agenthall {version('agenthall')}")
        raise typer.Exit


@app.callback()
def _agenthall(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
