"""Writes docs/api/ from comments, rules and options of the contract; with --check, only says whether it is up to date.

Usage: python -m tools.api_docs [--check]

A page is one service with the messages and enums of its package; common.md has what several use, README.md what holds
for every method. What a page says of permissions, roles and reasons is read from the code that decides it.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FieldDescriptorProto, MethodOptions
from google.rpc.code_pb2 import Code
from tools import api_rules, reasons
from tools.api_contract import Contract, read
from tools.example_calls import CALLS, Answered

from agenthall_server.method_options import permission_of
from agenthall_server.roles import PERMISSIONS_OF_ROLE

TARGET = Path(__file__).parent.parent / "docs" / "api"
_COMMON = "common"
_MADE = "<!-- Made by `make docs` from proto/; edit the comments there. -->"
_REPEATS = {
    MethodOptions.NO_SIDE_EFFECTS: "changes nothing; may be repeated",
    MethodOptions.IDEMPOTENT: "may be repeated; see [retrying](../status-codes.md#retrying)",
    MethodOptions.IDEMPOTENCY_UNKNOWN: "a repeat may count again; see [retrying](../status-codes.md#retrying)",
}
_ERROR = re.compile(r"(ABORTED|[A-Z]+(?:_[A-Z]+)+)(?: \(([A-Z_, ]+)\))?((?: (?:where|for) [^,.]+)?)[,.]")

_INDEX = f"""\
# API reference

{_MADE}

One page a service. `agenthall.common.v1`, which they share, is on [its own page](common.md). The stubs of every
language and a client in each are under [generated](../../generated) and [examples](../../examples/README.md).

%(services)s

## How to read it

- Each `grpcurl` line works as it stands on a server of `make serve`, once what it asks for is there. Words in capitals,
  such as `KEY_ID`, stand for what an earlier answer said.
- **required**: refused where it is missing or empty. **optional**: absent is something else than zero, and enters no
  average. **message**: may be absent. Everything else is zero, empty or false where it is not sent.
- `Timestamp` is written as RFC 3339 text in JSON, `Duration` as `"3.5s"`, `Struct` is any JSON object, 64-bit integers
  are strings in JSON answers.
- A field that cannot be used is refused with VALIDATION_FAILED, which names it.

## Errors of every method

Each error carries one of these reasons in its `ErrorInfo`; [status codes](../status-codes.md) has what else stands
beside it, and how to retry. The tables of the methods list what they may answer besides.

%(errors)s
"""


def pages(contract: Contract) -> dict[str, str]:
    """Every page by its file name."""
    found = {f"{_area(service)}.md": _page(contract, service) for service in contract.services}
    found[f"{_COMMON}.md"] = _common_page(contract)
    found["README.md"] = _INDEX % {
        "services": "\n".join(_services_table(contract)),
        "errors": "\n".join(_errors_table(_every_error(contract))),
    }
    return found


def errors_of(contract: Contract, method: Any) -> list[tuple[str, str, str]]:
    """What a method's comment says of its errors: code, reason and when. A code that has one reason stands for it."""
    text = contract.comments[method.full_name].partition("Errors: ")[2]
    found = []
    for code, listed, where in _ERROR.findall(text):
        known = [kind.reason for kind in reasons.classes() if Code.Name(kind.code) == code]
        named = listed.split(", ") if listed else known
        if not named or (not listed and len(known) > 1):
            raise ValueError(f"{method.full_name}: which reason of {code}?")
        found += [(code, reason, where.strip() or _meaning(contract, reason)) for reason in named]
    return found


def _every_error(contract: Contract) -> list[tuple[str, str, str]]:
    """Of every method, in the order of the contract."""
    codes = {kind.reason: Code.Name(kind.code) for kind in reasons.classes()}
    values = contract.enum("agenthall.common.v1.ErrorReason").values
    names = (value.name.removeprefix("ERROR_REASON_") for value in values)
    everywhere = reasons.of_every_method()
    return [(codes[name], name, _meaning(contract, name)) for name in names if name in everywhere]


