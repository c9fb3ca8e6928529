"""Flags of the commands that call a running server, defined once, and the connection that they describe."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agenthall_server.cli.settings import ReadableFailures

if TYPE_CHECKING:
    from agenthall_server.client import Connection

DEFAULT_TARGET = "127.0.0.1:50051"
Target = Annotated[str, typer.Option(help="HOST:PORT of the server.", envvar="AGENTHALL_TARGET")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The flags that say how a server is reached; `reaching` gives them to a command."""

    api_key_file: Annotated[
        Path | None, typer.Option(help="File with the API key to call with.", show_default=False)
    ] = None
    tls: Annotated[bool, typer.Option("--tls", help="TLS, trusting what this system trusts.")] = False
    tls_ca: Annotated[
        Path | None,
        typer.Option(help="TLS, trusting the CAs of this PEM file.", envvar="AGENTHALL_TLS_CA", show_default=False),
    ] = None
    tls_certificate: Annotated[
        Path | None, typer.Option(help="PEM file of the client's certificate.", show_default=False)
    ] = None
    tls_key: Annotated[Path | None, typer.Option(help="PEM file of its key.", show_default=False)] = None
    plaintext: Annotated[bool, typer.Option("--plaintext", help="Send the API key to another machine without TLS.")] = (
        False
    )

    def connection(self, target: str) -> Connection:
        """The way to this server. Exits with 2 where no server could be reached with these flags."""
        from agenthall_server.client import Connection, check
        from agenthall_server.credentials import find_api_key

        with ReadableFailures():
            connection = Connection(
                target=target,
                api_key=find_api_key(named=self.api_key_file),
                tls=self.tls,
                tls_ca=self.tls_ca,
                tls_certificate=self.tls_certificate,
                tls_key=self.tls_key,
                plaintext=self.plaintext,
            )
            check(connection)
        return connection


def reaching(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the flags of Reach where it has its parameter `reach`."""
    flags = list(inspect.signature(Reach, eval_str=True).parameters.values())

    @wraps(command)
    def run(**given: Any) -> None:
        reach = Reach(**{flag.name: given.pop(flag.name) for flag in flags})
        command(**given, reach=reach)

    own = inspect.signature(command, eval_str=True)
    found = [flags if one.name == "reach" else [one.replace(kind=one.KEYWORD_ONLY)] for one in own.parameters.values()]
    run.__signature__ = own.replace(parameters=list(chain(*found)))  # type: ignore[attr-defined] # typer reads it
    return run
