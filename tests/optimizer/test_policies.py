"""Policies in memory: shared while they load, moved on by results, gone when a variant is added."""

from __future__ import annotations

import asyncio

import pytest

from agenthall_server.optimizer import policies as room
from agenthall_server.optimizer.policies import Policies
from agenthall_server.optimizer.scoring import Standing, Totals, totals_of
from agenthall_server.optimizer.selection import Arm, Change, Policy, make_policy
from agenthall_server.scope import Scope

SCOPE = Scope(1, "tester")


def policy(version: int = 1, prompt: str = "p") -> Policy:
    return make_policy("agent", b"salt", version, [Arm(prompt, Standing("a", 0, Totals()))])


class Loader:
    """A database whose answers wait until they are let go; each load is a version."""

    def __init__(self, prompt: str = "p") -> None:
        self.loads = 0
        self.seconds = 0.0
        self.gate = asyncio.Event()
        self.gate.set()
        self.prompt = prompt

    async def load(self, scope: Scope, agent_name: str) -> Policy:
        self.loads += 1
        version = self.loads
        await self.gate.wait()
        if version == 13:
            raise ConnectionError("lost")
        return policy(version, self.prompt)

    def policies(self) -> Policies:
        return Policies(self.load, max_age_seconds=60.0, seconds=lambda: self.seconds)


async def test_a_policy_is_loaded_once() -> None:
    loader = Loader()
    policies = loader.policies()
    found = await asyncio.gather(*(policies.get(SCOPE, "agent") for _ in range(50)))
    assert {one.version for one in found} == {1}
    await policies.get(SCOPE, "agent")
    assert loader.loads == 1


async def test_workspaces_and_agents_have_their_own() -> None:
    loader = Loader()
    policies = loader.policies()
    for scope, agent in ((SCOPE, "agent"), (SCOPE, "other"), (Scope(2, "tester"), "agent")):
        await policies.get(scope, agent)
    policies.drop(2, "agent")
    await policies.get(SCOPE, "agent")
    assert loader.loads == 3


async def test_a_change_is_seen_by_the_next_call() -> None:
    loader = Loader()
    policies = loader.policies()
    await policies.get(SCOPE, "agent")
    policies.drop(1, "agent")
    assert (await policies.get(SCOPE, "agent")).version == 2


async def test_a_load_that_a_change_overtakes_is_not_kept() -> None:
    loader = Loader()
    policies = loader.policies()
    loader.gate.clear()
    early = asyncio.ensure_future(policies.get(SCOPE, "agent"))
    await asyncio.sleep(0)
    policies.drop(1, "agent")
    late = asyncio.ensure_future(policies.get(SCOPE, "agent"))
    await asyncio.sleep(0)
    loader.gate.set()
    assert ((await early).version, (await late).version) == (1, 2)
    assert (await policies.get(SCOPE, "agent")).version == 2


def change(revision: int) -> Change:
    return Change("a", totals_of(1, None, None, None), revision)


async def test_results_move_a_policy_on_without_a_load() -> None:
    loader = Loader()
    policies = loader.policies()
    await policies.get(SCOPE, "agent")
    policies.move_on(1, "agent", change(2))
    policies.move_on(1, "other", change(2))
    policies.move_on(2, "agent", change(3))
    moved = await policies.get(SCOPE, "agent")
    assert (moved.version, moved.arms[0].standing.totals.result_count, loader.loads) == (2, 1, 1)


async def test_a_missed_result_causes_a_load() -> None:
    loader = Loader()
    policies = loader.policies()
    await policies.get(SCOPE, "agent")
    policies.move_on(1, "agent", change(3))
    assert (await policies.get(SCOPE, "agent")).version == 2
    assert loader.loads == 2


async def test_results_committed_during_a_load_are_not_lost_nor_counted_twice() -> None:
    loader = Loader()
    loader.loads = 4  # the load will have seen revision 5
    policies = loader.policies()
    loader.gate.clear()
    waiting = asyncio.ensure_future(policies.get(SCOPE, "agent"))
    await asyncio.sleep(0)
    for revision in (4, 5, 6, 7):
        policies.move_on(1, "agent", change(revision))
    joining = asyncio.ensure_future(policies.get(SCOPE, "agent"))
    await asyncio.sleep(0)
    loader.gate.set()
    for one in (await waiting, await joining, await policies.get(SCOPE, "agent")):
        assert (one.version, one.arms[0].standing.totals.result_count) == (7, 2)
    assert loader.loads == 5


async def test_who_gives_up_takes_nobody_along() -> None:
    loader = Loader()
    policies = loader.policies()
    loader.gate.clear()
    first, second = (asyncio.ensure_future(policies.get(SCOPE, "agent")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    loader.gate.set()
    assert (await second).version == 1
    assert loader.loads == 1


async def test_a_failed_load_is_tried_again() -> None:
    loader = Loader()
    loader.loads = 12
    policies = loader.policies()
    with pytest.raises(ConnectionError):
        await policies.get(SCOPE, "agent")
    assert (await policies.get(SCOPE, "agent")).version == 14


async def test_no_policy_grows_old() -> None:
    loader = Loader()
    policies = loader.policies()
    await policies.get(SCOPE, "agent")
    loader.seconds += 59.9
    assert (await policies.get(SCOPE, "agent")).version == 1
    loader.seconds += 0.2
    assert (await policies.get(SCOPE, "agent")).version == 2


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MAX_CHARACTERS", 40_000)
    loader = Loader(prompt="x" * 8000)  # with what an entry and a variant cost, 10,000 characters each
    policies = loader.policies()
    for agent in "abcdabcd":
        await policies.get(SCOPE, agent)
    assert loader.loads == 4
    await policies.get(SCOPE, "e")  # the least recently used one, a, has to go
    for agent in "ebcd":
        await policies.get(SCOPE, agent)
    assert loader.loads == 5
    await policies.get(SCOPE, "a")
    assert loader.loads == 6