def _meaning(contract: Contract, reason: str) -> str:
    """What the contract says of a reason, without the code and the details at its beginning."""
    said = contract.comments[f"agenthall.common.v1.ErrorReason.ERROR_REASON_{reason}"]
    return re.sub(r"^[A-Z_]+(?: with \w+)?[:.] ", "", said)


def _services_table(contract: Contract) -> Iterator[str]:
    yield "| service | what for | methods |"
    yield "|---|---|---|"
    for service in contract.services:
        page = f"{_area(service)}.md"
        methods = ", ".join(f"[{one.name}]({page}#{one.name.lower()})" for one in service.methods)
        first = contract.comments[service.full_name].partition("\n\n")[0]
        yield f"| [{service.name}]({page}) | {_cell(first)} | {methods} |"


def _page(contract: Contract, service: Any) -> str:
    package = service.file.package
    spoken = {message.full_name for method in service.methods for message in (method.input_type, method.output_type)}
    messages = [one for one in contract.messages if one.file.package == package and one.full_name not in spoken]
    enums = [one for one in contract.enums if one.file.package == package]
    parts = [f"# {service.name}", _MADE, f"`{service.full_name}`", _text(contract.comments[service.full_name])]
    parts.append("\n".join(_methods_table(contract, service)))
    parts += [part for method in service.methods for part in _method(contract, method)]
    parts += [part for message in messages for part in _message(contract, message, "##")]
    parts += [part for enum in enums for part in _enum(contract, enum)]
    return "\n\n".join(parts) + "\n"


def _common_page(contract: Contract) -> str:
    package = "agenthall.common.v1"
    parts = ["# Common messages", _MADE, f"`{package}`: what several services use."]
    for message in contract.messages:
        parts += _message(contract, message, "##") if message.file.package == package else []
    for enum in contract.enums:
        parts += _enum(contract, enum) if enum.file.package == package else []
    return "\n\n".join(parts) + "\n"


def _methods_table(contract: Contract, service: Any) -> Iterator[str]:
    yield "| method | what it does |"
    yield "|---|---|"
    for method in service.methods:
        first = re.split(r"(?<=[.:]) ", contract.comments[method.full_name])[0].rstrip(":")
        yield f"| [{method.name}](#{method.name.lower()}) | {_cell(first)} |"


def _method(contract: Contract, method: Any) -> Iterator[str]:
    comment = contract.comments[method.full_name].partition("Errors: ")[0].strip()
    yield f"## {method.name}"
    yield _text(comment)
    errors = errors_of(contract, method)
    yield "\n".join(_facts(method, has_errors=bool(errors)))
    yield f"```sh\n{command(method)}\n```"
    if errors:
        yield "\n".join(_errors_table(errors))
    yield from _message(contract, method.input_type, "###")
    yield from _message(contract, method.output_type, "###")


def _facts(method: Any, *, has_errors: bool) -> Iterator[str]:
    permission = permission_of(method)
    roles = [name.removeprefix("ROLE_").lower() for name, held in PERMISSIONS_OF_ROLE.items() if permission in held]
    yield f"- Permission: `{permission}` ({', '.join(roles)})"
    yield f"- Repeat: {_REPEATS[method.GetOptions().idempotency_level]}"
    if method.client_streaming:
        yield "- Takes a stream of requests"
    if method.server_streaming:
        yield "- Answers a stream"
    more = ", and below" if has_errors else ""
    yield f"- Errors: those of [every method](README.md#errors-of-every-method){more}"


def command(method: Any) -> str:
    """The line that calls a method as the examples do, for a shell."""
    service = method.containing_service
    requests = {call: request for call, request, _ in CALLS}
    request = json.dumps(_with_placeholders(requests[f"{service.name}/{method.name}"]), ensure_ascii=False)
    data = f" -d {shlex.quote(request)}" if request != "{}" else ""
    line = f"grpcurl -plaintext{data} localhost:50051 {service.full_name}/{method.name}"
    return line if len(line) <= 120 else line.replace(" localhost:50051 ", " \\\n  localhost:50051 ")


