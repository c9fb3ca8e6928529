"""The search behind a resolution: one release for every demanded agent, or the demands that exclude each other.

Conflict-directed backjumping (P. Prosser, Hybrid algorithms for the constraint satisfaction problem, 1993) over agents
that become variables when something demands them. Agents are decided one after the other, each by its candidates in
order of preference; on a dead end the search returns to the latest decision that had a part in it. Only subtrees
without an answer are left out, so the search is complete and its answer is the first in the order of preferences.

Written here rather than taken from resolvelib (pip's resolver), which calls some solvable problems impossible and gives
a lower version than there is for others: docs/adr/0006 has the figures. tests/marketplace compares this search with
trying everything.

Invariant: `_demands` holds exactly the demands of the workspace and of the chosen releases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agenthall_server.marketplace import versions

MAX_TRIES = 50_000
WORKSPACE = ""
"""Who demands what the caller asks for, where an agent's id stands otherwise."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A range of an agent's versions; empty means any release."""

    agent: str
    range: str


@dataclass(frozen=True, slots=True)
class Release:
    """One published version and what it needs. `yanked`: withdrawn; see resolution.available."""

    agent: str
    version: str
    digest: str
    needs: tuple[Demand, ...] = ()
    yanked: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """A demand that had a part in a dead end; `by` is a version of an agent, empty for the workspace."""

    agent: str
    range: str
    by: str


class Unsolvable(Exception):
    """No set of releases meets all demands."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(f"{len(clashes)} demands exclude each other")
        self.clashes = clashes


class OutOfBounds(Exception):
    """The search took too many steps or too long."""


@dataclass(slots=True)
class _Decision:
    agent: str
    candidates: Iterator[Release]
    culprits: set[str]
    """Earlier agents whose choice rules out what was tried so far."""


@dataclass(slots=True)
class Search:
    """One search; use it once."""

    releases: Mapping[str, Sequence[Release]]
    asked: Mapping[str, str]
    preferred: Mapping[str, str]
    """Versions to try before the highest one."""
    first: str
    """The agent to decide first, so that it gets the best version of all answers."""
    expired: Callable[[], bool]
    _chosen: dict[str, Release] = field(default_factory=dict)
    _demands: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _clashes: dict[Clash, None] = field(default_factory=dict)
    _tries: int = 0

    def run(self) -> dict[str, Release]:
        """A release for each agent that is needed. Raises Unsolvable, OutOfBounds."""
        self._demands = {agent: [(WORKSPACE, range_)] for agent, range_ in self.asked.items()}
        decisions: list[_Decision] = []
        agent = self._next()
        while agent is not None:
            decisions.append(_Decision(agent, iter(self._candidates(agent)), self._demanders(agent)))
            while not self._decide(decisions[-1]):
                self._jump_back(decisions)
            agent = self._next()
        return dict(self._chosen)

    def _next(self) -> str | None:
        undecided = self._demands.keys() - self._chosen.keys()
        return min(undecided, key=lambda agent: (agent != self.first, agent not in self.asked, agent), default=None)

    def _candidates(self, agent: str) -> list[Release]:
        ranges = {range_ for _, range_ in self._demands[agent]}
        found = [release for release in self.releases.get(agent, ()) if _meets(release, ranges)]
        if not found:
            self._note(agent)
        if agent in self.preferred:
            found.sort(key=lambda release: release.version != self.preferred[agent])
        return found

    def _decide(self, decision: _Decision) -> bool:
        """Chooses the next candidate that fits what is chosen; False where none is left."""
        for release in decision.candidates:
            self._count()
            culprits = self._culprits(release)
            if culprits is None:
                self._choose(release)
                return True
            decision.culprits |= culprits
        return False

    def _culprits(self, release: Release) -> set[str] | None:
        """The chosen agents that a release cannot stand beside; None where it fits."""
        for need in release.needs:
            chosen = release if need.agent == release.agent else self._chosen.get(need.agent)
            if chosen is not None and not versions.satisfies(chosen.version, need.range):
                self._note(need.agent, Clash(need.agent, need.range, f"{release.agent} {release.version}"))
                return {need.agent} - {release.agent}
            if chosen is None and not self._is_left(need):
                self._note(need.agent, Clash(need.agent, need.range, f"{release.agent} {release.version}"))
                return self._demanders(need.agent)
        return None

    def _is_left(self, need: Demand) -> bool:
        ranges = {need.range, *(range_ for _, range_ in self._demands.get(need.agent, ()))}
        return any(_meets(release, ranges) for release in self.releases.get(need.agent, ()))

    def _demanders(self, agent: str) -> set[str]:
        return {by for by, _ in self._demands.get(agent, ()) if by != WORKSPACE}

    def _choose(self, release: Release) -> None:
        self._chosen[release.agent] = release
        for need in release.needs:
            self._demands.setdefault(need.agent, []).append((release.agent, need.range))

    def _undo(self, agent: str) -> None:
        for need in reversed(self._chosen.pop(agent).needs):
            demands = self._demands[need.agent]
            demands.pop()
            if not demands:
                del self._demands[need.agent]

    def _jump_back(self, decisions: list[_Decision]) -> None:
        culprits = decisions.pop().culprits
        while decisions and decisions[-1].agent not in culprits:
            self._undo(decisions.pop().agent)
        if not decisions:
            raise Unsolvable(sorted(self._clashes))
        self._undo(decisions[-1].agent)
        decisions[-1].culprits |= culprits - {decisions[-1].agent}

    def _count(self) -> None:
        self._tries += 1
        if self._tries > MAX_TRIES or (self._tries % 64 == 0 and self.expired()):
            raise OutOfBounds

    def _note(self, agent: str, clash: Clash | None = None) -> None:
        """Keeps the demands on an agent that left nothing to choose, for the explanation."""
        for by, range_ in self._demands.get(agent, ()):
            self._clashes[Clash(agent, range_, f"{by} {self._chosen[by].version}" if by else WORKSPACE)] = None
        if clash is not None:
            self._clashes[clash] = None


def _meets(release: Release, ranges: set[str]) -> bool:
    return all(versions.satisfies(release.version, range_) for range_ in ranges)
