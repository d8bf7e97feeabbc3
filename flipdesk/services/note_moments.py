"""Correcting when something was said."""

from dataclasses import replace
from datetime import datetime, timedelta

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Note, held_at
from flipdesk.services.history import step


class NoteMoments:
    """A note that moves takes its place in the recording and its agenda item along."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def move(self, note: Note, before: datetime | None, after: datetime) -> Step:
        """Let a note have been said at another moment than the one it is shown at."""
        by = after - before if before is not None else timedelta()
        at_ms = note.at_ms
        if at_ms is not None:
            at_ms = max(0, at_ms + round(by / timedelta(milliseconds=1)))
        said_at = note.said_at
        if said_at is not None or at_ms is None:
            said_at = after if said_at is None else after.astimezone(said_at.tzinfo)
        with self._base.atomic():
            changes = self._save(note, before, after, at_ms, said_at)
        return step(_("move in time"), changes)

    def _save(
        self,
        note: Note,
        before: datetime | None,
        after: datetime,
        at_ms: int | None,
        said_at: datetime | None,
    ) -> Changes:
        if isinstance(note, Marker):
            return self._base.markers.save(replace(note, at_ms=at_ms, said_at=said_at))
        items = self._base.agenda.of_session(note.session_id)
        held, now = (held_at(items, one) if one else None for one in (before, after))
        # Somebody may have put it under another item on purpose: then it stays there.
        follows = note.agenda_item_id == (held.id if held else None)
        item_id = (now.id if now else None) if follows else note.agenda_item_id
        if isinstance(note, Reflection):
            return self._base.reflections.save(
                replace(note, at_ms=at_ms, said_at=said_at, agenda_item_id=item_id)
            )
        return self._base.outcomes.save(
            replace(note, at_ms=at_ms, said_at=said_at, agenda_item_id=item_id)
        )
