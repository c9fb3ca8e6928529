"""What became of each row: counts, and the refused rows in a file or, some of them, on the screen."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TextIO

SHOWN = 10
_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands."""

    file: str
    line: int
    number: int
    """Of the row in its file, from 1; the only place of records that share a JSON object."""


@dataclass(slots=True)
class Report:
    """Counts rows and keeps those that were refused."""

    refused_file: TextIO | None = None
    accepted: int = 0
    repeated: int = 0
    refused: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Columns that nothing took, with the number of rows that had them."""
    shown: list[str] = field(default_factory=list)
    """The first refusals as lines for people."""

    @property
    def done(self) -> int:
        return self.accepted + self.repeated + self.refused

    def leave_out(self, columns: list[str]) -> None:
        self.left_out.update(name for name in columns if name in self.left_out or len(self.left_out) < SHOWN)

    def refuse(self, place: Place, field: str, reason: str, row: Any) -> None:
        """Notes a refused row; `row` is what was read, or its text."""
        self.refused += 1
        if len(self.shown) < SHOWN:
            what = f"{field}: {reason}" if field else reason
            self.shown.append(f"{place.file}:{place.line}: {what}")
        if self.refused_file is not None:
            noted = {"file": place.file, "line": place.line, "row_number": place.number, "field": field}
            kept = row[:_TEXT] if isinstance(row, str) else row
            self.refused_file.write(json.dumps(noted | {"reason": reason, "row": kept}, default=str) + "\n")

    def as_json(self) -> dict[str, Any]:
        counts = {"accepted": self.accepted, "repeated": self.repeated, "refused": self.refused}
        return counts | {"left_out": dict(self.left_out)}
