"""Messages damaged on the wire: flipped bits, lost and repeated pieces, impossible lengths and numbers.

`parse_many` sees that the parser either takes such bytes or says that they are no message, and does so at once.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from google.protobuf import message_factory
from google.protobuf.message import DecodeError

from bench.prove.calls import methods
from bench.prove.fuzz_values import Maker

_NASTY = (
    b"\xff" * 10, b"\xff" * 11, b"\x80" * 20, b"\0", b"\x0b", b"\x0c", b"\x07", b"\xfa\xff\xff\xff\x0f",
    b"\x0a\xff\xff\xff\xff\x07", b"\x12\x80\x80\x80\x80\x08",
    b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x0a\x00" * 40, b"\x0a\x7f" * 120,
)  # fmt: skip
_SHAPES_A_METHOD = 20


@dataclass(slots=True)
class Parsed:
    """What became of the bytes; `problems` are those that raised something else than the parser's own error."""

    count: int = 0
    refused: int = 0
    slowest_seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


def mutated(raw: bytes, rng: random.Random) -> bytes:
    """One to three damages."""
    found = bytearray(raw)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(6):
            case 0 if at < len(found):
                found[at] ^= 1 << rng.randrange(8)
            case 1:
                del found[at:]
            case 2:
                found[at:at] = rng.choice(_NASTY)
            case 3:
                found[at:at] = rng.randbytes(rng.randint(1, 8))
            case 4:
                del found[at : at + rng.randint(1, 8)]
            case _:
                found[at:at] = found[max(0, at - 30) : at]
    return bytes(found)


def shapes(seed: int) -> list[tuple[Any, list[bytes]]]:
    """Of every method its descriptor and messages to damage, none above 4 KiB."""
    maker = Maker(seed)
    made = [
        (method, [maker.request(method).SerializeToString() for _ in range(_SHAPES_A_METHOD)])
        for method in methods().values()
    ]
    return [(method, [raw for raw in raws if len(raw) <= 4096] or [b""]) for method, raws in made]


def parse_many(seed: int, count: int) -> Parsed:
    """Damages and parses that many messages, of every method in turn."""
    rng, parsed = random.Random(seed), Parsed()
    kinds = [(message_factory.GetMessageClass(method.input_type).FromString, raws) for method, raws in shapes(seed)]
    while parsed.count < count:
        for parse, raws in kinds:
            _parse(parse, mutated(rng.choice(raws), rng), parsed)
    return parsed


def _parse(parse: Any, raw: bytes, parsed: Parsed) -> None:
    parsed.count += 1
    started = perf_counter()
    try:
        parse(raw)
    except (DecodeError, UnicodeDecodeError):
        parsed.refused += 1
    except Exception as error:  # noqa: BLE001 - any other one is the finding
        parsed.problems.append(f"{type(error).__name__}: {raw[:200].hex()}")
    parsed.slowest_seconds = max(parsed.slowest_seconds, perf_counter() - started)


def some(parts: Sequence[Parsed]) -> Parsed:
    """The sum of parts."""
    return Parsed(
        sum(part.count for part in parts),
        sum(part.refused for part in parts),
        max((part.slowest_seconds for part in parts), default=0.0),
        [problem for part in parts for problem in part.problems],
    )
