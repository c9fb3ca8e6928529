"""Validating, publishing and reading agents, as a caller sees it."""

from __future__ import annotations

import hashlib
from typing import Any

import grpc
import rfc8785
from google.protobuf import json_format
from google.rpc import error_details_pb2
from sqlalchemy import select
from tests.conftest import Hall, SettableClock, details_of, reason, running, violated
from tests.marketplace.conftest import Town, get, manifest, publish, refused

from agenthall.marketplace.v1 import agent_pb2, manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.audit import AuditEvent
from agenthall_server.database import open_database

FULL: dict[str, Any] = {
    "author": "Ann",
    "description": "Writes React components with typed properties and tests.",
    "tags": ["react", "ui"],
    "capabilities": ["component-generation"],
    "license": "MIT",
    "category": "frontend",
}


def full_manifest() -> manifest_pb2.Manifest:
    made = manifest("ReactExpert", **FULL)
    made.input_schema.update({"type": "object", "required": ["task"], "properties": {"task": {"type": "string"}}})
    made.output_schema.update({"type": "object", "properties": {"code": {"type": "string"}}})
    example = made.examples.add(title="A button")
    example.input.update({"task": "A button"})
    example.output.update({"code": "<button/>"})
    return made


async def validate(hall: Hall, made: manifest_pb2.Manifest) -> pb.ValidateManifestResponse:
    return await hall.marketplace.ValidateManifest(pb.ValidateManifestRequest(manifest=made))


async def test_create_an_agent(hall: Hall) -> None:
    answer = await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=full_manifest()))
    assert answer.agent_version.agent == "default/react-expert"
    assert answer.agent_version.version == "1.0.0"
    assert answer.agent_version.publisher == "local"
    assert answer.static_score == answer.agent_version.static_score == 100
    assert not answer.findings
    found = await get(hall, "ReactExpert")
    assert found.agent_version == answer.agent_version
    assert found.agent.display_name == "ReactExpert"
    assert found.agent.visibility == agent_pb2.VISIBILITY_WORKSPACE
    assert found.agent.kind == manifest_pb2.KIND_AGENT
    assert not found.agent.HasField("average_rating")
    assert sum(found.agent.rating_histogram) == found.agent.download_count == 0


async def test_the_manifest_comes_back_and_its_digest_can_be_recomputed(hall: Hall) -> None:
    sent = full_manifest()
    version = (await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=sent))).agent_version
    sent.namespace, sent.name, sent.display_name = "default", "react-expert", "ReactExpert"
    assert version.manifest == sent
    document = json_format.MessageToDict(version.manifest, preserving_proto_field_name=True)
    assert version.digest == "sha256:" + hashlib.sha256(rfc8785.dumps(document)).hexdigest()


async def test_the_same_manifest_again_changes_nothing(hall: Hall, clock: SettableClock) -> None:
    first = await publish(hall, "a")
    clock.advance(60)
    assert await publish(hall, "a") == first
    assert (await get(hall, "a")).agent.update_time == first.agent_version.create_time


async def test_another_manifest_under_the_same_version_is_refused(hall: Hall) -> None:
    await publish(hall, "a")
    with refused(grpc.StatusCode.ALREADY_EXISTS) as caught:
        await publish(hall, "a", author="Someone else")
    assert reason(caught.value) == "VERSION_ALREADY_PUBLISHED"
    assert details_of(caught.value, error_details_pb2.ErrorInfo).metadata["version"] == "1.0.0"


async def test_an_agent_shows_its_latest_version(hall: Hall) -> None:
    for version in ("1.0.0", "2.0.0-rc.1", "1.1.0", "1.0.1"):
        await publish(
            hall, "a", version=version, description=f"This is version {version} of an agent.", tags=[f"v{version[0]}"]
        )
    found = await get(hall, "a")
    assert found.agent.latest_version == found.agent_version.version == "1.1.0"
    assert found.agent.description == "This is version 1.1.0 of an agent."
    assert (await get(hall, "a", "~1.0.0")).agent_version.version == "1.0.1"
    assert (await get(hall, "a", "2.0.0-rc.1")).agent_version.version == "2.0.0-rc.1"
    listed = await hall.marketplace.ListAgentVersions(pb.ListAgentVersionsRequest(agent="a", page_size=3))
    assert [one.version for one in listed.agent_versions] == ["2.0.0-rc.1", "1.1.0", "1.0.1"]
    assert not any(one.HasField("manifest") for one in listed.agent_versions)
    rest = await hall.marketplace.ListAgentVersions(
        pb.ListAgentVersionsRequest(agent="a", page_size=3, page_token=listed.next_page_token)
    )
    assert [one.version for one in rest.agent_versions] == ["1.0.0"]
    assert rest.next_page_token == ""


