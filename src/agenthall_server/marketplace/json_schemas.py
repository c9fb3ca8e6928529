"""What may be an input or output schema, and whether an example satisfies one.

A schema comes from a publisher, so it is data that may want to do harm: fetch an address, fill the memory, never end.
- It is JSON Schema, draft 2020-12, an object schema of at most 64 KiB, 32 levels, 500 nodes (objects and arrays) and
  100 patterns.
- References stay inside: `#` and `#/path` only. Nothing is ever fetched, from the network or from files.
- Patterns run on an engine without backtracking; look-around and back-references are therefore refused.
- A reference may not lead back to itself without going down into the instance: no answer would ever come.
- An example may not need more than 20,000 schema evaluations: `allOf` over references can double the work at each step.

Formats are annotations, as draft 2020-12 has them by default.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema_rs import Draft202012Validator, ReferencingError, RegexOptions, ValidationError

MAX_BYTES = 64 * 1024
MAX_DEPTH = 32
MAX_NODES = 500
MAX_PATTERNS = 100
MAX_EVALUATIONS = 20_000
_MAX_STEPS = 200  # nested evaluations; bounds our own stack and the validator's
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PATTERN_BYTES = 64 * 1024

_SAME_PART = ("not", "if", "then", "else")
_SAME_PART_LISTS = ("allOf", "anyOf", "oneOf")
_MEMBERS = ("additionalProperties", "unevaluatedProperties")
_ITEMS = ("items", "contains", "unevaluatedItems")
_REFUSED = ("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor", "$vocabulary")

Schema = Mapping[str, Any]


def problem_of(schema: Schema) -> str:
    """Why a schema cannot be taken; empty where it can."""
    return size_problem(schema) or _limit_problem(schema) or _form_problem(schema) or _compile_problem(schema)


def mismatch(schema: Schema, instance: Mapping[str, Any]) -> str:
    """Why an instance does not satisfy a schema that `problem_of` passed; empty where it does."""
    if _evaluations(schema, schema, instance, {}, 0) > MAX_EVALUATIONS:
        return f"the schema may need more than {MAX_EVALUATIONS} evaluations for it"
    error = next(_validator(schema).iter_errors(dict(instance)), None)
    if error is None:
        return ""
    where = "".join(f"[{part!r}]" for part in error.instance_path)
    return f"at {where or 'its root'}: {error.message[:300]}"


def size_problem(value: Mapping[str, Any]) -> str:
    """Why a JSON object is too large, as a schema or as an example; empty where it is not."""
    size = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    return f"is larger than {MAX_BYTES // 1024} KiB as JSON" if size > MAX_BYTES else ""


def _limit_problem(schema: Schema) -> str:
    patterns = 0
    for count, (value, depth) in enumerate(_nodes(schema), start=1):
        if isinstance(value, dict):
            patterns += ("pattern" in value) + len(_members(value, "patternProperties"))
        if depth > MAX_DEPTH:
            return f"is nested deeper than {MAX_DEPTH} levels"
        if count > MAX_NODES:
            return f"has more than {MAX_NODES} nodes"
    return f"has more than {MAX_PATTERNS} patterns" if patterns > MAX_PATTERNS else ""


def _nodes(root: Any) -> Iterator[tuple[Any, int]]:
    """Every object and array with its depth, from 1."""
    left = [(root, 1)]
    while left:
        value, depth = left.pop()
        yield value, depth
        inner = value.values() if isinstance(value, dict) else value
        left.extend((item, depth + 1) for item in inner if isinstance(item, (dict, list)))


def _form_problem(schema: Schema) -> str:
    if schema.get("type") != "object":
        return 'is not an object schema; add "type": "object"'
    if str(schema.get("$schema", _DRAFT)).rstrip("#") != _DRAFT:
        return f"names another draft than {_DRAFT}"
    for part in _subschemas(schema):
        refused = next((keyword for keyword in _REFUSED if keyword in part), None)
        if refused is not None:
            return f"uses {refused}, which is not supported"
        if "$id" in part and part is not schema:
            return "has an $id below its root, which is not supported"
        if "$ref" in part and _target(schema, part["$ref"]) is None:
            return f"refers to {str(part['$ref'])[:100]!r}; only `#` and `#/path` to a schema inside it can be used"
    return "has a reference that leads back to itself" if _has_loop(schema) else ""


def _compile_problem(schema: Schema) -> str:
    try:
        _validator(schema)
    except (ValidationError, ReferencingError, ValueError) as error:
        return f"is not a JSON Schema: {str(error).splitlines()[0][:300]}"
    return ""


def _validator(schema: Schema) -> Draft202012Validator:
    patterns = RegexOptions(size_limit=_PATTERN_BYTES, dfa_size_limit=_PATTERN_BYTES)
    return Draft202012Validator(dict(schema), offline=True, pattern_options=patterns)


def _subschemas(root: Schema) -> Iterator[Schema]:
    """Every schema that can take part, each once."""
    seen: set[int] = set()
    left: list[Schema] = [root]
    while left:
        schema = left.pop()
        if id(schema) in seen:
            continue
        seen.add(id(schema))
        yield schema
        left.extend(_on_same_part(schema, root))
        for keyword in ("properties", "patternProperties", "$defs", "definitions"):
            left.extend(_members(schema, keyword).values())
        left.extend(_list(schema, "prefixItems"))
        left.extend(_single(schema, (*_MEMBERS, *_ITEMS, "propertyNames")))


def _on_same_part(schema: Schema, root: Schema) -> list[Schema]:
    """The schemas that apply to the same part of the instance as this one."""
    found = _single(schema, _SAME_PART)
    for keyword in _SAME_PART_LISTS:
        found.extend(_list(schema, keyword))
    found.extend(_members(schema, "dependentSchemas").values())
    target = _target(root, schema["$ref"]) if "$ref" in schema else None
    return found if target is None else [*found, target]


def _target(root: Schema, reference: Any) -> Schema | None:
    """What `#/path` points to; None where that is no schema of this document."""
    if not isinstance(reference, str) or (reference != "#" and not reference.startswith("#/")):
        return None
    value: Any = root
    for part in reference.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value if isinstance(value, dict) else None


def _has_loop(root: Schema) -> bool:
    """True where a schema applies to the same part of the instance again and again."""
    done: set[int] = set()
    for start in _subschemas(root):
        path: dict[int, Iterator[Schema]] = {id(start): iter(_on_same_part(start, root))}
        while path:
            last = next(reversed(path))
            inner = next((one for one in path[last] if id(one) not in done), None)
            if inner is None:
                done.add(last)
                del path[last]
            elif id(inner) in path:
                return True
            else:
                path[id(inner)] = iter(_on_same_part(inner, root))
    return False


def _evaluations(root: Schema, schema: Schema, value: Any, known: dict[tuple[int, int], int], steps: int) -> int:
    """At most how many schemas are evaluated for a value, counted without evaluating them.

    Each pair of schema and part of the instance is looked at once, so counting 2^60 takes no longer than 60.
    """
    key = (id(schema), id(value))
    if key not in known:
        if steps > _MAX_STEPS or len(known) > MAX_EVALUATIONS:
            return MAX_EVALUATIONS + 1
        count = 1
        for one in _on_same_part(schema, root):
            count += _evaluations(root, one, value, known, steps + 1)
        for one, part in _on_inner_parts(schema, value):
            count += _evaluations(root, one, part, known, steps + 1)
        known[key] = count
    return known[key]


def _on_inner_parts(schema: Schema, value: Any) -> Iterator[tuple[Schema, Any]]:
    """The schemas that may apply to parts of the value, with those parts."""
    if isinstance(value, dict):
        properties = _members(schema, "properties")
        others = [*_members(schema, "patternProperties").values(), *_single(schema, _MEMBERS)]
        for name, part in value.items():
            yield from ((one, part) for one in ([properties[name]] if name in properties else []) + others)
            yield from ((one, name) for one in _single(schema, ("propertyNames",)))
    elif isinstance(value, list):
        prefix, rest = _list(schema, "prefixItems"), _single(schema, _ITEMS)
        for at, part in enumerate(value):
            yield from ((one, part) for one in prefix[at : at + 1] + rest)


def _single(schema: Schema, keywords: tuple[str, ...]) -> list[Schema]:
    return [schema[keyword] for keyword in keywords if isinstance(schema.get(keyword), dict)]


def _list(schema: Schema, keyword: str) -> list[Schema]:
    value = schema.get(keyword)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _members(schema: Schema, keyword: str) -> dict[str, Schema]:
    value = schema.get(keyword)
    return {name: one for name, one in value.items() if isinstance(one, dict)} if isinstance(value, dict) else {}
