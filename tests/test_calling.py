"""agenthall call: any method with JSON, and errors that say how to mend them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from agenthall_server.calling import methods, shapes
from agenthall_server.calling.invoking import NotRequest, request_of, texts_of
from agenthall_server.client import DESCRIPTORS
from agenthall_server.method_options import permission_if_any
from agenthall_server.roles import ADMIN
from tests.command_line import Done, agenthall
from tests.conftest import Hall

RECORD = "Observability/RecordExecution"
EXECUTION = {"execution_id": "e1", "agent_name": "planner", "success": True, "duration_ms": 850}


async def called(hall: Hall, *arguments: object, given: str = "", **variables: str) -> Done:
    target = f"127.0.0.1:{hall.server.port}"
    return await agenthall("call", *arguments, given=given, AGENTHALL_TARGET=target, **variables)


def test_every_method_of_the_contract_can_be_called_by_its_short_name() -> None:
    files = FileDescriptorSet.FromString(DESCRIPTORS.read_bytes()).file
    contract = {
        f"{file.package}.{service.name}.{method.name}"
        for file in files
        if file.package.startswith("agenthall.")
        for service in file.service
        for method in service.method
    }
    found = {one.full_name for one in methods.methods()}
    assert contract == {name for name in found if not name.startswith("grpc.health.")}
    for method in methods.methods():
        assert methods.find(methods.short_name(method)) is method
        assert "\n".join(shapes.describe(method))
        needed = permission_if_any(method)
        assert needed in ADMIN or method.full_name.startswith("grpc.health")


@pytest.mark.parametrize(
    "name",
    [
        "Observability/RecordExecution",
        "observabilityservice/recordexecution",
        "/agenthall.observability.v1.ObservabilityService/RecordExecution",
        "agenthall.observability.v1.ObservabilityService.RecordExecution",
        "RecordExecution",
    ],
)
def test_a_method_has_many_names(name: str) -> None:
    assert methods.find(name).full_name == "agenthall.observability.v1.ObservabilityService.RecordExecution"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Observability/RecordExecuton", "did you mean Observability/RecordExecution "),
        ("ListRecommendations", "several services: TeamMemory/ListRecommendations, Observability/ListRec"),
        ("zzz", "agenthall call --list"),
    ],
)
def test_another_name_is_answered_with_what_it_may_mean(name: str, says: str) -> None:
    with pytest.raises(methods.UnknownMethod) as refused:
        methods.find(name)
    assert says in str(refused.value)


def test_a_description_has_the_comments_and_the_forms_of_all_fields() -> None:
    lines = [line.strip() for line in shapes.describe(methods.find(RECORD))]
    assert "// Permission: observability.executions.record." in lines
    at = lines.index('"outcome": "OUTCOME_UNSPECIFIED" | "OUTCOME_OK" | "OUTCOME_FAILED" | "OUTCOME_CANCELLED"')
    assert "Either this or `success` is required" in lines[at - 1]
    for line in ('"start_time": "2026-03-01T12:30:00Z"', '"attributes": {...}', '"requirement_ids": [""]'):
        assert line in lines
    assert '"tech_stack": {"key": ""}' in "\n".join(shapes.describe(methods.find("RecordBuild")))


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        ("", ["{}"]),
        ('{"a": 1}\n\n{"b": 2}', ['{"a": 1}\n', '{"b": 2}']),
        ('{\n"a": 1\n}\n', ['{\n"a": 1\n}\n']),
    ],
)
def test_standard_input_is_a_request_or_one_a_line(given: str, texts: list[str]) -> None:
    assert list(texts_of(given.splitlines(keepends=True))) == texts


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"execution": 1}', '{"no_such": 1}', "[" * 100_000, '{"execution":' * 500]
)
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(NotRequest, match="is no RecordExecutionRequest"):
        request_of(methods.find(RECORD), text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"execution": {"agent_name": 5}}', 'execution.agent_name cannot hold this value; it is written ""'),
        ('{"execution": {"nope": 5}}', "execution has no field nope"),
        ('{"no_such": 1}', "it has no field no_such"),
        (
            '{"execution": {"start_time": "yesterday"}}',
            'execution.start_time cannot hold this value; it is written "2026-03-01T12:30:00Z"',
        ),
        ('{"execution": ', "it is no JSON: Expecting value: line 1 column 15 (char 14)"),
        ('{"execution":' * 500, "it is no JSON"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_in_the_words_of_the_contract(text: str, says: str) -> None:
    with pytest.raises(NotRequest) as refused:
        request_of(methods.find(RECORD), text)
    assert str(refused.value).startswith(f"the request is no RecordExecutionRequest: {says}")


async def test_calls_and_their_answers(hall: Hall) -> None:
    done = await called(hall, RECORD, json.dumps({"execution": EXECUTION}))
    assert (done.code, json.loads(done.out)) == (0, {"executionId": "e1"}), done.err
    lines = "".join(json.dumps({"execution": EXECUTION | {"execution_id": one}}) + "\n" for one in ("e1", "e2"))
    done = await called(hall, RECORD, given=lines)
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {"executionId": "e1", "duplicate": True},
        {"executionId": "e2"},
    ]
    done = await called(hall, "Observability/WatchMetrics", "{}", "--timeout", "3")
    assert done.code == 0, "the user ended the stream"
    assert json.loads(done.out.splitlines()[0])["snapshot"]["agents"][0]["totalExecutions"] == "2"


async def test_an_error_names_the_field_and_the_next_request_is_made_all_the_same(hall: Hall) -> None:
    requests = [{"execution": EXECUTION | {"duration_ms": -1}}, {"execution": EXECUTION}, {"no": 1}]
    done = await called(hall, RECORD, "-", given="\n".join(map(json.dumps, requests)))
    assert done.code == 1
    assert json.loads(done.out) == {"executionId": "e1"}
    assert "INVALID_ARGUMENT (VALIDATION_FAILED): " in done.err
    assert "\n  execution.duration_ms: must be " in done.err
    assert "it has no field no;" in done.err
    assert "Traceback" not in done.err


async def test_a_stream_of_requests_is_one_call(sqlite_hall: Hall) -> None:
    lines = [{"executions": [EXECUTION | {"execution_id": f"e{number}"}]} for number in (1, 2, 3)]
    done = await called(sqlite_hall, "StreamExecutions", "-", given="\n".join(map(json.dumps, lines)))
    assert (done.code, done.err) == (0, "")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert answers[-1]["acknowledgedSequence"] == "3"
    assert sum(answer["acceptedCount"] for answer in answers) == 3
    broken = await called(sqlite_hall, "StreamExecutions", "-", given=f'{json.dumps(lines[0])}\n{{"no": 1}}')
    assert (broken.code, json.loads(broken.out)["duplicateCount"]) == (1, 1)
    assert "it has no field no;" in broken.err


async def test_a_missing_permission_says_what_to_do(sqlite_hall: Hall) -> None:
    done = await called(sqlite_hall, "WhoAmI", "{}", AGENTHALL_API_KEY="agenthall_unknown_key")
    assert done.code == 1
    assert "UNAUTHENTICATED (CREDENTIALS_INVALID)" in done.err
    assert "--api-key-file" in done.err


async def test_usage(sqlite_hall: Hall) -> None:
    listed = await agenthall("call", "--list")
    watching = next(line for line in listed.out.splitlines() if line.startswith("Observability/WatchMetrics "))
    assert watching.split() == ["Observability/WatchMetrics", "observability.metrics.watch", "(stream)"]
    described = await agenthall("call", "WhoAmI", "--describe")
    assert (described.code, described.out.splitlines()[-2:]) == (0, ["{", "}"])
    unknown = await agenthall("call", "WhoAmJ")
    assert (unknown.code, "did you mean Access/WhoAmI" in unknown.err) == (2, True)
    pretty = await called(sqlite_hall, "Health/Check", "{}", "--pretty")
    assert pretty.out == '{\n  "status": "SERVING"\n}\n'


def test_a_shell_completes_methods() -> None:
    begun = {"_AGENTHALL_COMPLETE": "complete_bash", "COMP_WORDS": "agenthall call Optimizer/Sel", "COMP_CWORD": "2"}
    script = Path(sys.executable).with_name("agenthall")
    done = subprocess.run(script, env=os.environ | begun, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert done.stdout.split() == ["Optimizer/SelectVariant"], done.stderr
