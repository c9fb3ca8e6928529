"""The caller's side: where a command finds its key, and how it goes along with every call.

A key is never an argument, because other users can read command lines. It is looked for in this order, and the first
place that is named wins, also where it holds nothing of use:

1. the file of `--api-key-file`
2. the variable AGENTHALL_API_KEY
3. the file that AGENTHALL_API_KEY_FILE names
4. `$XDG_CONFIG_HOME/agenthall/credentials`, or else `~/.config/agenthall/credentials`, where there is one

The fourth is written by `agenthall keys create --save`. It holds one key, belongs to its user alone (mode 0600) and is
not read where others may read it too. The other files may be as open as the operator wants: secrets that a container
gets are often readable by a group.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import grpc

from agenthall_server.config import InvalidSetting

_CREDENTIAL = re.compile(r"[!-~]{1,8192}\Z")
_OTHERS = 0o077


def find_api_key(environment: Mapping[str, str] = os.environ, named: Path | None = None) -> str | None:
    """The key to call with, None where there is none. `named` is the file of a flag. Raises InvalidSetting."""
    if named is not None:
        return _read(named)
    if key := environment.get("AGENTHALL_API_KEY"):
        return _checked(key, "AGENTHALL_API_KEY")
    if file := environment.get("AGENTHALL_API_KEY_FILE"):
        return _read(Path(file))
    own = credentials_file(environment)
    if not own.exists():
        return None
    check_private(own)
    return _read(own)


def credentials_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the key of this user is kept; it need not exist."""
    folder = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME") or Path.home(), ".config")
    return Path(folder, "agenthall", "credentials")


def check_private(file: Path) -> None:
    """Raises InvalidSetting where others may read the file or another user owns it; no file is fine."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise InvalidSetting(f"{file} cannot be looked at: {error.strerror}") from error
    if found.st_mode & _OTHERS:
        raise InvalidSetting(f"{file} may be read by others (mode {found.st_mode & 0o777:04o}); chmod 600 {file}")
    if found.st_uid != os.geteuid():
        raise InvalidSetting(f"{file} belongs to another user")


def save_api_key(key: str, file: Path) -> None:
    """Replaces what the file holds, whole or not at all; only its owner may read it. Raises InvalidSetting."""
    check_private(file)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".credentials-")  # has mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as writing:
                writing.write(f"{key}\n")
            Path(unfinished).replace(file)
        except BaseException:  # an interrupt too must leave no copy of the key behind
            Path(unfinished).unlink()
            raise
    except OSError as error:
        raise InvalidSetting(f"{file} cannot be written: {error.strerror}") from error


def _read(file: Path) -> str:
    try:
        with file.open(encoding="ascii") as reading:
            return _checked(reading.read(10_000).strip(), str(file))
    except OSError as error:
        raise InvalidSetting(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InvalidSetting(f"{file} does not hold a key") from error


def _checked(key: str, place: str) -> str:
    if not _CREDENTIAL.match(key):
        raise InvalidSetting(f"{place} does not hold a key: one line of at most 8192 printable characters")
    return key


def bearer(api_key: str | None) -> list[Any]:
    """Interceptors for a `grpc.aio` channel that send the key with every call; none without a key."""
    return [] if api_key is None else [_Unary(api_key), _Stream(api_key)]


class _Unary(grpc.aio.UnaryUnaryClientInterceptor):
    def __init__(self, api_key: str) -> None:
        self._api_key = api_key

    async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return await continuation(_with_key(details, self._api_key), request)


class _Stream(grpc.aio.UnaryStreamClientInterceptor):
    def __init__(self, api_key: str) -> None:
        self._api_key = api_key

    async def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
        return await continuation(_with_key(details, self._api_key), request)


def _with_key(details: Any, api_key: str) -> Any:
    metadata = grpc.aio.Metadata(*(details.metadata or ()), ("authorization", f"Bearer {api_key}"))
    return details._replace(metadata=metadata)
