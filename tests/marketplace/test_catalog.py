"""The shipped agents, and real ones of others."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import grpc
from tests.conftest import Hall
from tests.inputs import DATA
from tests.marketplace.conftest import install, installed, search
from tools import catalog_docs

from agenthall.marketplace.v1 import agent_pb2, manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server import catalog

AGENTS = Path(catalog.__file__).parent / "agents"
REAL = DATA / "marketplace/wshobson-agents.jsonl"


async def publish_all(hall: Hall, manifests: list[manifest_pb2.Manifest]) -> list[pb.PublishAgentResponse]:
    """Publishes in the given order."""
    return [
        await hall.marketplace.PublishAgent(
            pb.PublishAgentRequest(manifest=manifest, visibility=agent_pb2.VISIBILITY_PUBLIC)
        )
        for manifest in manifests
    ]


def test_there_are_twelve_specialists_and_three_teams() -> None:
    kinds = Counter(manifest.kind for manifest in catalog.manifests())
    assert kinds == {manifest_pb2.KIND_AGENT: 12, manifest_pb2.KIND_TEAM: 3}
    assert {manifest.namespace for manifest in catalog.manifests()} == {"agenthall"}
    assert [path.name for path in AGENTS.iterdir() if len(path.read_text(encoding="utf-8").splitlines()) >= 200] == []


def test_dependencies_come_first() -> None:
    seen: set[str] = set()
    for manifest in catalog.manifests():
        assert seen >= {dependency.agent for dependency in manifest.dependencies}
        seen.add(f"{manifest.namespace}/{manifest.name}")


def test_the_catalogue_page_is_up_to_date() -> None:
    assert catalog_docs.main(["--check"]) == 0


async def test_every_shipped_agent_is_published_without_a_finding(hall: Hall) -> None:
    answers = await publish_all(hall, catalog.manifests())
    assert [(one.agent_version.agent, list(one.findings)) for one in answers if one.findings] == []
    assert {one.static_score for one in answers} == {100}
    team = next(one for one in catalog.manifests() if one.name == "research-team")
    await install(hall, "agenthall/research-team")
    assert await installed(hall) == dict.fromkeys(
        ["agenthall/research-team", *(dependency.agent for dependency in team.dependencies)], "1.0.0"
    )
    assert await search(hall, "seo keywords") == ["agenthall/seo-specialist"]


async def test_real_agents_are_published(hall: Hall) -> None:
    rows = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    manifests = [
        manifest_pb2.Manifest(
            namespace="wshobson",
            name=row["name"],
            author=row["author"],
            description=row["description"],
            version=row["version"],
            category="utility",
            tags=[row["category"]],
            system_prompt=row["prompt"],
            license=row["license"],
            model=row["model"] or "",
            tools=row["tools"] or (),
        )
        for row in rows
    ]
    refused = []
    for manifest in manifests:
        try:
            await publish_all(hall, [manifest])
        except grpc.aio.AioRpcError as error:
            refused.append((manifest.name, error.details()))
    assert refused == []
    whole = await hall.marketplace.SearchAgents(pb.SearchAgentsRequest(page_size=1000))
    assert (whole.match_count, len(whole.hits), whole.approximate) == (len(rows), len(rows), False)
    sent = manifests[-1]
    hits = await search(hall, sent.name.replace("-", " "))
    assert hits[0].endswith(sent.name)
    got = await hall.marketplace.GetAgent(pb.GetAgentRequest(agent=f"wshobson/{sent.name}"))
    assert got.agent_version.manifest.system_prompt == sent.system_prompt
