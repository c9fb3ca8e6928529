"""The C library's allocator, told to keep one heap.

glibc gives threads heaps of their own, up to eight for each processor, and what one thread frees in its heap no other
can use: a server that reads on several threads keeps the peaks of all of them.
"""

from __future__ import annotations

import ctypes
import os

_M_ARENA_MAX = -8  # malloc.h


def keep_one_heap() -> None:
    """Before the first thread starts. Without effect where MALLOC_ARENA_MAX is set, or the C library is another one."""
    if "MALLOC_ARENA_MAX" not in os.environ:
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
