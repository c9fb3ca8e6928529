"""The C library's allocator: told to keep one heap, and asked how much of it is in use.

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


class _Mallinfo2(ctypes.Structure):
    """Of malloc.h: `uordblks` is what is in use of the heap, `hblkhd` what has pages of its own."""

    _fields_ = (
        ("before", ctypes.c_size_t * 4),
        ("hblkhd", ctypes.c_size_t),
        ("between", ctypes.c_size_t * 2),
        ("uordblks", ctypes.c_size_t),
        ("after", ctypes.c_size_t * 2),
    )


def heap_bytes() -> int:
    """What has been given out and not taken back; 0 without glibc 2.33 or newer.

    SQLite's pages and statements, gRPC's buffers and large objects of Python; small ones have memory of their own.
    """
    mallinfo2 = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if mallinfo2 is None:
        return 0
    mallinfo2.restype = _Mallinfo2
    found = mallinfo2()
    return int(found.uordblks + found.hblkhd)
