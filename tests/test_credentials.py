"""Where a command finds its key, and how it keeps one."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall_server.config import InvalidSetting
from agenthall_server.credentials import find_api_key, save_api_key
from agenthall_server.demo import inputs
from tests.conftest import running

KEY = "agenthall_abcdefghijkl_" + "A" * 43


def agenthall(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], **variables}
    command = (sys.executable, "-m", "agenthall_server", *arguments)
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)  # noqa: S603 - our own command


def home_with(folder: Path, key: str = KEY) -> dict[str, str]:
    save_api_key(key, folder / ".config" / "agenthall" / "credentials")
    return {"HOME": str(folder)}


def test_the_first_place_that_is_named_wins(tmp_path: Path) -> None:
    places = {}
    for name in ("flag", "file"):
        places[name] = tmp_path / name
        places[name].write_text(f"key-of-{name}\n", encoding="utf-8")
    environment = home_with(tmp_path, "key-of-home")
    assert find_api_key(environment) == "key-of-home"
    environment["AGENTHALL_API_KEY_FILE"] = str(places["file"])
    assert find_api_key(environment) == "key-of-file"
    environment["AGENTHALL_API_KEY"] = "key-of-variable"
    assert find_api_key(environment) == "key-of-variable"
    assert find_api_key(environment, places["flag"]) == "key-of-flag"
    assert find_api_key({"HOME": str(tmp_path / "nobody")}) is None


def test_the_folder_of_settings_may_be_elsewhere(tmp_path: Path) -> None:
    save_api_key(KEY, tmp_path / "agenthall" / "credentials")
    assert find_api_key({"XDG_CONFIG_HOME": str(tmp_path), "HOME": "/nowhere"}) == KEY


def test_a_saved_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    home_with(tmp_path)
    file = tmp_path / ".config" / "agenthall" / "credentials"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    home_with(tmp_path, "another")
    assert [one.name for one in file.parent.iterdir()] == ["credentials"], "nothing half-written stays"
    assert find_api_key({"HOME": str(tmp_path)}) == "another"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_credentials_file_that_others_may_open_is_neither_read_nor_replaced(tmp_path: Path, mode: int) -> None:
    environment = home_with(tmp_path)
    file = tmp_path / ".config" / "agenthall" / "credentials"
    file.chmod(mode)
    for attempt in (lambda: find_api_key(environment), lambda: save_api_key("x", file)):
        with pytest.raises(InvalidSetting, match="chmod 600") as caught:
            attempt()
        assert KEY not in str(caught.value)
    file.chmod(0o600)
    assert find_api_key(environment) == KEY


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_not_trusted(tmp_path: Path) -> None:
    environment = home_with(tmp_path)
    os.chown(tmp_path / ".config" / "agenthall" / "credentials", os.geteuid() + 1, -1)
    with pytest.raises(InvalidSetting, match="another user"):
        find_api_key(environment)


@pytest.mark.parametrize("content", [b"", b"\n", b"two words", b"a\nb", b"\xff\xfe", "schlüssel".encode(), b"x" * 9000])
def test_what_is_no_key_is_not_sent(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    with pytest.raises(InvalidSetting, match="does not hold a key"):
        find_api_key({"AGENTHALL_API_KEY_FILE": str(file)})


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="No such file"):
        find_api_key(home_with(tmp_path) | {"AGENTHALL_API_KEY_FILE": str(tmp_path / "missing")})


async def test_a_key_that_was_saved_is_the_one_that_calls(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    made = agenthall(tmp_path, "keys", "create", "--role", "admin", "--save", "--json", "--database", url)
    shown = json.loads(made.stdout)
    assert made.returncode == 0, made.stderr
    key = find_api_key({"HOME": str(tmp_path)})
    assert key is not None
    assert shown["saved_in"].endswith("/.config/agenthall/credentials")
    assert key not in made.stdout + made.stderr
    async with running(url, auth="required") as hall:
        answer = await hall.caller(key).access.WhoAmI(pb.WhoAmIRequest())
        assert answer.principal == f"key:{shown['key_id']}"


def test_without_a_place_to_save_it_no_key_is_made(tmp_path: Path) -> None:
    home_with(tmp_path)
    (tmp_path / ".config" / "agenthall" / "credentials").chmod(0o644)
    done = agenthall(
        tmp_path, "keys", "create", "--role", "admin", "--save", "--database", f"sqlite:///{tmp_path}/h.db"
    )
    assert (done.returncode, "chmod 600" in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "h.db").exists()


def test_the_demo_says_what_is_wrong_with_the_key_of_its_target(tmp_path: Path) -> None:
    arguments = ("demo", "--data", str(inputs.SAMPLES), "--target", "127.0.0.1:1")
    done = agenthall(tmp_path, *arguments, AGENTHALL_API_KEY_FILE=str(tmp_path / "missing"))
    assert (done.returncode, "No such file" in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr
