"""Builds in the database.

A build is stored once: its row, its rollups and its full text in one transaction. The same build again changes nothing;
another build under a stored id is refused. Reads of insights cost what their hours cost, not what their builds do;
every other read takes a bounded number of the newest or the matching rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import filters
from agenthall_server.clock import Clock
from agenthall_server.database import Accumulate, Base, InsertNew, Word, slot_of
from agenthall_server.database.columns import dump_json, load_json
from agenthall_server.errors import AgenthallError, NotFound, RecordIdReused
from agenthall_server.memory import rollup, similarity
from agenthall_server.memory.insights import Duration, Workflow
from agenthall_server.memory.recommendations import RecentBuild
from agenthall_server.memory.rollup import Sums
from agenthall_server.memory.suggestion import PastBuild, TeamRecord
from agenthall_server.memory.tables import BUILD_TEXT, Build, BuildRollup
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope
from agenthall_server.words import token

LISTING = Listing(
    fields={
        "build_id": filters.text(Build.build_id),
        "team_id": filters.text(Build.team_id),
        "user_id": filters.text(Build.user_id),
        "workflow": filters.text(Build.workflow),
        "success": filters.boolean(Build.success),
        "quality_score": filters.number(Build.quality_score),
        "duration_seconds": filters.seconds(Build.duration_seconds),
        "files_generated": filters.integer(Build.files_generated),
        "finish_time": filters.time(Build.finish_time),
        "create_time": filters.time(Build.create_time),
    },
    orders={"finish_time": Build.finish_time, "create_time": Build.create_time},
    default_order="finish_time desc",
    tie=Build.build_key,
)

_MAX_CASES = 1_000
_MAX_DURATIONS = 2_000
_MAX_RECENT = 500
_KEYS_A_STATEMENT = 500
_JSON = ("tech_stack", "agent_results", "attributes")
_SUMS = ("build_count", "known_count", "success_count", "quality_count", "quality_sum_micro")
_BUCKET = ("workspace_key", "team_id", "bucket_seconds", "bucket_start", "workflow")

_columns = tuple(column.key for column in Base.metadata.tables[Build.__tablename__].columns)
_plain_columns = tuple(name for name in _columns if name not in _JSON)
_plain_values = attrgetter(*_plain_columns)
_bucket_values = attrgetter(*_BUCKET)
_sum_values = attrgetter(*_SUMS)
_body = attrgetter(*(name for name in _columns if name not in {"build_key", "finish_time", "create_time"}))
_inserted_columns = (*_plain_columns, *_JSON)
_insert_new = InsertNew(Build.__tablename__, columns=_inserted_columns, key=("workspace_key", "build_id"))
_accumulate = Accumulate(BuildRollup.__tablename__, key=(*_BUCKET, "writer_slot"), add=_SUMS)


@dataclass(frozen=True, slots=True)
class NewBuild:
    """A build to record, with the tokens of its full text."""

    build: Build
    tokens: tuple[str, ...]

    @classmethod
    def of(cls, build: Build) -> NewBuild:
        words = set(similarity.document(build.prompt, build.tech_stack))
        return cls(build, (_team_token(build.workspace_key, build.team_id), *(token("w", word) for word in words)))


@dataclass(frozen=True, slots=True)
class Recorded:
    """The build as stored, and whether it was stored before."""

    build: Build
    duplicate: bool


Outcome = Recorded | AgenthallError


def recorder(clock: Clock) -> Callable[[Connection, Sequence[NewBuild]], list[Outcome]]:
    """The merged write of builds."""

    def record(connection: Connection, items: Sequence[NewBuild]) -> list[Outcome]:
        slot = slot_of(connection)
        for item in items:
            item.build.build_key = clock.new_key(slot)
        is_new = _insert_new(connection, [_row(item.build) for item in items])
        new = [item for item, inserted in zip(items, is_new, strict=True) if inserted]
        _add_up(connection, [item.build for item in new])
        for item in new:
            BUILD_TEXT.put(connection, item.build.build_key, item.tokens)
        repeated = [item.build for item, inserted in zip(items, is_new, strict=True) if not inserted]
        repeats = iter(_repeats(connection, repeated))
        return [
            Recorded(item.build, duplicate=False) if inserted else next(repeats)
            for item, inserted in zip(items, is_new, strict=True)
        ]

    return record


async def get(scope: Scope, session: AsyncSession, build_id: str) -> Build:
    """Raises NotFound."""
    build = await session.get(Build, (scope.workspace_key, build_id))
    if build is None:
        raise NotFound.of("build", build_id)
    return build


async def list_builds(scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest) -> tuple[list[Build], str]:
    """One page of the workspace's builds."""
    statement = select(Build).where(Build.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, LISTING, page)


