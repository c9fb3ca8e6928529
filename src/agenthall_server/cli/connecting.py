"""Flags of the commands that call a running server, and the connection that they describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agenthall_server.cli.settings import ReadableFailures

if TYPE_CHECKING:
    from agenthall_server.client import Connection

DEFAULT_TARGET = "127.0.0.1:50051"
Target = Annotated[str, typer.Option(help="HOST:PORT of the server.", envvar="AGENTHALL_TARGET")]
ApiKeyFile = Annotated[Path | None, typer.Option(help="File with the API key to call with.", show_default=False)]
Tls = Annotated[bool, typer.Option("--tls", help="TLS, trusting what this system trusts.")]
TlsCa = Annotated[Path | None, typer.Option(help="TLS, trusting the CAs of this PEM file.", show_default=False)]
TlsCertificate = Annotated[Path | None, typer.Option(help="PEM file of the client's certificate.", show_default=False)]
TlsKey = Annotated[Path | None, typer.Option(help="PEM file of its key.", show_default=False)]
Plaintext = Annotated[bool, typer.Option("--plaintext", help="Send the API key to another machine without TLS.")]


def connection_from(
    target: str,
    api_key_file: Path | None,
    *,
    tls: bool,
    tls_ca: Path | None,
    tls_certificate: Path | None,
    tls_key: Path | None,
    plaintext: bool,
) -> Connection:
    """The connection that the flags and the environment describe. Exits with 2 where the API key cannot be read."""
    from agenthall_server.client import Connection
    from agenthall_server.credentials import find_api_key

    with ReadableFailures():
        api_key = find_api_key(named=api_key_file)
    return Connection(
        target=target,
        api_key=api_key,
        tls=tls,
        tls_ca=tls_ca,
        tls_certificate=tls_certificate,
        tls_key=tls_key,
        plaintext=plaintext,
    )
