"""Which past builds resemble a prompt: BM25 over the builds that share a word with it.

A build's document is the beginning of its prompt and the words of its stack, so that `a shop in Django` finds the
Django builds whose prompts do not say so. Formula: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework:
BM25 and Beyond", 2009, with k1 = 1.2, b = 0.75 and the inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)).

Frequencies are the team's own: N is the number of its builds, n is counted among the candidates, which are all of the
team's builds that share a word with the prompt. Known limit: of more than 1,000 such builds only the newest are
candidates, so n is then too small for common words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from agenthall_server.memory.stacks import name_words, spelled_out, text_word
from agenthall_server.words import words_of

SEARCHED_CHARACTERS = 4_096
"""What is read of a prompt."""
MAX_QUERY_WORDS = 64

_K1 = 1.2
_B = 0.75
_STOP_WORDS = frozenset(
    words_of("""
    a about all also an and any are as at be been but by can could did do does each else etc for from get give go had
    has have he her here his how i if in into is it its just let like make may me might more most must my need needs
    next no not of on only or our out over own please put see shall she should so some such than that the their them
    then there these they this those to too up us use used user users using very via want was way we were what when
    where which while who will with within without would you your
    """)
)


@dataclass(frozen=True, slots=True)
class Match:
    """How much a document resembles a query.

    `score` is BM25, `coverage` the share (0-1, weighted by rarity) of the query's known words that the document holds.
    Words that no document holds count for neither.
    """

    score: float
    coverage: float


def words(text: str) -> list[str]:
    """The words that matter of the beginning of a text, in order, technologies under their canonical name."""
    found = words_of(spelled_out(text[:SEARCHED_CHARACTERS]))
    return [text_word(word) for word in found if word not in _STOP_WORDS]


@lru_cache(maxsize=4096)
def technology_words(technology: str) -> frozenset[str]:
    """The words that name a technology, without those that say nothing, as in `Ruby on Rails`."""
    return name_words(technology) - _STOP_WORDS


def document(prompt: str, tech_stack: Mapping[str, str]) -> list[str]:
    """The words under which a build is found."""
    return words(prompt) + sorted({word for value in tech_stack.values() for word in technology_words(value)})


def query(prompt: str) -> list[str]:
    """The words to look for, each once, in the order of the prompt, at most 64."""
    return list(dict.fromkeys(words(prompt)))[:MAX_QUERY_WORDS]


def match(wanted: Sequence[str], documents: Sequence[Sequence[str]], total: int) -> list[Match]:
    """One match a document; `total` is the number of the team's builds, of which the documents are some."""
    if not documents:
        return []
    counts = [Counter(document) for document in documents]
    rarity = _rarity(wanted, counts, max(total, len(documents)))
    mean_length = sum(map(len, documents)) / len(documents) or 1.0  # all may be empty
    return [
        _match(rarity, count, len(document) / mean_length) for count, document in zip(counts, documents, strict=True)
    ]


def _rarity(wanted: Sequence[str], counts: Sequence[Counter[str]], total: int) -> dict[str, float]:
    found = {word: sum(word in count for count in counts) for word in wanted}
    return {word: log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in found.items() if n}


def _match(rarity: Mapping[str, float], count: Counter[str], relative_length: float) -> Match:
    shared = [word for word in rarity if word in count]
    penalty = _K1 * (1 - _B + _B * relative_length)
    score = sum(rarity[word] * count[word] * (_K1 + 1) / (count[word] + penalty) for word in shared)
    return Match(score, sum(rarity[word] for word in shared) / sum(rarity.values()) if shared else 0.0)
