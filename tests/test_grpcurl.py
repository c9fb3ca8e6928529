"""grpcurl against a real server: what an operator types must work, for every method of the contract.

A method that is missing from tools/example_calls.py fails the test.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from bench.processes import ROOT, ServerProcess, hall
from google.protobuf import json_format, message_factory
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool
from tools.example_calls import CALLS, EXECUTION, Answered

GRPCURL = ROOT / ".tools" / "bin" / "grpcurl"
PROTOSET = ROOT / "generated" / "descriptors" / "agenthall.binpb"
SECONDS = 20.0
OF_ALERTS = {"ObservabilityService/ListAlerts", "ObservabilityService/WatchAlerts"}
"""An alert takes a second to fire, and another to go with its rule."""
INVALID_ARGUMENT = 64 + 3  # grpcurl exits with 64 plus the status code

POOL = DescriptorPool()
_FILES = FileDescriptorSet.FromString(PROTOSET.read_bytes()).file
for _file in _FILES:
    POOL.AddSerializedFile(_file.SerializeToString())
SERVICES = {
    service.name: f"{file.package}.{service.name}"
    for file in _FILES
    if file.package.startswith("agenthall.")
    for service in file.service
}


def pinned_grpcurl() -> Path:
    """The grpcurl that `make test` builds where Go is present; without it the test is skipped, in CI it fails."""
    if not GRPCURL.exists():
        missing = "grpcurl is not built: `make test` builds it where Go is present"
        if os.environ.get("CI"):
            pytest.fail(f"{missing}; CI is set: nothing may be skipped")
        pytest.skip(missing)
    return GRPCURL


@pytest.fixture(scope="module")
def grpcurl() -> Path:
    return pinned_grpcurl()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server process on an empty SQLite file."""
    folder = tmp_path_factory.mktemp("grpcurl")
    with hall(folder, f"sqlite:///{folder}/hall.db") as started:
        yield started


def test_lists_the_services(grpcurl: Path, server: ServerProcess) -> None:
    listed = run(grpcurl, server.target, "list").stdout.split()
    assert set(SERVICES.values()) | {"grpc.health.v1.Health"} <= set(listed)


def test_describes_a_message(grpcurl: Path, server: ServerProcess) -> None:
    described = run(grpcurl, server.target, "describe", "agenthall.observability.v1.Execution").stdout
    assert "optional double quality_score" in described


def test_the_descriptors_say_the_same_without_a_server(grpcurl: Path) -> None:
    flags = ("-protoset", str(PROTOSET))
    assert set(SERVICES.values()) <= set(run(grpcurl, *flags, "list").stdout.split())
    methods = run(grpcurl, *flags, "list", SERVICES["OptimizerService"]).stdout
    assert f"{SERVICES['OptimizerService']}.SelectVariant" in methods.split()
    described = run(grpcurl, *flags, "describe", "agenthall.observability.v1.Execution").stdout
    assert "optional double quality_score" in described
    assert "Quality of the result, 0-100." in described  # the comments are in it too


@pytest.mark.parametrize("service", ["", *SERVICES.values()])
def test_health_answers_for_each_service(grpcurl: Path, server: ServerProcess, service: str) -> None:
    asked = json.dumps({"service": service})
    answer = run(grpcurl, "-d", asked, server.target, "grpc.health.v1.Health/Check")
    assert json.loads(answer.stdout) == {"status": "SERVING"}


def test_the_example_calls_cover_the_contract() -> None:
    declared = {f"{name}/{method.name}" for name, full in SERVICES.items() for method in service(full).methods}
    assert {call for call, _, _ in CALLS} == declared
    assert len(CALLS) == len(declared)


@pytest.mark.parametrize(
    "flags", [[], ["-use-reflection=false", "-protoset", str(PROTOSET)]], ids=["reflection", "protoset"]
)
def test_every_method_works(grpcurl: Path, database_url: str, tmp_path: Path, flags: Sequence[str]) -> None:
    answers: dict[str, dict[str, Any]] = {}
    with hall(tmp_path, database_url) as server:
        for call, request, expected in CALLS:
            answers[call] = send(grpcurl, server, call, resolved(request, answers), flags)
            started = monotonic()
            while call in OF_ALERTS and not holds(answers[call], expected) and monotonic() < started + SECONDS:
                answers[call] = send(grpcurl, server, call, resolved(request, answers), flags)
            assert holds(answers[call], expected), f"{call}: {answers[call]} lacks {expected}"


