"""Installing and uninstalling, as a caller sees it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import grpc
import pytest
from google.protobuf.struct_pb2 import Struct
from google.rpc import error_details_pb2
from sqlalchemy import Engine, create_engine, event, make_url, update
from tests.conftest import Hall, SettableClock, details_of, reason, running, violated
from tests.marketplace.conftest import colleague, get, install, installed, publish, refused, uninstall

from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.marketplace.tables import Installation


async def library(hall: Hall) -> None:
    """An app that needs a library, which has three versions."""
    for version in ("1.0.0", "1.2.0", "2.0.0"):
        await publish(hall, "lib", version=version)
    await publish(hall, "app", needs=[("lib", "^1")])


def struct(value: dict[str, Any]) -> Struct:
    made = Struct()
    made.update(value)
    return made


async def test_install_an_agent_with_what_it_needs(hall: Hall) -> None:
    await library(hall)
    answer = await install(hall, "App", "^1", config=struct({"depth": 3, "names": ["x"]}))
    installation = answer.installation
    assert (installation.agent, installation.version, installation.version_range) == ("default/app", "1.0.0", "^1")
    assert installation.direct
    assert installation.config["depth"] == 3
    locked = [(one.agent, one.version, list(one.dependencies)) for one in answer.lock.agents]
    assert locked == [("default/app", "1.0.0", ["default/lib"]), ("default/lib", "1.2.0", [])]
    assert [one.digest for one in answer.lock.agents] == [
        (await get(hall, "app")).agent_version.digest,
        (await get(hall, "lib", "1.2.0")).agent_version.digest,
    ]
    listed = await hall.marketplace.ListInstallations(pb.ListInstallationsRequest())
    assert [(one.agent, one.direct) for one in listed.installations] == [("default/app", True), ("default/lib", False)]


async def test_installing_again_with_nothing_newer_changes_nothing(hall: Hall, clock: SettableClock) -> None:
    await library(hall)
    first = await install(hall, "app", config=struct({"a": 1}))
    clock.advance(60)
    assert await install(hall, "app") == first
    assert [(await get(hall, agent)).agent.download_count for agent in ("app", "lib")] == [1, 1]


async def test_installing_again_takes_what_is_newer(hall: Hall, clock: SettableClock) -> None:
    await library(hall)
    first = (await install(hall, "app", config=struct({"a": 1}))).installation
    clock.advance(60)
    await publish(hall, "app", version="1.1.0", needs=[("lib", "^2")])
    second = (await install(hall, "app")).installation
    assert (second.version, second.installation_id, second.config["a"]) == ("1.1.0", first.installation_id, 1)
    assert second.create_time == first.create_time
    assert second.update_time.seconds >= first.update_time.seconds + 60
    assert await installed(hall) == {"default/app": "1.1.0", "default/lib": "2.0.0"}
    assert [(await get(hall, agent)).agent.download_count for agent in ("app", "lib")] == [2, 2]


async def test_installers_are_counted_once_each(hall: Hall) -> None:
    await library(hall)
    await install(hall, "app")
    await uninstall(hall, "app")
    await install(await colleague(hall, "ann"), "app")
    for agent in ("app", "lib"):
        counted = (await get(hall, agent)).agent
        assert (counted.download_count, counted.unique_installer_count) == (2, 2)
    await uninstall(hall, "app")
    await install(hall, "app")
    assert (await get(hall, "app")).agent.unique_installer_count == 2


async def test_ranges_of_all_installations_hold_together(hall: Hall) -> None:
    await library(hall)
    await publish(hall, "modern", needs=[("lib", "^2")])
    await install(hall, "app")
    with refused(grpc.StatusCode.FAILED_PRECONDITION) as caught:
        await install(hall, "modern")
    assert reason(caught.value) == "DEPENDENCY_CONFLICT"
    violations = details_of(caught.value, error_details_pb2.PreconditionFailure).violations
    assert {one.subject for one in violations} == {"default/lib"}
    assert any("default/modern 1.0.0 needs default/lib ^2" in one.description for one in violations)
    assert await installed(hall) == {"default/app": "1.0.0", "default/lib": "1.2.0"}


async def test_a_cycle_is_refused(hall: Hall) -> None:
    await publish(hall, "a", needs=[("b", "")])
    await publish(hall, "b", needs=[("a", "")])
    with refused(grpc.StatusCode.FAILED_PRECONDITION) as caught:
        await install(hall, "a")
    assert reason(caught.value) == "DEPENDENCY_CYCLE"
    cycle = details_of(caught.value, error_details_pb2.ErrorInfo).metadata["cycle"]
    assert cycle == "default/a -> default/b -> default/a"
    assert await installed(hall) == {}


async def test_what_cannot_be_installed(hall: Hall) -> None:
    await library(hall)
    with refused(grpc.StatusCode.NOT_FOUND) as caught:
        await install(hall, "nobody")
    assert details_of(caught.value, error_details_pb2.ErrorInfo).metadata["resource_name"] == "nobody"
    with refused(grpc.StatusCode.NOT_FOUND):
        await install(hall, "lib", "^9")
    with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
        await install(hall, "lib", "latest")
    assert reason(caught.value) == "INVALID_SEMVER"
    for config in ({"a": "x" * 70_000}, {"a": float("nan")}):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await install(hall, "lib", config=struct(config))
        assert reason(caught.value) == "VALIDATION_FAILED"
        assert violated(caught.value)[0].startswith("config")


async def test_validate_only_resolves_and_changes_nothing(hall: Hall) -> None:
    await library(hall)
    answer = await install(hall, "app", validate_only=True)
    assert [one.version for one in answer.lock.agents] == ["1.0.0", "1.2.0"]
    assert answer.installation.installation_id == ""
    assert await installed(hall) == {}
    await install(hall, "app")
    assert await uninstall(hall, "app", validate_only=True) == ["default/app", "default/lib"]
    assert len(await installed(hall)) == 2


async def test_a_repeated_request_gets_the_first_answer(hall: Hall) -> None:
    await library(hall)
    first = await install(hall, "app", request_id="r1")
    await uninstall(hall, "app", request_id="r1")
    assert await install(hall, "app", request_id="r1") == first
    assert await installed(hall) == {}
    assert await uninstall(hall, "app", request_id="r1") == ["default/app", "default/lib"]
    with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
        await install(hall, "lib", request_id="r1")
    assert reason(caught.value) == "REQUEST_ID_REUSED"


async def test_uninstalling_keeps_what_others_need(hall: Hall) -> None:
    await library(hall)
    await publish(hall, "tool", needs=[("lib", "^1")])
    await install(hall, "app")
    await install(hall, "tool")
    assert await uninstall(hall, "App") == ["default/app"]
    assert await installed(hall) == {"default/tool": "1.0.0", "default/lib": "1.2.0"}
    with refused(grpc.StatusCode.FAILED_PRECONDITION) as caught:
        await uninstall(hall, "lib")
    assert reason(caught.value) == "DEPENDENTS_EXIST"
    violations = details_of(caught.value, error_details_pb2.PreconditionFailure).violations
    assert [one.subject for one in violations] == ["default/tool"]
    assert await uninstall(hall, "tool") == ["default/tool", "default/lib"]
    with refused(grpc.StatusCode.NOT_FOUND):
        await uninstall(hall, "tool")


async def test_a_dependency_that_was_asked_for_stays(hall: Hall) -> None:
    await library(hall)
    await install(hall, "app")
    await install(hall, "lib", "1.x")
    assert await uninstall(hall, "app") == ["default/app"]
    assert await installed(hall) == {"default/lib": "1.2.0"}


async def test_installations_filter_sort_and_page(hall: Hall) -> None:
    await library(hall)
    await install(hall, "app")

    async def agents(**fields: Any) -> tuple[list[str], str]:
        answer = await hall.marketplace.ListInstallations(pb.ListInstallationsRequest(**fields))
        return [one.agent for one in answer.installations], answer.next_page_token

    assert (await agents(filter="direct = true"))[0] == ["default/app"]
    assert (await agents(order_by="agent desc"))[0] == ["default/lib", "default/app"]
    first, token = await agents(page_size=1)
    assert first + (await agents(page_size=1, page_token=token))[0] == ["default/app", "default/lib"]
    with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
        await agents(filter='config = "x"')
    assert reason(caught.value) == "INVALID_FILTER"


async def test_installations_at_the_same_time_fit_together(hall: Hall) -> None:
    await library(hall)
    for number in range(6):
        await publish(hall, f"user {number}", needs=[("lib", "^1" if number % 2 else "<1.1")])
    answers = await asyncio.gather(*(install(hall, f"user-{number}") for number in range(6)), return_exceptions=True)
    assert [type(answer).__name__ for answer in answers if isinstance(answer, Exception)] == []
    assert (await installed(hall))["default/lib"] == "1.0.0"
    assert (await get(hall, "lib")).agent.unique_installer_count == 1


@contextmanager
def restless(database_url: str, looks: int) -> Iterator[None]:
    """Somebody else changes what the workspace has, each time after a reader looked at it, for so many looks."""
    url = make_url(database_url)
    other = create_engine(url if url.drivername == "sqlite" else url.set(drivername="postgresql+psycopg"))
    left = iter(range(looks))

    def change(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.current_thread().name == "writer" or not statement.startswith("SELECT installations.agent, "):
            return
        for number in left:
            with other.begin() as connection:
                connection.execute(
                    update(Installation)
                    .where(Installation.workspace_key > 0, Installation.agent == "default/other")
                    .values(version_range=f">=0.0.{number}")
                )
            return

    event.listen(Engine, "after_cursor_execute", change)
    try:
        yield
    finally:
        event.remove(Engine, "after_cursor_execute", change)
        other.dispose()


async def restless_library(hall: Hall) -> None:
    """A library in a workspace that has something else installed too."""
    await library(hall)
    await publish(hall, "other")
    await install(hall, "other")


async def test_what_changed_meanwhile_is_planned_again(hall: Hall, database_url: str) -> None:
    await restless_library(hall)
    with restless(database_url, looks=3):
        first = await install(hall, "app", request_id="r1")
    assert [one.version for one in first.lock.agents] == ["1.0.0", "1.2.0"]
    assert await installed(hall) == {"default/app": "1.0.0", "default/lib": "1.2.0", "default/other": "1.0.0"}
    assert (await get(hall, "app")).agent.download_count == 1
    assert await install(hall, "app", request_id="r1") == first
    assert (await get(hall, "app")).agent.download_count == 1


@pytest.mark.parametrize("validate_only", [False, True])
async def test_what_keeps_changing_is_refused_for_now(hall: Hall, database_url: str, validate_only: bool) -> None:
    await restless_library(hall)
    with restless(database_url, looks=99), refused(grpc.StatusCode.RESOURCE_EXHAUSTED) as caught:
        await install(hall, "app", request_id="r1", validate_only=validate_only)
    assert reason(caught.value) == "OVERLOADED"
    assert details_of(caught.value, error_details_pb2.RetryInfo).retry_delay.ToTimedelta().total_seconds() > 0
    assert await installed(hall) == {"default/other": "1.0.0"}
    assert (await get(hall, "app")).agent.download_count == 0
    answer = await install(hall, "app", request_id="r1", validate_only=validate_only)
    assert [one.version for one in answer.lock.agents] == ["1.0.0", "1.2.0"]


async def test_what_changes_during_a_preview_is_planned_again(hall: Hall, database_url: str) -> None:
    await restless_library(hall)
    with restless(database_url, looks=3):
        answer = await install(hall, "app", validate_only=True)
    assert [one.version for one in answer.lock.agents] == ["1.0.0", "1.2.0"]
    assert await installed(hall) == {"default/other": "1.0.0"}


async def test_a_cancelled_installation_lets_the_next_one_go_on(hall: Hall) -> None:
    await library(hall)
    for _ in range(10):
        call = asyncio.ensure_future(install(hall, "app"))
        await asyncio.sleep(0.001)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
    await install(hall, "app")
    assert await installed(hall) == {"default/app": "1.0.0", "default/lib": "1.2.0"}


async def test_installations_outlive_a_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        await library(hall)
        await install(hall, "app", request_id="r1")
    async with running(database_url) as hall:
        assert await installed(hall) == {"default/app": "1.0.0", "default/lib": "1.2.0"}
        assert (await get(hall, "app")).agent.download_count == 1
        await install(hall, "app", request_id="r1")
        assert (await get(hall, "app")).agent.download_count == 1


async def test_a_workspace_with_many_installations(hall: Hall) -> None:
    count = 60
    await publish(hall, "base")
    for number in range(count):
        await publish(hall, f"agent {number}", needs=[("base", "^1")])
    for number in range(count):
        await install(hall, f"agent-{number}")
    assert len(await installed(hall)) == count + 1
    assert (await get(hall, "base")).agent.download_count == 1
