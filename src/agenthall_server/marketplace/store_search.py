"""Finding agents: candidates from the text index, ranking in Python.

The index gives at most 1,000 candidates, most installed first. Who may see an agent, its category, tags and
capabilities are tokens of the index, so neither permission nor facets cost more than a word does, and nothing of a
hidden agent is counted. First all words must occur (the last may be the beginning of one); where nothing has them all,
any of them will do.

Known limit: with `filter` or `min_rating` the 10,000 most installed matches are looked through; what lies beyond is
only announced by `approximate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Double, Row, cast, column, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.database import Text, Word
from agenthall_server.database.columns import load_json
from agenthall_server.filters import compile_filter
from agenthall_server.marketplace import naming, ranking, store_index
from agenthall_server.marketplace.store_catalog import AGENTS, visible
from agenthall_server.marketplace.tables import AGENT_TEXT, Agent
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.scope import Scope
from agenthall_server.words import token, words_of

MAX_RANKED = 1_000
_WINDOW = 10_000
_MAX_FACETS = 50

Groups = list[list[Word]]
_Row = Row[int, str, int, float, int, int, str, str]
"""Key, search text, downloads, rating bound, update and create time, category, tags as JSON."""


Ranked = tuple[float, int]
"""What a match is sorted by, smallest first, and its agent's key."""

ORDERS: dict[str, Callable[[_Row, ranking.Scorer], float]] = {
    "relevance": lambda row, scorer: -scorer(row[1], row[2], row[3], row[4]).total,
    "rating": lambda row, _: -row[3],
    "downloads": lambda row, _: -row[2],
    "newest": lambda row, _: -row[5],
}
"""Each best first; agents that are equally good in the order of their publication."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for, and in which of ORDERS."""

    words: tuple[str, ...]
    category: str
    tags: tuple[str, ...]
    capability: str
    min_rating: float
    filter: str
    order: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was ranked, in order, with the counts over it."""

    ranked: list[Ranked]
    facets: list[tuple[str, str, int]]
    approximate: bool


def query_words(text: str) -> tuple[str, ...]:
    """The different words of a query; the one that stands last stays last."""
    words = words_of(text)
    return tuple(dict.fromkeys(word for word in words[:-1] if word != words[-1])) + tuple(words[-1:])


async def search(scope: Scope, session: AsyncSession, query: Query, scorer: ranking.Scorer) -> Found:
    """Ranks what fits. Raises InvalidFilter."""
    conditions = [*compile_filter(query.filter, AGENTS.fields), *_rated(query.min_rating)]
    facets = _facet_groups(scope, query)
    for groups in _tiers(query.words):
        rows, approximate = await _candidates(scope, session, facets + groups, conditions)
        if rows:
            rank = ORDERS[query.order]
            return Found(sorted((rank(row, scorer), row[0]) for row in rows), _facets(rows), approximate)
    return Found([], [], approximate=False)


async def read_page(
    scope: Scope, session: AsyncSession, pager: Pager, ranked: Sequence[Ranked], page: PageRequest
) -> tuple[list[Agent | None], str]:
    """The agents of one page of what was ranked, None in place of one that the scope may not see."""

    async def read(part: Sequence[Ranked]) -> list[Agent | None]:
        keys = [agent_key for _, agent_key in part]
        found = await session.scalars(select(Agent).where(Agent.agent_key.in_(keys), visible(scope)))
        agents = {agent.agent_key: agent for agent in found}
        return [agents.get(agent_key) for agent_key in keys]

    return await pager.read_slice(scope, ranked, lambda one: one, page, read)


def _facet_groups(scope: Scope, query: Query) -> Groups:
    groups = [[Word(store_index.EVERYBODY), Word(store_index.workspace_token(scope.workspace_key))]]
    if query.category:
        groups.append([Word(token(store_index.CATEGORY, naming.slug(query.category)))])
    groups.extend([Word(token(store_index.TAG, naming.slug(tag)))] for tag in query.tags)
    if query.capability:
        groups.append([Word(token(store_index.CAPABILITY, naming.slug(query.capability)))])
    return groups


def _tiers(words: tuple[str, ...]) -> list[Groups]:
    """All words, then any of them; without words one tier that asks for none."""
    tokens = [token(store_index.WORD, word) for word in words]
    sought = [Word(one, prefix=one is tokens[-1]) for one in tokens]
    return [[[word] for word in sought], [sought]] if len(sought) > 1 else [[[word] for word in sought]]


def _rated(min_rating: float) -> list[ColumnElement[bool]]:
    average = cast(Agent.rating_sum, Double) / 2 / func.nullif(Agent.rating_count, 0)
    return [average >= min_rating] if min_rating > 0 else []


async def _candidates(
    scope: Scope, session: AsyncSession, groups: Groups, conditions: list[ColumnElement[bool]]
) -> tuple[Sequence[_Row], bool]:
    limit = _WINDOW if conditions else MAX_RANKED + 1
    numbers = AGENT_TEXT.candidates(session, groups, limit).columns(column("document", BigInteger))
    statement = (
        select(
            Agent.agent_key,
            Agent.search_text,
            Agent.download_count,
            Agent.rating_lower_bound,
            Agent.update_time,
            Agent.create_time,
            Agent.category,
            type_coerce(Agent.tags, Text),
        )
        .where(Agent.document.in_(numbers), visible(scope), *conditions)
        .order_by(Agent.document)
        .limit(MAX_RANKED + 1)
    )
    rows = (await (await session.connection()).execute(statement)).all()
    exhausted = bool(conditions) and await _count(session, groups) > _WINDOW
    return rows[:MAX_RANKED], len(rows) > MAX_RANKED or exhausted


async def _count(session: AsyncSession, groups: Groups) -> int:
    """The number of documents, counted up to one more than the window."""
    numbers = AGENT_TEXT.candidates(session, groups, _WINDOW + 1).columns(column("document", BigInteger))
    return (await session.execute(select(func.count()).select_from(numbers.subquery()))).scalar_one()


def _facets(rows: Sequence[_Row]) -> list[tuple[str, str, int]]:
    """Field, value and count; commonest first, then by value."""
    tags: Counter[str] = Counter()
    for tag_list, count in Counter(row[-1] for row in rows).items():
        tags.update(dict.fromkeys(load_json(tag_list), count))
    counts = {"category": Counter(row[-2] for row in rows), "tag": tags}
    return [
        (field, value, count)
        for field, counter in counts.items()
        for value, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:_MAX_FACETS]
    ]
