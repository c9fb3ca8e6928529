"""An import from files to report: reads, converts, sends, shows progress."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agenthall_server.client import Connection, connected
from agenthall_server.importing import messages, ordering
from agenthall_server.importing.columns import Choices, Fields, Kind, RefusedRow, fields_of, normal_name, with_id
from agenthall_server.importing.reading import FORMATS, NoTable, Row, Unreadable, rows_of
from agenthall_server.importing.reporting import Place, Report
from agenthall_server.importing.sending import ImportStopped, Item, Send, Sender

_BATCH_ROWS = 500
_BATCH_BYTES = 2 * 1024 * 1024
_IN_FLIGHT = 4
_MOST_AGENT_BYTES = 512 * 1024 * 1024


class NotImportable(Exception):
    """Files that cannot be imported; the text names the file and says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import, and the name that ids of its rows are made of."""

    path: Path
    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be imported, and how its columns are read."""

    kind: Kind
    sources: Sequence[Source]
    choices: Choices

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(source.path.stat().st_size for source in self.sources)


Progress = Callable[[int, Report], None]
"""Is told the bytes that were read and what became of the rows so far."""


def sources_of(paths: Sequence[Path], form: str | None, name: str | None) -> list[Source]:
    """The files, and those of folders by their names; `name` is that of the only file. Raises NotImportable."""
    found = [source for path in paths for source in _sources(path, form)]
    if name is not None:
        if len(found) > 1:
            raise NotImportable(f"--source names one file, and there are {len(found)}")
        return [replace(found[0], name=name)]
    name, count = Counter(source.name for source in found).most_common(1)[0]
    if count > 1:
        raise NotImportable(f"{count} files are called {name}; import them one by one, each with a --source of its own")
    return found


def _sources(path: Path, form: str | None) -> list[Source]:
    if not path.is_dir():
        return [Source(path, path.name, form or _form_of(path))]
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in FORMATS)
    if not files:
        raise NotImportable(f"{path} holds no file that ends in {', '.join(FORMATS)}")
    return [Source(file, str(file.relative_to(path)), form or _form_of(file)) for file in files]


def _form_of(path: Path) -> str:
    if path.suffix.lower() not in FORMATS:
        raise NotImportable(f"{path}: of which format? Say --format csv, jsonl, json or toml")
    return FORMATS[path.suffix.lower()]


def check_all(plan: Plan, report: Report, told: Progress) -> None:
    """Reads everything and holds it against the contract, without a server. Raises NotImportable."""
    for item, _ in _items(plan, report, told):
        try:
            messages.check(item.message)
            report.accepted += 1
        except RefusedRow as error:
            report.refuse(item.place, error.field, error.reason, item.values)


async def send_all(plan: Plan, connection: Connection, report: Report, told: Progress, *, visibility: str) -> None:
    """Reads everything and sends it. Raises NotImportable, NotConnected, ImportStopped."""
    items = _items(plan, report, told)
    async with connected(connection) as channel:
        sender = Sender(channel, report, visibility=visibility)
        if plan.kind.name == "agents":
            for step in _ordered(items):
                await _in_batches(step, sender.agents)
        else:
            send = sender.builds if plan.kind.name == "builds" else sender.executions
            await _in_batches((item for item, _ in items), send)


def _ordered(items: Iterable[tuple[Item, Fields]]) -> Iterator[Iterable[Item]]:
    found, fields, room = list[Item](), list[Fields](), _MOST_AGENT_BYTES
    for item, given in items:
        room -= item.message.ByteSize()
        if room < 0:
            raise NotImportable(f"more than {_MOST_AGENT_BYTES >> 20} MiB of agents; import them in parts")
        found.append(item)
        fields.append({name: given[name] for name in ("namespace", "name", "dependencies") if name in given})
    for step in ordering.steps_of(fields):
        yield [found[position] for position in step]


async def _in_batches(items: Iterable[Item], send: Send) -> None:
    free = asyncio.Semaphore(_IN_FLIGHT)
    try:
        async with asyncio.TaskGroup() as group:
            for batch in _batches(items):
                await free.acquire()
                group.create_task(send(batch)).add_done_callback(lambda _task: free.release())
    except* (ImportStopped, NotImportable) as stopped:
        raise stopped.exceptions[0] from None


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch, size = list[Item](), 0
    for item in items:
        batch.append(item)
        size += item.message.ByteSize()
        if len(batch) == _BATCH_ROWS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _items(plan: Plan, report: Report, told: Progress) -> Iterator[tuple[Item, Fields]]:
    """Every row as a message with its fields; those that cannot be one are reported, and so is one file of several.
    Raises NotImportable where the only file has no rows.
    """
    before = 0
    for source in plan.sources:
        try:
            with source.path.open("rb") as file:
                for number, row in enumerate(rows_of(file, source.form, plan.kind, source.path.name), 1):
                    if number % _BATCH_ROWS == 0:
                        told(before + file.tell(), report)
                    if number == 1 and source.form == "csv":
                        _require_column(plan, row)
                    yield from _item(plan, source, number, row, report)
                before += file.tell()
        except (NoTable, OSError) as error:
            why = str(error) if isinstance(error, NoTable) else f"cannot be read: {error.strerror}"
            if len(plan.sources) == 1:
                raise NotImportable(f"{source.path} {why}") from error
            report.refuse(Place(str(source.path), 1, 0), "", f"the file {why}", "")
        told(before, report)


def _require_column(plan: Plan, row: Row | Unreadable) -> None:
    """Raises NoTable where the head line names nothing that is known: it may be missing, or all names may differ."""
    names, choices = list(row.values) if isinstance(row, Row) else [], plan.choices
    if (
        names
        and not choices.preset
        and not any(name in choices.renamed or plan.kind.knows(normal_name(name)) for name in names)
    ):
        raise NoTable(
            f"has no column of {plan.kind.name} in its head line ({', '.join(names[:5])[:80]}): name the columns in "
            "the first line, or say which is which with --map SOURCE=FIELD"
        )


def _item(
    plan: Plan, source: Source, number: int, row: Row | Unreadable, report: Report
) -> Iterator[tuple[Item, Fields]]:
    place = Place(str(source.path), row.line, number)
    if isinstance(row, Unreadable):
        report.refuse(place, "", row.reason, row.text)
        return
    try:
        fields, left_out = fields_of(plan.kind, row.values, plan.choices)
        fields = with_id(plan.kind, fields, source.name, number)
        message = messages.message_of(plan.kind.name, fields)
    except RefusedRow as error:
        report.refuse(place, error.field, error.reason, row.values)
        return
    report.leave_out(left_out)
    yield Item(place, row.values, message), fields
