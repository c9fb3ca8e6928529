"""What callers want written: the two kinds of write, and how each is applied inside the writer's transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from agenthall_server.errors import AgenthallError
from agenthall_server.scope import Scope

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_SINGLE_COST = 64


@dataclass(frozen=True, slots=True, eq=False)
class MergedWrite(Generic[Item, Outcome]):
    """A kind of write whose items are applied together.

    `tally` is called in the transaction, after `apply`, with what each caller wrote: it counts for the audit log.
    `committed` is called in the event loop after the commit, before the callers wake, with what the group wrote.
    `looks_first`: what it changes depends on rows that another server may be changing.
    """

    name: str
    apply: Callable[[Connection, Sequence[Item]], Sequence[Outcome | Exception]]
    committed: Callable[[Sequence[Item], Sequence[Outcome | Exception]], None] | None = None
    tally: Callable[[Connection, list[tuple[Scope, Sequence[Item], Sequence[Outcome | Exception]]]], None] | None = None
    looks_first: bool = False


@dataclass(slots=True, eq=False)
class Write:
    """What one caller wants written, and the future that tells it the result.

    Either `merged` and its `items`, or `single`. `size`: bytes of the request that they came in. `scope`: who the
    caller is, where the kind keeps a tally.
    """

    future: asyncio.Future[Any]
    size: int
    merged: MergedWrite[Any, Any] | None = None
    items: Sequence[Any] = ()
    single: Callable[[Connection], Any] | None = None
    scope: Scope | None = None

    @property
    def count(self) -> int:
        """Items that it writes."""
        return 1 if self.merged is None else len(self.items)

    @property
    def looks_first(self) -> bool:
        """Whether it takes turns with those of other servers; single writes always do."""
        return self.merged is None or self.merged.looks_first

    @property
    def cost(self) -> int:
        """In items of a merged write: a single write takes some statements of its own."""
        return _SINGLE_COST if self.merged is None else len(self.items)


def apply_single(connection: Connection, write: Write) -> Any:
    """The result of a single write in a SAVEPOINT of its own, or the error that is its caller's alone."""
    assert write.single is not None  # noqa: S101 - what is not merged has it by construction
    try:
        with connection.begin_nested():
            return write.single(connection)
    except AgenthallError as error:
        return error


def apply_merged(
    connection: Connection, kind: MergedWrite[Any, Any], writes: list[Write], results: dict[Write, Any]
) -> None:
    """Applies all writes of a kind together and lays each one's outcomes into `results`."""
    items = writes[0].items if len(writes) == 1 else [item for write in writes for item in write.items]
    outcomes = kind.apply(connection, items)
    start = 0
    for write in writes:
        results[write] = outcomes[start : start + len(write.items)]
        start += len(write.items)
    if kind.tally is not None:
        kind.tally(
            connection, [(write.scope, write.items, results[write]) for write in writes if write.scope is not None]
        )
