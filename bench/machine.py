"""What the figures were made on, and what other processes took of it meanwhile (Linux, from /proc)."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, all its threads, so far."""
    return sum(map(int, _fields(pid)[11:13])) / _TICKS


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process, in MB of a million bytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ProcessLookupError(pid)


class ForeignCpu:
    """CPU taken since it was made by processes that are not below ours (a PostgreSQL is one) and by other machines."""

    def __init__(self) -> None:
        self._started = perf_counter()
        self._all, self._own = _busy_seconds(), _own_seconds()

    def cores(self) -> float:
        """In cores, on average."""
        foreign = (_busy_seconds() - self._all) - (_own_seconds() - self._own)
        return max(0.0, foreign / (perf_counter() - self._started))


def describe() -> dict[str, str]:
    """Machine and versions, as far as they matter."""
    versions = {name: importlib.metadata.version(name) for name in ("grpcio", "protobuf", "sqlalchemy", "aiosqlite")}
    uvloop = importlib.metadata.version("uvloop") if importlib.util.find_spec("uvloop") else "not installed"
    return {
        "cpu": f"{os.cpu_count()} x {_cpu_model()}",
        "kernel": platform.release(),
        "python": platform.python_version(),
        **versions,
        "uvloop": uvloop,
        "sqlite": sqlite3.sqlite_version,
        "files": filesystem(Path(tempfile.gettempdir())),
        "load": " ".join(f"{one:.1f}" for one in os.getloadavg()),
    }


def filesystem(path: Path) -> str:
    """Type of the file system that holds the path; on tmpfs a sync costs nothing, so figures mean nothing."""
    best, kind = "", "unknown"
    resolved = str(path.resolve())
    for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
        mount, type_ = line.split()[1:3]
        if resolved.startswith(mount) and len(mount) > len(best):
            best, kind = mount, type_
    return kind


def _busy_seconds() -> float:
    first_line = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0]
    user, nice, system, _idle, _wait, irq, softirq, stolen = map(int, first_line.split()[1:9])
    return (user + nice + system + irq + softirq + stolen) / _TICKS


def _own_seconds() -> float:
    """Of this process, of children that have ended, and of those that run with all below them."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used) + sum(
        map(_with_ended_children, _running_below(os.getpid()))
    )


def _running_below(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            children = (task / "children").read_text(encoding="ascii").split()
        except FileNotFoundError:  # it ended meanwhile
            continue
        for child in map(int, children):
            yield child
            yield from _running_below(child)


def _with_ended_children(pid: int) -> float:
    try:
        return sum(map(int, _fields(pid)[11:15])) / _TICKS
    except FileNotFoundError:
        return 0.0


def _fields(pid: int) -> list[str]:
    """Of /proc/PID/stat, those after the name."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
