"""How fast something grows, by an estimate that single jumps do not move.

H. Theil (1950), P. K. Sen (1968): the median of the slopes of all pairs of samples.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import combinations

_MOST_SAMPLES = 400


def theil_sen(samples: Sequence[tuple[float, float]]) -> float:
    """Growth of the second value for one of the first. At least two samples; of many, evenly spread ones are taken."""
    step = -(-len(samples) // _MOST_SAMPLES)
    pairs = combinations(samples[::step], 2)
    return statistics.median(
        (after - before) / (end - start) for (start, before), (end, after) in pairs if end != start
    )
