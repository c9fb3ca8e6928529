"""Which variant a run gets: epsilon-greedy weights, and a choice that needs neither storage nor a random state.

Weights: 10 % uniform over all variants, 90 % on the best mean score among those with at least 10 results; uniform
while none has 10 (R. S. Sutton, A. G. Barto, "Reinforcement Learning", 2nd ed. 2018, section 2.2).

Choice: weighted rendezvous hashing. Variant i draws u_i in (0, 1) from a BLAKE2b of the agent, the variant and the
unit, keyed with the experiment's salt; the smallest -ln(u_i) / w_i wins. These are exponential variables of rate w_i,
so variant i wins with probability w_i / sum(w) exactly, and that is its propensity (C. Schindelhauer, G. Schomaker,
"Weighted distributed hash tables", SPAA 2005). The same unit gets the same variant wherever the weights are the same;
when they change, units move only towards variants whose share grew; when a variant is excluded, only its units move.
A variant enters the hash by its ordinal: one digest of 64 bytes holds the numbers of eight ordinals.

Not here: other policies, contexts, and what the weights are computed from (scoring.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import fsum, inf, log
from struct import Struct
from typing import Final, NamedTuple

from agenthall_server.optimizer.scoring import Standing, best

EXPLORATION: Final = 0.1
MIN_RESULTS_TO_EXPLOIT: Final = 10
_EIGHT_NUMBERS: Final = Struct("<8Q")
_LANES: Final = 8
_DROPPED_BITS: Final = 12  # of 64: u has 52 bits and a half, exact in a double, so it is neither 0 nor 1
_UNIT: Final = 2.0**-52


@dataclass(frozen=True, slots=True)
class Weights:
    """The probability of each variant, in the order given; `favourite` is the position of the exploited one, if any."""

    shares: tuple[float, ...]
    favourite: int | None


class Choice(NamedTuple):
    """The position of the chosen variant and the probability that it had."""

    position: int
    propensity: float


def epsilon_greedy(standings: Sequence[Standing]) -> Weights:
    """The weights of at least one variant; they sum to 1."""
    favourite = best(standings, min_results=MIN_RESULTS_TO_EXPLOIT)
    if favourite is None:
        return Weights((1 / len(standings),) * len(standings), None)
    position = standings.index(favourite)
    explored = EXPLORATION / len(standings)
    shares = [explored] * len(standings)
    shares[position] = 1 - EXPLORATION + explored
    return Weights(tuple(shares), position)


class Lottery:
    """The draws of one experiment's variants; immutable. The salt is secret: no caller can choose its variant."""

    __slots__ = ("_blocks", "_ordinals")

    def __init__(self, salt: bytes, agent_name: str, ordinals: Sequence[int]) -> None:
        """`ordinals`: of each variant the number that it keeps for ever, from 0."""
        self._ordinals = tuple(ordinals)
        blocks = range(max(ordinals, default=-1) // _LANES + 1)
        self._blocks = tuple(_keyed_hash(salt, agent_name, block) for block in blocks)

    def draw(self, shares: Sequence[float], unit: str, excluded: Collection[int] = ()) -> Choice | None:
        """The winner among the positions that are not `excluded` and have a share; None where none is left."""
        numbers = self._numbers(unit.encode())
        winner, lowest = -1, inf
        for position, share in enumerate(shares):
            if share <= 0 or position in excluded:
                continue
            score = -log(((numbers[self._ordinals[position]] >> _DROPPED_BITS) + 0.5) * _UNIT) / share
            if score < lowest:
                winner, lowest = position, score
        if winner < 0:
            return None
        allowed = fsum(share for position, share in enumerate(shares) if position not in excluded) if excluded else 1.0
        return Choice(winner, shares[winner] / allowed)

    def _numbers(self, unit: bytes) -> tuple[int, ...]:
        """64 random bits for each ordinal."""
        numbers: tuple[int, ...] = ()
        for block in self._blocks:
            state = block.copy()
            state.update(unit)
            numbers += _EIGHT_NUMBERS.unpack(state.digest())
        return numbers


def _keyed_hash(salt: bytes, agent_name: str, block: int) -> hashlib.blake2b:
    name = agent_name.encode()
    framed = len(name).to_bytes(4, "big") + name + block.to_bytes(4, "big")
    return hashlib.blake2b(framed, digest_size=_EIGHT_NUMBERS.size, key=salt, person=b"agenthall/choice")
