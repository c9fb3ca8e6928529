"""Every error that a caller may see.

    AgenthallError
    ├── InvalidArgument      a field is out of range            ValidationFailed, MalformedMessage, InvalidFilter ...
    ├── NotFound             no such resource for this caller
    ├── AlreadyExists        the id is taken by other content   VersionAlreadyPublished, RecordIdReused
    ├── FailedPrecondition   the state does not allow it        ManifestRejected, DependencyConflict ...
    ├── Aborted              EtagMismatch
    ├── OutOfRange           ResumeTokenExpired
    ├── ResourceExhausted    Overloaded, RateLimited, SlowConsumer, CreditsExceeded, StorageFull
    ├── Unavailable          ServerDraining, DatabaseUnavailable, SigningKeysUnavailable
    ├── DeadlineExceeded
    ├── Unauthenticated      CredentialsMissing, CredentialsInvalid
    ├── PermissionDenied     MissingPermission, NamespaceNotOwned
    ├── DataLoss             StorageCorrupt
    └── Internal             a fault of ours; only an id leaves the server

A class knows its gRPC status code (as the plain number of google.rpc.Code) and its reason (a name of
agenthall.common.v1.ErrorReason); one interceptor turns it into a google.rpc.Status. This module knows neither grpc nor
the generated code, so that rules and stores may raise what it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """One broken rule of one request field; `field` is a path such as `build.tech_stack["db"]`."""

    field: str
    description: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that stands in the way: PreconditionFailure.Violation."""

    type: str
    subject: str
    description: str