async def test_visibility_stays_until_it_is_changed(hall: Hall) -> None:
    await publish(hall, "a")
    await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=manifest("a", version="1.1.0")))
    assert (await get(hall, "a")).agent.visibility == agent_pb2.VISIBILITY_PUBLIC
    await publish(hall, "a", version="1.1.0", public=False)
    assert (await get(hall, "a")).agent.visibility == agent_pb2.VISIBILITY_WORKSPACE


async def test_validate_only_stores_nothing(hall: Hall) -> None:
    request = pb.PublishAgentRequest(manifest=manifest("a"), validate_only=True)
    answer = await hall.marketplace.PublishAgent(request)
    assert answer.agent_version.digest.startswith("sha256:")
    with refused(grpc.StatusCode.NOT_FOUND):
        await get(hall, "a")
    await publish(hall, "a")
    with refused(grpc.StatusCode.ALREADY_EXISTS):
        await hall.marketplace.PublishAgent(
            pb.PublishAgentRequest(manifest=manifest("a", author="x"), validate_only=True)
        )


async def test_a_namespace_belongs_to_its_first_publisher(town: Town) -> None:
    await publish(town.home, "a", namespace="acme")
    for validate_only in (True, False):
        request = pb.PublishAgentRequest(manifest=manifest("b", namespace="acme"), validate_only=validate_only)
        with refused(grpc.StatusCode.PERMISSION_DENIED) as caught:
            await town.abroad.marketplace.PublishAgent(request)
        assert reason(caught.value) == "NAMESPACE_NOT_OWNED"
        assert details_of(caught.value, error_details_pb2.ErrorInfo).metadata == {"namespace": "acme"}
    assert (await publish(town.abroad, "b")).agent_version.agent == "neighbour/b"


async def test_a_missing_agent(hall: Hall) -> None:
    for agent in ("nobody", "no/body", "a/b/c", "../../etc/passwd", "'; DROP TABLE agents; --", "翻译"):
        with refused(grpc.StatusCode.NOT_FOUND) as caught:
            await get(hall, agent)
        assert reason(caught.value) == "RESOURCE_NOT_FOUND"
        assert details_of(caught.value, error_details_pb2.ErrorInfo).metadata["resource_name"] == agent


async def test_a_missing_namespace_is_hinted_at(hall: Hall) -> None:
    await publish(hall, "ReactExpert", namespace="acme")
    for call in (get(hall, "ReactExpert"), hall.marketplace.InstallAgent(pb.InstallAgentRequest(agent="ReactExpert"))):
        with refused(grpc.StatusCode.NOT_FOUND) as caught:
            await call
        assert "acme/react-expert" in caught.value.details()


async def test_a_missing_version(hall: Hall) -> None:
    await publish(hall, "a")
    with refused(grpc.StatusCode.NOT_FOUND):
        await get(hall, "a", "^2")
    with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
        await get(hall, "a", "newest")
    assert reason(caught.value) == "INVALID_SEMVER"
    assert violated(caught.value) == ["version_range"]


BAD: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"name": ""}, "VALIDATION_FAILED", "manifest.name"),
    ({"version": ""}, "VALIDATION_FAILED", "manifest.version"),
    ({"namespace": "Not A Slug"}, "VALIDATION_FAILED", "manifest.namespace"),
    ({"tags": ["UPPER"]}, "VALIDATION_FAILED", "manifest.tags[0]"),
    ({"tags": ["a", "a"]}, "VALIDATION_FAILED", "manifest.tags"),
    ({"system_prompt": "x" * 262_145}, "VALIDATION_FAILED", "manifest.system_prompt"),
    ({"description": "NUL \0 inside a description"}, "VALIDATION_FAILED", "manifest.description"),
    ({"homepage": "javascript:alert(1)"}, "VALIDATION_FAILED", "manifest.homepage"),
    ({"needs": [("b", "")] * 65}, "VALIDATION_FAILED", "manifest.dependencies"),
    ({"version": "1.0"}, "INVALID_SEMVER", "manifest.version"),
    ({"needs": [("b", "newest")]}, "INVALID_SEMVER", "manifest.dependencies[0].range"),
)


