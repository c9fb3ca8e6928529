"""Methods of the contract by the names that people type: `Observability/RecordExecution`, in full or in part.

A service is named by its full name, its name, or its name without `Service`, a method by its name; case does not
matter. A method whose name is unique needs no service.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from grpc_health.v1 import health_pb2

from agenthall.access.v1 import access_service_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2
from agenthall.memory.v1 import team_memory_service_pb2
from agenthall.observability.v1 import observability_service_pb2
from agenthall.optimizer.v1 import optimizer_service_pb2

_MODULES = (
    access_service_pb2,
    marketplace_service_pb2,
    team_memory_service_pb2,
    observability_service_pb2,
    optimizer_service_pb2,
    health_pb2,
)


class UnknownMethod(Exception):
    """No method, or more than one, has this name; the text says which may have been meant."""


def methods() -> list[Any]:
    """The descriptors of all methods."""
    services = [service for module in _MODULES for service in module.DESCRIPTOR.services_by_name.values()]
    return [method for service in services for method in service.methods]


def find(name: str) -> Any:
    """The one method of this name. Raises UnknownMethod."""
    service, separator, method = name.strip().strip("/").rpartition("/")
    if not separator:
        service, _, method = name.strip().rpartition(".")
    found = [one for one in methods() if one.name.lower() == method.lower() and _is_named(one, service.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownMethod(f"{name} is a method of several services: {', '.join(map(short_name, found))}")
    known = {short_name(one).lower(): short_name(one) for one in methods()}
    alike = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(known[one] for one in alike)}?" if alike else ""
    raise UnknownMethod(f"there is no method {name}{hint or '; agenthall call --list shows all'}")


def short_name(method: Any) -> str:
    """`Observability/RecordExecution`."""
    return f"{method.containing_service.name.removesuffix('Service')}/{method.name}"


def _is_named(method: Any, service: str) -> bool:
    own = method.containing_service
    names = (own.full_name, own.name, own.name.removesuffix("Service"))
    return not service or service in [name.lower() for name in names]