def test_an_error_shows_its_reason_and_the_field(grpcurl: Path, server: ServerProcess) -> None:
    request = json.dumps({"execution": EXECUTION | {"quality_score": 101}})
    method = f"{SERVICES['ObservabilityService']}/RecordExecution"
    failed = run(grpcurl, "-d", request, server.target, method, code=INVALID_ARGUMENT)
    assert '"reason": "VALIDATION_FAILED"' in failed.stderr
    assert '"field": "execution.quality_score"' in failed.stderr
    assert '"domain": "agenthall.dev"' in failed.stderr


def test_a_stream_is_sent_from_standard_input(grpcurl: Path, server: ServerProcess) -> None:
    method = f"{SERVICES['ObservabilityService']}/StreamExecutions"
    lines = [json.dumps({"executions": [{"agent_name": "streamed", "success": one}]}) for one in (True, False, True)]
    printed = run(grpcurl, "-d", "@", server.target, method, given="\n".join(lines)).stdout
    assert json.loads("{" + printed.rpartition("\n{")[2])["acknowledgedSequence"] == "3"


def run(grpcurl: Path, *arguments: str, code: int = 0, given: str = "") -> subprocess.CompletedProcess[str]:
    """One grpcurl; fails where it exits with another code."""
    command = [str(grpcurl), "-plaintext", "-max-time", str(SECONDS), *arguments]
    done = subprocess.run(  # noqa: S603 - the grpcurl that make built
        command, capture_output=True, text=True, timeout=SECONDS + 5, check=False, input=given
    )
    assert done.returncode == code, f"{arguments}: {done.stderr or done.stdout}"
    return done


def service(full_name: str) -> Any:
    return POOL.FindServiceByName(full_name)


def send(grpcurl: Path, server: ServerProcess, call: str, request: Any, flags: Sequence[str]) -> dict[str, Any]:
    """The answer by proto field names; of a stream, its first message."""
    name, _, method_name = call.partition("/")
    method = service(SERVICES[name]).methods_by_name[method_name]
    arguments = (*flags, "-d", json.dumps(request), server.target, f"{SERVICES[name]}/{method_name}")
    text = first_message(grpcurl, *arguments) if method.server_streaming else run(grpcurl, *arguments).stdout
    return answered(method, text)


def answered(method: Any, text: str) -> dict[str, Any]:
    """What grpcurl printed, by proto field names."""
    answer = json_format.Parse(text, message_factory.GetMessageClass(method.output_type)())
    return json_format.MessageToDict(answer, preserving_proto_field_name=True)


def first_message(grpcurl: Path, *arguments: str) -> str:
    """What a stream prints until its first message is complete; the stream is then left."""
    command = [str(grpcurl), "-plaintext", "-max-time", str(SECONDS), *arguments]
    process = subprocess.Popen(  # noqa: S603 - the grpcurl that make built
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        printed = ""
        for line in process.stdout:
            printed += line
            if line == "}\n":
                return printed
    finally:
        process.kill()
        _, errors = process.communicate()
    raise AssertionError(f"{arguments}: no message; {errors}")


def resolved(value: Any, answers: Mapping[str, Any]) -> Any:
    """The request with values of earlier answers in it."""
    if isinstance(value, Mapping):
        return {name: resolved(item, answers) for name, item in value.items()}
    if not isinstance(value, Answered):
        return value
    found = answers[value.call]
    for name in value.path.split("."):
        found = found[name]
    return found


def holds(found: Any, expected: Any) -> bool:
    """True where the answer has everything expected; what else it has does not matter."""
    if isinstance(expected, Mapping):
        return all(name in found and holds(found[name], value) for name, value in expected.items())
    if isinstance(expected, list):
        return len(found) >= len(expected) and all(map(holds, found, expected))
    return bool(found == expected)
