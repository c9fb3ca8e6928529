"""The policies in memory: what a selection needs, without a database.

A policy is loaded on a miss and shared by all who ask meanwhile. Results move it on after their commit and before their
callers are answered, so whoever has seen a result acknowledged selects with it; a new variant drops it.

Invariants
- A policy in memory is the one that a load would give, as of the last commit that this process has acknowledged.
- Policies hold at most `_MAX_CHARACTERS` of prompts (least recently used goes first), also those of unknown agents.
- No policy is older than `max_age_seconds`, whatever was missed: a commit whose outcome is unknown, those of other
  servers.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from agenthall_server.optimizer.selection import Change, Policy
from agenthall_server.scope import Scope

_MAX_CHARACTERS: Final = 64 * 1024 * 1024
_CHARACTERS_OF_AN_ENTRY: Final = 1000  # what a policy and a variant cost besides the prompt, roughly

_Key = tuple[int, str]


@dataclass(slots=True)
class _Kept:
    policy: Policy
    characters: int
    load_time: float


@dataclass(slots=True, eq=False)
class _Loading:
    """A load, and the results that were committed while it ran: it may have seen them or not."""

    load_time: float
    changes: list[Change] = field(default_factory=list)
    task: asyncio.Task[Policy] | None = None


class Policies:
    """The policies of this process. Used from the event loop only."""

    def __init__(
        self,
        load: Callable[[Scope, str], Awaitable[Policy]],
        *,
        max_age_seconds: float,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """`seconds`: a time that never goes back, whatever is done to the clock."""
        self._load = load
        self._seconds = seconds
        self._max_age_seconds = max_age_seconds
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._characters = 0
        self._loading: dict[_Key, _Loading] = {}

    async def get(self, scope: Scope, agent_name: str) -> Policy:
        """The policy as of the last commit that was acknowledged before this call, or a later one."""
        key = scope.workspace_key, agent_name
        kept = self._kept.get(key)
        if kept is not None and self._seconds() - kept.load_time < self._max_age_seconds:
            self._kept.move_to_end(key)
            return kept.policy
        loading = self._loading.get(key)
        if loading is None or loading.task is None:
            loading = self._loading[key] = _Loading(self._seconds())
            loading.task = asyncio.create_task(self._load_and_keep(scope, key, loading))
        return await asyncio.shield(loading.task)  # one who gives up must not take the others along

    def move_on(self, workspace_key: int, agent_name: str, change: Change) -> None:
        """A result of the experiment was committed."""
        key = workspace_key, agent_name
        if key in self._loading:
            self._loading[key].changes.append(change)
        if key in self._kept:
            policy = self._kept[key].policy.after(change)
            if policy is None:
                self._forget(key)
            else:
                self._kept[key].policy = policy

    def drop(self, workspace_key: int, agent_name: str) -> None:
        """The experiment has changed in another way; a load that is under way serves only those who wait for it."""
        self._loading.pop((workspace_key, agent_name), None)
        self._forget((workspace_key, agent_name))

    async def _load_and_keep(self, scope: Scope, key: _Key, loading: _Loading) -> Policy:
        try:
            loaded = await self._load(scope, key[1])
        finally:
            is_current = self._loading.get(key) is loading
            if is_current:
                del self._loading[key]
        policy = _after_all(loaded, loading.changes)
        if is_current and policy is not None:
            self._keep(key, policy, loading.load_time)
        return policy or loaded

    def _keep(self, key: _Key, policy: Policy, load_time: float) -> None:
        self._forget(key)
        characters = _CHARACTERS_OF_AN_ENTRY + sum(len(arm.prompt) + _CHARACTERS_OF_AN_ENTRY for arm in policy.arms)
        self._kept[key] = _Kept(policy, characters, load_time)
        self._characters += characters
        while self._characters > _MAX_CHARACTERS:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: _Key) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._characters -= kept.characters


def _after_all(policy: Policy | None, changes: list[Change]) -> Policy | None:
    for change in changes:
        policy = policy and policy.after(change)
    return policy
