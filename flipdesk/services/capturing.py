"""Storing what is captured in the room, and changing it afterwards."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flipdesk.domain.agenda import running
from flipdesk.domain.capture import Captured, understand
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import MarkerId, OutcomeId, ReflectionId, SessionId, new_guid
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.vocabulary import STATUSES, OutcomeKind, ReflectionKind
from flipdesk.domain.words import word
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step

Note = Reflection | Outcome | Marker


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was said: by the clock, and as an offset into the recording if one runs."""

    said_at: datetime
    at_ms: int | None = None

    def earlier(self, span_ms: int) -> "Moment":
        """Return the moment that much before, but not before the recording began."""
        at_ms = None if self.at_ms is None else max(0, self.at_ms - span_ms)
        return Moment(self.said_at - timedelta(milliseconds=span_ms), at_ms)


class Capturing:
    """Reflections, outcomes and markers of a session."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def commit(self, session_id: SessionId, line: str, moment: Moment) -> Step:
        """Store one line of the capture bar; an empty one is a marker."""
        record = self._base.record(session_id)
        captured = understand(line, record.participants, record.codebook)
        if captured.is_empty:
            return self.mark(session_id, moment)
        item = running(record.agenda)
        common: dict[str, Any] = {
            "session_id": session_id,
            "text": captured.text,
            "at_ms": moment.at_ms,
            "said_at": moment.said_at,
            "agenda_item_id": item.id if item else None,
            "potentials": captured.potentials,
        }
        with self._base.atomic():
            if isinstance(captured.kind, OutcomeKind):
                return self._add_outcome(captured, captured.kind, common)
            return self._add_reflection(captured, captured.kind, common)

    def mark(self, session_id: SessionId, moment: Moment, label: str = "") -> Step:
        """Store a marker."""
        marker = Marker(
            MarkerId(new_guid()),
            session_id,
            self._base.markers.next_position(session_id),
            label,
            moment.at_ms,
            moment.said_at,
        )
        return step(_("add marker"), self._base.markers.add(marker))

    def change(self, note: Note, **fields: Any) -> Step:
        """Change any field of a note."""
        with self._base.atomic():
            if isinstance(note, Reflection):
                changes = self._base.reflections.save(replace(note, **fields))
            elif isinstance(note, Outcome):
                changes = self._base.outcomes.save(replace(note, **fields))
            else:
                changes = self._base.markers.save(replace(note, **fields))
        return step(_("change note"), changes)

    def toggle_potential(self, note: Reflection | Outcome, slug: str) -> Step:
        """Add a potential to a note, or take it away again."""
        kept = tuple(one for one in note.potentials if one != slug)
        removing = len(kept) < len(note.potentials)
        changed = self.change(note, potentials=kept if removing else (*note.potentials, slug))
        label = _("untag {code}") if removing else _("tag as {code}")
        return Step(label.format(code=self._code_name(note.session_id, slug)), changed.changes)

    def clear_potentials(self, note: Reflection | Outcome) -> Step:
        return Step(_("clear potentials"), self.change(note, potentials=()).changes)

    def park(self, note: Reflection) -> Step:
        """Turn a reflection into a parked topic."""
        with self._base.atomic():
            changes = self._base.reflections.delete(note.id)
            parked = Outcome(
                id=OutcomeId(new_guid()),
                session_id=note.session_id,
                position=self._base.outcomes.next_position(note.session_id),
                kind=OutcomeKind.PARKED,
                text=note.text,
                status=STATUSES[OutcomeKind.PARKED][0],
                at_ms=note.at_ms,
                said_at=note.said_at,
                agenda_item_id=note.agenda_item_id,
                owner_id=note.speaker_id,
                potentials=note.potentials,
            )
            changes += self._base.outcomes.add(parked)
        return step(_("park note"), changes)

    def delete(self, note: Note) -> Step:
        with self._base.atomic():
            if isinstance(note, Reflection):
                changes = self._base.reflections.delete(note.id)
            elif isinstance(note, Outcome):
                changes = self._base.outcomes.delete(note.id)
            else:
                changes = self._base.markers.delete(note.id)
        return step(_("delete note"), changes)

    def _code_name(self, session_id: SessionId, slug: str) -> str:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        code = self._base.codebooks.get(session.codebook).potential(slug)
        return code.name if code else slug

    def _add_reflection(
        self, captured: Captured, kind: ReflectionKind, common: dict[str, Any]
    ) -> Step:
        reflection = Reflection(
            id=ReflectionId(new_guid()),
            position=self._base.reflections.next_position(common["session_id"]),
            kind=kind,
            speaker_id=captured.speaker.id if captured.speaker else None,
            dimensions=captured.dimensions,
            pattern=captured.pattern,
            is_private=captured.is_private,
            **common,
        )
        return step(
            _("add {kind}").format(kind=word(kind).lower()), self._base.reflections.add(reflection)
        )

    def _add_outcome(self, captured: Captured, kind: OutcomeKind, common: dict[str, Any]) -> Step:
        outcome = Outcome(
            id=OutcomeId(new_guid()),
            position=self._base.outcomes.next_position(common["session_id"]),
            kind=kind,
            status=STATUSES[kind][0],
            owner_id=captured.speaker.id if captured.speaker else None,
            **common,
        )
        return step(
            _("add {kind}").format(kind=word(kind).lower()), self._base.outcomes.add(outcome)
        )
