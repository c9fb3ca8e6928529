"""What a benchmark or a proof found, as a JSON line and as a row of a table."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

KEYS = ("name", "ours", "reference", "ratio", "goal", "ok")
"""What every line has; more keys explain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. `goal` None: shown for comparison, never missed."""

    name: str
    ours: float
    reference: float | None = None
    ratio: float | None = None
    goal: float | None = None
    ok: bool = True
    detail: Mapping[str, Any] = field(default_factory=dict)

    def print(self) -> None:
        """The JSON line, at once."""
        values = {key: _rounded(getattr(self, key)) for key in KEYS}
        print(json.dumps(values | {key: _rounded(value) for key, value in self.detail.items()}), flush=True)


def compared(
    name: str,
    ours: Sequence[float],
    reference: Sequence[float],
    *,
    at_least: float | None = None,
    at_most: float | None = None,
    **detail: Any,
) -> Figure:
    """Medians of interleaved repetitions, and their ratio against a goal of either kind. `ratios`: each pair's own."""
    mine, other = statistics.median(ours), statistics.median(reference)
    ratio = mine / other
    ok = (at_least is None or ratio >= at_least) and (at_most is None or ratio <= at_most)
    detail["ratios"] = [round(one / another, 3) for one, another in zip(ours, reference, strict=True)]
    goal = at_least if at_least is not None else at_most
    return Figure(name=name, ours=mine, reference=other, ratio=ratio, goal=goal, ok=ok, detail=detail)


def limited(name: str, values: Sequence[float], *, at_most: float, **detail: Any) -> Figure:
    """The median against an absolute limit."""
    ours = statistics.median(values)
    return Figure(name=name, ours=ours, goal=at_most, ok=ours <= at_most, detail={"values": values, **detail})


def parse(line: str) -> dict[str, Any] | None:
    """The figure of a printed line; None for any other line."""
    if not line.startswith("{"):
        return None
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) and set(KEYS) <= values.keys() else None


def table(rows: Iterable[Mapping[str, Any]], keys: Sequence[str] = KEYS) -> str:
    """Aligned columns: the first to the left, the others to the right."""
    lines = [list(keys), *([_cell(row.get(key)) for key in keys] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(keys))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "NO"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return str(value)


def _rounded(value: Any) -> Any:
    """Four significant digits below a thousand, whole numbers above: nothing here is known better."""
    if isinstance(value, float):
        return round(value) if abs(value) >= 1000 else float(f"{value:.4g}")
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value
