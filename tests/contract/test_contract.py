"""The contract against the server, by asking the descriptors, so that nobody has to remember what belongs together."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import grpc
import pytest
import typer
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.descriptor_pb2 import MethodOptions
from tools import reasons
from tools.reasons import classes as error_classes

from agenthall.common.v1 import error_reason_pb2
from agenthall_server import cli, errors, roles
from agenthall_server.config import Settings
from agenthall_server.method_options import permission_of
from agenthall_server.wire import to_message
from tests.contract import names
from tests.contract.descriptors import ROOT, comments, files, methods, services

SOURCE = ROOT / "src" / "agenthall_server"
CODES = {code.name for code in grpc.StatusCode}
REASONS = {
    value.name.removeprefix("ERROR_REASON_")
    for value in error_reason_pb2.DESCRIPTOR.enum_types_by_name["ErrorReason"].values
    if value.number
}
REASON_OF_FIELD = {
    "filter": "INVALID_FILTER",
    "order_by": "INVALID_ORDER_BY",
    "page_token": "INVALID_PAGE_TOKEN",
    "resume_token": "INVALID_RESUME_TOKEN",
    "request_id": "REQUEST_ID_REUSED",
    "selection_id": "INVALID_SELECTION_ID",
    "version_range": "INVALID_SEMVER",
}

NOT_FOR_VIEWERS = {
    "access.keys.list",  # who has keys is the operator's business
    "observability.notification_channels.list",  # and so is whom the server calls
    "access.audit.list",  # and so is who did what
    "optimizer.variants.select",  # part of running an agent, and answered with a token that results are recorded under
}


def by_name(method: Any) -> str:
    name: str = method.full_name
    return name


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def test_the_methods_that_callers_rely_on() -> None:
    found = {service.full_name: {method.name for method in service.methods} for service in services()}
    assert {name: set(listed.split()) for name, listed in names.METHODS.items()} == found


@pytest.mark.parametrize("message", names.FIELDS)
def test_the_fields_that_callers_rely_on(message: str) -> None:
    descriptor = descriptor_pool.Default().FindMessageTypeByName(message)
    assert not set(names.FIELDS[message].split()) - set(descriptor.fields_by_name)


@pytest.mark.parametrize("enum", names.ENUMS)
def test_the_values_that_callers_rely_on(enum: str) -> None:
    descriptor = descriptor_pool.Default().FindEnumTypeByName(enum)
    assert {value.name for value in descriptor.values if value.number} == set(names.ENUMS[enum].split())


@pytest.mark.parametrize("method", methods(), ids=by_name)
def test_each_method_has_messages_of_its_own(method: Any) -> None:
    assert method.input_type.name == f"{method.name}Request"
    assert method.output_type.name == f"{method.name}Response"


def test_every_service_of_the_proto_files_is_served() -> None:
    declared = {f"{file.package}.{service.name}" for file in files() for service in file.service}
    assert declared == {service.full_name for service in services()}


def test_permissions_and_methods_belong_together() -> None:
    used = {permission_of(method) for method in methods()}
    assert used == roles.ADMIN


@pytest.mark.parametrize("method", methods(), ids=by_name)
def test_a_permission_is_area_resource_verb(method: Any) -> None:
    permission = permission_of(method)
    assert re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", permission)
    assert permission.partition(".")[0] == method.full_name.split(".")[1]


@pytest.mark.parametrize("method", methods(), ids=by_name)
def test_viewers_may_call_what_changes_nothing(method: Any) -> None:
    reads = method.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS
    permission = permission_of(method)
    assert (permission in roles.VIEWER) == (reads and permission not in NOT_FOR_VIEWERS)


@pytest.mark.parametrize(
    "method", [method for method in methods() if method.name.startswith(("List", "Search"))], ids=by_name
)
def test_lists_come_in_pages(method: Any) -> None:
    asked, answered = method.input_type.fields_by_name, method.output_type.fields_by_name
    assert {"page_size", "page_token"} <= set(asked)
    assert asked["page_size"].type == asked["page_size"].TYPE_INT32
    assert "next_page_token" in answered
    assert sum(field.is_repeated for field in answered.values()) >= 1
    assert method.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS


def test_every_reason_has_one_class_and_every_class_its_reason() -> None:
    reasons = [kind.reason for kind in error_classes()]
    assert sorted(reasons) == sorted(REASONS)


def test_every_code_is_one_of_grpc() -> None:
    assert {kind.code for kind in error_classes()} <= {code.value[0] for code in grpc.StatusCode}


def test_every_error_is_raised_somewhere() -> None:
    assert {kind.reason for kind in error_classes()} <= reasons.made_in(SOURCE.rglob("*.py"))


def test_the_tree_in_the_docstring_names_every_class_that_branches() -> None:
    text = errors.__doc__ or ""
    branches = {kind.__name__ for kind in errors.AgenthallError.__subclasses__() if kind.__subclasses__()}
    assert all(name in text for name in branches)


@pytest.mark.parametrize("full_name", comments())
def test_comments_name_reasons_that_exist(full_name: str) -> None:
    enum_values = {value for listed in names.ENUMS.values() for value in listed.split()}
    all_values = enum_values | {value.name for file in files() for enum in file.enum_type for value in enum.value}
    short = {value.partition("_")[2] for value in all_values} | {value.split("_", 2)[-1] for value in all_values}
    for word in re.findall(r"\b[A-Z]{3,}(?:_[A-Z]+)+\b", comments()[full_name]):
        assert word in CODES | REASONS | all_values | short, word


@pytest.mark.parametrize("full_name", comments())
def test_comments_put_reasons_under_their_code(full_name: str) -> None:
    code_of = {kind.reason: kind.code for kind in error_classes()}
    for code, listed in re.findall(r"\b([A-Z_]{3,}) \(([A-Z_, ]+)\)", comments()[full_name]):
        if code in CODES:
            for reason in listed.split(", "):
                assert code_of[reason] == grpc.StatusCode[code].value[0], (code, reason)


@pytest.mark.parametrize("method", methods(), ids=by_name)
def test_a_comment_names_the_errors_of_its_fields(method: Any) -> None:
    comment = comments()[method.full_name]
    assert comment.endswith(".")
    for field, reason in REASON_OF_FIELD.items():
        if field in method.input_type.fields_by_name:
            assert reason in comment, field


@pytest.mark.parametrize("method", [method for method in methods() if method.name.startswith("Get")], ids=by_name)
def test_getting_one_thing_may_not_find_it(method: Any) -> None:
    names_one = any(
        name in method.input_type.fields_by_name for name in ("execution_id", "build_id", "agent", "key_id")
    )
    assert ("NOT_FOUND" in comments()[method.full_name]) or not names_one


@pytest.mark.parametrize("service", services(), ids=by_name)
def test_a_service_says_what_every_method_may_answer(service: Any) -> None:
    comment = comments()[service.full_name]
    assert all(
        code in comment
        for code in ("UNAUTHENTICATED", "PERMISSION_DENIED", "OVERLOADED", "UNAVAILABLE", "DEADLINE_EXCEEDED")
    )


def computed_by_hand() -> Iterator[tuple[str, Any, list[str]]]:
    """Each call of to_message in the source: where, the message, and the fields that it computes."""
    for path, tree in trees():
        calls = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("to_message")
        ]
        for call in calls:
            if len(call.args) == 2 and path != "wire.py":
                module = importlib.import_module("agenthall_server." + path.removesuffix(".py").replace("/", "."))
                kind = eval(ast.unparse(call.args[0]), vars(module))  # noqa: S307 - an expression of our own source
                yield f"{path}:{call.lineno}", kind, [keyword.arg for keyword in call.keywords if keyword.arg]


def test_what_is_computed_is_a_field() -> None:
    found = list(computed_by_hand())
    assert len(found) > 20
    for where, kind, computed in found:
        assert set(computed) <= set(kind.DESCRIPTOR.fields_by_name), where


@pytest.mark.parametrize("kind", sorted({kind.DESCRIPTOR.full_name for _, kind, _ in computed_by_hand()}))
def test_a_field_without_a_home_is_a_mistake(kind: str) -> None:
    """A row that lacks one attribute fails, whatever it holds; so every test that shows a message checks its row."""
    message = message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(kind))
    field_names = [field.name for field in message.DESCRIPTOR.fields]
    complete = type("Row", (), dict.fromkeys(field_names))
    assert to_message(message, complete()) == message()
    for missing in field_names:
        row = type("Row", (), dict.fromkeys(name for name in field_names if name != missing))
        with pytest.raises(AttributeError, match=missing):
            to_message(message, row())
        assert to_message(message, row(), **{missing: None}) == message()


def documented_settings() -> dict[str, tuple[str, str, str]]:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `AGENTHALL_(\w+)` \| (.*?) ?\| (.*?) ?\| (.+) \|$", text, re.MULTILINE)
    return {name.lower(): (default.strip("` "), flag, what) for name, default, flag, what in rows}


def test_every_setting_is_documented_with_its_default() -> None:
    documented = documented_settings()
    assert set(documented) - {"database_file"} == {field.name for field in fields(Settings)}
    for field in fields(Settings):
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        assert documented[field.name][0] == default, field.name


def test_every_flag_of_serve_is_documented() -> None:
    group = typer.main.get_command(cli.app)
    serve = group.commands["serve"]  # type: ignore[attr-defined] # the app is a group
    flags = {parameter.name: {*parameter.opts, *parameter.secondary_opts} for parameter in serve.params}
    documented = {name: set(re.findall(r"`(--[\w-]+)`", flag)) for name, (_, flag, _) in documented_settings().items()}
    assert {name: found for name, found in documented.items() if found} == flags
