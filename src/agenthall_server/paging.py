"""Pages of every List and Search method: keyset, signed, one implementation.

A page token holds the sort values of the last row seen and a digest of everything that shaped the list (workspace,
method, filter, order and other arguments); with any of them changed it is refused. Rows inserted while a caller pages
appear if they sort after its position; none is skipped or repeated. Rows of a computed list (`slice`) keep their place
too, unless their own figures change between two pages. A token grants nothing: each page reads with the caller's own
scope.

A page ends early where its rows weigh more than 3 MiB, for clients take messages of 4 MiB unless told otherwise; the
rest leaves a kilobyte a row for what the rows do not hold, such as sums. Whatever the page's size, no more than 51 rows
are in memory beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.database import Base
from agenthall_server.errors import InvalidOrderBy, InvalidPageToken
from agenthall_server.filters import Field, compile_filter
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

_PURPOSE = "page"
_DEFAULT_SIZE = 50
_MAX_SIZE = 1000
_MAX_BYTES = 3 * 1024 * 1024
_ROWS_AT_ONCE = 51  # a default page, and the row that says whether there are more: one plain statement

Value = TypeVar("Value")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of which list. `shape` is every other argument that decides what the list holds."""

    method: str
    size: int
    token: str
    filter: str = ""
    order_by: str = ""
    shape: tuple[Any, ...] = ()
    default_size: int = _DEFAULT_SIZE

    @classmethod
    def of(
        cls, method: str, request: Any, *, shape: tuple[Any, ...] = (), default_size: int = _DEFAULT_SIZE
    ) -> PageRequest:
        """The page that a request message asks for; `filter` and `order_by` count where the message has them."""
        return cls(
            method,
            request.page_size,
            request.page_token,
            getattr(request, "filter", ""),
            getattr(request, "order_by", ""),
            shape,
            default_size,
        )

    @property
    def limit(self) -> int:
        """Rows of the page at most: 0 is the default, more than 1,000 is 1,000."""
        return min(self.size or self.default_size, _MAX_SIZE)


@dataclass(frozen=True, slots=True)
class Listing:
    """How a resource may be listed: what can be filtered, what can be sorted by, and the column that breaks ties."""

    fields: Mapping[str, Field]
    orders: Mapping[str, Any]
    default_order: str
    tie: Any


