"""buf.validate rules in words, for the tables of docs/api.

A rule without words is an error: a limit that the server keeps and the manual hides would be worse than no manual.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from buf.validate import validate_pb2

_BOUNDS = {"gt": "more than", "gte": "at least", "lt": "less than", "lte": "at most"}


def of(field: Any) -> Any:
    """The FieldRules of a field descriptor, empty where it has none."""
    return field.GetOptions().Extensions[validate_pb2.field]


def is_required(field: Any) -> bool:
    """True where leaving the field out, or empty, is refused."""
    rules = of(field)
    return bool(
        rules.required
        or rules.string.min_len
        or rules.repeated.min_items
        or (rules.HasField("enum") and 0 in rules.enum.not_in)
    )


def in_words(field: Any) -> str:
    """What the rules of a field ask for; empty where they ask for nothing. Raises ValueError for an unknown rule."""
    rules = of(field)
    if rules.ignore == validate_pb2.IGNORE_ALWAYS:
        return "checked by the method"
    return "; ".join(_words(rules))


def _words(rules: Any) -> list[str]:
    kind = rules.WhichOneof("type")
    if kind is None:
        return []
    typed = getattr(rules, kind)
    found, said = _OF_TYPE.get(kind, _number)(typed)
    unsaid = {one.name for one, _ in typed.ListFields()} - said
    if unsaid:
        raise ValueError(f"no words for the rules {', '.join(f'{kind}.{name}' for name in sorted(unsaid))}")
    return found


def _string(rules: Any) -> tuple[list[str], set[str]]:
    found = []
    if rules.HasField("min_len") or rules.HasField("max_len"):
        found.append(_span(rules.min_len, rules.max_len, "character"))
    if rules.HasField("max_bytes"):
        found.append(f"at most {_kib(rules.max_bytes)} of UTF-8")
    if rules.HasField("pattern"):
        found.append(f"matches `{rules.pattern}`")
    found += [f"not `{one}`" for one in rules.not_in]
    return found, {"min_len", "max_len", "max_bytes", "pattern", "not_in"}


def _repeated(rules: Any) -> tuple[list[str], set[str]]:
    found = []
    if rules.HasField("min_items") or rules.HasField("max_items"):
        found.append(_span(rules.min_items, rules.max_items, "item"))
    if rules.unique:
        found.append("all different")
    if rules.items.ignore == validate_pb2.IGNORE_ALWAYS:
        found.append("a bad item is rejected alone")
    elif each := _words(rules.items):
        found.append(f"each {', '.join(each)}")
    return found, {"min_items", "max_items", "unique", "items"}


def _map(rules: Any) -> tuple[list[str], set[str]]:
    found = [_span(rules.min_pairs, rules.max_pairs, "entry", "entries")] if rules.max_pairs else []
    found += [f"key {', '.join(words)}" for words in [_words(rules.keys)] if words]
    found += [f"value {', '.join(words)}" for words in [_words(rules.values)] if words]
    return found, {"min_pairs", "max_pairs", "keys", "values"}


def _enum(rules: Any) -> tuple[list[str], set[str]]:
    return ["a value listed here"] if rules.defined_only else [], {"defined_only", "not_in"}


def _number(rules: Any) -> tuple[list[str], set[str]]:
    return _range(rules, lambda value: f"{int(value) if value == int(value) else value:,}"), {*_BOUNDS, "finite", "in"}


def _duration(rules: Any) -> tuple[list[str], set[str]]:
    return _range(rules, lambda value: f"{value.seconds + value.nanos / 1e9:,.15g} s"), {*_BOUNDS, "in"}


def _range(rules: Any, shown: Callable[[Any], str]) -> list[str]:
    bounds = {name: shown(getattr(rules, name)) for name in _BOUNDS if rules.HasField(name)}
    allowed = [shown(one) for one in getattr(rules, "in", ())]
    found = [f"one of {', '.join(allowed)}"] if allowed else []
    if bounds.keys() == {"gte", "lte"}:
        return [f"{bounds['gte']} to {bounds['lte']}", *found]
    return [*(f"{_BOUNDS[name]} {value}" for name, value in bounds.items()), *found]


def _span(low: int, high: int, singular: str, plural: str = "") -> str:
    unit = singular if (high or low) == 1 else plural or f"{singular}s"
    if low == high:
        return f"exactly {high:,} {unit}"
    if low and high:
        return f"{low:,} to {high:,} {unit}"
    return f"at most {high:,} {unit}" if high else f"at least {low:,} {unit}"


def _kib(count: int) -> str:
    return f"{count // 1024:,} KiB" if count % 1024 == 0 else f"{count:,} bytes"


_OF_TYPE: dict[str, Callable[[Any], tuple[list[str], set[str]]]] = {
    "string": _string,
    "repeated": _repeated,
    "map": _map,
    "enum": _enum,
    "duration": _duration,
}
