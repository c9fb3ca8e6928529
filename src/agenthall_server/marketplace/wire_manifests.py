"""Manifests between the wire and the rules, and findings on their way out.

What is published is the normalised message: namespace, name and category slugged, the wording kept as display name.
Its canonical JSON is what is stored, and what GetAgent builds the manifest from again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf import json_format
from google.protobuf.struct_pb2 import Struct, Value

from agenthall.marketplace.v1 import agent_pb2, manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.marketplace import canonical, naming
from agenthall_server.marketplace.manifest import Dependency, Example, Finding, Manifest, is_valid
from agenthall_server.marketplace.store_publishing import Publication
from agenthall_server.marketplace.tables import Agent, AgentVersion
from agenthall_server.scope import Scope
from agenthall_server.wire import plain, to_message

_MAX_DEPENDENCIES, _MAX_EXAMPLES = 64, 20
_MAX_VERSION, _MAX_RANGE = 65, 201  # one more than the field rules allow: enough to be refused


@dataclass(frozen=True, slots=True)
class Examined:
    """A manifest as it would be published, with everything found in it."""

    message: manifest_pb2.Manifest
    manifest: Manifest
    findings: list[Finding]
    static_score: float


def normalised(manifest: manifest_pb2.Manifest, default_namespace: str) -> manifest_pb2.Manifest:
    """The message as it will be published."""
    result = manifest_pb2.Manifest()
    result.CopyFrom(manifest)
    result.namespace = naming.slug(manifest.namespace or default_namespace)
    result.name = naming.slug(manifest.name)
    result.display_name = manifest.display_name or manifest.name.strip()
    result.category = naming.slug(manifest.category)
    return result


def manifest_of(message: manifest_pb2.Manifest) -> Manifest:
    """The rules' view of a normalised message, cut off where the field rules end: more is refused unread."""
    return Manifest(
        namespace=message.namespace,
        name=message.name,
        display_name=message.display_name,
        author=message.author,
        description=message.description,
        version=message.version[:_MAX_VERSION],
        category=message.category,
        tags=tuple(message.tags),
        capabilities=tuple(message.capabilities),
        system_prompt=message.system_prompt,
        input_schema=_object(message, "input_schema"),
        output_schema=_object(message, "output_schema"),
        dependencies=tuple(_dependency(one, message.namespace) for one in message.dependencies[:_MAX_DEPENDENCIES]),
        kind="KIND_TEAM" if message.kind == manifest_pb2.KIND_TEAM else "KIND_AGENT",
        license=message.license,
        examples=tuple(
            Example(_object(one, "input"), _object(one, "output")) for one in message.examples[:_MAX_EXAMPLES]
        ),
    )


def canonical_of(message: manifest_pb2.Manifest) -> str:
    """The canonical JSON of a normalised message whose numbers are finite."""
    return canonical.canonical_json(json_format.MessageToDict(message, preserving_proto_field_name=True))


def publication_of(request: pb.PublishAgentRequest, examined: Examined) -> Publication:
    """What a request asks to publish, once its manifest was found to be valid."""
    stored = canonical_of(examined.message)
    visibility = agent_pb2.Visibility.Name(request.visibility) if request.visibility else ""
    return Publication(examined.manifest, stored, canonical.digest(stored), examined.static_score, visibility)


def message_of(stored: str) -> manifest_pb2.Manifest:
    """The message of a stored canonical JSON."""
    return json_format.Parse(stored, manifest_pb2.Manifest())


def stored_manifest(stored: str) -> Manifest:
    """The rules' view of a stored canonical JSON."""
    return manifest_of(message_of(stored))


def validated_reply(examined: Examined) -> pb.ValidateManifestResponse:
    """The reply to ValidateManifest."""
    return pb.ValidateManifestResponse(
        valid=is_valid(examined.findings),
        findings=_findings(examined.findings),
        static_score=examined.static_score,
    )


def published_reply(examined: Examined, version: AgentVersion) -> pb.PublishAgentResponse:
    """The reply to PublishAgent."""
    return pb.PublishAgentResponse(
        agent_version=_version(version, examined.manifest.agent, is_own=True, with_manifest=True),
        findings=_findings(examined.findings),
        static_score=version.static_score,
    )


def agent_reply(scope: Scope, agent: Agent, version: AgentVersion) -> pb.GetAgentResponse:
    """The reply to GetAgent."""
    is_own = agent.workspace_key == scope.workspace_key
    return pb.GetAgentResponse(
        agent=to_message(agent_pb2.Agent, agent),
        agent_version=_version(version, agent.agent, is_own=is_own, with_manifest=True),
    )


def versions_reply(
    scope: Scope, agent: Agent, versions: Iterable[AgentVersion], next_page_token: str
) -> pb.ListAgentVersionsResponse:
    """The reply to ListAgentVersions."""
    is_own = agent.workspace_key == scope.workspace_key
    messages = [_version(version, agent.agent, is_own=is_own, with_manifest=False) for version in versions]
    return pb.ListAgentVersionsResponse(agent_versions=messages, next_page_token=next_page_token)


def yanked_reply(agent: str, version: AgentVersion) -> pb.YankAgentVersionResponse:
    """The reply to YankAgentVersion, whose caller is of the agent's own workspace."""
    return pb.YankAgentVersionResponse(agent_version=_version(version, agent, is_own=True, with_manifest=False))


def _version(version: AgentVersion, agent: str, *, is_own: bool, with_manifest: bool) -> agent_pb2.AgentVersion:
    """Which of its principals published a version is the business of the workspace that owns the agent."""
    return to_message(
        agent_pb2.AgentVersion,
        version,
        agent=agent,
        manifest=message_of(version.canonical) if with_manifest else None,
        publisher=version.publisher if is_own else None,
    )


def _findings(findings: Iterable[Finding]) -> list[manifest_pb2.Finding]:
    return [to_message(manifest_pb2.Finding, finding) for finding in findings]


def _is_finite(struct: Struct) -> bool:
    """True where every number is one that JSON can say."""
    left: list[Value] = list(struct.fields.values())
    while left:
        value = left.pop()
        kind = value.WhichOneof("kind")
        if kind == "number_value" and not math.isfinite(value.number_value):
            return False
        if kind == "struct_value":
            left.extend(value.struct_value.fields.values())
        elif kind == "list_value":
            left.extend(value.list_value.values)
    return True


def _object(message: Any, field: str) -> Mapping[str, Any] | None:
    """A Struct field as a JSON object; None where it is unset or cannot be one."""
    return plain(getattr(message, field)) if message.HasField(field) and _is_finite(getattr(message, field)) else None


def _dependency(message: manifest_pb2.Dependency, namespace: str) -> Dependency:
    agent_id = naming.agent_id(message.agent, namespace)
    return Dependency("" if agent_id is None else str(agent_id), message.range[:_MAX_RANGE])
