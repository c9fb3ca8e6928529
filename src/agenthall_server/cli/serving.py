"""`agenthall serve`: runs the server until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Annotated, Any

import typer

from agenthall_server.allocator import keep_one_heap
from agenthall_server.cli.settings import DEFAULT, Database, ReadableFailures, new_store, settings_from
from agenthall_server.config import Settings, unknown_variables


def serve(
    database: Database = None,
    listen: Annotated[
        str | None, typer.Option(help="HOST:PORT of the gRPC server.", show_default=DEFAULT.listen)
    ] = None,
    admin_listen: Annotated[
        str | None,
        typer.Option(help="HOST:PORT of /metrics and /healthz; empty: none.", show_default=DEFAULT.admin_listen),
    ] = None,
    auth: Annotated[
        str | None,
        typer.Option(help="local, or required: every call needs an API key.", show_default=DEFAULT.auth),
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
    log_format: Annotated[str | None, typer.Option(help="json, text or auto.", show_default=DEFAULT.log_format)] = None,
    log_level: Annotated[
        str | None, typer.Option(help="debug, info, warning or error.", show_default=DEFAULT.log_level)
    ] = None,
) -> None:
    """Run the server until SIGTERM or Ctrl-C. Every setting is also a variable, AGENTHALL_ and its name in capitals."""
    settings = settings_from(
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
    keep_one_heap()
    _configure_logs(settings)
    with ReadableFailures(), asyncio.Runner(loop_factory=_loop_factory(settings)) as runner:
        runner.run(_serve(settings))


def _configure_logs(settings: Settings) -> None:
    import structlog

    from agenthall_server import logs

    logs.configure(settings.log_format, settings.log_level)
    log = structlog.get_logger(__name__)
    for name, meant in unknown_variables().items():
        log.warning("unknown setting in the environment", variable=name, did_you_mean=meant)


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
    made = new_store(settings.database)
    async with Server(settings) as server:
        typer.echo(server.banner())
        if made:
            typer.echo(made, err=True)
        sys.stdout.flush()
        await stop.wait()