class AgenthallError(Exception):
    """Base of every error with a status; `str()` of it is the text that the caller reads."""

    code: ClassVar[int]
    reason: ClassVar[str]
    final: ClassVar[bool] = False
    """Whether client libraries must not repeat the call by themselves, whatever their service config allows."""

    def __init__(
        self,
        message: str,
        *,
        metadata: Mapping[str, str] | None = None,
        fields: tuple[FieldViolation, ...] = (),
        violations: tuple[Violation, ...] = (),
        resource: tuple[str, str] | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(message)
        self.metadata = dict(metadata or {})
        self.fields = fields
        self.violations = violations
        self.resource = resource
        self.retry_after_seconds = retry_after_seconds


class InvalidArgument(AgenthallError):
    """Of one field; subclasses differ in their reason."""

    code = 3
    reason = "VALIDATION_FAILED"

    @classmethod
    def of(cls, field: str, description: str, *, rule: str = "", metadata: Mapping[str, str] | None = None) -> Self:
        """One violation of one field."""
        return cls(f"{field}: {description}", fields=(FieldViolation(field, description, rule),), metadata=metadata)


class ValidationFailed(InvalidArgument):
    reason = "VALIDATION_FAILED"


class MalformedMessage(InvalidArgument):
    reason = "MALFORMED_MESSAGE"


class InvalidFilter(InvalidArgument):
    reason = "INVALID_FILTER"


class InvalidOrderBy(InvalidArgument):
    reason = "INVALID_ORDER_BY"


class InvalidPageToken(InvalidArgument):
    reason = "INVALID_PAGE_TOKEN"


class InvalidResumeToken(InvalidArgument):
    reason = "INVALID_RESUME_TOKEN"


class ExecutionTooOld(InvalidArgument):
    reason = "EXECUTION_TOO_OLD"


class InvalidSelectionId(InvalidArgument):
    reason = "INVALID_SELECTION_ID"


class InvalidSemver(InvalidArgument):
    reason = "INVALID_SEMVER"


class InvalidJsonSchema(InvalidArgument):
    reason = "INVALID_JSON_SCHEMA"


class RequestIdReused(InvalidArgument):
    reason = "REQUEST_ID_REUSED"


class NotFound(AgenthallError):
    code = 5
    reason = "RESOURCE_NOT_FOUND"

    @classmethod
    def of(cls, resource_type: str, name: str, hint: str = "") -> NotFound:
        """No such resource; `hint` says what to do instead."""
        return cls(
            f"no {resource_type} {name!r}" + (f"; {hint}" if hint else ""),
            metadata={"resource_type": resource_type, "resource_name": name},
            resource=(resource_type, name),
        )


class AlreadyExists(AgenthallError):
    code = 6


class VersionAlreadyPublished(AlreadyExists):
    reason = "VERSION_ALREADY_PUBLISHED"


class RecordIdReused(AlreadyExists):
    reason = "RECORD_ID_REUSED"

    @classmethod
    def of(cls, resource_type: str, name: str) -> RecordIdReused:
        """A record with this id holds other values."""
        return cls(
            f"{resource_type} {name!r} is already recorded with other values; a record never changes",
            metadata={"resource_name": name},
            resource=(resource_type, name),
        )

    @classmethod
    def instead_of(cls, method: str, resource_type: str, name: str) -> RecordIdReused:
        """A resource with this id holds other values, which that method would change."""
        told = f"{resource_type} {name!r} is there with other values; change it with {method}"
        return cls(told, metadata={"resource_name": name}, resource=(resource_type, name))


class PermissionDenied(AgenthallError):
    code = 7


class MissingPermission(PermissionDenied):
    reason = "MISSING_PERMISSION"


class NamespaceNotOwned(PermissionDenied):
    reason = "NAMESPACE_NOT_OWNED"


class ResourceExhausted(AgenthallError):
    code = 8


class Overloaded(ResourceExhausted):
    reason = "OVERLOADED"


class RateLimited(ResourceExhausted):
    reason = "RATE_LIMITED"


class SlowConsumer(ResourceExhausted):
    reason = "SLOW_CONSUMER"


class CreditsExceeded(ResourceExhausted):
    reason = "CREDITS_EXCEEDED"
    final = True


class StorageFull(ResourceExhausted):
    reason = "STORAGE_FULL"
    final = True


class FailedPrecondition(AgenthallError):
    code = 9


class ManifestRejected(FailedPrecondition):
    reason = "MANIFEST_REJECTED"


class DependencyConflict(FailedPrecondition):
    reason = "DEPENDENCY_CONFLICT"


class DependencyCycle(FailedPrecondition):
    reason = "DEPENDENCY_CYCLE"


class DependentsExist(FailedPrecondition):
    reason = "DEPENDENTS_EXIST"


class VariantLimitReached(FailedPrecondition):
    reason = "VARIANT_LIMIT_REACHED"


class InvalidStateTransition(FailedPrecondition):
    reason = "INVALID_STATE_TRANSITION"

    @classmethod
    def of(cls, resource_type: str, name: str, state: str) -> InvalidStateTransition:
        """The resource is in this state."""
        return cls(
            f"{resource_type} {name!r} {state}", violations=(Violation("STATE", f"{resource_type}/{name}", state),)
        )


class SecretKeyMissing(FailedPrecondition):
    reason = "SECRET_KEY_MISSING"


class Aborted(AgenthallError):
    code = 10


class EtagMismatch(Aborted):
    reason = "ETAG_MISMATCH"

    @classmethod
    def of(cls, resource_type: str, name: str, etag: str) -> EtagMismatch:
        """The resource has another etag, this one."""
        return cls(
            f"{resource_type} {name!r} was changed meanwhile; read it again and send the update with its etag",
            metadata={"resource_type": resource_type, "resource_name": name, "etag": etag},
            resource=(resource_type, name),
        )


class ResumeTokenExpired(AgenthallError):
    code = 11
    reason = "RESUME_TOKEN_EXPIRED"


class Internal(AgenthallError):
    code = 13
    reason = "INTERNAL"


class DataLoss(AgenthallError):
    code = 15


class StorageCorrupt(DataLoss):
    reason = "STORAGE_CORRUPT"


class Unavailable(AgenthallError):
    code = 14


class ServerDraining(Unavailable):
    reason = "SERVER_DRAINING"


class DatabaseUnavailable(Unavailable):
    reason = "DATABASE_UNAVAILABLE"


class SigningKeysUnavailable(Unavailable):
    reason = "SIGNING_KEYS_UNAVAILABLE"


class DeadlineExceeded(AgenthallError):
    code = 4
    reason = "DEADLINE_EXCEEDED"


class Unauthenticated(AgenthallError):
    code = 16


class CredentialsMissing(Unauthenticated):
    reason = "CREDENTIALS_MISSING"


class CredentialsInvalid(Unauthenticated):
    reason = "CREDENTIALS_INVALID"
