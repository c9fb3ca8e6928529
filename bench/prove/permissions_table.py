"""docs/permissions.md as data: what is declared, written down apart from the code that grants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
_ANSWERS = {
    "yes": "OK",
    "no": "PERMISSION_DENIED / MISSING_PERMISSION",
    "not found": "NOT_FOUND / RESOURCE_NOT_FOUND",
    "not its namespace": "PERMISSION_DENIED / NAMESPACE_NOT_OWNED",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """`columns`: for each caller the column that it is served by, or the one answer that it gets to everything."""

    callers: Mapping[str, str]
    permissions: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]

    def answer(self, caller: str, method: str) -> str:
        """What the caller must get: `OK`, or `CODE / REASON`."""
        said = self.callers[caller]
        return self.columns[said][method] if said in self.columns else said


def read(path: Path = PATH) -> Declared:
    """Raises KeyError where a cell holds a word that has no meaning."""
    callers, methods = _tables(path.read_text(encoding="utf-8"))
    permissions = {row["Method"]: row["Permission"].strip("`") for row in methods}
    named = [name for name in methods[0] if name not in {"Method", "Permission"}]
    columns = {name: {row["Method"]: _ANSWERS[row[name]] for row in methods} for name in named}
    return Declared({row["Caller"]: row["Gets"].strip("`") for row in callers}, permissions, columns)


def _tables(text: str) -> Iterator[list[dict[str, str]]]:
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            yield [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
            rows = []
