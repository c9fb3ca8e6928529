"""Writes docs/catalog.md from the shipped agents; with --check, only says whether it is up to date.

Usage: python tools/catalog_docs.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from google.protobuf import json_format

from agenthall.marketplace.v1.manifest_pb2 import KIND_TEAM, Manifest
from agenthall_server import catalog

TARGET = Path(__file__).parent.parent / "docs" / "catalog.md"

_INTRODUCTION = """\
# The shipped agents

<!-- Made by `make docs` from src/agenthall_server/catalog/agents/; edit those files. -->

A server with an empty store publishes these agents, in namespace `agenthall`, visible to every workspace. They are
data: a prompt, the schemas of input and output, an example. agenthall stores and resolves them; the orchestrator that
installs one runs it. A team is an agent whose dependencies are its members, so that installing it installs them.

```sh
grpcurl -plaintext -d '{"agent": "agenthall/seo-specialist"}' \\
  localhost:50051 agenthall.marketplace.v1.MarketplaceService/InstallAgent
```
"""


def document(manifests: list[Manifest]) -> str:
    """The whole page."""
    manifests = sorted(manifests, key=lambda manifest: (manifest.kind == KIND_TEAM, manifest.name))
    parts = [_INTRODUCTION, "\n".join(_table(manifests))]
    parts.extend("\n".join(_section(manifest)) for manifest in manifests)
    return "\n".join(f"{part}\n" if not part.endswith("\n") else part for part in parts)


def _table(manifests: list[Manifest]) -> Iterator[str]:
    yield "| agent | category | what it does |"
    yield "|---|---|---|"
    for manifest in manifests:
        kind = " (team)" if manifest.kind == KIND_TEAM else ""
        name = f"[{manifest.display_name}](#{_anchor(manifest)}){kind}"
        yield f"| {name} | {manifest.category} | {_sentence(manifest.description)} |"


def _section(manifest: Manifest) -> Iterator[str]:
    yield f"## {manifest.display_name}"
    yield ""
    yield f"`{manifest.namespace}/{manifest.name}` {manifest.version}, {manifest.category}, {manifest.license}"
    yield ""
    yield _sentence(manifest.description)
    yield ""
    yield f"- Capabilities: {', '.join(manifest.capabilities)}"
    yield f"- Tags: {', '.join(manifest.tags)}"
    if manifest.dependencies:
        yield "- Members: " + ", ".join(f"`{one.agent}` {one.range}" for one in manifest.dependencies)
    if manifest.tools:
        yield f"- Tools: {', '.join(manifest.tools)}"
    yield from _fields("Input", json_format.MessageToDict(manifest.input_schema))
    yield from _fields("Output", json_format.MessageToDict(manifest.output_schema))
    for example in manifest.examples:
        yield f"- Example: {example.title}"


def _fields(title: str, schema: Mapping[str, Any]) -> Iterator[str]:
    fields, required = schema.get("properties", {}), schema.get("required", [])
    yield f"- {title}:"
    for name in [*required, *sorted(fields.keys() - set(required))]:
        field = fields[name]
        kind = field.get("type") or ("enum" if "enum" in field else "value")
        description = f": {field['description']}" if "description" in field else ""
        optional = "" if name in required else ", optional"
        yield f"  - `{name}` ({kind}{optional}){description}"


def _anchor(manifest: Manifest) -> str:
    """The heading's anchor, as GitHub makes it."""
    return "".join(one for one in manifest.display_name.lower().replace(" ", "-") if one.isalnum() or one == "-")


def _sentence(text: str) -> str:
    return " ".join(text.split())


def main(arguments: list[str]) -> int:
    """0 where the page is up to date or was written, 1 where --check finds it stale."""
    wanted = document(catalog.manifests())
    if arguments == ["--check"]:
        fresh = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == wanted
        print("docs/catalog.md is fresh" if fresh else "docs/catalog.md is stale; run 'make docs'")
        return 0 if fresh else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(wanted, encoding="utf-8")
    print(f"wrote {TARGET.name}: {len(wanted.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
