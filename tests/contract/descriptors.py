"""The contract as descriptors: its files, services, methods and comments."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool
from tools import api_contract

from agenthall_server.server import OTLP_SERVICES, SERVICES

ROOT = Path(__file__).parents[2]


def services() -> list[Any]:
    """Descriptors of every service that the server serves."""
    return [descriptor_pool.Default().FindServiceByName(name) for name in SERVICES]


def methods() -> list[Any]:
    """Descriptors of every method, in the order of the proto files."""
    return [method for service in services() for method in service.methods]


def served() -> dict[str, Any]:
    """The same by `Service/Method`, and those of OpenTelemetry's contract, which say nothing of permissions."""
    others = [descriptor_pool.Default().FindServiceByName(name) for name in OTLP_SERVICES]
    found = [*methods(), *(method for service in others for method in service.methods)]
    return {f"{method.containing_service.name}/{method.name}": method for method in found}


@cache
def files() -> tuple[descriptor_pb2.FileDescriptorProto, ...]:
    """Our files in the committed image, which has what the generated code leaves out: the comments."""
    found = descriptor_pb2.FileDescriptorSet.FromString(api_contract.IMAGE.read_bytes()).file
    return tuple(file for file in found if file.package.startswith("agenthall."))


@cache
def comments() -> dict[str, str]:
    """What stands above each service (`package.Service`) and method (`package.Service.Method`), as one line."""
    spoken = {each.full_name for service in services() for each in (service, *service.methods)}
    return {name: " ".join(text.split()) for name, text in api_contract.read().comments.items() if name in spoken}
