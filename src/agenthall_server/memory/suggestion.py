"""Which stack to use: case-based reasoning over the team's own builds.

1. Cases are builds with a known outcome that share words with the prompt (similarity.py). A case weighs
   (score / best score)^2 x 2^(-age / 90 days), the age in days of the calendar (UTC): the same builds give the same
   answer from midnight to midnight.
2. A stack's chance of success is Beta(m p + sum of successes' weights, m (1 - p) + sum of failures' weights), where p
   is the team's own rate ((successes + 1/2) / (known + 1)) and m = 4. Its worth is the lower 10 % bound of that chance
   times its mean quality, which is drawn towards the team's mean quality by the same m = 4.
3. The best whole stack that succeeded at least twice in close work is suggested: BASIS_TEAM. Work is close where it
   covers at least 40 % of the prompt's known words, weighted by rarity.
4. Otherwise each slot gets its best value by the same worth among the 30 nearest cases (k nearest neighbours) and
   whatever is as near as the 30th: BASIS_SLOT, unless that is a stack that succeeded twice. A slot that less than a
   tenth of them filled is left out.
5. Technologies that the prompt names win: only stacks and values that agree with them are considered.
6. Where no similar build succeeded, all cases that the caller passes count as equally similar.

The constants are choices, measured by bench/suggest.py; k, m, the half-life and the bound were fixed before measuring,
the power, the 40 % and the tenth were chosen on that data. Known limit: success has many causes; a stack that did well
is not thereby the cause. A stack put together slot by slot may never have been used together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum
from statistics import fmean

from agenthall_server.clock import DAY_US
from agenthall_server.intervals import Interval, beta_interval, beta_quantile
from agenthall_server.memory import similarity
from agenthall_server.memory.similarity import Match
from agenthall_server.memory.stacks import Stack, canonical, canonical_slot, canonical_stack

NEAREST = 30
PRIOR_BUILDS = 4
CLOSE = 0.4
INTERVAL_LEVEL = 0.9
MAX_EVIDENCE = 10
MAX_ALTERNATIVES = 3

_HALF_LIFE_DAYS = 90
_LOWER_BOUND = 0.1
_MIN_SHARE = 0.1
_MIN_SUCCESSES = 2
_MAX_JUDGED = 20

Named = Mapping[str, frozenset[str]]
"""Canonical values that the prompt names, by slot."""


@dataclass(frozen=True, slots=True)
class PastBuild:
    """A build with a known outcome. `prompt` may be cut to what similarity.py reads."""

    build_id: str
    prompt: str
    tech_stack: Mapping[str, str]
    success: bool
    quality_score: float | None
    finish_time: int


@dataclass(frozen=True, slots=True)
class TeamRecord:
    """All of a team's builds in numbers."""

    build_count: int
    known_count: int
    success_count: int
    mean_quality: float | None

    @property
    def success_rate(self) -> float:
        """Between 0 and 1, never quite either (Jeffreys' estimate)."""
        return (self.success_count + 0.5) / (self.known_count + 1)