async def team_record(scope: Scope, session: AsyncSession, team_id: str) -> TeamRecord:
    """All of the team's builds in numbers."""
    statement = select(*_added_up()).where(*_buckets(scope, team_id, None))
    total = Sums(*map(int, (await session.execute(statement)).one()))
    return TeamRecord(total.build_count, total.known_count, total.success_count, total.mean_quality)


async def similar_builds(scope: Scope, session: AsyncSession, team_id: str, prompt: str) -> list[PastBuild]:
    """The team's builds that share a word with the prompt, at most 1,000 for any word and as many for all words."""
    team = [Word(_team_token(scope.workspace_key, team_id))]
    wanted = [Word(token("w", word)) for word in similarity.query(prompt)]
    if not wanted:
        return []
    keys = await _candidates(session, [team, wanted])
    if len(keys) == _MAX_CASES:  # cut short: do not lose the ones that hold every word
        keys |= await _candidates(session, [team, *([word] for word in wanted)])
    ordered = sorted(keys)
    found: list[PastBuild] = []
    for start in range(0, len(ordered), _KEYS_A_STATEMENT):
        part = ordered[start : start + _KEYS_A_STATEMENT]
        found += await _past_builds(session, _known(scope, team_id).where(Build.build_key.in_(part)))
    return found


async def recent_builds(scope: Scope, session: AsyncSession, team_id: str) -> list[PastBuild]:
    """The team's newest 1,000 builds with a known outcome."""
    return await _past_builds(session, _known(scope, team_id).order_by(*_newest_first()).limit(_MAX_CASES))


async def workflows(scope: Scope, session: AsyncSession, team_id: str, since: int | None) -> list[Workflow]:
    """The sums of each workflow, from a bucket's start on; None: of all time."""
    name = BuildRollup.workflow
    statement = select(name, *_added_up()).where(*_buckets(scope, team_id, since)).group_by(name)
    return [Workflow(row[0], Sums(*map(int, row[1:]))) for row in await session.execute(statement)]


async def durations(scope: Scope, session: AsyncSession, team_id: str, since: int | None) -> list[Duration]:
    """The newest 2,000 measured builds since then, oldest first."""
    statement = (
        select(Build.workflow, Build.duration_seconds)
        .where(*_of_team(scope, team_id), Build.duration_seconds.is_not(None))
        .where(*([] if since is None else [Build.finish_time >= since]))
        .order_by(*_newest_first())
        .limit(_MAX_DURATIONS)
    )
    newest = (await session.execute(statement)).all()
    return [Duration(workflow, seconds) for workflow, seconds in reversed(newest) if seconds is not None]


async def newest_builds(scope: Scope, session: AsyncSession, team_id: str, user_id: str) -> list[RecentBuild]:
    """The newest 500 builds of a team, or of one of its users, newest first."""
    statement = (
        select(Build.build_id, Build.success, Build.quality_score)
        .where(*_of_team(scope, team_id), *([Build.user_id == user_id] if user_id else []))
        .order_by(*_newest_first())
        .limit(_MAX_RECENT)
    )
    return [RecentBuild(*row) for row in await session.execute(statement)]


