"""Stores of what was told and answered about consent, and of what was deleted in its time."""

from flipdesk.domain.changes import Changes
from flipdesk.domain.consent_note import ConsentNote, InformationText, NotedMatter
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.retention import Deletion, Kept
from flipdesk.domain.vocabulary import Answer, ConsentWay
from flipdesk.knowledge.mapping import Mapping, day, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows


class InformationTextStore(PartStore[InformationText]):
    mapping = Mapping(
        "information_text",
        InformationText,
        *plain("session_id", "position", "text"),
        moment("since"),
    )


class ConsentNoteStore(PartStore[ConsentNote]):
    mapping = Mapping(
        "consent_note",
        ConsentNote,
        *plain("session_id", "position", "participant_id", "text_id"),
        value_of("matter", NotedMatter),
        value_of("answer", Answer),
        value_of("way", ConsentWay),
        moment("at", "noted_at"),
    )

    def of_participant(self, participant_id: ParticipantId) -> tuple[ConsentNote, ...]:
        """Return what was noted of somebody in one session, the oldest first."""
        rows = self._rows.query(
            "select * from consent_note where participant_id = ? order by position", participant_id
        )
        return tuple(self._build_all(rows))


class DeletionStore:
    """What was deleted when its time had come; facts that stay."""

    mapping = Mapping(
        "deletion",
        Deletion,
        *plain("session_id", "series_id"),
        value_of("kept", Kept, "clock"),
        day("due_on"),
        moment("deleted"),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, deletion: Deletion) -> Changes:
        return self._rows.insert("deletion", deletion.id, self.mapping.values(deletion))

    def all(self) -> tuple[Deletion, ...]:
        """Return everything that was deleted, the newest first."""
        rows = self._rows.query("select * from deletion order by deleted_at desc")
        return tuple(self.mapping.build(row) for row in rows)

    def of_session(self, session_id: SessionId) -> tuple[Deletion, ...]:
        """Return what was deleted of a session, the newest first."""
        rows = self._rows.query(
            "select * from deletion where session_id = ? order by deleted_at desc", session_id
        )
        return tuple(self.mapping.build(row) for row in rows)