async def test_bad_fields_are_named(hall: Hall) -> None:
    for fields, why, where in BAD:
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await publish(hall, **({"name": "a"} | fields))
        assert (reason(caught.value), violated(caught.value)[0]) == (why, where)
    assert (await hall.marketplace.ListAgents(pb.ListAgentsRequest())).agents == []


async def test_bad_schemas_are_named(hall: Hall) -> None:
    bomb = manifest("a")
    bomb.input_schema.update({"type": "object", "$ref": "http://169.254.169.254/"})
    with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
        await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=bomb))
    assert reason(caught.value) == "INVALID_JSON_SCHEMA"
    assert violated(caught.value) == ["manifest.input_schema"]
    endless = manifest("a")
    endless.output_schema.update({"type": "object", "maximum": float("nan")})
    with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
        await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=endless))
    assert reason(caught.value) == "VALIDATION_FAILED"
    assert violated(caught.value)[0].startswith("manifest.output_schema")


async def test_a_manifest_that_breaks_rules_is_rejected_with_all_of_them(hall: Hall) -> None:
    bad = manifest(
        "a", needs=[("a", ""), ("b", ""), ("b", "^1"), ("x/y/z", "")], system_prompt="TODO", category="gardening"
    )
    bad.input_schema.update({"type": "object", "required": ["task"]})
    bad.examples.add().input.update({"other": 1})
    bad.examples.add().output.update({"text": "x" * 70_000})
    with refused(grpc.StatusCode.FAILED_PRECONDITION) as caught:
        await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=bad))
    assert reason(caught.value) == "MANIFEST_REJECTED"
    violations = details_of(caught.value, error_details_pb2.PreconditionFailure).violations
    assert {(one.type, one.subject) for one in violations} == {
        ("manifest.category", "manifest.category"),
        ("manifest.placeholder", "manifest.system_prompt"),
        ("manifest.example", "manifest.examples[0].input"),
        ("manifest.example", "manifest.examples[1].output"),
        ("manifest.dependency", "manifest.dependencies[0].agent"),
        ("manifest.dependency", "manifest.dependencies[2].agent"),
        ("manifest.dependency", "manifest.dependencies[3].agent"),
    }


async def test_a_manifest_is_required(hall: Hall) -> None:
    for call in (
        hall.marketplace.PublishAgent(pb.PublishAgentRequest()),
        hall.marketplace.ValidateManifest(pb.ValidateManifestRequest()),
    ):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await call
        assert violated(caught.value) == ["manifest"]


async def test_validation_says_everything_at_once(hall: Hall) -> None:
    answer = await validate(hall, manifest("", version="x", description="", system_prompt="TODO", category="gardening"))
    assert not answer.valid
    assert answer.static_score == 0
    errors = {one.field for one in answer.findings if one.severity == manifest_pb2.SEVERITY_ERROR}
    assert errors == {"name", "version", "description", "system_prompt", "category"}
    assert [one.severity for one in answer.findings] == sorted((one.severity for one in answer.findings), reverse=True)
    assert all(one.rule_id and one.message and one.remediation for one in answer.findings)


async def test_the_static_score_is_the_sum_of_the_checks_passed(hall: Hall) -> None:
    answer = await validate(hall, manifest("a", description="Short."))
    assert answer.valid
    assert answer.static_score == 15  # the prompt alone
    assert {one.rule_id for one in answer.findings} == {
        f"quality.{part}"
        for part in (
            "description",
            "input_schema",
            "output_schema",
            "examples",
            "tags",
            "capabilities",
            "license",
            "author",
        )
    }
    assert (await validate(hall, full_manifest())).static_score == 100


