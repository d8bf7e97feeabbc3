"""The turns that are being taken, and their end."""

from dataclasses import replace

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.withdrawal import cover


def end_turns(base: KnowledgeBase, session_id: SessionId, at_ms: int) -> Changes:
    """End every turn of a session that is still open; what was withdrawn from is covered.

    Raises:
        KnownError: the knowledge base cannot be written now.
    """
    changes = Changes()
    for turn in base.turns.of_session(session_id):
        if turn.to_ms is None:
            ended = replace(turn, to_ms=max(turn.from_ms, at_ms))
            changes += base.turns.save(ended) + cover(base, ended)
    return changes
