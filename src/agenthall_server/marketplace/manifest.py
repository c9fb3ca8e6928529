"""What is wrong with a manifest, and how good one is.

All rules look at the whole manifest and every finding is returned at once. The field rules of the contract (lengths,
slugs, counts) are checked at the edge; here are the rules that need more than one field or more than a pattern.
Findings of severity ERROR stop publication, a WARNING does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agenthall_server.errors import (
    FieldViolation,
    InvalidJsonSchema,
    InvalidSemver,
    ManifestRejected,
    ValidationFailed,
    Violation,
)
from agenthall_server.marketplace import json_schemas, naming, placeholders, versions

INFO, WARNING, ERROR = "SEVERITY_INFO", "SEVERITY_WARNING", "SEVERITY_ERROR"
SEMVER_RULES = frozenset({"manifest.semver", "manifest.range"})
SCHEMA_RULE = "manifest.json_schema"
_MAX_VIOLATIONS = 100


@dataclass(frozen=True, slots=True)
class Dependency:
    """A demand as the publisher wrote it; `agent` is the id that it means, empty where it can be none."""

    agent: str
    range: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example; either side may be left out."""

    input: Mapping[str, Any] | None
    output: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it will be published: namespace, name and category are slugs already."""

    namespace: str
    name: str
    display_name: str
    author: str
    description: str
    version: str
    category: str
    tags: tuple[str, ...]
    capabilities: tuple[str, ...]
    system_prompt: str
    input_schema: Mapping[str, Any] | None
    output_schema: Mapping[str, Any] | None
    dependencies: tuple[Dependency, ...]
    kind: str
    license: str
    examples: tuple[Example, ...]

    @property
    def agent(self) -> str:
        return f"{self.namespace}/{self.name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that validation found; `field` is a path in the manifest."""

    rule_id: str
    severity: str
    field: str
    message: str
    remediation: str


def examine(
    manifest: Manifest,
    categories: Collection[str],
    published: Mapping[str, Collection[str]],
    violations: Sequence[FieldViolation] = (),
) -> list[Finding]:
    """Everything found, errors first.

    `published` holds the versions that the publisher may see of each dependency. `violations` are the broken field
    rules; they spare their fields other errors.
    """
    broken = [_field_finding(violation) for violation in violations[:_MAX_VIOLATIONS]]
    fields = {finding.field for finding in broken}
    found = [
        *_identity(manifest),
        *_category(manifest, categories),
        *_written(manifest),
        *_schemas(manifest),
        *_dependencies(manifest),
        *_unresolved(manifest, published),
        *_quality(manifest),
    ]
    kept = [finding for finding in found if finding.severity != ERROR or finding.field not in fields]
    return sorted(broken + kept, key=lambda finding: finding.severity != ERROR)


def is_valid(findings: list[Finding]) -> bool:
    return all(finding.severity != ERROR for finding in findings)


def static_score(manifest: Manifest, findings: list[Finding]) -> float:
    """Weighted share of the quality checks passed, 0-100; 0 where there are errors."""
    return float(sum(check.weight for check in _CHECKS if check.passes(manifest))) if is_valid(findings) else 0.0


def require_valid(findings: list[Finding]) -> None:
    """Raises where a finding is an error. The worst kind gives the reason; the details list every error.

    Fields are paths in the request of PublishAgent.
    """
    errors = [finding for finding in findings if finding.severity == ERROR]
    fields = tuple(
        FieldViolation(f"manifest.{one.field}", one.message, one.rule_id) for one in errors[:_MAX_VIOLATIONS]
    )
    text = "; ".join(f"{one.field}: {one.description}" for one in fields[:5])
    rules = {finding.rule_id for finding in errors}
    if any(rule.startswith("field.") for rule in rules):
        raise ValidationFailed(text, fields=fields)
    if rules & SEMVER_RULES:
        raise InvalidSemver(text, fields=fields)
    if SCHEMA_RULE in rules:
        raise InvalidJsonSchema(text, fields=fields)
    if errors:
        raise ManifestRejected(
            text, violations=tuple(Violation(one.rule, one.field, one.description) for one in fields)
        )


def _error(rule: str, field: str, message: str, remediation: str) -> Finding:
    return Finding(f"manifest.{rule}", ERROR, field, message, remediation)


def _field_finding(violation: FieldViolation) -> Finding:
    remediation = "Keep to what the contract says of the field."
    return Finding(f"field.{violation.rule or 'rule'}", ERROR, violation.field, violation.description, remediation)


def _identity(manifest: Manifest) -> Iterator[Finding]:
    for field, slug in (("namespace", manifest.namespace), ("name", manifest.name)):
        if not 1 <= len(slug) <= naming.MAX_SLUG:
            message = f"its slug {slug[:80]!r} does not have 1-{naming.MAX_SLUG} characters"
            yield _error("slug", field, message, "Choose a shorter one with Latin letters or digits.")
    if not versions.is_version(manifest.version):
        message = f"{manifest.version[:64]!r} is not a semantic version"
        yield _error(
            "semver",
            "version",
            message,
            "Write for example 1.4.0 or 2.0.0-rc.1, with numbers up to 2^53 - 1; see semver.org.",
        )