async def test_an_unpublished_dependency_is_a_warning(hall: Hall) -> None:
    await publish(hall, "b")
    answer = await publish(hall, "a", needs=[("b", "^1"), ("b2", ""), ("agenthall/c", "^2")])
    unresolved = [one.field for one in answer.findings if one.rule_id == "manifest.unresolved"]
    assert unresolved == ["dependencies[1]", "dependencies[2]"]


async def test_lists_filter_sort_and_page(hall: Hall) -> None:
    for name in ("delta", "alpha", "charlie", "bravo"):
        await publish(hall, name, category="testing" if name > "c" else "utility", author=name.title())

    async def names(**fields: Any) -> tuple[list[str], str]:
        answer = await hall.marketplace.ListAgents(pb.ListAgentsRequest(**fields))
        return [agent.name for agent in answer.agents], answer.next_page_token

    assert (await names())[0] == ["alpha", "bravo", "charlie", "delta"]
    assert (await names(category="Testing"))[0] == ["charlie", "delta"]
    assert (await names(filter='author = "Bravo" AND kind = KIND_AGENT'))[0] == ["bravo"]
    assert (await names(order_by="create_time desc"))[0] == ["bravo", "charlie", "alpha", "delta"]
    first, token = await names(page_size=3)
    assert first + (await names(page_size=3, page_token=token))[0] == ["alpha", "bravo", "charlie", "delta"]
    for fields, why in (
        ({"filter": "system_prompt = 1"}, "INVALID_FILTER"),
        ({"order_by": "system_prompt"}, "INVALID_ORDER_BY"),
        ({"page_token": token, "category": "testing"}, "INVALID_PAGE_TOKEN"),
    ):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await names(**fields)
        assert reason(caught.value) == why


async def test_there_are_ten_categories_with_counts(hall: Hall) -> None:
    await publish(hall, "a", category="Frontend")
    answer = await hall.marketplace.ListCategories(pb.ListCategoriesRequest())
    assert " ".join(one.category for one in answer.categories) == (
        "analytics automation backend design frontend integration operations security testing utility"
    )
    assert [one.category for one in answer.categories if one.agent_count] == ["frontend"]
    assert all(one.display_name and one.description for one in answer.categories)
    page = await hall.marketplace.ListCategories(pb.ListCategoriesRequest(page_size=9))
    rest = await hall.marketplace.ListCategories(pb.ListCategoriesRequest(page_size=9, page_token=page.next_page_token))
    assert [*page.categories, *rest.categories] == list(answer.categories)


async def test_agents_outlive_a_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        published = await publish(hall, "ReactExpert", tags=["react"])
    async with running(database_url) as hall:
        assert (await get(hall, "react-expert")).agent_version == published.agent_version


async def test_a_publication_is_audited_once(database_url: str) -> None:
    async with running(database_url) as hall:
        await publish(hall, "a")
        await publish(hall, "a")
    database = open_database(database_url)
    async with database.reader() as connection:
        statement = select(AuditEvent.action, AuditEvent.resource, AuditEvent.principal)
        events = (await connection.execute(statement.where(AuditEvent.workspace_key > 0))).all()
    await database.close()
    assert events == [("marketplace.agents.publish", "default/a", "local")]


async def test_a_change_of_visibility_is_audited(database_url: str) -> None:
    async with running(database_url) as hall:
        await publish(hall, "a", public=False)
        await publish(hall, "a", public=True)
        await publish(hall, "a", public=True)
        await publish(hall, "a", version="1.1.0", public=False)
        await hall.marketplace.PublishAgent(pb.PublishAgentRequest(manifest=manifest("a")))
    database = open_database(database_url)
    async with database.reader() as connection:
        statement = select(AuditEvent.action, AuditEvent.resource, AuditEvent.details)
        statement = statement.where(AuditEvent.workspace_key > 0).order_by(AuditEvent.sequence)
        events = [(action, agent, details) for action, agent, details in await connection.execute(statement)]
    await database.close()
    assert {(action, agent) for action, agent, _ in events} == {("marketplace.agents.publish", "default/a")}
    private, public = "VISIBILITY_WORKSPACE", "VISIBILITY_PUBLIC"
    assert [details for _, _, details in events if "visibility" in details] == [
        {"visibility": public, "visibility_before": private},
        {"visibility": private, "visibility_before": public},
    ]
    assert [details["version"] for _, _, details in events if "version" in details] == ["1.0.0", "1.1.0"]
