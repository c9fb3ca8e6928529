"""The methods of ObservabilityService about prices."""

from __future__ import annotations

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.interceptors import Call
from agenthall_server.observability import store_prices, wire_prices
from agenthall_server.observability.price_tables import PriceTables
from agenthall_server.paging import Pager, PageRequest


class PriceMethods:
    """What models cost in the caller's workspace. ObservabilityServicer inherits them."""

    _database: Database
    _committer: Committer
    _clock: Clock
    _pager: Pager
    prices: PriceTables

    async def ListPrices(self, request: pb.ListPricesRequest, call: Call) -> pb.ListPricesResponse:
        model, replaced = request.model, request.include_replaced
        page = PageRequest.of(call.method, request, shape=(model, replaced))
        async with self._database.snapshot() as session:
            version, rows, token = await store_prices.list_prices(
                call.scope, session, self._pager, page, model, replaced=replaced
            )
        return pb.ListPricesResponse(
            prices=map(wire_prices.price_message, rows),
            next_page_token=token,
            price_version=version,
            etag=store_prices.etag(version),
        )

    async def UpdatePrices(self, request: pb.UpdatePricesRequest, call: Call) -> pb.UpdatePricesResponse:
        wanted = wire_prices.prices_of(request.prices)
        version = await self._committer.single(
            lambda connection: store_prices.update_prices(call.scope, connection, self._clock, wanted, request.etag),
            size=call.size,
        )
        await self.prices.refresh()
        return pb.UpdatePricesResponse(price_version=version, etag=store_prices.etag(version))