def _row(build: Build) -> tuple[Any, ...]:
    """The values in the order of the insert, JSON as text."""
    values = (getattr(build, name) for name in _JSON)
    return (*_plain_values(build), *(None if value is None else dump_json(value) for value in values))


def _build(row: tuple[Any, ...]) -> Build:
    """The build of such a row; SQLite has numbers for truth values."""
    values = dict(zip(_inserted_columns, row, strict=True))
    values |= {name: load_json(values[name]) for name in _JSON if values[name] is not None}
    success = values.pop("success")
    return Build(success=None if success is None else bool(success), **values)


def _add_up(connection: Connection, builds: Iterable[Build]) -> None:
    added = rollup.sums_of(builds).items()
    slot = slot_of(connection)
    _accumulate(connection, [(*_bucket_values(bucket), slot, *_sum_values(sums)) for bucket, sums in added])


def _repeats(connection: Connection, builds: Sequence[Build]) -> list[Outcome]:
    """What becomes of builds whose ids are stored already, perhaps a moment ago by the same call."""
    keys = [(build.workspace_key, build.build_id) for build in builds]
    stored = _insert_new.stored(connection, keys)
    return [_repeat(build, _build(stored[key])) for build, key in zip(builds, keys, strict=True)]


def _repeat(build: Build, first: Build) -> Outcome:
    if _body(build) == _body(first) and _given_time(build) == _given_time(first):
        return Recorded(first, duplicate=True)
    return RecordIdReused.of("build", build.build_id)


def _given_time(build: Build) -> int | None:
    """The caller's finish_time; None where the server filled it in."""
    return None if build.finish_time == build.create_time else build.finish_time


def _team_token(workspace_key: int, team_id: str) -> str:
    """Of a fixed length, whatever the id has. No text of a caller finds it: the words of texts have another field."""
    return token("s", hashlib.blake2b(f"{workspace_key}/{team_id}".encode(), digest_size=12).hexdigest())


async def _candidates(session: AsyncSession, groups: Sequence[Sequence[Word]]) -> set[int]:
    found = await session.execute(BUILD_TEXT.candidates(session, groups, _MAX_CASES, newest_first=True))
    return set(found.scalars())


def _of_team(scope: Scope, team_id: str) -> tuple[ColumnElement[bool], ...]:
    return Build.workspace_key == scope.workspace_key, Build.team_id == team_id


def _newest_first() -> tuple[ColumnElement[Any], ...]:
    return Build.finish_time.desc(), Build.build_key.desc()


def _known(scope: Scope, team_id: str) -> Select[Any]:
    """The columns of a PastBuild, of builds with a known outcome."""
    prompt = func.substr(Build.prompt, 1, similarity.SEARCHED_CHARACTERS)
    columns = (Build.build_id, prompt, Build.tech_stack, Build.success, Build.quality_score, Build.finish_time)
    return select(*columns).where(*_of_team(scope, team_id), Build.success.is_not(None))


async def _past_builds(session: AsyncSession, statement: Select[Any]) -> list[PastBuild]:
    return [PastBuild(*row) for row in await session.execute(statement)]


def _added_up() -> tuple[ColumnElement[int], ...]:
    """The sums over workflows, buckets and writers; PostgreSQL adds bigints up as numeric."""
    sums = (func.coalesce(func.sum(getattr(BuildRollup, name)), 0) for name in _SUMS)
    return tuple(cast(total, BigInteger) for total in sums)


def _buckets(scope: Scope, team_id: str, since: int | None) -> tuple[ColumnElement[bool], ...]:
    seconds = rollup.ALL_TIME_SECONDS if since is None else rollup.HOUR_SECONDS
    return (
        BuildRollup.workspace_key == scope.workspace_key,
        BuildRollup.team_id == team_id,
        BuildRollup.bucket_seconds == seconds,
        BuildRollup.bucket_start >= (since or 0),
    )
