"""Secrets that are stored sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from agenthall_server.clock import Clock
from agenthall_server.config import InvalidSetting
from agenthall_server.errors import SecretKeyMissing
from agenthall_server.sealing import Unsealable, open_box

OLD, NEW = "o" * 32, "n" * 32


def key_file(folder: Path, *lines: str) -> str:
    file = folder / "keys"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def test_what_is_sealed_opens_with_any_key_for_its_place_alone(tmp_path: Path) -> None:
    sealed = open_box(key_file(tmp_path, OLD), Clock()).seal("secret", "a")
    assert "secret" not in sealed
    both = open_box(key_file(tmp_path, NEW, "", OLD), Clock())
    assert both.open(sealed, "a") == "secret"
    with pytest.raises(Unsealable):
        both.open(sealed, "b")
    with pytest.raises(Unsealable):
        open_box(key_file(tmp_path, NEW), Clock()).open(both.seal("x", "a")[::-1], "a")
    assert open_box(key_file(tmp_path, NEW), Clock()).open(both.seal("x", "a"), "a") == "x"
    with pytest.raises(Unsealable):
        open_box(key_file(tmp_path, NEW), Clock()).open(sealed, "a")


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(SecretKeyMissing):
        open_box("", Clock()).seal("secret", "a")


@pytest.mark.parametrize("lines", [(), ("short",), (OLD,) * 11])
def test_a_file_that_cannot_be_used(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(InvalidSetting, match="secret_key_file"):
        open_box(key_file(tmp_path, *lines), Clock())
