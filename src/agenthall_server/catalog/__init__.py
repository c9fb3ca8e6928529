"""The agents that agenthall ships: data files, published through the public path like everybody else's.

`agents/<name>.toml` is one manifest with the field names of the contract. docs/catalog.md is made from these files by
tools/catalog_docs.py.
"""

from __future__ import annotations

import tomllib
from graphlib import TopologicalSorter
from importlib import resources

from google.protobuf import json_format

from agenthall.marketplace.v1.manifest_pb2 import Manifest


def manifests() -> list[Manifest]:
    """All shipped manifests; each comes after those that it depends on, otherwise by id."""
    files = (resources.files(__name__) / "agents").iterdir()
    read = (_read(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".toml"))
    found = {f"{manifest.namespace}/{manifest.name}": manifest for manifest in read}
    needs = {agent: sorted({one.agent for one in found[agent].dependencies} & found.keys()) for agent in sorted(found)}
    return [found[agent] for agent in TopologicalSorter(needs).static_order()]


def _read(text: str) -> Manifest:
    return json_format.ParseDict(tomllib.loads(text), Manifest())
