"""The fleet as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agenthall_server.top.fleet import Fleet

_COLUMNS = ("executions", "/s", "success", "failed", "p50", "p95", "p99", "tokens", "cost", "running", "abandoned")
_FIRST_TO_GO = ("abandoned", "p50", "p99", "running", "tokens", "failed", "/s", "cost", "p95", "success")
_GAP, _AGENT_WIDTH = 2, 16
_POOR, _FAIR = 90.0, 99.0
"""Success rates, in percent, below which a row is red and yellow."""


def screen(fleet: Fleet, *, order: str, rows: int, width: int, trouble: str = "") -> RenderableType:
    """A line for all, one for each of the first `rows` agents, and what is wrong, if anything is. Where `width` does
    not hold all columns some are left out: a figure is never cut.
    """
    found = fleet.ordered(order)
    cells = [_cells(agent, rate) for agent, rate in found[:rows]]
    widths = [max(map(len, column)) + _GAP for column in zip(_COLUMNS, *cells, strict=True)]
    fitting = _fitting(widths, width)
    table = Table(box=None, pad_edge=False, header_style="bold")
    room = max(1, width - sum(widths[at] for at in fitting))
    table.add_column("agent", no_wrap=True, overflow="ellipsis", max_width=room)
    for at in fitting:
        table.add_column(_COLUMNS[at], justify="right", no_wrap=True, min_width=widths[at] - _GAP)
    for (agent, _), row in zip(found, cells, strict=False):
        table.add_row(Text(agent.agent_name), *(row[at] for at in fitting), style=_style(agent))
    lines: list[RenderableType] = [Text(_total(fleet)), table]
    if len(found) > rows:
        lines.append(Text(f"and {len(found) - rows:,} more", style="dim"))
    if trouble:
        lines.append(Text(trouble, style="red"))
    return Group(*lines)


def _fitting(widths: Sequence[int], width: int) -> list[int]:
    """The columns that there is room for."""
    kept = list(range(len(_COLUMNS)))
    for name in _FIRST_TO_GO:
        if sum(widths[at] for at in kept) + _AGENT_WIDTH <= width:
            break
        kept.remove(_COLUMNS.index(name))
    return kept


def _total(fleet: Fleet) -> str:
    agents = fleet.agents
    ended = sum(agent.total_executions for agent in agents)
    judged = sum(agent.successful + agent.failed for agent in agents)
    succeeded = (
        f"{100 * sum(agent.successful for agent in agents) / judged:.1f} % successful" if judged else "none judged"
    )
    return (
        f"{len(agents):,} agents, {ended:,} executions, {fleet.rate():.1f}/s, {succeeded}, "
        f"{sum(agent.running for agent in agents):,} running, {dollars(sum(agent.cost_nano_usd for agent in agents))}"
    )


def _cells(agent: Any, rate: float) -> list[str]:
    def known(field: str, shown: Any) -> str:
        return shown(getattr(agent, field)) if agent.HasField(field) else "-"

    return [
        f"{agent.total_executions:,}",
        f"{rate:.1f}",
        known("success_rate", "{:.1f} %".format),
        f"{agent.failed:,}",
        known("p50_duration_ms", duration),
        known("p95_duration_ms", duration),
        known("p99_duration_ms", duration),
        f"{agent.total_tokens:,}",
        known("cost_nano_usd", dollars),
        f"{agent.running:,}",
        f"{agent.abandoned:,}",
    ]


def _style(agent: Any) -> str:
    if not agent.HasField("success_rate") or agent.success_rate >= _FAIR:
        return ""
    return "red" if agent.success_rate < _POOR else "yellow"


def duration(milliseconds: float) -> str:
    """In the unit in which it has few digits."""
    for unit, size, next_size in (("ms", 1.0, 1e3), ("s", 1e3, 6e4), ("min", 6e4, 3.6e6), ("h", 3.6e6, 8.64e7)):
        if milliseconds < next_size:
            return f"{milliseconds / size:.3g} {unit}"
    return f"{milliseconds / 8.64e7:.3g} d"


def dollars(nano: int) -> str:
    """Two digits behind the point, and more where it is less than a dollar."""
    return f"${nano / 1e9:,.2f}" if nano >= 1e9 or not nano else f"${nano / 1e9:.2g}"
