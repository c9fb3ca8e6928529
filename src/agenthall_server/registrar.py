"""Where generated code registers a service: wraps the handlers on their way to the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import grpc
from google.protobuf import message_factory


class Registrar:
    """Stands in for the server in the generated `add_...Servicer_to_server`."""

    def __init__(self, server: grpc.aio.Server, wrap: Callable[[str, Any], Any]) -> None:
        """`wrap(name, handler)` gives the handler to register for the method `/package.Service/Method`."""
        self._server = server
        self._wrap = wrap

    def add_generic_rpc_handlers(self, _handlers: object) -> None:
        """The unwrapped handlers, which come a second time by name."""

    def add_registered_method_handlers(self, service: str, handlers: Mapping[str, Any]) -> None:
        wrapped = {name: self._wrap(f"/{service}/{name}", handler) for name, handler in handlers.items()}
        self._server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, wrapped),))


def add_to_server(descriptor: Any) -> Callable[[object, Any], None]:
    """Stands in for the generated `add_...Servicer_to_server` of a service of unary methods, where the generator is so
    old that a Registrar cannot wrap what its code registers.
    """

    def add(servicer: object, server: Any) -> None:
        handlers: dict[str, Any] = {}
        for method in descriptor.methods:
            serialize = message_factory.GetMessageClass(method.output_type).SerializeToString
            handlers[method.name] = grpc.unary_unary_rpc_method_handler(
                getattr(servicer, method.name), response_serializer=serialize
            )
        server.add_registered_method_handlers(descriptor.full_name, handlers)

    return add
