"""Prices of models in the database. The revision of PRICES is the version of a workspace's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit, changes
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.edits import etag_of
from agenthall_server.errors import EtagMismatch, InvalidStateTransition
from agenthall_server.observability.pricing import Price
from agenthall_server.observability.tables_prices import ModelPrice
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

PRICES = "prices"
MOST_PRICES = 10_000
_Row = ModelPrice
_LISTING = Listing(fields={}, orders={"model": _Row.model}, default_order="model", tie=_Row.position)
_RATES = (
    _Row.input_nano_usd_per_million_tokens,
    _Row.output_nano_usd_per_million_tokens,
    _Row.cached_input_nano_usd_per_million_tokens,
)
_Key = tuple[str, int]


def etag(version: int) -> str:
    """Of the whole table."""
    return etag_of(version)


async def list_prices(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest, model: str, *, replaced: bool
) -> tuple[int, list[ModelPrice], str]:
    """The version of the table, one page of its entries by model, time and version, and the next token; `replaced`:
    those that were, too.
    """
    version = await changes.current(session, scope.workspace_key, PRICES)
    statement = select(_Row).where(_Row.workspace_key == scope.workspace_key)
    if model:
        statement = statement.where(_Row.model == model)
    if not replaced:
        statement = statement.where(_Row.replaced.is_(False))
    return version, *await pager.rows(scope, session, statement, _LISTING, page)


def update_prices(scope: Scope, connection: Connection, clock: Clock, wanted: Sequence[Price], given_etag: str) -> int:
    """Adds what differs from the entries that count, as one new version; which version counts then. Raises
    EtagMismatch, InvalidStateTransition.
    """
    before = _counting(scope, connection)
    new = [price for price in wanted if before.get((price.model, price.effective_time)) != _rates(price)]
    version = changes.advance(connection, scope.workspace_key, PRICES, 1 if new else 0)
    if not new:
        return version
    if given_etag not in ("", etag(version - 1)):
        raise EtagMismatch.of("price table", "of the workspace", etag(version - 1))
    _mark_replaced(scope, connection, [key for price in new if (key := (price.model, price.effective_time)) in before])
    _make_room(scope, connection, len(new))
    now = clock.now_us()
    connection.execute(insert(_Row), [_values(scope, price, version, now) for price in new])
    models = sorted({price.model for price in new})
    audit.record(scope, connection, clock, "observability.prices.update", f"version {version}", models=models[:20])
    return version


async def revisions(database: Database) -> dict[int, int]:
    """The version of each workspace's table."""
    stream = changes.Stream
    statement = select(stream.workspace_key, stream.topic, stream.revision).where(stream.topic.in_((PRICES,)))
    async with database.reader() as connection:
        return {row.workspace_key: row.revision for row in await connection.execute(statement)}


async def read_prices(database: Database, workspace_key: int) -> list[Price]:
    """The entries of a workspace that count."""
    statement = select(_Row.model, _Row.effective_time, *_RATES, _Row.price_version)
    async with database.reader() as connection:
        mine = _Row.workspace_key == workspace_key, _Row.replaced.is_(False)
        rows = (await connection.execute(statement.where(*mine))).all()
    return [Price(*row) for row in rows]


def _rates(price: Price) -> tuple[int | None, ...]:
    return price.input, price.output, price.cached_input


def _counting(scope: Scope, connection: Connection) -> Mapping[_Key, tuple[int | None, ...]]:
    statement = select(_Row.model, _Row.effective_time, *_RATES)
    statement = statement.where(_Row.workspace_key == scope.workspace_key, _Row.replaced.is_(False))
    return {(row[0], row[1]): tuple(row[2:]) for row in connection.execute(statement)}


def _mark_replaced(scope: Scope, connection: Connection, keys: Sequence[_Key]) -> None:
    if keys:
        mine = _Row.workspace_key == scope.workspace_key, tuple_(_Row.model, _Row.effective_time).in_(keys)
        connection.execute(update(_Row).where(*mine).values(replaced=True))


def _make_room(scope: Scope, connection: Connection, count: int) -> None:
    """Forgets the oldest entries that were replaced, as many as there are too many."""
    mine = _Row.workspace_key == scope.workspace_key
    stored = connection.execute(select(func.count()).select_from(_Row).where(mine)).scalar_one()
    too_many = stored + count - MOST_PRICES
    if too_many <= 0:
        return
    key = _Row.model, _Row.effective_time, _Row.price_version
    oldest = select(*key).where(mine, _Row.replaced.is_(True)).order_by(_Row.price_version).limit(too_many)
    found = [tuple(row) for row in connection.execute(oldest)]
    if len(found) < too_many:
        told = f"has {MOST_PRICES:,} prices that count; no more fit"
        raise InvalidStateTransition.of("workspace", "of the caller", told)
    connection.execute(delete(_Row).where(mine, tuple_(*key).in_(found)))


def _values(scope: Scope, price: Price, version: int, now: int) -> dict[str, object]:
    return {
        "workspace_key": scope.workspace_key,
        "model": price.model,
        "effective_time": price.effective_time,
        "price_version": version,
        "input_nano_usd_per_million_tokens": price.input,
        "output_nano_usd_per_million_tokens": price.output,
        "cached_input_nano_usd_per_million_tokens": price.cached_input,
        "position": f"{price.effective_time:016x}{version:016x}",
        "create_time": now,
        "replaced": False,
    }
