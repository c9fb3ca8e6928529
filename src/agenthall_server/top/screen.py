"""The fleet as a table."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agenthall_server.top.fleet import Fleet

_COLUMNS = ("executions", "/s", "success", "failed", "p50", "p95", "p99", "tokens", "cost", "running", "abandoned")
_POOR, _FAIR = 90.0, 99.0
"""Success rates, in percent, below which a row is red and yellow."""


def screen(fleet: Fleet, *, order: str, rows: int, trouble: str = "") -> RenderableType:
    """A line for all, one for each of the first `rows` agents, and what is wrong, if anything is."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("agent", no_wrap=True, overflow="ellipsis", ratio=1)
    for name in _COLUMNS:
        table.add_column(name, justify="right", no_wrap=True)
    found = fleet.ordered(order)
    for agent, rate in found[:rows]:
        table.add_row(Text(agent.agent_name), *_cells(agent, rate), style=_style(agent))
    lines: list[RenderableType] = [Text(_total(fleet)), table]
    if len(found) > rows:
        lines.append(Text(f"and {len(found) - rows:,} more", style="dim"))
    if trouble:
        lines.append(Text(trouble, style="red"))
    return Group(*lines)


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
