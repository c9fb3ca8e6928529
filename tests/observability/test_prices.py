"""Prices over a real channel, on both databases: what executions cost by them, and what changing them changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import grpc
import pytest

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.observability.v1 import execution_pb2, price_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.database import Database
from agenthall_server.observability import store_prices
from agenthall_server.observability.price_tables import PriceTables
from agenthall_server.observability.pricing import Price
from agenthall_server.scope import Scope
from tests.command_line import agenthall
from tests.conftest import Hall, SettableClock, reason, refused, running, violated
from tests.observability.calls import dashboard, execution, executions, one, record
from tests.observability.spans import export, message

USD = 1_000_000_000


def price(model: str = "large", *, since: int = 0, **rates: int) -> price_pb2.ModelPrice:
    """Rates in nano-USD a million tokens; 3 USD in and 15 USD out where none is given."""
    given = rates or {"input": 3 * USD, "output": 15 * USD}
    named: dict[str, Any] = {f"{name}_nano_usd_per_million_tokens": rate for name, rate in given.items()}
    if since:
        named["effective_time"] = {"seconds": since}
    return price_pb2.ModelPrice(model=model, **named)


async def update(hall: Any, *prices: price_pb2.ModelPrice, etag: str = "") -> pb.UpdatePricesResponse:
    answer: pb.UpdatePricesResponse = await hall.observability.UpdatePrices(
        pb.UpdatePricesRequest(prices=prices, etag=etag)
    )
    return answer


async def listed(hall: Any, **arguments: Any) -> pb.ListPricesResponse:
    answer: pb.ListPricesResponse = await hall.observability.ListPrices(pb.ListPricesRequest(**arguments))
    return answer


async def get(hall: Any, execution_id: str) -> execution_pb2.Execution:
    found = await hall.observability.GetExecution(pb.GetExecutionRequest(execution_id=execution_id))
    return found.execution  # type: ignore[no-any-return] # a stub's answer


def costs(found: execution_pb2.Execution) -> tuple[int | None, int | None]:
    return (
        found.cost_nano_usd if found.HasField("cost_nano_usd") else None,
        found.price_version if found.HasField("price_version") else None,
    )


USED = {"model": "large", "input_tokens": 1000, "output_tokens": 200}


async def test_an_execution_costs_what_its_tokens_cost(hall: Hall) -> None:
    await one(hall, execution_id="before", **USED)
    assert (await update(hall, price())).price_version == 1
    await one(hall, execution_id="after", **USED)
    await one(hall, execution_id="given", cost_nano_usd=7, **USED)
    await one(hall, execution_id="free", cost_nano_usd=0, **USED)
    await one(hall, execution_id="other", **USED | {"model": "small"})
    await one(hall, execution_id="in all", model="large", tokens=5)
    found = {shown.execution_id: costs(shown) for shown in await executions(hall)}
    assert found == {
        "before": (None, None),
        "after": (6_000_000, 1),
        "given": (7, None),
        "free": (0, None),
        "other": (None, None),
        "in all": (None, None),
    }
    shown = await dashboard(hall)
    agent, summary = shown.agents[0], shown.summary
    assert (agent.cost_nano_usd, agent.cost_count, agent.unknown_cost_executions) == (6_000_007, 3, 3)
    assert (summary.total_cost_nano_usd, summary.unknown_cost_executions) == (6_000_007, 3)
    assert [one.execution_id for one in await executions(hall, filter="price_version = 1")] == ["after"]


async def test_every_way_in_is_priced(hall: Hall) -> None:
    await update(hall, price())
    await record(hall, execution(execution_id="batch", **USED))
    begun = execution_pb2.Execution(execution_id="begun", agent_name="planner", model="large")
    await hall.observability.StartExecution(pb.StartExecutionRequest(execution=begun))
    ended = execution_pb2.Execution(execution_id="begun", success=True, input_tokens=1000, output_tokens=200)
    for duplicate in (False, True):
        finished = await hall.observability.FinishExecution(pb.FinishExecutionRequest(execution=ended))
        assert finished.duplicate is duplicate
    attributes = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "tutor"}
    usage = {"gen_ai.usage.input_tokens": 1000, "gen_ai.usage.output_tokens": 200, "gen_ai.request.model": "large"}
    await export(hall, message(1, attributes=attributes | usage))
    await export(hall, message(2, attributes=attributes | usage | {"llm.cost.total": 0.5}))
    found = {shown.execution_id[-8:]: costs(shown) for shown in await executions(hall)}
    assert sorted(found.values(), key=str) == [(500_000_000, None), *[(6_000_000, 1)] * 3]


async def test_a_repeat_after_a_change_is_the_same_execution(hall: Hall) -> None:
    await one(hall, execution_id="unknown", **USED)
    await update(hall, price())
    await one(hall, execution_id="known", **USED)
    shown = await get(hall, "known")
    await update(hall, price(input=USD, output=USD))
    for execution_id in ("unknown", "known"):
        assert (await one(hall, execution_id=execution_id, **USED)).duplicate
    assert (await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=shown))).duplicate
    assert costs(await get(hall, "unknown")) == (None, None)
    assert costs(await get(hall, "known")) == (6_000_000, 1)
    same_figure = one(hall, execution_id="known", cost_nano_usd=6_000_000, **USED)
    assert reason(await refused(same_figure)) == "RECORD_ID_REUSED"
    changed_end = execution_pb2.Execution(execution_id="known", success=True, cost_nano_usd=5, duration_ms=1)
    refusal = await refused(hall.observability.FinishExecution(pb.FinishExecutionRequest(execution=changed_end)))
    assert reason(refusal) == "RECORD_ID_REUSED"
    assert (await dashboard(hall)).summary.total_cost_nano_usd == 6_000_000


async def test_the_price_in_force_when_it_began(hall: Hall) -> None:
    await update(
        hall,
        price(since=1_000_000),
        price(since=2_000_000, input=USD, output=USD),
        price(since=3_000_000, cached_input=0),
    )
    for at in (999_999, 1_000_000, 2_000_000, 3_000_000):
        await one(hall, execution_id=str(at), start_time={"seconds": at}, **USED)
    found = {shown.execution_id: costs(shown)[0] for shown in await executions(hall)}
    assert found == {"999999": None, "1000000": 6_000_000, "2000000": 1_200_000, "3000000": None}


async def test_versions_and_what_they_replaced(hall: Hall) -> None:
    empty = await listed(hall)
    assert (list(empty.prices), empty.price_version) == ([], 0)
    first = await update(hall, price(), price("small", input=USD, output=USD), etag=empty.etag)
    assert (first.price_version, first.etag) == (1, (await listed(hall)).etag)
    assert await update(hall, price(), etag="stale") == first
    second = await update(hall, price(input=1, output=2), price("small", input=USD, output=USD), etag=first.etag)
    assert second.price_version == 2
    stale = await refused(update(hall, price(), etag=first.etag))
    assert (stale.code(), reason(stale)) == (grpc.StatusCode.ABORTED, "ETAG_MISMATCH")
    shown = [(one.model, one.price_version, one.replaced) for one in (await listed(hall)).prices]
    assert shown == [("large", 2, False), ("small", 1, False)]
    history = await listed(hall, model="large", include_replaced=True)
    assert [(one.price_version, one.replaced) for one in history.prices] == [(1, True), (2, False)]
    assert all(one.HasField("create_time") and not one.HasField("effective_time") for one in history.prices)
    events = await hall.access.ListAuditEvents(
        access_pb.ListAuditEventsRequest(filter='action = "observability.prices.*"')
    )
    assert [(one.resource, list(one.details["models"])) for one in events.audit_events] == [
        ("version 2", ["large"]),
        ("version 1", ["large", "small"]),
    ]


async def test_pages_of_prices(hall: Hall) -> None:
    await update(hall, *(price(f"model {number}") for number in range(5)))
    found, token = [], ""
    while not found or token:
        page = await listed(hall, page_size=2, page_token=token)
        found += [one.model for one in page.prices]
        token = page.next_page_token
    assert found == [f"model {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("prices", "field"),
    [
        ([], "prices"),
        ([price("")], "prices[0].model"),
        ([price("a\nb")], "prices[0].model"),
        ([price(input=-1)], "prices[0].input_nano_usd_per_million_tokens"),
        ([price(output=10**15 + 1)], "prices[0].output_nano_usd_per_million_tokens"),
        ([price(since=-1)], "prices[0].effective_time"),
        ([price(since=253_402_300_800)], "prices[0].effective_time"),
        ([price("a"), price("b"), price("a", input=1)], "prices[2].model"),
    ],
)
async def test_bad_prices_change_nothing(sqlite_hall: Hall, prices: list[price_pb2.ModelPrice], field: str) -> None:
    error = await refused(update(sqlite_hall, *prices))
    assert (reason(error), violated(error)) == ("VALIDATION_FAILED", [field])
    assert (await listed(sqlite_hall)).price_version == 0


async def test_prices_survive_a_restart_and_a_recount_agrees(database_url: str) -> None:
    async with running(database_url) as hall:
        await update(hall, price())
        await one(hall, execution_id="a", **USED)
    async with running(database_url) as hall:
        await one(hall, execution_id="b", **USED)
        assert costs(await get(hall, "b")) == (6_000_000, 1)
        assert (await dashboard(hall)).summary.total_cost_nano_usd == 12_000_000
    done = await agenthall("doctor", "--recount", "--database", database_url)
    assert done.code == 0, done.out


async def test_other_servers_see_a_change_when_they_look(database: Database, clock: SettableClock) -> None:
    scope, tables = Scope(1, "local"), PriceTables(database)
    await tables.refresh()
    assert tables.of(1) == {}
    for version in (1, 2):
        wanted = Price("large", 0, version, None, None, 0)
        with database.connect_writer() as connection, connection.begin():
            assert store_prices.update_prices(scope, connection, clock, [wanted], "") == version
        await tables.refresh()
        assert tables.of(1) == {"large": (replace(wanted, version=version),)}
        assert tables.of(2) == {}


async def test_a_full_table_forgets_what_was_replaced(sqlite_hall: Hall) -> None:
    for start in range(0, store_prices.MOST_PRICES - 1, 1000):
        names = range(start, min(start + 1000, store_prices.MOST_PRICES - 1))
        await update(sqlite_hall, *(price(f"model {number}") for number in names))
    for rate in (1, 2, 3):
        await update(sqlite_hall, price("model 0", input=rate))
    history = await listed(sqlite_hall, model="model 0", include_replaced=True)
    assert [one.input_nano_usd_per_million_tokens for one in history.prices] == [2, 3]
    await update(sqlite_hall, price("one more"))
    error = await refused(update(sqlite_hall, price("too many")))
    assert (error.code(), reason(error)) == (grpc.StatusCode.FAILED_PRECONDITION, "INVALID_STATE_TRANSITION")