@dataclass(frozen=True, slots=True)
class Option:
    """A stack with its record in similar work."""

    tech_stack: Mapping[str, str]
    usage_count: int
    avg_quality: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The answer; `option` is None where no build with a stack has succeeded."""

    basis: str
    option: Option | None
    reason: str
    evidence_build_ids: tuple[str, ...] = ()
    alternatives: tuple[Option, ...] = ()
    builds_needed: int = 0


@dataclass(frozen=True, slots=True)
class _Case:
    build: PastBuild
    stack: Stack
    slots: Mapping[str, str]
    match: Match
    weight: float


def suggest(prompt: str, builds: Sequence[PastBuild], team: TeamRecord, now: int) -> Suggestion:
    """The best stack for a prompt. `builds` are the similar ones, and where none of them succeeded, all recent ones."""
    query = similarity.query(prompt)
    cases = _cases(query, builds, team, now)
    if not any(_has_succeeded(case) for case in cases):
        return _nothing_yet()
    named = _named(frozenset(query), cases)
    pool = _pool(cases)
    whole = _whole_stacks(pool, named)
    ranked = _ranked(whole, team)
    chosen = _proven(ranked, whole, named) or _slot_by_slot(cases, pool, named, team)
    basis = "BASIS_TEAM" if chosen in whole and _successes(whole[chosen]) >= _MIN_SUCCESSES else "BASIS_SLOT"
    return _answer(basis, chosen, cases, pool, [stack for stack in ranked if stack != chosen], team)


def sentence(usage_count: int, avg_quality: float | None) -> str:
    """The reason in words."""
    quality = "" if avg_quality is None else f" with {avg_quality:.1f} avg quality"
    return f"Used {usage_count} times{quality}"


def _nothing_yet() -> Suggestion:
    reason = "No successful build with a tech stack is recorded for this team yet; 1 is needed for a suggestion"
    return Suggestion("BASIS_NONE", None, reason, builds_needed=1)


def _has_succeeded(case: _Case) -> bool:
    return case.build.success and bool(case.stack)


def _cases(query: Sequence[str], builds: Sequence[PastBuild], team: TeamRecord, now: int) -> list[_Case]:
    """The builds that share a word with the query, most similar first; all of them where no such build succeeded."""
    documents = [similarity.document(build.prompt, build.tech_stack) for build in builds]
    matches = similarity.match(query, documents, team.build_count)
    best = max((found.score for found in matches), default=0.0)
    similar = [_case(build, found, best, now) for build, found in zip(builds, matches, strict=True) if found.score > 0]
    if not any(_has_succeeded(case) for case in similar):
        similar = [_case(build, Match(1.0, 1.0), 1.0, now) for build in builds]
    return sorted(similar, key=lambda case: (-case.match.score, -case.build.finish_time, case.build.build_id))


def _case(build: PastBuild, found: Match, best: float, now: int) -> _Case:
    days = max(0, now // DAY_US - build.finish_time // DAY_US)
    weight = (found.score / best) ** 2 * 2 ** (-days / _HALF_LIFE_DAYS)
    stack = canonical_stack(build.tech_stack)
    return _Case(build, stack, dict(stack), found, weight)


def _pool(cases: Sequence[_Case]) -> list[_Case]:
    """The nearest cases, those as near as the last, and all close ones; all cases where none of these succeeded."""
    edge = cases[min(NEAREST, len(cases)) - 1].match.score
    pool = [case for case in cases if case.match.score >= edge or case.match.coverage >= CLOSE]
    return pool if any(map(_has_succeeded, pool)) else list(cases)


def _named(words: frozenset[str], cases: Iterable[_Case]) -> Named:
    named: dict[str, set[str]] = defaultdict(set)
    spellings = {(slot, value) for case in cases if case.build.success for slot, value in case.build.tech_stack.items()}
    for slot, value in spellings:
        name = similarity.technology_words(value)
        if name and name <= words:
            named[canonical_slot(slot)].add(canonical(value))
    return {slot: frozenset(values) for slot, values in named.items()}


def _whole_stacks(pool: Iterable[_Case], named: Named) -> dict[Stack, list[_Case]]:
    """The stacks that succeeded and do not contradict the prompt, each with its cases."""
    groups: dict[Stack, list[_Case]] = defaultdict(list)
    for case in pool:
        if case.stack and all(case.slots.get(slot) in {None, *values} for slot, values in named.items()):
            groups[case.stack].append(case)
    return {stack: group for stack, group in groups.items() if _successes(group)}


def _ranked(whole: Mapping[Stack, list[_Case]], team: TeamRecord) -> list[Stack]:
    """Best first; of very many stacks only the ones with the most successful work are judged."""
    heaviest = sorted(
        whole, key=lambda stack: (-fsum(case.weight for case in whole[stack] if case.build.success), stack)
    )
    return sorted(heaviest[:_MAX_JUDGED], key=lambda stack: (-_worth(whole[stack], team), stack))


def _proven(ranked: Iterable[Stack], whole: Mapping[Stack, list[_Case]], named: Named) -> Stack | None:
    """The best stack that succeeded at least twice in close work and has all that the prompt names."""
    for stack in ranked:
        close = [case for case in whole[stack] if case.match.coverage >= CLOSE]
        if _successes(close) >= _MIN_SUCCESSES and named.keys() <= dict(stack).keys():
            return stack
    return None


def _slot_by_slot(cases: Sequence[_Case], pool: Sequence[_Case], named: Named, team: TeamRecord) -> Stack:
    """The best value of every slot that the prompt names or that enough of the pool filled."""
    options = {slot: _by_value(slot, pool) for slot in sorted({slot for case in pool for slot in case.slots})}
    options |= {slot: _by_value(slot, cases, values) for slot, values in named.items()}
    shares = {slot: fsum(case.weight for case in chain(*values.values())) for slot, values in options.items()}
    enough = min(_MIN_SHARE * fsum(case.weight for case in pool if case.stack), max(shares.values()))
    chosen = {slot: values for slot, values in options.items() if values and (slot in named or shares[slot] >= enough)}
    return tuple((slot, _best_value(values, team)) for slot, values in sorted(chosen.items()))


def _by_value(slot: str, cases: Iterable[_Case], allowed: Container[str] | None = None) -> dict[str, list[_Case]]:
    """The values of a slot that succeeded, each with its cases."""
    groups: dict[str, list[_Case]] = defaultdict(list)
    for case in cases:
        value = case.slots.get(slot)
        if value is not None and (allowed is None or value in allowed):
            groups[value].append(case)
    return {value: group for value, group in groups.items() if _successes(group)}


def _best_value(values: Mapping[str, Sequence[_Case]], team: TeamRecord) -> str:
    return min(values, key=lambda value: (-_worth(values[value], team), value))


def _posterior(group: Iterable[_Case], team: TeamRecord) -> tuple[float, float]:
    """a and b of the Beta distribution of the group's chance of success."""
    a, b = PRIOR_BUILDS * team.success_rate, PRIOR_BUILDS * (1 - team.success_rate)
    for case in group:
        a, b = (a + case.weight, b) if case.build.success else (a, b + case.weight)
    return a, b


