"""The C library's allocator, told to keep one heap.

glibc gives threads heaps of their own, up to eight for each processor, and what one thread frees in its heap no other
can use: a server that reads on several threads keeps the peaks of all of them.
"""

from __future__ import annotations

import ctypes
import os

_M_ARENA_MAX = -8  # malloc.h


def keep_one_heap() -> None:
    """Before the first thread starts. Without effect where the environment says how many, or without glibc."""
    if "MALLOC_ARENA_MAX" not in os.environ and "arena_max" not in os.environ.get("GLIBC_TUNABLES", ""):
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
