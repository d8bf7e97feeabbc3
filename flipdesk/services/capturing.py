"""Storing what is captured in the room, and changing it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flipdesk.domain.agenda import AgendaItem, running
from flipdesk.domain.capture import Captured, NoteKind, understand
from flipdesk.domain.capture_line import written_tags
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.due_dates import DueContext, write_due
from flipdesk.domain.ids import MarkerId, OutcomeId, ReflectionId, SessionId, new_guid
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import STATUSES, OutcomeKind, ReflectionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.drafts import Drafts
from flipdesk.services.history import step
from flipdesk.services.text_versions import TextVersions

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

    def __init__(self, base: KnowledgeBase, texts: TextVersions) -> None:
        self._base = base
        self._texts = texts
        self._drafts = Drafts(base)

    def commit(
        self,
        session_id: SessionId,
        line: str,
        moment: Moment,
        *,
        kind: OutcomeKind | None = None,
        with_due: bool = True,
    ) -> Step:
        """Store one line of the capture bar, as this kind if one is given; empty is a marker.

        Without `with_due` a due date in it stays words.
        """
        if not line.strip():
            return self.mark(session_id, moment)
        dates = self.due_context(session_id, moment.said_at) if with_due else None
        captured = self.understood(session_id, line, dates)
        if kind is not None:
            captured = self._as_kind(captured, kind, self._codebook(session_id))
        item = held_at(self._base.agenda.of_session(session_id), moment.said_at)
        common = {
            "session_id": session_id,
            "at_ms": moment.at_ms,
            "said_at": moment.said_at,
            "agenda_item_id": item.id if item else None,
        }
        with self._base.atomic():
            changes = self._add(captured, common)
            self._drafts.forget(session_id)
        return step(_("add {kind}").format(kind=word(captured.kind).lower()), changes)

    def understood(
        self, session_id: SessionId, line: str, dates: DueContext | None = None
    ) -> Captured:
        """Return what a line means in a session."""
        participants = self._base.participants.of_session(session_id)
        return understand(line, participants, self._codebook(session_id), dates)

    def due_context(self, session_id: SessionId, moment: datetime) -> DueContext:
        """Return what "today" and "next time" mean in a session at a moment."""
        session = self._session(session_id)
        today = moment.astimezone(zone_info(session.zone)).date()
        days = (
            one.starts.astimezone(zone_info(one.zone)).date()
            for one in self._base.sessions.after(session)
        )
        return DueContext(today, next((day for day in days if day > today), None))

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
            if isinstance(note, Marker):
                changes = self._base.markers.save(replace(note, **fields))
            else:
                changes = self._texts.save(replace(note, **fields))
        return step(_("change note"), changes)

    def rewrite(self, note: Reflection | Outcome, captured: Captured) -> Step:
        """Let a note say what was captured instead; its moment stays."""
        with self._base.atomic():
            changes = self._rewritten(note, captured)
        return step(_("change note"), changes)

    def set_kind(self, note: Reflection | Outcome, kind: NoteKind) -> Step:
        """Make a note another kind; what the new kind has no field for goes into its text.

        Raises:
            KnownError: a private note cannot become an outcome, which everybody sees.
        """
        codebook = self._codebook(note.session_id)
        captured = self._as_kind(self.captured_of(note), kind, codebook)
        with self._base.atomic():
            changes = self._rewritten(note, captured)
        return step(_("make it {kind}").format(kind=word(kind).lower()), changes)

    def park(self, note: Reflection | Outcome) -> Step:
        """Turn a note into a parked topic."""
        return Step(_("park note"), self.set_kind(note, OutcomeKind.PARKED).changes)

    def toggle_potential(self, note: Reflection | Outcome, slug: str) -> Step:
        """Add a potential to a note, or take it away again."""
        kept = tuple(one for one in note.potentials if one != slug)
        removing = len(kept) < len(note.potentials)
        changed = self.change(note, potentials=kept if removing else (*note.potentials, slug))
        label = _("untag {code}") if removing else _("tag as {code}")
        code = self._codebook(note.session_id).potential(slug)
        return Step(label.format(code=code.name if code else slug), changed.changes)

    def clear_potentials(self, note: Reflection | Outcome) -> Step:
        return Step(_("clear potentials"), self.change(note, potentials=()).changes)

    def delete(self, note: Note) -> Step:
        with self._base.atomic():
            if isinstance(note, Reflection):
                changes = self._base.reflections.delete(note.id)
            elif isinstance(note, Outcome):
                changes = self._base.outcomes.delete(note.id)
            else:
                changes = self._base.markers.delete(note.id)
        return step(_("delete note"), changes)

    def captured_of(self, note: Reflection | Outcome) -> Captured:
        """Return what would have to be captured to make this note."""
        speaker_id = note.speaker_id if isinstance(note, Reflection) else note.owner_id
        speaker = None if speaker_id is None else self._base.participants.get(speaker_id)
        return captured_of(note, speaker)

    def _codebook(self, session_id: SessionId) -> Codebook:
        return self._base.codebooks.get(self._session(session_id).codebook)

    def _session(self, session_id: SessionId) -> Session:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        return session

    @staticmethod
    def _as_kind(captured: Captured, kind: NoteKind, codebook: Codebook) -> Captured:
        if isinstance(kind, OutcomeKind) and isinstance(captured.kind, OutcomeKind):
            return replace(captured, kind=kind)
        if not isinstance(kind, OutcomeKind):
            due = [] if captured.due is None else [write_due(captured.due)]
            return replace(captured, kind=kind, text=" ".join([captured.text, *due]), due=None)
        if captured.is_private:
            raise KnownError(
                _("A private note cannot become an outcome, which all can see. Unmark it first.")
            )
        homeless = replace(captured, potentials=(), kind=ReflectionKind.REFLECTION)
        text = " ".join([captured.text, *written_tags(homeless, codebook)])
        return Captured(text, kind, captured.speaker, captured.potentials)

    def _rewritten(self, note: Reflection | Outcome, captured: Captured) -> Changes:
        is_outcome = isinstance(captured.kind, OutcomeKind)
        if isinstance(note, Outcome) and isinstance(captured.kind, OutcomeKind):
            fits = note.status in STATUSES[captured.kind]
            status = note.status if fits else STATUSES[captured.kind][0]
            fields = _outcome_fields(captured, captured.kind) | {"status": status}
            return self._texts.save(replace(note, **fields))
        if isinstance(note, Reflection) and not is_outcome:
            return self._texts.save(replace(note, **_reflection_fields(captured)))
        store = self._base.reflections if isinstance(note, Reflection) else self._base.outcomes
        kept = ("session_id", "at_ms", "said_at", "agenda_item_id", "placed_at")
        common = {name: getattr(note, name) for name in kept}
        changes, fresh = self._added(captured, common)
        return changes + self._texts.hand_over(note, fresh) + store.delete(note.id)

    def _add(self, captured: Captured, common: dict[str, Any]) -> Changes:
        return self._added(captured, common)[0]

    def _added(
        self, captured: Captured, common: dict[str, Any]
    ) -> tuple[Changes, Reflection | Outcome]:
        session_id = common["session_id"]
        if isinstance(captured.kind, OutcomeKind):
            outcome = Outcome(
                id=OutcomeId(new_guid()),
                position=self._base.outcomes.next_position(session_id),
                **common,
                **_outcome_fields(captured, captured.kind),
            )
            return self._base.outcomes.add(outcome), outcome
        reflection = Reflection(
            id=ReflectionId(new_guid()),
            position=self._base.reflections.next_position(session_id),
            **common,
            **_reflection_fields(captured),
        )
        return self._base.reflections.add(reflection), reflection


def captured_of(note: Reflection | Outcome, speaker: Participant | None) -> Captured:
    """Return what would have to be captured to make this note."""
    if isinstance(note, Outcome):
        return Captured(note.text, note.kind, speaker, note.potentials, due=note.due)
    return Captured(
        text=note.text,
        kind=note.kind,
        speaker=speaker,
        potentials=note.potentials,
        dimensions=note.dimensions,
        pattern=note.pattern,
        tags=note.tags,
        is_private=note.is_private,
    )


def held_at(items: Sequence[AgendaItem], moment: datetime) -> AgendaItem | None:
    """Return the item that was being held at a moment, else the one being held now."""
    for item in items:
        ended = item.ended is not None and item.ended <= moment
        if item.started is not None and item.started <= moment and not ended:
            return item
    return running(items)


def _reflection_fields(captured: Captured) -> dict[str, Any]:
    return {
        "text": captured.text,
        "kind": captured.kind,
        "speaker_id": captured.speaker.id if captured.speaker else None,
        "potentials": captured.potentials,
        "dimensions": captured.dimensions,
        "pattern": captured.pattern,
        "tags": captured.tags,
        "is_private": captured.is_private,
    }


def _outcome_fields(captured: Captured, kind: OutcomeKind) -> dict[str, Any]:
    return {
        "text": captured.text,
        "kind": kind,
        "status": STATUSES[kind][0],
        "owner_id": captured.speaker.id if captured.speaker else None,
        "due": captured.due,
        "potentials": captured.potentials,
    }
