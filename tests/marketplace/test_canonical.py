"""The digest depends on what a manifest says, not on how it is written."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agenthall.marketplace.v1.manifest_pb2 import Manifest
from agenthall_server.marketplace.canonical import canonical_json, digest
from agenthall_server.marketplace.wire_manifests import canonical_of, message_of

numbers = st.one_of(st.integers(-(2**53) + 1, 2**53 - 1), st.floats(allow_nan=False, allow_infinity=False))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.text(st.characters(exclude_categories=["Cs"]))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("aäβ🙂", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
documents = st.dictionaries(st.text("abc🙂\uffff", max_size=3), values, max_size=5)


def shuffled(value: Any) -> Any:
    """The same value with the keys of every object turned round."""
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(documents)
def test_key_order_makes_no_difference(document: dict[str, Any]) -> None:
    assert digest(canonical_json(document)) == digest(canonical_json(shuffled(document)))


def test_a_known_digest() -> None:
    # printf '%s' '{"a":"ö","b":1}' | sha256sum
    assert canonical_json({"b": 1.0, "a": "ö"}) == '{"a":"ö","b":1}'
    assert digest('{"a":"ö","b":1}') == "sha256:cd13bdb8216a1f04307e12f9a3cfd071fb528db8ef7aa6bee016bd91717acf82"


def test_unset_fields_are_left_out_and_numbers_survive() -> None:
    manifest = Manifest(name="a", version="1.0.0", tags=["x"])
    manifest.input_schema.update({"maximum": 1e300, "minimum": -0.0, "multipleOf": 2**60, "minLength": 5})
    stored = canonical_of(manifest)
    assert set(json.loads(stored)) == {"name", "version", "tags", "input_schema"}
    assert '"minLength":5' in stored
    assert message_of(stored).input_schema["multipleOf"] == 2**60
    assert canonical_of(message_of(stored)) == stored
