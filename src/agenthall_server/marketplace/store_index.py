"""The text index of the catalogue: what an agent is found by, and in which order.

An agent is a document whose tokens are its words and its facets: category, tags, capabilities and who may see it. Its
number says how popular it is, so that the index gives the most installed agents first.
"""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from agenthall_server.marketplace import ranking
from agenthall_server.marketplace.tables import AGENT_TEXT, PUBLIC, Agent
from agenthall_server.words import token

WORD, CATEGORY, TAG, CAPABILITY, SEEN_BY = "w", "c", "t", "k", "v"
EVERYBODY = token(SEEN_BY, "public")


def workspace_token(workspace_key: int) -> str:
    """Carried by the agents that only this workspace may see."""
    return token(SEEN_BY, str(workspace_key))


def put(connection: Connection, agent_key: int) -> None:
    """Indexes an agent as its row is now."""
    agent = connection.execute(select(Agent).where(Agent.agent_key == agent_key)).one()
    tokens = {token(WORD, word) for word in agent.search_text.split()}
    tokens |= {token(TAG, tag) for tag in agent.tags}
    tokens |= {token(CAPABILITY, capability) for capability in agent.capabilities}
    tokens.add(token(CATEGORY, agent.category))
    tokens.add(EVERYBODY if agent.visibility == PUBLIC else workspace_token(agent.workspace_key))
    AGENT_TEXT.put(connection, agent.document, tokens)


def renumber(connection: Connection, agent_key: int, document: int, download_count: int) -> None:
    """Moves an agent where its number of installs asks for it."""
    wanted = ranking.document_number(agent_key, download_count)
    if wanted != document:
        AGENT_TEXT.remove(connection, document)
        connection.execute(update(Agent).where(Agent.agent_key == agent_key).values(document=wanted))
        put(connection, agent_key)
