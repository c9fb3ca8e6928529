"""docs/api against the contract that it is made from, and the contract's words on errors against the source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from tools import api_contract, api_docs, api_rules, reasons

from buf.validate import validate_pb2

CONTRACT = api_contract.read()
PAGES = api_docs.pages(CONTRACT)
SERVICES = {service.full_name.split(".")[1]: service for service in CONTRACT.services}


def field_with(name: str, kind: int, **rules: Any) -> Any:
    """A field of a message of its own that carries these rules."""
    file = descriptor_pb2.FileDescriptorProto(name=f"{name}.proto", package="sample", syntax="proto3")
    message = file.message_type.add(name=name.title())
    field = message.field.add(name=name, number=1, type=kind, label=descriptor_pb2.FieldDescriptorProto.LABEL_OPTIONAL)
    field.options.Extensions[validate_pb2.field].MergeFrom(validate_pb2.FieldRules(**rules))
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return pool.FindMessageTypeByName(f"sample.{name.title()}").fields[0]


STRING, DOUBLE, INT64 = (
    descriptor_pb2.FieldDescriptorProto.Type.Value(f"TYPE_{name}") for name in ("STRING", "DOUBLE", "INT64")
)


def test_the_pages_are_up_to_date() -> None:
    assert api_docs.stale(api_docs.TARGET, PAGES) == []


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert api_docs.stale(tmp_path, PAGES) == []
    (tmp_path / "memory.md").write_text("other", encoding="utf-8")
    (tmp_path / "common.md").unlink()
    (tmp_path / "gone.md").write_text("", encoding="utf-8")
    assert api_docs.stale(tmp_path, PAGES) == ["common.md", "gone.md", "memory.md"]


@pytest.mark.parametrize("area", SERVICES)
def test_a_page_has_every_method_field_and_value(area: str) -> None:
    page, package = PAGES[f"{area}.md"], SERVICES[area].file.package
    for method in SERVICES[area].methods:
        assert f"\n## {method.name}\n" in page
    for message in (one for one in CONTRACT.messages if one.file.package == package):
        assert f"# {message.name}\n" in page
        assert all(f"\n| `{field.name}` | " in page for field in message.fields), message.name
    for enum in (one for one in CONTRACT.enums if one.file.package == package):
        assert all(f"\n| `{value.name}` | {value.number} | " in page for value in enum.values), enum.name


def test_a_method_says_who_may_call_it_and_what_a_repeat_does() -> None:
    section = PAGES["optimizer.md"].partition("\n## AddVariant\n")[2].partition("\n## ")[0]
    assert "`optimizer.variants.add` (operator, admin)" in section
    assert "- Repeat: may be repeated;" in section
    assert "| FAILED_PRECONDITION | VARIANT_LIMIT_REACHED |" in section
    assert "| `variant_id` | string |  | at most 100 characters; not `default` |" in section
    assert "\n- Answers a stream\n" in PAGES["observability.md"]


@pytest.mark.parametrize("area", SERVICES)
def test_the_comments_name_the_errors_that_the_source_makes(area: str) -> None:
    everywhere = reasons.of_every_method()
    named = {reason for method in SERVICES[area].methods for _, reason, _ in api_docs.errors_of(CONTRACT, method)}
    assert named - everywhere == reasons.of_service(area)


def test_reading_the_source_tells_services_apart() -> None:
    assert {"OVERLOADED", "CREDENTIALS_INVALID", "MALFORMED_MESSAGE", "INTERNAL"} <= reasons.of_every_method()
    assert "INVALID_SELECTION_ID" in reasons.of_service("optimizer")
    assert "INVALID_SELECTION_ID" not in reasons.of_service("memory") | reasons.of_every_method()


def test_errors_are_read_from_a_comment() -> None:
    method = SERVICES["optimizer"].methods_by_name["AddVariant"]
    text = (
        "Adds. Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER, INVALID_FILTER), ALREADY_EXISTS (RECORD_ID_REUSED) "
        "where it has others."
    )
    found = api_docs.errors_of(_saying(method, text), method)
    assert [(code, reason) for code, reason, _ in found] == [
        ("NOT_FOUND", "RESOURCE_NOT_FOUND"),
        ("INVALID_ARGUMENT", "INVALID_SEMVER"),
        ("INVALID_ARGUMENT", "INVALID_FILTER"),
        ("ALREADY_EXISTS", "RECORD_ID_REUSED"),
    ]
    assert found[-1][2] == "where it has others"


def test_a_code_with_several_reasons_must_name_one() -> None:
    method = SERVICES["optimizer"].methods_by_name["AddVariant"]
    with pytest.raises(ValueError, match="which reason of ALREADY_EXISTS"):
        api_docs.errors_of(_saying(method, "Adds. Errors: ALREADY_EXISTS."), method)


def _saying(method: Any, text: str) -> api_contract.Contract:
    """The contract with another comment on this method."""
    comments = CONTRACT.comments | {method.full_name: text}
    return api_contract.Contract(CONTRACT.services, CONTRACT.messages, CONTRACT.enums, comments)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (field_with("a", STRING, string={"min_len": 1, "max_len": 1}), "exactly 1 character"),
        (field_with("b", STRING, string={"max_len": 2000}), "at most 2,000 characters"),
        (
            field_with("c", STRING, string={"max_bytes": 8192, "min_len": 1}),
            "at least 1 character; at most 8 KiB of UTF-8",
        ),
        (field_with("d", STRING, string={"pattern": "^a|b$"}), "matches `^a|b$`"),
        (field_with("e", DOUBLE, double={"gte": 0, "lte": 1e15, "finite": True}), "0 to 1,000,000,000,000,000"),
        (field_with("f", INT64, int64={"gt": 0}), "more than 0"),
        (field_with("g", DOUBLE, double={"in": [1, 1.5]}), "one of 1, 1.5"),
        (
            field_with("h", STRING, repeated={"max_items": 20, "unique": True, "items": {"string": {"max_len": 9}}}),
            "at most 20 items; all different; each at most 9 characters",
        ),
        (field_with("i", STRING), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rules_in_words(field: Any, words: str) -> None:
    assert api_rules.in_words(field) == words


def test_a_rule_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"no words for the rules string\.prefix"):
        api_rules.in_words(field_with("a", STRING, string={"prefix": "x"}))


def test_a_field_is_required_where_nothing_is_refused() -> None:
    assert api_rules.is_required(field_with("a", STRING, string={"min_len": 1}))
    assert not api_rules.is_required(field_with("b", STRING, string={"max_len": 1}))


def test_a_comment_keeps_its_paragraphs_and_its_signs() -> None:
    assert api_contract.prose(" One\n line.\n\n Two.\n") == "One line.\n\nTwo."
    assert "`authorization: Bearer <secret>`" in PAGES["access.md"]
