"""Load from another process: h2load where it is installed, otherwise a Python client.

h2load (Debian package nghttp2-client) speaks HTTP/2 and sends a framed protobuf body, which is a gRPC call; it costs
little. A Python client takes as much CPU as the server and is the bottleneck above some 5,000 calls/s; `generator`
says which one it was. h2load sees HTTP statuses only: whoever counts its calls as acknowledged must compare them with
the rows in the database.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.processes import run_to_end
from bench.samples import framed

_FINISHED = re.compile(r"finished in ([\d.]+)(us|ms|s|m)\b")
_REQUESTS = re.compile(r"requests: .* (\d+) succeeded, (\d+) failed, (\d+) errored")
_UNIT_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
_MAX_CONNECTIONS = 4
_EXTRA_SECONDS = 60.0
_ONCE_SECONDS = 180.0


class NothingDone(Exception):
    """Not one call was answered in the time given."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a load generator saw."""

    calls: int
    seconds: float
    p50_ms: float
    p99_ms: float
    generator: str

    @property
    def calls_per_second(self) -> float:
        return self.calls / self.seconds


def repeat(
    folder: Path, target: str, method: str, message: bytes, *, in_flight: int, seconds: float, key: str = ""
) -> Load:
    """The same message again and again for a time. `key`: an API key to send with every call."""
    body = folder / "body"
    body.write_bytes(framed(message))
    if shutil.which("h2load"):
        return _h2load(folder, target, method, body, in_flight=in_flight, seconds=seconds, key=key)
    return _python(target, method, body, in_flight=in_flight, seconds=seconds, key=key)


def warm_up(folder: Path, target: str, method: str, message: bytes, *, in_flight: int) -> None:
    """A second of load that is not looked at: a slow server may not even finish a call in it."""
    with suppress(NothingDone):
        repeat(folder, target, method, message, in_flight=in_flight, seconds=1.0)


def send_all(folder: Path, target: str, method: str, messages: Sequence[bytes], *, in_flight: int) -> Load:
    """Each message once, from a Python process; the time is that of all of them."""
    bodies = folder / "bodies"
    with bodies.open("wb") as file:
        for message in messages:
            file.write(framed(message))
    return _python(target, method, bodies, in_flight=in_flight, seconds=0.0)


def percentile(sorted_values: Sequence[float], percent: float) -> float:
    """Nearest rank."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * percent / 100))]


def _h2load(folder: Path, target: str, method: str, body: Path, *, in_flight: int, seconds: float, key: str) -> Load:
    log = folder / "h2load.log"
    log.unlink(missing_ok=True)
    connections = min(_MAX_CONNECTIONS, in_flight)
    command = [
        "h2load",
        "-D",
        f"{seconds * 1000:.0f}ms",
        "-t",
        "1",
        "-c",
        str(connections),
        "-m",
        str(in_flight // connections),
    ]
    command += ["-d", str(body), f"--log-file={log}", "-H", "content-type: application/grpc", "-H", "te: trailers"]
    command += ["-H", f"authorization: Bearer {key}"] if key else []
    finished = subprocess.run(
        [*command, f"http://{target}{method}"],
        capture_output=True,
        text=True,
        timeout=seconds + _EXTRA_SECONDS,
        check=True,
    )
    return _read_h2load(finished.stdout, log)


def _read_h2load(output: str, log: Path) -> Load:
    time, requests = _FINISHED.search(output), _REQUESTS.search(output)
    if time is None or requests is None or int(requests[1]) == 0:
        raise NothingDone(f"h2load finished no call: {output[-1000:]}")
    if int(requests[2]) or int(requests[3]):
        raise RuntimeError(f"h2load saw failures: {requests[0]}")
    milliseconds = sorted(int(line.rpartition("\t")[2]) / 1000 for line in log.read_text(encoding="ascii").splitlines())
    return Load(
        calls=int(requests[1]),
        seconds=float(time[1]) * _UNIT_SECONDS[time[2]],
        p50_ms=percentile(milliseconds, 50),
        p99_ms=percentile(milliseconds, 99),
        generator="h2load",
    )


def _python(target: str, method: str, bodies: Path, *, in_flight: int, seconds: float, key: str = "") -> Load:
    arguments = [target, method, str(bodies), str(in_flight), f"{seconds:g}", key]
    output = run_to_end("bench.load_client", *arguments, timeout=(seconds or _ONCE_SECONDS) + _EXTRA_SECONDS)
    return Load(**json.loads(output), generator="python grpc.aio client (the bottleneck above some 5,000 calls/s)")
