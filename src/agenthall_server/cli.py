"""The agenthall command: reads flags, calls what does the work, prints, exits.

Exit codes: 0 done, 1 a check or an operation failed, 2 wrong usage or a setting that cannot be used.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from agenthall_server import logs
from agenthall_server.config import InvalidSetting, Settings, read_settings, unknown_variables
from agenthall_server.database.lock import DatabaseInUse

_log = structlog.get_logger(__name__)
app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="The control plane of a fleet of AI agents.",
)
keys = typer.Typer(no_args_is_help=True, help="API keys, made without a running server.")
app.add_typer(keys, name="keys")
_DEFAULT = Settings()

Database = Annotated[
    str | None, typer.Option(help="sqlite:///PATH or postgresql://USER@HOST/NAME", show_default=_DEFAULT.database)
]


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


@app.command()
def serve(
    database: Database = None,
    listen: Annotated[
        str | None, typer.Option(help="HOST:PORT of the gRPC server.", show_default=_DEFAULT.listen)
    ] = None,
    admin_listen: Annotated[
        str | None,
        typer.Option(help="HOST:PORT of /metrics and /healthz; empty: none.", show_default=_DEFAULT.admin_listen),
    ] = None,
    auth: Annotated[
        str | None,
        typer.Option(help="local, or required: every call needs an API key.", show_default=_DEFAULT.auth),
    ] = None,
    tls_certificate: Annotated[
        str | None, typer.Option(help="PEM file of the certificate and its chain.", show_default=False)
    ] = None,
    tls_key: Annotated[str | None, typer.Option(help="PEM file of its key.", show_default=False)] = None,
    tls_client_ca: Annotated[
        str | None, typer.Option(help="PEM file of CAs: every client needs a certificate.", show_default=False)
    ] = None,
    behind_tls_proxy: Annotated[
        bool | None, typer.Option("--behind-tls-proxy", help="A proxy in front ends TLS.")
    ] = None,
    catalog: Annotated[
        bool | None, typer.Option("--catalog/--no-catalog", help="Publish the shipped agents that are missing.")
    ] = None,
    log_format: Annotated[
        str | None, typer.Option(help="json, text or auto.", show_default=_DEFAULT.log_format)
    ] = None,
    log_level: Annotated[
        str | None, typer.Option(help="debug, info, warning or error.", show_default=_DEFAULT.log_level)
    ] = None,
) -> None:
    """Run the server until SIGTERM or Ctrl-C. Every setting is also a variable, AGENTHALL_ and its name in capitals."""
    settings = _settings(
        database=database,
        listen=listen,
        admin_listen=admin_listen,
        auth=auth,
        tls_certificate=tls_certificate,
        tls_key=tls_key,
        tls_client_ca=tls_client_ca,
        behind_tls_proxy=behind_tls_proxy,
        catalog=catalog,
        log_format=log_format,
        log_level=log_level,
    )
    logs.configure(settings.log_format, settings.log_level)
    for name, meant in unknown_variables().items():
        _log.warning("unknown setting in the environment", variable=name, did_you_mean=meant)
    _run(_serve(settings), settings)


@app.command()
def demo(
    target: Annotated[
        str | None, typer.Option(help="HOST:PORT of a running server; without it one is started.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder of the real input; default ../shared/data or the samples.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 where the server answers a wrong figure.")
    ] = False,
    api_key_file: Annotated[Path | None, typer.Option(help="File with the API key to call with.")] = None,
) -> None:
    """Run the main job on real input over gRPC, and say what came out."""
    from agenthall_server.demo.running import DemoFailed, run_demo

    try:
        key = api_key_file.read_text(encoding="utf-8").strip() if api_key_file else os.environ.get("AGENTHALL_API_KEY")
        right = asyncio.run(run_demo(target, data, check=check, api_key=key))
    except (DemoFailed, OSError) as error:
        typer.echo(f"agenthall demo: {error}", err=True)
        raise typer.Exit(1) from error
    if not right:
        raise typer.Exit(1)


@app.command()
def migrate(database: Database = None) -> None:
    """Bring the database schema up to date."""
    from agenthall_server import migrations  # the server's dependencies load only where they are needed

    settings = _settings(database=database)
    with _ReadableFailures():
        revision = asyncio.run(migrations.migrate(settings.database))
    typer.echo(f"schema is at revision {revision}")


@app.command()
def doctor(
    database: Database = None,
    audit: Annotated[bool, typer.Option("--audit", help="Verify the hash chains of the audit log.")] = False,
) -> None:
    """Say what is wrong with a database, without changing it. Exit code 1 where something is."""
    from agenthall_server.doctor import examine

    settings = _settings(database=database)
    right = True
    with _ReadableFailures():
        for finding in examine(settings.database, with_audit=audit):
            right = right and finding.ok
            typer.echo(f"{'ok   ' if finding.ok else 'WRONG'} {finding.text}")
    if not right:
        raise typer.Exit(1)


@keys.command("create")
def create_key(
    role: Annotated[str, typer.Option(help="viewer, recorder, publisher, operator or admin.")],
    workspace: Annotated[str, typer.Option(help="Workspace of the key; made where it is new.")] = "default",
    name: Annotated[str, typer.Option(help="What to call the key.")] = "command line",
    database: Database = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make an API key in the database of a stopped server (with a running one, call AccessService/CreateApiKey)."""
    from agenthall_server import offline

    settings = _settings(database=database)
    with _ReadableFailures():
        key_id, secret = asyncio.run(offline.create_key(settings, workspace, f"ROLE_{role.upper()}", name))
    shown = {"key_id": key_id, "secret": secret, "workspace": workspace, "role": role}
    typer.echo(
        json.dumps(shown)
        if as_json
        else f"key {key_id} of workspace {workspace}; the secret is shown only now:\n{secret}"
    )


class _ReadableFailures:
    """Ends the command with one line where it failed for a reason that the operator can mend."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        from agenthall_server.database import DatabaseUnreachable
        from agenthall_server.migrations import SchemaError

        if isinstance(error, (InvalidSetting, DatabaseInUse, DatabaseUnreachable, SchemaError)):
            typer.echo(f"agenthall: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(2) from error


def _settings(**flags: Any) -> Settings:
    with _ReadableFailures():
        return read_settings(**flags)


def _run(main: Any, settings: Settings) -> None:
    with _ReadableFailures(), asyncio.Runner(loop_factory=_loop_factory(settings)) as runner:
        runner.run(main)


def _loop_factory(settings: Settings) -> Any:
    if not settings.uvloop:
        return None
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(settings: Settings) -> None:
    from agenthall_server.server import Server

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Server(settings) as server:
        typer.echo(server.banner())
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Entry point of the `agenthall` script."""
    app()
