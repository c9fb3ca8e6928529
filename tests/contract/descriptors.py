"""The contract as descriptors: its files, services, methods and comments."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool

from agenthall_server.server import SERVICES

ROOT = Path(__file__).parents[2]
_SERVICE, _METHOD = 6, 2  # field numbers of FileDescriptorProto.service and ServiceDescriptorProto.method


def services() -> list[Any]:
    """Descriptors of every service that the server serves."""
    return [descriptor_pool.Default().FindServiceByName(name) for name in SERVICES]


def methods() -> list[Any]:
    """Descriptors of every method, in the order of the proto files."""
    return [method for service in services() for method in service.methods]


@cache
def files() -> tuple[descriptor_pb2.FileDescriptorProto, ...]:
    """Our files in the committed image, which has what the generated code leaves out: the comments."""
    image = (ROOT / "generated" / "descriptors" / "agenthall.binpb").read_bytes()
    found = descriptor_pb2.FileDescriptorSet.FromString(image).file
    return tuple(file for file in found if file.package.startswith("agenthall."))


@cache
def comments() -> dict[str, str]:
    """What stands above each service (`package.Service`) and method (`package.Service.Method`), as one line."""
    found = {}
    for file in files():
        by_path = {
            tuple(place.path): " ".join(place.leading_comments.split()) for place in file.source_code_info.location
        }
        for at, service in enumerate(file.service):
            full_name = f"{file.package}.{service.name}"
            found[full_name] = by_path.get((_SERVICE, at), "")
            for method_at, method in enumerate(service.method):
                found[f"{full_name}.{method.name}"] = by_path.get((_SERVICE, at, _METHOD, method_at), "")
    return found
