"""Random requests from the descriptors: what a caller might send, what stands on the edge, and what nobody should send.

Every message type of the contract is filled from its fields and their buf.validate rules. Strings of the same field
come from a small set of words or from earlier answers, so that calls meet what others made: pages are turned, keys
rotated, selections answered. `Maker` is deterministic for a seed and a sequence of answers.
"""

from __future__ import annotations

import math
import random
import string
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from google.protobuf import message_factory
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from buf.validate import validate_pb2

HOSTILE = (
    "", " ", "\0", "a\0b",
    "'", '"', "\\", "%", "_", "*", "%%%_", "';--", "' OR '1'='1", "1); DROP TABLE executions;--",
    "x' UNION SELECT secret_hash FROM api_keys--", "$1", "?", ":name", "%(name)s", "{}", "{0.__class__}", "%s%n%x",
    "NEAR(a b)", 'a AND "', "a OR NOT b", "-a", "^a", "a*", "(((", ")", 'NOT (a:"', "col:val", "a & b | !c", "<->",
    "\r\nERROR forged=1", "\x1b[2J\x1b[31m", "\x08\x7f", "\u2028", "=cmd|' /C calc'!A0", "<script>alert(1)</script>",
    "${jndi:ldap://127.0.0.1/a}", "$(reboot)", "`id`", "../../etc/passwd", "file:///etc/passwd",
    "http://127.0.0.1:1/",
    "\u202etxt.exe", "\u200b", "\ufeff", "e\u0301" * 50, "\u00e9\u00df\u0130\u0131",
    "\U0001f9d1\u200d\U0001f4bb", "\uffff",
    "\U0010ffff", "\u0661\u0662\u0663", "\u00b2", "\U0001d7d9", "\u0430dmin", "\u3000", "NaN", "-Infinity",
    "1e999", "-0",
    "1_000", "0x10", "9" * 400, "1." + "0" * 300, "null", "None", "true", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:60Z",
    "2026-02-30T00:00:00Z", "1.0.0-" + "a." * 90, ">=1 <2 || " * 18, "^" * 200, "1.x.x - 2", "default", "agenthall/x",
    "a/b/c", "/", "a/", "local", "ROLE_ADMIN", "(" * 4000, "NOT " * 900, "a=" * 1500, "*" * 4000, "(a+)+$" * 20,
    "A" * 10_000, "\u20ac" * 3000,
)  # fmt: skip

