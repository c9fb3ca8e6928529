"""`agenthall import`: what other systems kept in files, into a running server."""

from __future__ import annotations

import asyncio
import json
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from agenthall_server.cli.connecting import DEFAULT_TARGET, Reach, Target, reaching
from agenthall_server.cli.settings import failed

if TYPE_CHECKING:
    from agenthall_server.client import Connection
    from agenthall_server.importing.reporting import Report
    from agenthall_server.importing.running import Plan


class Kind(StrEnum):
    """What the files hold."""

    AGENTS = "agents"
    EXECUTIONS = "executions"
    BUILDS = "builds"


class Format(StrEnum):
    """How they are written."""

    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    TOML = "toml"


class Visibility(StrEnum):
    """Who sees the agents."""

    WORKSPACE = "workspace"
    PUBLIC = "public"


@reaching
def import_files(
    kind: Annotated[Kind, typer.Argument(help="What the files hold.", show_default=False)],
    files: Annotated[list[Path], typer.Argument(help="Files, or folders of files.", exists=True, show_default=False)],
    target: Target = DEFAULT_TARGET,
    *,
    reach: Reach,
    maps: Annotated[
        list[str] | None, typer.Option("--map", metavar="SOURCE=FIELD", help="A column with another name.")
    ] = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="For rows that do not say it.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse rows with unknown columns.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check rows by the contract, send nothing.")] = False,
    refused: Annotated[
        Path | None, typer.Option(help="File for the refused rows, as JSON lines.", show_default=False)
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="Format of the files, where their names do not end in it.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Name of the one file that ids are made of; its own where not given.")
    ] = None,
    visibility: Annotated[
        Visibility | None, typer.Option(help="Who sees the agents; what is there keeps what it has.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Send rows of CSV, JSON lines and JSON to a running server. Exit code 1 where one was refused."""
    from agenthall_server.importing.reporting import Report

    plan = _plan(kind, files, form, source, maps or [], sets or [], strict=strict)
    connection = None if dry_run else reach.connection(target)
    with _writing(refused) as file:
        report = Report(file)
        stopped = _run(plan, connection, report, visibility)
    _show(kind, report, stopped, refused, as_json=as_json)
    if stopped or report.refused:
        raise typer.Exit(1)


def _plan(
    kind: Kind,
    files: list[Path],
    form: Format | None,
    source: str | None,
    maps: list[str],
    sets: list[str],
    *,
    strict: bool,
) -> Plan:
    from agenthall_server.importing import running
    from agenthall_server.importing.columns import Choices, InvalidChoice
    from agenthall_server.importing.kinds import KINDS

    try:
        choices = Choices.of(KINDS[kind], maps, sets, strict=strict)
        return running.Plan(KINDS[kind], running.sources_of(files, form, source), choices)
    except (InvalidChoice, running.NotImportable) as error:
        raise failed("import", error, 2) from error


def _writing(refused: Path | None) -> AbstractContextManager[TextIO | None]:
    """A new file, which cannot be one of those that are read; devices and pipes may be there."""
    try:
        return refused.open("x" if refused.is_file() else "w", encoding="utf-8") if refused else nullcontext()
    except FileExistsError as error:
        raise failed("import", f"--refused: {refused} is there already; name a new file", 2) from error
    except OSError as error:
        raise failed("import", f"{refused} cannot be written: {error.strerror}", 2) from error


def _run(plan: Plan, connection: Connection | None, report: Report, visibility: Visibility | None) -> str:
    """Imports; the text says why it ended early, and is empty where it did not."""
    from agenthall_server.cli.progress import Bar
    from agenthall_server.client import NotConnected
    from agenthall_server.importing import running
    from agenthall_server.importing.sending import ImportStopped

    with Bar(plan.kind.name, of_bytes=True) as bar:
        bar.begin(plan.size)

        def told(read: int, report: Report) -> None:
            bar.reach(read, f"{report.done:,} {plan.kind.name}")

        try:
            if connection is None:
                running.check_all(plan, report, told)
            else:
                asyncio.run(running.send_all(plan, connection, report, told, visibility=visibility or ""))
        except (NotConnected, ImportStopped, running.NotImportable) as error:
            return str(error)
    return ""


def _show(kind: Kind, report: Report, stopped: str, refused: Path | None, *, as_json: bool) -> None:
    for line in report.shown:
        typer.echo(f"refused {line}", err=True)
    if report.refused > len(report.shown):
        rest = report.refused - len(report.shown)
        typer.echo(
            f"refused {rest:,} more; {f'all are in {refused}' if refused else '--refused FILE keeps them'}", err=True
        )
    for column, rows in report.left_out.items():
        typer.echo(f"left out: {column}, which {kind} do not have ({rows:,} rows)", err=True)
    if stopped:
        typer.echo(f"agenthall import: {stopped}", err=True)
    if as_json:
        typer.echo(json.dumps(report.as_json() | {"complete": not stopped}))
    else:
        typer.echo(f"{kind}: {report.accepted:,} accepted, {report.repeated:,} repeated, {report.refused:,} refused")
