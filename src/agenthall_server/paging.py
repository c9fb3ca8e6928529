"""Pages of every List and Search method: keyset, signed, one implementation.

A page token holds the sort values of the last row seen and a digest of everything that shaped the list (workspace,
method, filter, order and other arguments); with any of them changed it is refused. Rows inserted while a caller pages
appear if they sort after its position; none is skipped or repeated. Computed lists (`slice`) are paged by rank: where
their figures change between two pages, a rank may be shown twice or missed. A token grants nothing: each page reads
with the caller's own scope.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.errors import InvalidOrderBy, InvalidPageToken
from agenthall_server.filters import Field, compile_filter
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

_PURPOSE = "page"
_DEFAULT_SIZE = 50
_MAX_SIZE = 1000

Value = TypeVar("Value")


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

    @property
    def limit(self) -> int:
        """Rows of the page: 0 is the default, more than 1,000 is 1,000."""
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
        found = list((await session.scalars(statement.order_by(*order).limit(page.limit + 1))).all())
        rows, more = found[: page.limit], len(found) > page.limit
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


def _beyond(column: Any, tie: Any, after: list[Any], *, descending: bool) -> ColumnElement[bool]:
    position = tuple_(*after)
    condition: ColumnElement[bool] = tuple_(column, tie) < position if descending else tuple_(column, tie) > position
    return condition


def _digest(scope: Scope, page: PageRequest) -> str:
    shape = json.dumps([scope.workspace_key, page.method, page.filter, page.order_by, page.shape], default=str)
    return hashlib.blake2b(shape.encode(), digest_size=9).hexdigest()
