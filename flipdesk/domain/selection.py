"""Which sessions and notes are taken along in an export."""

from dataclasses import dataclass, replace
from datetime import date

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class Selection:
    """What is empty narrows nothing.

    `notes` are the ids of reflections and outcomes, as a search found them; None for all.
    """

    series: tuple[SeriesId, ...] = ()
    sessions: tuple[SessionId, ...] = ()
    organisations: tuple[str, ...] = ()
    potentials: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    notes: frozenset[str] | None = None

    @property
    def names_sessions(self) -> bool:
        """Whether series or sessions are named, so that an example is meant when it is one."""
        return bool(self.series or self.sessions)

    @property
    def narrows_notes(self) -> bool:
        """Whether only some notes of a session are meant; transcripts then stay."""
        return self.notes is not None or bool(self.potentials)

    def narrowed(self, record: SessionRecord) -> SessionRecord:
        """Return a record with those of its reflections and outcomes that are taken along."""

        def taken(note_id: str, potentials: tuple[str, ...]) -> bool:
            if self.notes is not None and note_id not in self.notes:
                return False
            return not self.potentials or not set(potentials).isdisjoint(self.potentials)

        return replace(
            record,
            reflections=tuple(one for one in record.reflections if taken(one.id, one.potentials)),
            outcomes=tuple(one for one in record.outcomes if taken(one.id, one.potentials)),
        )
