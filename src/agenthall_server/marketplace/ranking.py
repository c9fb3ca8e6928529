"""What a search puts first, and how votes and installs count in it.

Every number is computed from the formulas of the contract (SearchHit, ScoreExplanation, Agent.rating_lower_bound).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from agenthall_server.clock import DAY_US

TEXT_WEIGHT, POPULARITY_WEIGHT, RATING_WEIGHT, FRESHNESS_WEIGHT = 0.60, 0.15, 0.15, 0.10
FIELD_WEIGHTS = (1.0, 1.0, 0.8, 0.7, 0.5, 0.3)
"""Of name, display name, tags, capabilities, description, author: the order of the lines of a search text."""

_FRESH_HALF_LIFE_DAYS = 180
_PSEUDO_VOTES = 10
_MIDDLE = 3.0
_SCALE_VARIANCE = 5 / 3  # of votes spread evenly over 1, 1.5 ... 5
_Z = 1.65  # 95 %, one-sided
_BUCKETS = 63
_BUCKET_SHIFT = 40


class Score(NamedTuple):
    """The four parts, each weighted already."""

    text: float
    popularity: float
    rating: float
    freshness: float

    @property
    def total(self) -> float:
        return sum(self)


def search_text(fields: Sequence[Sequence[str]]) -> str:
    """The words of the fields in the order of FIELD_WEIGHTS, ready for Scorer."""
    return "\n".join(f" {' '.join(words)} " for words in fields)


class Scorer:
    """Scores agents for one search.

    The last of `words` may be the beginning of a word; without words the text part is 1. Ages count in whole UTC days,
    so that the pages of one search agree.
    """

    def __init__(self, words: Sequence[str], now_us: int) -> None:
        self._wanted = [f" {word} " for word in words[:-1]] + [f" {word}" for word in words[-1:]]
        self._day = now_us // DAY_US

    def __call__(self, text: str, download_count: int, lower_bound: float, update_time: int) -> Score:
        """`text` is what `search_text` made."""
        age_days = max(self._day - update_time // DAY_US, 0)
        return Score(
            TEXT_WEIGHT * self._text_match(text),
            POPULARITY_WEIGHT * min(math.log2(1 + download_count) / 20, 1),
            RATING_WEIGHT * (lower_bound - 1) / 4,
            FRESHNESS_WEIGHT * 2 ** (-age_days / _FRESH_HALF_LIFE_DAYS),
        )

    def _text_match(self, text: str) -> float:
        """Fields stand in the order of their weights, so the first place of a word is its best one."""
        if not self._wanted:
            return 1.0
        weight = 0.0
        for word in self._wanted:
            at = text.find(word)
            if at >= 0:
                weight += FIELD_WEIGHTS[text.count("\n", 0, at)]
        return weight / len(self._wanted)


def rating_lower_bound(count: int, half_stars: int, half_stars_squared: int) -> float:
    """Lower bound of the mean of the verified votes, 1-5, shrunk towards the middle of the scale.

    The votes are pooled with 10 pseudo-votes that spread evenly over the scale (mean 3, variance 5/3):
    mean - 1.65 * sqrt(variance / n). `half_stars` and `half_stars_squared` are sums over the votes.
    """
    pooled = _PSEUDO_VOTES + count
    mean = (_PSEUDO_VOTES * _MIDDLE + half_stars / 2) / pooled
    squares = _PSEUDO_VOTES * (_SCALE_VARIANCE + _MIDDLE**2) + half_stars_squared / 4
    variance = max(squares / pooled - mean**2, 0.0)
    return max(mean - _Z * math.sqrt(variance / pooled), 1.0)


def document_number(agent_key: int, download_count: int) -> int:
    """The agent's number in the text index: the more installs the lower, so that the popular ones are found first.

    It changes when the number of installs (plus one) doubles, so an agent moves in the index O(log installs) times.
    """
    bucket = _BUCKETS - (1 + download_count).bit_length() + 1
    return bucket << _BUCKET_SHIFT | agent_key