def _category(manifest: Manifest, categories: Collection[str]) -> Iterator[Finding]:
    if manifest.category not in categories:
        known = ", ".join(sorted(categories))
        yield _error("category", "category", f"{manifest.category[:64]!r} is not a category", f"Use one of {known}.")


def _written(manifest: Manifest) -> Iterator[Finding]:
    for field, text in (("description", manifest.description), ("system_prompt", manifest.system_prompt)):
        if not text.strip():
            yield _error("blank", field, "holds nothing but white space", "Write it.")
        elif placeholders.is_placeholder(text):
            yield _error("placeholder", field, "holds nothing but a placeholder", "Write what it stands for.")


def _schemas(manifest: Manifest) -> Iterator[Finding]:
    for side in ("input", "output"):
        schema = getattr(manifest, f"{side}_schema")
        problem = "" if schema is None else json_schemas.problem_of(schema)
        if problem:
            yield Finding(SCHEMA_RULE, ERROR, f"{side}_schema", problem, "See json-schema.org, draft 2020-12.")
        yield from _examples(manifest, side, None if problem else schema)


def _examples(manifest: Manifest, side: str, schema: Mapping[str, Any] | None) -> Iterator[Finding]:
    for index, example in enumerate(manifest.examples):
        value = getattr(example, side)
        problem = "" if value is None else json_schemas.size_problem(value)
        if not problem and value is not None and schema is not None:
            mismatch = json_schemas.mismatch(schema, value)
            problem = f"does not satisfy {side}_schema {mismatch}" if mismatch else ""
        if problem:
            yield _error("example", f"examples[{index}].{side}", problem, "Change the example or the schema.")


def _dependencies(manifest: Manifest) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, dependency in enumerate(manifest.dependencies):
        problem = _dependency_problem(manifest, dependency, seen)
        if problem:
            yield _error("dependency", f"dependencies[{index}].agent", problem, "Name each other agent once.")
        seen.add(dependency.agent)
        if not versions.is_range(dependency.range):
            message = f"{dependency.range[:80]!r} is not an npm-style range"
            remediation = "Write for example ^1.2.0, ~1.2, >=1 <3 or 1.x || 2.x; empty means any release."
            yield _error("range", f"dependencies[{index}].range", message, remediation)
    if manifest.kind == "KIND_TEAM" and not manifest.dependencies:
        yield Finding("manifest.team", WARNING, "dependencies", "a team without members", "Name them as dependencies.")


def _unresolved(manifest: Manifest, published: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    for index, dependency in enumerate(manifest.dependencies):
        known = published.get(dependency.agent, ())
        if versions.is_range(dependency.range) and versions.highest(known, dependency.range) is None:
            message = f"no release meets {dependency.agent} {dependency.range or '(any release)'}"
            remediation = "Publish it before somebody installs this agent, or change the range."
            yield Finding("manifest.unresolved", WARNING, f"dependencies[{index}]", message, remediation)


def _dependency_problem(manifest: Manifest, dependency: Dependency, seen: Collection[str]) -> str:
    if not dependency.agent:
        return "is not the id of an agent, namespace/name"
    if dependency.agent == manifest.agent:
        return "is the agent itself"
    return f"{dependency.agent} is there twice" if dependency.agent in seen else ""


@dataclass(frozen=True, slots=True)
class _Check:
    """One part of the static score, and how to earn it."""

    field: str
    weight: int
    passes: Callable[[Manifest], bool]
    remediation: str


_CHECKS = (
    _Check("description", 15, lambda it: len(it.description) >= 40, "Say in 40 characters or more when to use it."),
    _Check("system_prompt", 15, lambda it: len(it.system_prompt) >= 200, "Give role, method, limits, form of answer."),
    _Check("input_schema", 15, lambda it: it.input_schema is not None, "Describe the input: callers can check it."),
    _Check("output_schema", 15, lambda it: it.output_schema is not None, "Describe the output: callers can parse it."),
    _Check("examples", 15, lambda it: bool(it.examples), "Give a worked example."),
    _Check("tags", 10, lambda it: bool(it.tags), "Add words that people search for."),
    _Check("capabilities", 5, lambda it: bool(it.capabilities), "Name what it can do, for matching with requirements."),
    _Check("license", 5, lambda it: bool(it.license), "Name the SPDX licence."),
    _Check("author", 5, lambda it: bool(it.author), "Say who wrote it."),
)


def _quality(manifest: Manifest) -> Iterator[Finding]:
    for check in _CHECKS:
        if not check.passes(manifest):
            message = f"costs {check.weight} of the 100 points of the static score"
            yield Finding(f"quality.{check.field}", WARNING, check.field, message, check.remediation)
