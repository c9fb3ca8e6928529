"""Semantic versions and npm-style ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.errors import InvalidSemver
from agenthall_server.marketplace import versions
from agenthall_server.marketplace.versions import highest, is_range, is_version, latest, satisfies, sort_key

# The order of semver.org section 11, with its own example of pre-releases.
ASCENDING = [
    "0.0.0-0",
    "0.0.1",
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-alpha-x",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.1",
    "1.2.0",
    "1.10.0",
    "2.0.0",
    "10.0.0",
    "9007199254740991.0.0",
]


def test_versions_sort_as_semver_says() -> None:
    assert sorted(set(ASCENDING), key=sort_key) == ASCENDING


LARGEST = "9007199254740991.0.9007199254740991-9007199254740991+20260101000000000000"


@pytest.mark.parametrize(
    "text", [*ASCENDING, "1.0.0+build.01", "1.0.0-0A.is.legal", "1.0.0--", "1.2.3----RC.1+x-y", LARGEST]
)
def test_semantic_versions(text: str) -> None:
    assert is_version(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.0",
        "v1.0.0",
        "01.0.0",
        "1.0.0-01",
        "1.0.0-a..b",
        "1.0.0+",
        " 1.0.0",
        "1.0.0\n",
        "\u0661.0.0",
        "1.0.0-ä",
        "9007199254740992.0.0",
        "1.9007199254740992.0",
        "1.0.9007199254740992",
        "1.0.0-rc.9007199254740992",
    ],
)
def test_what_is_no_semantic_version(text: str) -> None:
    assert not is_version(text)


@pytest.mark.parametrize(
    ("range_", "inside", "outside"),
    [
        ("", "0.0.1 1.2.3 9.9.9", "1.0.0-rc.1"),
        ("*", "0.0.1 1.2.3", "2.0.0-beta"),
        ("1.2.3", "1.2.3 1.2.3+build", "1.2.4 1.2.3-rc"),
        ("=v1.2.3", "1.2.3", "1.2.4"),
        ("1.0.0-rc.1", "1.0.0-rc.1", "1.0.0 1.0.0-rc.2"),
        ("^1.2.3", "1.2.3 1.9.0", "1.2.2 2.0.0 2.0.0-alpha 1.3.0-beta"),
        ("^1.2.3-beta.2", "1.2.3-beta.2 1.2.3-beta.4 1.2.3 1.9.0", "1.2.3-beta.1 1.2.4-beta.2 2.0.0"),
        ("^0.2.3", "0.2.3 0.2.9", "0.3.0 0.2.2 1.0.0"),
        ("^0.0.3", "0.0.3", "0.0.4"),
        ("^0.0", "0.0.0 0.0.9", "0.1.0"),
        ("^0.x", "0.0.1 0.9.0", "1.0.0"),
        ("^1.x", "1.0.0 1.9.0", "2.0.0"),
        ("~1.2.3", "1.2.3 1.2.9", "1.3.0 1.2.2"),
        ("~1.2", "1.2.0 1.2.9", "1.3.0"),
        ("~>1", "1.0.0 1.9.9", "2.0.0"),
        ("~1.2.3-beta.2", "1.2.3-beta.4 1.2.9", "1.2.4-beta.2 1.3.0"),
        (">=1 <3", "1.0.0 2.9.9", "0.9.9 3.0.0 3.0.0-a"),
        (">= 1.2.3 < 2", "1.2.3 1.9.0", "2.0.0 2.0.0-a"),
        (">1.2", "1.3.0", "1.2.9"),
        (">1.2.3", "1.2.4", "1.2.3"),
        ("<=2", "2.9.9 0.1.0", "3.0.0 3.0.0-a"),
        ("<1.2", "1.1.9", "1.2.0 1.2.0-a"),
        ("1.2 - 2.3.4", "1.2.0 2.3.4", "1.1.9 2.3.5"),
        ("1.2.3 - 2.3", "2.3.9", "2.4.0 1.2.2"),
        ("1.x || >=2.5.0 || 5.0.0 - 7.2.3", "1.3.0 2.5.0 6.0.0", "2.4.9 0.9.0"),
        (">1.0.0-rc.1", "1.0.0-rc.2 1.0.0 2.0.0", "1.0.0-rc.1 2.0.0-rc.1"),
        ("<*", "", "0.0.0 1.0.0"),
    ],
)
def test_ranges_mean_what_they_mean_to_npm(range_: str, inside: str, outside: str) -> None:
    assert [version for version in inside.split() if not satisfies(version, range_)] == []
    assert [version for version in outside.split() if satisfies(version, range_)] == []


@pytest.mark.parametrize(
    "text",
    [
        "latest",
        "^",
        "1.2.3.4",
        "!=1",
        "^1 - 2",
        "1.2.3 ^ || 3 -",
        "01.x",
        "=>1",
        "<your range>",
        "^9007199254740992",
        "<=1.9007199254740992",
    ],
)
def test_what_is_no_range(text: str) -> None:
    assert not is_range(text)
    with pytest.raises(InvalidSemver) as caught:
        versions.require_range(text, "version_range")
    assert caught.value.fields[0].field == "version_range"


numbers = st.integers(min_value=0, max_value=30)
release = st.builds("{}.{}.{}".format, numbers, numbers, numbers)
identifier = st.one_of(numbers.map(str), st.from_regex(r"[a-z-][0-9a-zA-Z-]{0,3}", fullmatch=True))
version = st.one_of(
    release, st.builds(lambda base, parts: f"{base}-{'.'.join(parts)}", release, st.lists(identifier, min_size=1))
)


@given(version, version)
def test_the_sort_key_orders_like_precedence(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (
        (versions.parse(one).precedence, one) < (versions.parse(other).precedence, other)
    )


@given(release, st.lists(version, max_size=20))
def test_a_caret_keeps_the_first_number_that_is_not_zero(base: str, others: list[str]) -> None:
    found = highest(others, f"^{base}")
    if found is not None:
        kept, new = versions.parse(base).precedence[0], versions.parse(found).precedence[0]
        width = next((at + 1 for at, number in enumerate(kept) if number), 3)
        assert new[:width] == kept[:width]
        assert new >= kept
        assert all(sort_key(one) <= sort_key(found) for one in others if satisfies(one, f"^{base}"))


def test_the_latest_version_is_a_release_where_there_is_one() -> None:
    assert latest(["1.0.0", "2.0.0-rc.1", "0.9.0"]) == "1.0.0"
    assert latest(["2.0.0-rc.1", "2.0.0-rc.2"]) == "2.0.0-rc.2"
    assert highest(["2.0.0-rc.1"], "") is None