_WORDS: Mapping[str, Sequence[str]] = {
    "agent_name": ("planner", "coder", "reviewer", "tester"),
    "agent_names": ("planner", "coder", "reviewer", "tester"),
    "agent": ("default/planner", "planner", "default/coder", "Coder", "default/team", "agenthall/seo-specialist"),
    "namespace": ("", "default"),
    "name": ("planner", "coder", "reviewer", "team"),
    "version": ("1.0.0", "1.2.0", "2.0.0", "2.0.0-rc.1", "0.0.1"),
    "version_range": ("", "*", "^1.0.0", "1.x", ">=1 <3", "~1.2", "2.0.0-rc.1", "1.0.0 || 2.0.0"),
    "range": ("", "*", "^1.0.0", ">=1.0.0"),
    "category": ("utility", "analytics", "automation", "security", "frontend"),
    "capability": ("planning", "testing"),
    "capabilities": ("planning", "testing", "review"),
    "tags": ("seo", "web", "tests"),
    "license": ("MIT", "Apache-2.0", ""),
    "homepage": ("", "https://example.org/a"),
    "team_id": ("web", "data", "platform"),
    "user_id": ("ada", "bob", ""),
    "variant_id": ("a", "b", "c", ""),
    "variant_ids": ("a", "b", "c"),
    "exclude_variant_ids": ("a", "b"),
    "execution_id": tuple(f"run-{number}" for number in range(30)),
    "build_id": tuple(f"build-{number}" for number in range(30)),
    "result_id": tuple(f"result-{number}" for number in range(30)),
    "request_id": ("", *(f"request-{number}" for number in range(15))),
    "query": ("plan", "plan work", "test the web", "sec", ""),
    "prompt": ("a web shop with a cart", "a REST service in Go", "plan the work", "build a data pipeline"),
    "system_prompt": ("Plan the work as {{steps}}.", "Review the code.", "Use ${tool} well. " * 15),
    "description": ("Plans work.", "Reviews code with care, line by line, and says why it would change each."),
    "display_name": ("ci recorder", "Planner"),
    "error_type": ("timeout", "rate_limit", ""),
    "model": ("large", "small"),
    "workflow": ("standard", "fast", ""),
    "channel_id": tuple(f"channel-{number}" for number in range(10)),
    "url": ("https://localhost/hook", "https://127.0.0.1/hook"),
    "host": ("localhost",),
    "from_address": ("alerts@example.com",),
    "to_addresses": ("ada@example.com",),
    "rule_id": ("high-cpu", *(f"rule-{number}" for number in range(15))),
    "metric": ("heartbeats", "error_rate", "failed"),
    "denominator": ("executions", ""),
    "group_by": ("agent_name", "model", "team_id"),
    "etag": ("",),
    "paths": ("description", "retired", "members", "labels", "nothing"),
    "page_token": ("",),
    "resume_token": ("",),
    "selection_id": ("",),
    "key_id": ("abcdefghijkl",),
}
_HARVESTED = frozenset(
    {
        "agent_name",
        "agent",
        "name",
        "version",
        "variant_id",
        "execution_id",
        "build_id",
        "key_id",
        "alert_id",
        "silence_id",
        "channel_id",
        "selection_id",
        "etag",
    }
)
_OTLP = {
    "resource_spans",
    "scope_spans",
    "spans",
    "trace_id",
    "span_id",
    "resource_metrics",
    "scope_metrics",
    "metrics",
}
"""Without one of these nothing is left of an export."""
_TOKENS = {"next_page_token": "page_token", "resume_token": "resume_token"}
_VALUES_OF_A_FILTER = (
    "planner",
    '"web"',
    "1",
    "0.5",
    "true",
    "ROLE_ADMIN",
    "*",
    '"p*"',
    "2026-01-01T00:00:00Z",
    "90s",
    "x",
)
_SCHEMAS: Sequence[Any] = (
    *[{"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}] * 40,
    {"type": "array", "items": {"$ref": "#"}},
    {"$ref": "http://127.0.0.1:1/schema"},
    {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
    {"pattern": "(a+)+$", "patternProperties": {"^(x|x)*$": {}}},
    {"type": "strin", "minLength": -1},
    {"allOf": [{"anyOf": [{"oneOf": [{"not": {}}]}]}]},
    {"enum": [None, True, 1e308, {"a": []}]},
)
_SECONDS = (
    -315_576_000_001,
    -62_135_596_801,
    -1,
    0,
    1,
    60,
    315_576_000,
    315_576_001,
    253_402_300_800,
    2**63 - 1,
    -(2**63),
)
_NANOS = (-(2**31), -1_000_000_000, -1, 0, 1, 1000, 999_999_999, 1_000_000_000, 2**31 - 1)
_INTEGERS = (-(2**31) - 1, -1, 0, 1, 2**31 - 1, 2**53 + 1, 2**63 - 1, -(2**63))
_DOUBLES = (math.nan, math.inf, -math.inf, -0.0, 5e-324, 1.7976931348623157e308, -1.0, 0.1, 1e15 + 0.3, 2.0**63)
_BOUNDS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}
_MOST_ITEMS, _DEEPEST = 6, 5
_REMEMBERED = 200


class Maker:
    """Makes requests; `learn` keeps names and tokens of answers for later ones."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._known: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))

    def request(self, method: Any) -> Message:
        """Half are what a caller might send, most others have one thing wrong, a few have everything wrong."""
        message = message_factory.GetMessageClass(method.input_type)()
        chance = self.rng.choice((0, 0, 0, 0, 0.05, 0.3, 0.9))
        self._fill(message, chance, 0, _resource(method))
        if chance < 0.1:
            self._reconcile(message)
            if method.name == "StartExecution":
                for name in ("outcome", "success", "duration_ms"):
                    message.execution.ClearField(name)
        return message

    def _reconcile(self, message: Any) -> None:
        """Clears what contradicts something else."""
        names = message.DESCRIPTOR.fields_by_name
        if "outcome" in names and "success" in names:
            message.ClearField("end_time")
            message.ClearField("outcome" if message.HasField("success") else "success")
        if "selection_id" in names and "result_id" in names and message.selection_id:
            for name in ("agent_name", "variant_id", "result_id"):
                message.ClearField(name)
        if "warning" in names and "slo_percent" in names:
            for name in ("kind", "aggregation", "slo_percent", "critical"):
                message.ClearField(name)
        for field, value in message.ListFields():
            if field.message_type is not None and not field.message_type.full_name.startswith("google."):
                for item in [] if is_map(field) else value if field.is_repeated else [value]:
                    self._reconcile(item)

    def learn(self, message: Message) -> None:
        """Remembers what may be sent back."""
        for field, value in message.ListFields():
            if field.type == field.TYPE_STRING and isinstance(value, str):
                name = _TOKENS.get(field.name, field.name)
                if name in _HARVESTED or field.name in _TOKENS:
                    self._known[name].append(value)
            elif field.type == field.TYPE_MESSAGE and not field.message_type.full_name.startswith("google."):
                for item in [value] if isinstance(value, Message) else list(value)[:3]:
                    if isinstance(item, Message):
                        self.learn(item)

    def _fill(self, message: Message, chance: float, depth: int, resource: Any) -> None:
        for field in message.DESCRIPTOR.fields:
            if self.rng.random() < self._absence(field, chance):
                continue
            hostile = self.rng.random() < chance
            if is_map(field):
                self._fill_map(getattr(message, field.name), hostile=hostile)
            elif field.is_repeated:
                self._fill_list(getattr(message, field.name), field, chance, depth, hostile=hostile)
            elif field.message_type is not None:
                self._fill_message(getattr(message, field.name), field, chance, depth, hostile=hostile)
            else:
                setattr(message, field.name, self._scalar(field, resource, hostile=hostile))

    def _absence(self, field: Any, chance: float) -> float:
        """Probability that a field stays unset; what a call needs is seldom left out."""
        if field.name in {"page_token", "resume_token", "filter", "order_by", "window", "overlap", "lifetime"}:
            return 0.7
        if field.name in {"manifest", "executions", "builds"} | _OTLP or _is_needed(field):
            return chance / 4
        return 0.3 if field.is_repeated or field.message_type is not None else 0.1

    def _fill_list(self, items: Any, field: Any, chance: float, depth: int, *, hostile: bool) -> None:
        most = _rules(field).repeated.max_items or 10
        usual = self.rng.randint(1, max(1, _MOST_ITEMS >> depth))
        length = self.rng.choice((0, most, most + 1)) if hostile and most <= 100 and depth < 2 else usual
        for _ in range(length if depth < _DEEPEST else 0):
            if field.message_type is not None:
                self._fill_message(items.add(), field, chance, depth, hostile=hostile)
            else:
                items.append(self._scalar(field, None, hostile=hostile and self.rng.random() < 0.5))
        if not hostile and field.message_type is None:
            items[:] = list(dict.fromkeys(items))

    def _fill_map(self, entries: Any, *, hostile: bool) -> None:
        for _ in range(self.rng.choice((0, 51)) if hostile else self.rng.randint(1, 4)):
            plain = (
                self.rng.choice(("frontend", "backend", "database", "cache")),
                self.rng.choice(("React", "Go", "SQLite")),
            )
            key, value = (self._text(), self._text()) if hostile else plain
            entries[key] = value

    def _fill_message(self, message: Message, field: Any, chance: float, depth: int, *, hostile: bool) -> None:
        message.SetInParent()
        kind = field.message_type.full_name
        if kind == "google.protobuf.Struct":
            self._fill_object(message, schema="schema" in field.name, hostile=hostile)
        elif kind in {"google.protobuf.Timestamp", "google.protobuf.Duration"}:
            self._fill_time(message, kind, hostile=hostile)
        elif depth < _DEEPEST:
            self._fill(message, chance, depth + 1, None)

    def _fill_time(self, message: Any, kind: str, *, hostile: bool) -> None:
        if hostile:
            message.seconds, message.nanos = self.rng.choice(_SECONDS), self.rng.choice(_NANOS)
        elif kind.endswith("Timestamp"):
            message.seconds, message.nanos = 1_790_000_000 + self.rng.randrange(10**6), self.rng.randrange(10**9)
        else:
            message.seconds = self.rng.choice((1, 2, 60, 3600, 86_400, 30 * 86_400))

    def _fill_object(self, message: Any, *, schema: bool, hostile: bool) -> None:
        if hostile and self.rng.random() < 0.3:
            _nest(message, self.rng.choice((5, 20, 40)))
        elif hostile:
            message.update({self._text()[:200]: self.rng.choice((*_DOUBLES, self._text()[:200], None, [], {}))})
        else:
            message.update(
                self.rng.choice(
                    _SCHEMAS if schema else ({"text": "x", "retries": 3}, {"text": "y", "a": {"b": [1, None]}})
                )
            )

    def _scalar(self, field: Any, resource: Any, *, hostile: bool) -> Any:
        if field.type == field.TYPE_STRING:
            return self._string(field, resource, hostile=hostile)
        if field.type == field.TYPE_BOOL:
            return self.rng.random() < 0.5
        if field.type == field.TYPE_ENUM:
            known = [value.number for value in field.enum_type.values]
            return self.rng.choice((99, -1, 2**31 - 1)) if hostile else self.rng.choice(known[1:] * 4 + known)
        if field.type == field.TYPE_DOUBLE:
            return self._double(field, hostile=hostile)
        if field.type == field.TYPE_BYTES:
            usual = 16 if field.name == "trace_id" else 8
            return self.rng.randbytes(self.rng.choice((0, 1, usual - 1, 33, 5000)) if hostile else usual)
        return self._integer(field, hostile=hostile)

    def _double(self, field: Any, *, hostile: bool) -> float:
        rules = _rules(field).double
        if hostile:
            return self.rng.choice(
                (*_DOUBLES, math.nextafter(rules.lte, math.inf), math.nextafter(rules.gte, -math.inf))
            )
        return self.rng.choice(
            (*getattr(rules, "in"), rules.gte, rules.lte, self.rng.uniform(0, min(rules.lte or 5, 5000)))
        )

    def _integer(self, field: Any, *, hostile: bool) -> int:
        lowest, highest = _BOUNDS[field.cpp_type]
        rules = _rules(field).int32 if field.type == field.TYPE_INT32 else _rules(field).int64
        if hostile:
            found = self.rng.choice((*_INTEGERS, rules.gte - 1, rules.lte + 1))
            return max(lowest, min(highest, found))
        if field.name.endswith("_unix_nano"):
            return (1_790_000_000 + self.rng.randrange(10**6)) * 10**9
        return self.rng.choice((rules.gte, rules.lte, 1, self.rng.randint(0, min(rules.lte or 1000, 100_000))))

    def _string(self, field: Any, resource: Any, *, hostile: bool) -> str:
        if hostile:
            return self._edge(field) if self.rng.random() < 0.3 else self._text()
        if field.name == "filter" and resource is not None:
            return self._filter(resource)
        if field.name == "order_by" and resource is not None:
            return self.rng.choice(_names(resource)) + self.rng.choice(("", " desc"))
        known = self._known.get(field.name)
        if known and self.rng.random() < (0.9 if field.name in _TOKENS.values() else 0.5):
            return self.rng.choice(known)
        found = self.rng.choice(_WORDS.get(field.name, ("x", "", "some text")))
        return found if found or not _rules(field).string.min_len else "x"

    def _edge(self, field: Any) -> str:
        """As long as it may be, or one more, in characters of 1 to 4 bytes."""
        rules = _rules(field).string
        most = rules.max_len or rules.max_bytes or 100
        if most > 10_000 and self.rng.random() < 0.9:  # or making and sending them is most of the work
            return "a" * 10_000
        return self.rng.choice(("a", "\u00e9", "\u20ac", "\U0001f600")) * max(0, most + self.rng.choice((-1, 0, 1)))

    def _text(self) -> str:
        if self.rng.random() < 0.7:
            return self.rng.choice(HOSTILE)
        alphabet = string.printable + "\0\u00df\u0130\u202e\u200b\U0001f600'\"%_*\\()"
        return "".join(self.rng.choices(alphabet, k=self.rng.randint(1, 60)))

    def _filter(self, resource: Any) -> str:
        parts = []
        for _ in range(self.rng.randint(1, 4)):
            operator = self.rng.choice(("=", "!=", "<", "<=", ">", ">=", ":"))
            value = self.rng.choice(_VALUES_OF_A_FILTER)
            negated = self.rng.choice(("", "", "NOT ", "-"))
            parts.append(f"{negated}{self.rng.choice(_names(resource))} {operator} {value}")
        joined = self.rng.choice((" AND ", " OR ", " ")).join(parts)
        return f"({joined})" if self.rng.random() < 0.3 else joined


@cache
def _rules(field: Any) -> Any:
    rules = field.GetOptions().Extensions[validate_pb2.field]
    return rules.repeated.items if field.is_repeated and rules.repeated.HasField("items") else rules


@cache
def _is_needed(field: Any) -> bool:
    rules = field.GetOptions().Extensions[validate_pb2.field]
    return bool(rules.required or rules.string.min_len or field.name in {"outcome", "success"})


@cache
def _resource(method: Any) -> Any:
    """The message that a List method lists; None for others."""
    for field in method.output_type.fields:
        if field.is_repeated and field.message_type is not None:
            return field.message_type
    return None


@cache
def _names(resource: Any) -> list[str]:
    return [field.name for field in resource.fields] + ["relevance", "newest", "nothing"]


def _nest(message: Any, levels: int) -> None:
    for _ in range(levels):
        message = message.fields["x"].struct_value
    message.update({"end": True})


@cache
def is_map(field: Any) -> bool:
    return field.message_type is not None and bool(field.message_type.GetOptions().map_entry)