class Pager:
    """Turns page requests into rows and the next token."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    async def rows(
        self, scope: Scope, session: AsyncSession, statement: Select[Any], listing: Listing, page: PageRequest
    ) -> tuple[list[Any], str]:
        """One page of a statement that selects a mapped class; the statement itself holds the workspace."""
        name, descending = parse_order(page.order_by or listing.default_order, listing.orders)
        column, tie = listing.orders[name], listing.tie
        statement = statement.where(*compile_filter(page.filter, listing.fields))
        after = self._after(scope, page)
        if after is not None:
            statement = statement.where(_beyond(column, tie, after, descending=descending))
        order = (column.desc(), tie.desc()) if descending else (column.asc(), tie.asc())
        rows, more = await _first(session, statement.order_by(*order), page.limit)
        last = [getattr(rows[-1], column.key), getattr(rows[-1], tie.key)] if more else None
        return rows, self._next(scope, page, last)

    def slice(
        self, scope: Scope, values: Sequence[Value], key: Callable[[Value], Sequence[Any]], page: PageRequest
    ) -> tuple[list[Value], str]:
        """One page of a computed list that is sorted by `key` (JSON values, unique), ascending."""
        after = self._after(scope, page)
        left = [value for value in values if after is None or list(key(value)) > after]
        rows = left[: page.limit]
        return rows, self._next(scope, page, list(key(rows[-1])) if len(left) > page.limit else None)

    def unseen(
        self, scope: Scope, values: Sequence[Value], name: Callable[[Value], str], page: PageRequest
    ) -> tuple[list[Value], str]:
        """One page of a list of a few values whose order may change between two pages: the token names all shown."""
        seen = self._after(scope, page) or []
        left = [value for value in values if name(value) not in seen]
        rows = left[: page.limit]
        return rows, self._next(scope, page, [*seen, *map(name, rows)] if len(left) > page.limit else None)

    async def read_slice(
        self,
        scope: Scope,
        values: Sequence[Value],
        key: Callable[[Value], Sequence[Any]],
        page: PageRequest,
        read: Callable[[Sequence[Value]], Awaitable[Sequence[Row]]],
    ) -> tuple[list[Row], str]:
        """The same where the rows are large: `read` gets a part of the values and returns a row for each, a tuple or
        of a mapped class.
        """
        wanted, token = self.slice(scope, values, key, page)
        rows: list[Row] = []
        left = _MAX_BYTES
        for start in range(0, len(wanted), _ROWS_AT_ONCE):
            for row in await read(wanted[start : start + _ROWS_AT_ONCE]):
                left -= _weight(row)
                if rows and left < 0:
                    return rows, self._next(scope, page, list(key(wanted[len(rows) - 1])))
                rows.append(row)
        return rows, token

    def _after(self, scope: Scope, page: PageRequest) -> list[Any] | None:
        if not page.token:
            return None
        try:
            digest, last = self._signer.verify(_PURPOSE, page.token)
        except InvalidToken as error:
            raise InvalidPageToken.of("page_token", "was not made by this server; start again without it") from error
        if digest != _digest(scope, page):
            raise InvalidPageToken.of("page_token", "belongs to a list with other arguments; start again without it")
        return list(last)

    def _next(self, scope: Scope, page: PageRequest, last: list[Any] | None) -> str:
        return "" if last is None else self._signer.sign(_PURPOSE, [_digest(scope, page), last])


def parse_order(order_by: str, orders: Mapping[str, Any]) -> tuple[str, bool]:
    """The field and whether it is descending. Raises InvalidOrderBy."""
    parts = order_by.split()
    if len(parts) not in (1, 2) or parts[0] not in orders or (len(parts) == 2 and parts[1] not in ("asc", "desc")):
        raise InvalidOrderBy.of(
            "order_by", f"{order_by[:60]!r} is not one of {', '.join(orders)}, each with an optional ` desc`"
        )
    return parts[0], parts[-1] == "desc"


async def _first(session: AsyncSession, statement: Select[Any], limit: int) -> tuple[list[Any], bool]:
    """As many rows as a page holds, and whether there are more."""
    rows: list[Any] = []
    left = _MAX_BYTES
    async with aclosing(_read(session, statement.limit(limit + 1), limit + 1)) as found:
        async for row in found:
            left -= _weight(row)
            if len(rows) == limit or (rows and left < 0):
                return rows, True
            rows.append(row)
    return rows, False


async def _read(session: AsyncSession, statement: Select[Any], count: int) -> AsyncGenerator[Any, None]:
    if count <= _ROWS_AT_ONCE:
        for row in await session.scalars(statement):
            yield row
        return
    rows = await session.stream_scalars(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    try:
        async for row in rows:
            yield row
    finally:
        await rows.close()


def _weight(value: Any) -> int:
    """About how many bytes a stored value takes in a message, rather more than fewer.

    JSON counts as the google.protobuf.Struct that it becomes: 11 bytes for `0,`, and up to 8 around a text or a list.
    """
    if isinstance(value, str):
        return 8 + (len(value) if value.isascii() else len(value.encode()))
    if isinstance(value, dict):
        return 8 + sum(8 + _weight(name) + _weight(item) for name, item in value.items())
    if isinstance(value, list | tuple):
        return 8 + sum(map(_weight, value))
    if isinstance(value, Base):
        return sum(map(_weight, vars(value).values()))
    return 8 + len(value) if isinstance(value, bytes) else 12


def _beyond(column: Any, tie: Any, after: list[Any], *, descending: bool) -> ColumnElement[bool]:
    position = tuple_(*after)
    condition: ColumnElement[bool] = tuple_(column, tie) < position if descending else tuple_(column, tie) > position
    return condition


def _digest(scope: Scope, page: PageRequest) -> str:
    shape = json.dumps([scope.workspace_key, page.method, page.filter, page.order_by, page.shape], default=str)
    return hashlib.blake2b(shape.encode(), digest_size=9).hexdigest()
