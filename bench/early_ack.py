"""The control of the kill proof: an agenthall that answers before it commits.

`python -m bench.early_ack serve ...` takes the flags of `agenthall`. It is the same server with a committer whose
callers are answered as soon as their write was applied, while the transaction stays open for 5 ms a call, as in servers
with a write-behind buffer. A proof that does not catch it proves nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from agenthall_server import cli, server
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.scope import Scope

_OPEN_SECONDS = 0.005


class EarlyCommitter(Committer):
    """Wrong on purpose."""

    async def merged(
        self, kind: MergedWrite[Any, Any], items: Sequence[Any], *, size: int, scope: Scope | None = None
    ) -> Sequence[Any]:
        outcomes: Sequence[Any] = await _early(
            lambda answer: super(EarlyCommitter, self).merged(
                replace(kind, apply=_answering(kind.apply, answer)), items, size=size, scope=scope
            )
        )
        return outcomes

    async def single(self, apply: Callable[[Connection], Any], *, size: int) -> Any:
        return await _early(lambda answer: super(EarlyCommitter, self).single(_answering(apply, answer), size=size))


async def _early(submit: Callable[[asyncio.Future[Any]], Awaitable[Any]]) -> Any:
    """What the write returned, or its error, without waiting for the commit."""
    answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    commit = asyncio.ensure_future(submit(answer))
    await asyncio.wait((answer, commit), return_when=asyncio.FIRST_COMPLETED)
    return answer.result() if answer.done() else commit.result()


def _answering(apply: Callable[..., Any], answer: asyncio.Future[Any]) -> Callable[..., Any]:
    """The same write, which answers from inside the transaction and then keeps it open for a while."""

    def answering(*arguments: Any) -> Any:
        result = apply(*arguments)
        answer.get_loop().call_soon_threadsafe(_resolve, answer, result)
        time.sleep(_OPEN_SECONDS)
        return result

    return answering


def _resolve(answer: asyncio.Future[Any], result: Any) -> None:
    if not answer.done():  # a group that fails is run again
        answer.set_result(result)


if __name__ == "__main__":
    setattr(server, "Committer", EarlyCommitter)  # noqa: B010 - a name that server.py imports, not one that it offers
    cli.app()
