"""The policy of an experiment: how its variants are chosen, as of one revision. Immutable.

A policy follows the results of its experiment without the database: `after` gives the policy of the next revision.
Not here: which policies are in memory (policies.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from agenthall_server.errors import ValidationFailed
from agenthall_server.optimizer.bandit import Lottery, Weights, epsilon_greedy
from agenthall_server.optimizer.scoring import Standing, Totals


@dataclass(frozen=True, slots=True)
class Change:
    """A result that was counted; each one is a revision of its experiment."""

    variant_id: str
    totals: Totals
    revision: int


@dataclass(frozen=True, slots=True)
class Arm:
    """A variant that can be chosen."""

    prompt: str
    standing: Standing

    def after(self, change: Change) -> Arm:
        return replace(self, standing=replace(self.standing, totals=self.standing.totals + change.totals))


class Selected(NamedTuple):
    """A choice. `explored`: it is not the variant with the best mean score, or none has enough results to be that."""

    variant_id: str
    prompt: str
    propensity: float
    explored: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """How one agent's variants are chosen. An agent without variants has no arms and version 0."""

    version: int
    arms: tuple[Arm, ...]
    weights: Weights
    lottery: Lottery

    def choose(self, unit: str, excluded_ids: Collection[str]) -> Selected:
        """Raises ValidationFailed where all variants are excluded. There must be arms."""
        choice = self.lottery.draw(self.weights.shares, unit, self._positions(excluded_ids) if excluded_ids else ())
        if choice is None:
            raise ValidationFailed.of("exclude_variant_ids", f"excludes all {len(self.arms)} variants of the agent")
        arm = self.arms[choice.position]
        explored = choice.position != self.weights.favourite
        return Selected(arm.standing.variant_id, arm.prompt, choice.propensity, explored)

    def after(self, change: Change) -> Policy | None:
        """The policy that knows of the change too; None where it misses one between."""
        if change.revision <= self.version:
            return self
        if change.revision > self.version + 1:
            return None
        arms = tuple(arm.after(change) if arm.standing.variant_id == change.variant_id else arm for arm in self.arms)
        weights = epsilon_greedy([arm.standing for arm in arms])
        return replace(self, version=change.revision, arms=arms, weights=weights)

    def _positions(self, variant_ids: Collection[str]) -> list[int]:
        return [position for position, arm in enumerate(self.arms) if arm.standing.variant_id in variant_ids]


NO_POLICY = Policy(0, (), Weights((), None), Lottery(b"", "", ()))


def make_policy(agent_name: str, salt: bytes, version: int, arms: Sequence[Arm]) -> Policy:
    """The policy of an experiment with at least one variant."""
    standings = [arm.standing for arm in arms]
    lottery = Lottery(salt, agent_name, [standing.ordinal for standing in standings])
    return Policy(version, tuple(arms), epsilon_greedy(standings), lottery)