def _with_placeholders(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _with_placeholders(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_placeholders(item) for item in value]
    return placeholder(value) if isinstance(value, Answered) else value


def placeholder(answered: Answered) -> str:
    """What stands for a value of an earlier answer: the name of its field, in capitals."""
    return answered.path.rpartition(".")[2].upper()


def _errors_table(errors: list[tuple[str, str, str]]) -> Iterator[str]:
    yield "| code | reason | when |"
    yield "|---|---|---|"
    for code, reason, where in errors:
        yield f"| {code} | {reason} | {_cell(where)} |"


def _message(contract: Contract, message: Any, heading: str) -> Iterator[str]:
    yield f"{heading} {message.name}"
    yield _text(contract.comments[message.full_name])
    if message.fields:
        yield "\n".join(_fields_table(contract, message))


def _fields_table(contract: Contract, message: Any) -> Iterator[str]:
    yield "| field | type | presence | allowed | what it is |"
    yield "|---|---|---|---|---|"
    for field in message.fields:
        comment = _cell(contract.comments[field.full_name])
        allowed = _cell(api_rules.in_words(field))
        yield f"| `{field.name}` | {_type(field)} | {_presence(field)} | {allowed} | {comment} |"


def _presence(field: Any) -> str:
    if api_rules.is_required(field):
        return "required"
    if field.containing_oneof is not None and not field.containing_oneof.name.startswith("_"):
        return f"one of `{field.containing_oneof.name}`"
    if field.is_repeated or not field.has_presence:
        return ""
    return "message" if field.message_type is not None else "optional"


def _type(field: Any) -> str:
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        key, value = (field.message_type.fields_by_name[name] for name in ("key", "value"))
        return f"map of {_single_type(key)} to {_single_type(value)}"
    return f"list of {_single_type(field)}" if field.is_repeated else _single_type(field)


def _single_type(field: Any) -> str:
    named = field.message_type or field.enum_type
    if named is None:
        return FieldDescriptorProto.Type.Name(field.type).removeprefix("TYPE_").lower()
    if not named.full_name.startswith("agenthall."):
        return f"`{named.full_name}`" if named.name == "Status" else f"`{named.name}`"
    page = "" if named.file.package == field.file.package else f"{_area(named)}.md"
    return f"[{named.name}]({page}#{named.name.lower()})"


def _enum(contract: Contract, enum: Any) -> Iterator[str]:
    yield f"## {enum.name}"
    yield _text(contract.comments[enum.full_name])
    yield "\n".join(_values_table(contract, enum))


def _values_table(contract: Contract, enum: Any) -> Iterator[str]:
    yield "| value | number | what it is |"
    yield "|---|---|---|"
    for value in enum.values:
        comment = contract.comments[f"{enum.full_name}.{value.name}"]
        yield f"| `{value.name}` | {value.number} | {_cell(comment)} |"


def _area(thing: Any) -> str:
    """`observability` of `agenthall.observability.v1`."""
    area: str = thing.file.package.split(".")[1]
    return area


def _text(comment: str) -> str:
    """A comment as Markdown: outside of code, `<` and `*` stand for themselves."""
    parts = comment.split("`")
    parts[::2] = [part.replace("<", "&lt;").replace("*", "\\*") for part in parts[::2]]
    return "`".join(parts)


def _cell(comment: str) -> str:
    """A comment inside a table."""
    return _text(" ".join(comment.split())).replace("|", "\\|")


def stale(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """Names of files that are missing, differ, or have no page any more."""
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def main(arguments: list[str]) -> int:
    """0 where the pages are up to date or were written, 1 where --check finds them stale."""
    wanted = pages(read())
    different = stale(TARGET, wanted)
    if arguments == ["--check"]:
        print(f"docs/api is stale ({', '.join(different)}): run 'make docs'" if different else "docs/api is fresh")
        return 1 if different else 0
    TARGET.mkdir(exist_ok=True)
    for name in different:
        if name in wanted:
            (TARGET / name).write_text(wanted[name], encoding="utf-8")
        else:
            (TARGET / name).unlink()
    print(f"docs/api: {len(wanted)} pages, {len(different)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
