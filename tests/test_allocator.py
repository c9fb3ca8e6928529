from __future__ import annotations

import os
import subprocess
import sys

import pytest

from agenthall_server.allocator import heap_bytes

_HEAPS = """
import ctypes, threading
from agenthall_server.allocator import keep_one_heap

keep_one_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
threads = [threading.Thread(target=libc.malloc, args=(10_000,)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="malloc_info is of glibc")
@pytest.mark.parametrize("said", [{}, {"MALLOC_ARENA_MAX": "8"}])
def test_threads_share_a_heap_unless_the_environment_says_otherwise(said: dict[str, str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"} | said
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", _HEAPS], capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    heaps = done.stdout.count("<heap ")
    assert heaps > 1 if said else heaps == 1


@pytest.mark.skipif(sys.platform != "linux", reason="mallinfo2 is of glibc")
def test_the_heap_grows_with_what_is_kept() -> None:
    before = heap_bytes()
    kept = [bytes(10_000) for _ in range(1000)]
    assert 10_000_000 <= heap_bytes() - before < 20_000_000
    del kept
    assert heap_bytes() - before < 5_000_000
