"""The catalogue, which all workspaces share, and what each workspace has installed and voted.

Catalogue tables (namespaces with their members, agents, agent_versions, categories) are instance-wide:
`agents.workspace_key` is the owner, and together with `visibility` it decides who may see a row. Installations,
installers and votes belong to a workspace, whose key leads their primary keys.

Invariants
- `agents` shows what the latest version says that is not yanked; `agent_versions` rows change only by being yanked.
- Counts and sums on `agents` are changed by adding to them, in the transaction of the vote or install that they count.
- `agents.document` is the agent's number in the text index `agent_text`; see ranking.document_number.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Json, Text, TextIndex
from agenthall_server.edits import etag_of

AGENT_TEXT = TextIndex("agent_text")
PUBLIC, WORKSPACE = "VISIBILITY_PUBLIC", "VISIBILITY_WORKSPACE"
ACTIVE, DEPRECATED = "AGENT_STATUS_ACTIVE", "AGENT_STATUS_DEPRECATED"
HALF_STARS = range(2, 11)


class Namespace(Base):
    """One workspace owns it; see namespaces.py."""

    __tablename__ = "namespaces"

    namespace: Mapped[str] = mapped_column(Text, primary_key=True)
    workspace_key: Mapped[int] = mapped_column(Integer, index=True)
    description: Mapped[str] = mapped_column(Text)
    offered_workspace: Mapped[str] = mapped_column(Text)
    creator: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
    update_time: Mapped[int] = mapped_column(BigInteger)

    @property
    def etag(self) -> str:
        return etag_of(self.description)


class NamespaceMember(Base):
    """A principal of the owning workspace that may publish in a namespace. `role`: one of namespaces.py."""

    __tablename__ = "namespace_members"

    namespace: Mapped[str] = mapped_column(Text, primary_key=True)
    principal: Mapped[str] = mapped_column(Text, primary_key=True)
    role: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)


class Category(Base):
    """A shelf of the marketplace."""

    __tablename__ = "categories"

    category: Mapped[str] = mapped_column(Text, primary_key=True)
    display_name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)


class Agent(Base):
    """An agent as its latest version describes it, with what the marketplace counted."""

    __tablename__ = "agents"

    agent_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    agent: Mapped[str] = mapped_column(Text, unique=True)
    namespace: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, index=True)
    workspace_key: Mapped[int] = mapped_column(Integer)
    visibility: Mapped[str] = mapped_column(Text)
    display_name: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(Json)
    capabilities: Mapped[list[str]] = mapped_column(Json)
    kind: Mapped[str] = mapped_column(Text)
    license: Mapped[str] = mapped_column(Text)
    latest_version: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
    update_time: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[int] = mapped_column(BigInteger, unique=True)
    search_text: Mapped[str] = mapped_column(Text)
    rating_lower_bound: Mapped[float] = mapped_column(Float)
    rating_count: Mapped[int] = mapped_column(BigInteger, default=0)
    rating_sum: Mapped[int] = mapped_column(BigInteger, default=0)  # of half stars
    verified_count: Mapped[int] = mapped_column(BigInteger, default=0)
    verified_sum: Mapped[int] = mapped_column(BigInteger, default=0)
    verified_squares: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_2: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_3: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_4: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_5: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_6: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_7: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_8: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_9: Mapped[int] = mapped_column(BigInteger, default=0)
    votes_10: Mapped[int] = mapped_column(BigInteger, default=0)
    download_count: Mapped[int] = mapped_column(BigInteger, default=0)
    unique_installer_count: Mapped[int] = mapped_column(BigInteger, default=0)
    status: Mapped[str] = mapped_column(Text, default=ACTIVE)
    status_message: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_agents_shelf", "category", "visibility", "workspace_key"),)

    @property
    def etag(self) -> str:
        return etag_of(self.status, self.status_message)

    @property
    def average_rating(self) -> float | None:
        """In stars; None while there are no votes."""
        return self.rating_sum / 2 / self.rating_count if self.rating_count else None

    @property
    def rating_histogram(self) -> list[int]:
        return [getattr(self, f"votes_{half_stars}") for half_stars in HALF_STARS]


class AgentVersion(Base):
    """One published version."""

    __tablename__ = "agent_versions"

    agent_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    version: Mapped[str] = mapped_column(Text, primary_key=True)
    version_key: Mapped[str] = mapped_column(Text)  # sorts by code point as versions sort by precedence
    digest: Mapped[str] = mapped_column(Text)
    needs: Mapped[list[list[str]]] = mapped_column(Json)  # [agent, range] of each dependency
    static_score: Mapped[float] = mapped_column(Float)
    create_time: Mapped[int] = mapped_column(BigInteger)
    publisher: Mapped[str] = mapped_column(Text)
    canonical: Mapped[str] = mapped_column(Text, deferred=True)  # up to a megabyte, and only GetAgent wants it
    yank_time: Mapped[int | None] = mapped_column(BigInteger, default=None)
    yank_reason: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_agent_versions_order", "agent_key", "version_key"),)


class Installation(Base):
    """One agent in one workspace."""

    __tablename__ = "installations"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agent_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    installation_id: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    version_range: Mapped[str] = mapped_column(Text)
    direct: Mapped[bool] = mapped_column(Boolean)
    config: Mapped[dict[str, Any] | None] = mapped_column(Json)
    create_time: Mapped[int] = mapped_column(BigInteger)
    update_time: Mapped[int] = mapped_column(BigInteger)


class Installer(Base):
    """A principal that installed an agent at least once."""

    __tablename__ = "installers"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agent_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    principal: Mapped[str] = mapped_column(Text, primary_key=True)


class Rating(Base):
    """A principal's vote."""

    __tablename__ = "ratings"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agent_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    principal: Mapped[str] = mapped_column(Text, primary_key=True)
    half_stars: Mapped[int] = mapped_column(Integer)
    verified: Mapped[bool] = mapped_column(Boolean)
    review: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
    update_time: Mapped[int] = mapped_column(BigInteger)
