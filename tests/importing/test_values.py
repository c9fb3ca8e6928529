"""Cells as numbers, times and money."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall_server.importing import values
from agenthall_server.importing.values import Unusable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
CONVERTERS = [
    values.text, values.number, values.count, values.nano_usd, values.flag, values.outcome, values.time, values.texts,
    values.json_object, values.json_list, values.scaled("1000"),
]  # fmt: skip


@pytest.mark.parametrize("convert", CONVERTERS, ids=lambda convert: convert.__name__)
@settings(max_examples=30)
@given(value=st.text() | JSON.filter(lambda value: value is not None))
def test_a_value_is_converted_or_unusable_and_nothing_else_happens(convert: values.Convert, value: object) -> None:
    try:
        convert(value)
    except Unusable as error:
        said = str(error)
    else:
        said = "nothing"
    assert 0 < len(said) < 300


@pytest.mark.parametrize(
    ("usd", "nano"),
    [
        ("0.0001107", 110_700),
        (Decimal("9990.01"), 9_990_010_000_000),
        ("0.031131000000000002", 31_131_000),  # as programs with binary fractions write 0.031131
        ("0.0000000005", 0),  # halves go to the even one
        ("0.0000000015", 2),
        ("1e-3", 1_000_000),
        (7, 7_000_000_000),
    ],
)
def test_us_dollars_are_exact_nano_dollars(usd: object, nano: int) -> None:
    assert values.nano_usd(usd) == nano


@given(st.integers(0, 10**15), st.sampled_from(["{}", " {} ", "+{}"]))
def test_every_nano_dollar_survives_its_decimal_form(nano: int, form: str) -> None:
    written = f"{nano // 10**9}.{nano % 10**9:09d}"
    assert values.nano_usd(form.format(written)) == nano


@given(st.decimals(0, 10**6, places=6))
def test_seconds_are_milliseconds_as_exact_as_a_double_can_be(seconds: Decimal) -> None:
    exact = Fraction(seconds) * 1000
    assert values.scaled("1000")(str(seconds)) == float(exact)


@pytest.mark.parametrize("wrong", ["", "1,5", "1 000", "0x10", "1_000", "nan", "-inf", "1e999", "12%", "\u0661\u0662"])
def test_what_is_no_number_is_refused(wrong: str) -> None:
    for convert in (values.number, values.count, values.nano_usd):
        with pytest.raises(Unusable):
            convert(wrong)


@pytest.mark.parametrize("wrong", ["1.5", "9223372036854775808", "1e300", Decimal("0.1")])
def test_what_is_no_whole_number_is_refused(wrong: object) -> None:
    with pytest.raises(Unusable, match="whole number"):
        values.count(wrong)
    assert values.count("1200.0") == 1200, "as tools write whole columns that have gaps"


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_is_read_in_each_of_its_forms(at: datetime) -> None:
    since = at - datetime.fromtimestamp(0, UTC)
    expected = (since.days * 86_400 + since.seconds, since.microseconds * 1000)
    for written in (at.isoformat(), at.replace(tzinfo=None).isoformat(" "), at.isoformat().replace("+00:00", "Z")):
        assert values.time(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1723560043", (1_723_560_043, 0)),
        (1_723_560_043, (1_723_560_043, 0)),
        ("1723560043.25", (1_723_560_043, 250_000_000)),
        ("-0.5", (-1, 500_000_000)),
        ("2024-05-01", (1_714_521_600, 0)),
        ("2024-05-01T02:00:00+02:00", (1_714_521_600, 0)),
        ("2023-11-16 18:15:46.6805900", (1_700_158_546, 680_590_000)),
    ],
)
def test_times_of_real_files(written: object, expected: tuple[int, int]) -> None:
    assert values.time(written) == expected


@pytest.mark.parametrize("wrong", ["1723560043000", "yesterday", "2024-13-01", "0000-01-01", "1e200"])
def test_what_is_no_time_is_refused(wrong: str) -> None:
    with pytest.raises(Unusable):
        values.time(wrong)


def test_whole_numbers_that_a_double_cannot_hold_stay_as_written() -> None:
    assert values.json_object('{"a": 9007199254740993, "b": 3, "c": [0.5]}') == {
        "a": "9007199254740993", "b": 3.0, "c": [0.5],
    }  # fmt: skip


@given(JSON)
def test_an_object_holds_what_a_message_can_hold(value: object) -> None:
    try:
        plain = values.json_object({"value": value})
    except Unusable:
        return
    assert json.loads(json.dumps(plain)) == plain
    assert not any(isinstance(one, float) and not math.isfinite(one) for one in plain.values())


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(Unusable, match="16 levels"):
        values.json_object('{"a": ' * 17 + "1" + "}" * 17)
    with pytest.raises(Unusable):
        values.json_object("[" * 100_000)
