"""Namespaces on the wire."""

from __future__ import annotations

from agenthall.marketplace.v1 import namespace_pb2
from agenthall_server.marketplace.store_namespaces import Owned
from agenthall_server.marketplace.tables import Namespace
from agenthall_server.wire import to_message

EDITABLE = ("description",)


def message(owned: Owned) -> namespace_pb2.Namespace:
    """A namespace with its members."""
    members = [to_message(namespace_pb2.NamespaceMember, member) for member in owned.members]
    return to_message(namespace_pb2.Namespace, owned.namespace, members=members)


def short(namespace: Namespace) -> namespace_pb2.Namespace:
    """A namespace of a list."""
    return to_message(namespace_pb2.Namespace, namespace, members=None)
