"""The files of deploy/, read; and a server that is started with the environment that one of them gives it.

Ports are the only thing that is changed: a test takes free ones, so that it can run beside a server.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import grpc
import yaml
from bench.processes import ROOT, ServerProcess
from grpc_health.v1 import health_pb2, health_pb2_grpc

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc

DEPLOY = ROOT / "deploy"
GRPC_PORT = 50051
ADMIN_PORT = 9464
UID = 65532
"""Of the image's user; the manifests name it again."""


def documents(name: str) -> list[Any]:
    """The documents of a YAML file."""
    return list(yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8")))


def document(name: str) -> Any:
    """The one document of a YAML file."""
    (only,) = documents(name)
    return only


@dataclass(frozen=True)
class Started:
    """A server that runs with the environment of a file."""

    process: ServerProcess
    admin_port: int

    def health(self) -> int:
        """What a gRPC probe asks."""
        with grpc.insecure_channel(self.process.target) as channel:
            return health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=5).status

    def page(self, path: str) -> str:
        """A page of the admin port."""
        with urlopen(f"http://127.0.0.1:{self.admin_port}{path}", timeout=5) as answer:
            return answer.read().decode()

    def code_without_key(self) -> grpc.StatusCode:
        """The code of a call without a key."""
        with grpc.insecure_channel(self.process.target) as channel:
            stub = access_service_pb2_grpc.AccessServiceStub(channel)
            try:
                stub.WhoAmI(access_service_pb2.WhoAmIRequest(), timeout=5)
            except grpc.RpcError as error:
                return error.code()
        return grpc.StatusCode.OK


@contextmanager
def started(folder: Path, environment: Mapping[str, str]) -> Iterator[Started]:
    """`agenthall serve` in this folder with this environment and free ports; it must also end well."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        admin_port = probe.getsockname()[1]
    listen = environment.get("AGENTHALL_LISTEN", f"127.0.0.1:{GRPC_PORT}")
    admin = environment.get("AGENTHALL_ADMIN_LISTEN", f"127.0.0.1:{ADMIN_PORT}")
    assert listen.endswith(f":{GRPC_PORT}")
    assert admin.endswith(f":{ADMIN_PORT}")
    ports = {
        "AGENTHALL_LISTEN": listen.replace(f":{GRPC_PORT}", ":0"),
        "AGENTHALL_ADMIN_LISTEN": admin.replace(f":{ADMIN_PORT}", f":{admin_port}"),
    }
    process = ServerProcess(
        [sys.executable, "-m", "agenthall_server", "serve"], folder, {**environment, **ports}, cwd=folder
    )
    try:
        process.wait_until_serving()
        assert "unknown setting" not in process.output()
        yield Started(process, admin_port)
        assert process.stop() == 0, process.output()
    finally:
        process.kill()
        process.wait()


def assert_safe_and_healthy(server: Started) -> None:
    """What every way to deploy promises: it serves, it says so to probes, and it serves nobody without a key."""
    assert server.health() == health_pb2.HealthCheckResponse.SERVING
    assert server.page("/healthz") == "ok\n"
    assert server.code_without_key() is grpc.StatusCode.UNAUTHENTICATED