def _worth(group: Sequence[_Case], team: TeamRecord) -> float:
    bound = beta_quantile(*_posterior(group, team), _LOWER_BOUND)
    if team.mean_quality is None:
        return bound
    measured = [case for case in group if case.build.success and case.build.quality_score is not None]
    total = PRIOR_BUILDS * team.mean_quality + sum(case.weight * (case.build.quality_score or 0.0) for case in measured)
    return bound * total / (PRIOR_BUILDS + sum(case.weight for case in measured))


def _successes(group: Iterable[_Case]) -> int:
    return sum(case.build.success for case in group)


def _uses(case: _Case, stack: Stack, *, partly: bool) -> bool:
    """Whether a build used a stack; `partly`: it agrees in every slot that both fill, and they share one."""
    if not partly:
        return case.stack == stack
    shared = [case.slots[slot] == value for slot, value in stack if slot in case.slots]
    return bool(shared) and all(shared)


def _option(stack: Stack, cases: Sequence[_Case], pool: Sequence[_Case], team: TeamRecord, *, partly: bool) -> Option:
    users = [case for case in pool if _uses(case, stack, partly=partly)]
    qualities = [case.build.quality_score for case in users if case.build.success]
    measured = [quality for quality in qualities if quality is not None]
    return Option(
        tech_stack=_spelled(stack, cases),
        usage_count=_successes(users),
        avg_quality=fmean(measured) if measured else None,
        interval=beta_interval(*_posterior(users, team), INTERVAL_LEVEL).scaled(100),
    )


def _spelled(stack: Stack, cases: Sequence[_Case]) -> dict[str, str]:
    """The stack as the team spells it, taken from the most similar successful builds."""
    successful = [case.build.tech_stack.items() for case in cases if case.build.success]
    spelled: dict[str, str] = {}
    for wanted in stack:
        raw = chain.from_iterable(successful)
        slot, value = next(item for item in raw if (canonical_slot(item[0]), canonical(item[1])) == wanted)
        spelled[slot] = value
    return spelled


def _answer(
    basis: str, chosen: Stack, cases: Sequence[_Case], pool: Sequence[_Case], others: Sequence[Stack], team: TeamRecord
) -> Suggestion:
    whole = basis == "BASIS_TEAM"
    option = _option(chosen, cases, pool, team, partly=not whole)
    evidence = [case.build.build_id for case in cases if case.build.success and _supports(case, chosen, whole=whole)]
    return Suggestion(
        basis=basis,
        option=option,
        reason=sentence(option.usage_count, option.avg_quality),
        evidence_build_ids=tuple(evidence[:MAX_EVIDENCE]),
        alternatives=tuple(_option(stack, cases, pool, team, partly=False) for stack in others[:MAX_ALTERNATIVES]),
    )


def _supports(case: _Case, chosen: Stack, *, whole: bool) -> bool:
    return case.stack == chosen if whole else any(case.slots.get(slot) == value for slot, value in chosen)
