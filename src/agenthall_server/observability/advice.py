"""What can be recommended by more than the sums of a window: by the window before, by model, by what failed.

As in recommendations.py nothing is named without 10 measurements on each side that is compared, and with the near bound
of the 95 % interval beyond the threshold. What is compared with must itself be certain, hence intervals of differences
and ratios, never two intervals that do not overlap.

Known limit: nobody drew lots for which model does what, so a cheaper one may have had the easier work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agenthall_server.intervals import (
    Interval,
    Moments,
    difference_interval,
    mean_difference_interval,
    ratio_interval,
)
from agenthall_server.observability.dashboard import AgentSums, duration_moments
from agenthall_server.observability.recommendations import (
    MIN_SAMPLES,
    Recommendation,
    Saving,
    failed_less,
    surely_below,
)

MAX_SLOWDOWN_PERCENT = 120.0
MAX_SUCCESS_LOSS = 5.0
"""Points of a success rate, or of quality, that are tolerated."""
MAX_TIMEOUT_PERCENT = 5.0
MAX_RETRY_PERCENT = 20.0
MIN_CACHE_HIT_PERCENT = 20.0
MAX_COST_PERCENT = 80.0


@dataclass(frozen=True, slots=True)
class Fleet:
    """What is known of a window; all by agent."""

    agents: Sequence[AgentSums]
    previous: Mapping[str, AgentSums] = field(default_factory=dict)
    """Sums of the window of the same length before."""
    timeouts: Mapping[str, int] = field(default_factory=dict)
    """Failures of the type `timeout`."""
    by_model: Mapping[str, Sequence[AgentSums]] = field(default_factory=dict)
    """Sums of each model of the agent, which stands in `agent_name`."""


def advise(fleet: Fleet) -> Iterator[Recommendation]:
    """Everything that there is to say, in no order."""
    for agent in fleet.agents:
        before = fleet.previous.get(agent.agent_name)
        if before is not None:
            yield from _slower(agent, before)
            yield from _worse(agent, before)
        yield from _timeouts(agent, fleet.timeouts.get(agent.agent_name, 0))
        yield from _retries(agent)
        yield from _cache(agent)
        yield from _cheaper(agent, fleet.by_model.get(agent.agent_name, ()))


def _slower(agent: AgentSums, before: AgentSums) -> Iterator[Recommendation]:
    mean, mean_before, count = agent.avg_duration_ms, before.avg_duration_ms, agent.duration_count
    if not mean or not mean_before or min(count, before.duration_count) < MIN_SAMPLES:
        return
    interval = ratio_interval(duration_moments(agent), duration_moments(before))
    if interval is None or 100 * interval.low <= MAX_SLOWDOWN_PERCENT:
        return
    text = (
        f"{agent.agent_name} has become slower: {mean / 1000:.1f} s on average, {mean_before / 1000:.1f} s in the "
        "window before; look at what changed"
    )
    yield Recommendation(
        "REGRESSING", text, agent.agent_name, "avg_duration_change", 100 * mean / mean_before, MAX_SLOWDOWN_PERCENT,
        interval.scaled(100), count, baseline=mean_before, baseline_sample_count=before.duration_count,
        expected_saving=Saving(duration_ms=(mean - mean_before) * count),
    )  # fmt: skip


def _worse(agent: AgentSums, before: AgentSums) -> Iterator[Recommendation]:
    ended, ended_before = _ended(agent), _ended(before)
    rate, rate_before = agent.success_rate, before.success_rate
    if rate is None or rate_before is None or min(ended, ended_before) < MIN_SAMPLES:
        return
    interval = difference_interval(agent.successful, ended, before.successful, ended_before).scaled(100)
    if interval.high >= -MAX_SUCCESS_LOSS:
        return
    text = (
        f"{agent.agent_name} fails more often: success rate {rate:.1f}%, {rate_before:.1f}% in the window before; "
        "look at its errors and at what changed"
    )
    yield Recommendation(
        "REGRESSING", text, agent.agent_name, "success_rate_change", rate - rate_before, -MAX_SUCCESS_LOSS, interval,
        ended, baseline=rate_before, baseline_sample_count=ended_before,
        expected_saving=failed_less(agent, (rate_before - rate) / 100 * ended),
    )  # fmt: skip


def _timeouts(agent: AgentSums, timeouts: int) -> Iterator[Recommendation]:
    found = _rate_above(timeouts, agent.total_executions, MAX_TIMEOUT_PERCENT)
    if found is None:
        return
    rate, interval = found
    p99 = "" if agent.p99_duration_ms is None else f", where 99 of 100 take up to {agent.p99_duration_ms / 1000:.1f} s"
    text = (
        f"{agent.agent_name} runs into time-outs: {rate:.1f}% of {agent.total_executions} executions{p99}; raise the "
        "time-out above that, or make the agent faster"
    )
    too_many = min(timeouts - MAX_TIMEOUT_PERCENT / 100 * agent.total_executions, agent.failed)
    yield Recommendation(
        "TIMEOUTS", text, agent.agent_name, "timeout_rate", rate, MAX_TIMEOUT_PERCENT, interval,
        agent.total_executions, expected_saving=failed_less(agent, too_many) if agent.failed else None,
    )  # fmt: skip


def _retries(agent: AgentSums) -> Iterator[Recommendation]:
    found = _rate_above(agent.retries, agent.total_executions, MAX_RETRY_PERCENT)
    if found is None:
        return
    rate, interval = found
    too_many = agent.retries - MAX_RETRY_PERCENT / 100 * agent.total_executions
    text = (
        f"{agent.agent_name} repeats itself: {rate:.1f}% of {agent.total_executions} executions are retries; "
        "mend what fails first, or give up earlier"
    )
    mean_cost = agent.cost_sum_nano / agent.cost_count if agent.cost_count else None
    saving = Saving(
        duration_ms=None if agent.avg_duration_ms is None else too_many * agent.avg_duration_ms,
        cost_nano_usd=None if mean_cost is None else too_many * mean_cost,
        executions=too_many,
    )
    yield Recommendation(
        "RETRY_HEAVY", text, agent.agent_name, "retry_rate", rate, MAX_RETRY_PERCENT, interval, agent.total_executions,
        expected_saving=saving,
    )  # fmt: skip


def _cache(agent: AgentSums) -> Iterator[Recommendation]:
    count = agent.cacheable_count
    if count < MIN_SAMPLES:
        return
    interval = surely_below(agent.cache_hits, count, MIN_CACHE_HIT_PERCENT)
    if interval is None:
        return
    rate = 100 * agent.cache_hits / count
    text = (
        f"{agent.agent_name} makes little use of the prompt cache: {rate:.1f}% of {count} long prompts were served by "
        "it; put what never changes first"
    )
    yield Recommendation(
        "CACHE_POOR", text, agent.agent_name, "cache_hit_rate", rate, MIN_CACHE_HIT_PERCENT, interval, count,
        expected_saving=Saving(tokens=(MIN_CACHE_HIT_PERCENT - rate) / 100 * agent.cacheable_tokens),
    )  # fmt: skip


def _cheaper(agent: AgentSums, models: Sequence[AgentSums]) -> Iterator[Recommendation]:
    """The cheapest of those that are as good."""
    enough = [one for one in models if one.agent_name and min(one.cost_count, _ended(one)) >= MIN_SAMPLES]
    if len(enough) < 2:
        return
    current = max(enough, key=lambda one: (one.total_executions, one.agent_name))
    as_good = [one for one in enough if one is not current and _is_as_good(one, current)]
    ratios = [(one, ratio_interval(_cost_moments(one), _cost_moments(current))) for one in as_good]
    certain = [(one, found) for one, found in ratios if found is not None and 100 * found.high < MAX_COST_PERCENT]
    if certain:
        cheapest, interval = min(certain, key=lambda pair: (_mean_cost(pair[0]), pair[0].agent_name))
        yield _cheaper_model(agent.agent_name, cheapest, current, interval)


def _cheaper_model(agent_name: str, cheapest: AgentSums, current: AgentSums, interval: Interval) -> Recommendation:
    mean, mean_now = _mean_cost(cheapest), _mean_cost(current)
    percent = 100 * mean / mean_now
    text = (
        f"{agent_name} may do as well for less: {cheapest.agent_name} costs {percent:.1f}% of {current.agent_name} "
        f"over {cheapest.cost_count} executions, with success and quality no lower; try it on the same work"
    )
    return Recommendation(
        "CHEAPER_MODEL", text, agent_name, "cost_ratio", percent, MAX_COST_PERCENT, interval.scaled(100),
        cheapest.cost_count, baseline=mean_now, baseline_sample_count=current.cost_count, model=cheapest.agent_name,
        expected_saving=Saving(cost_nano_usd=(mean_now - mean) * current.cost_count),
    )  # fmt: skip


def _is_as_good(one: AgentSums, current: AgentSums) -> bool:
    """For certain neither success nor quality is more than MAX_SUCCESS_LOSS lower; quality counts where it is known of
    the current one.
    """
    success = difference_interval(one.successful, _ended(one), current.successful, _ended(current))
    if 100 * success.low <= -MAX_SUCCESS_LOSS:
        return False
    if current.quality_count < MIN_SAMPLES:
        return True
    quality = mean_difference_interval(_quality_moments(one), _quality_moments(current))
    return one.quality_count >= MIN_SAMPLES and quality is not None and quality.low > -MAX_SUCCESS_LOSS


def _rate_above(hits: int, count: int, most: float) -> tuple[float, Interval] | None:
    """Percent and its interval, where that is above for certain."""
    if count < MIN_SAMPLES:
        return None
    others = surely_below(max(0, count - hits), count, 100 - most)
    return None if others is None else (100 * hits / count, Interval(100 - others.high, 100 - others.low, others.level))


def _ended(agent: AgentSums) -> int:
    return agent.successful + agent.failed


def _mean_cost(one: AgentSums) -> float:
    return one.cost_sum_nano / one.cost_count


def _cost_moments(one: AgentSums) -> Moments:
    return one.cost_count, float(one.cost_sum_nano), one.cost_square_sum


def _quality_moments(one: AgentSums) -> Moments:
    return one.quality_count, one.quality_sum_micro / 1_000_000, one.quality_square_sum
