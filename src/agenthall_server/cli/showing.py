"""`agenthall demo`: the main job, shown on real input."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from agenthall_server.cli.connecting import ApiKeyFile, Plaintext, Tls, TlsCa, TlsCertificate, TlsKey, connection_from
from agenthall_server.cli.settings import failed


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
    api_key_file: ApiKeyFile = None,
    tls: Tls = False,
    tls_ca: TlsCa = None,
    tls_certificate: TlsCertificate = None,
    tls_key: TlsKey = None,
    plaintext: Plaintext = False,
) -> None:
    """Run the main job on real input over gRPC, and say what came out."""
    from agenthall_server.client import NotConnected
    from agenthall_server.demo.running import DemoFailed, run_demo

    connection = target and connection_from(
        target,
        api_key_file,
        tls=tls,
        tls_ca=tls_ca,
        tls_certificate=tls_certificate,
        tls_key=tls_key,
        plaintext=plaintext,
    )
    try:
        right = asyncio.run(run_demo(connection or None, data, check=check))
    except (DemoFailed, NotConnected, OSError) as error:
        raise failed("demo", error) from error
    if not right:
        raise typer.Exit(1)
