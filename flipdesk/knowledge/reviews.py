"""Stores of returned documents, of what stood in them, and of earlier versions of texts."""

from flipdesk.domain.changes import Changes
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.ids import MinutesId, SessionId
from flipdesk.domain.review import (
    ReturnedFile,
    ReviewChange,
    ReviewComment,
    ReviewState,
    TextVersion,
)
from flipdesk.knowledge.mapping import Column, Mapping, flag, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows

_CONCERNS = ("reflection_id", "outcome_id", "agenda_item_id")


def _common() -> tuple[Column, ...]:
    return (
        *plain("session_id", "file_id", "position", "said_by", "said_on", *_CONCERNS),
        *plain("near_before", "near_after"),
        value_of("state", ReviewState),
        moment("decided"),
    )


class ReturnedFileStore:
    mapping = Mapping(
        "returned_file",
        ReturnedFile,
        *plain("session_id", "minutes_id", "file_name", "sha256"),
        *plain("by_id", "by_words", "gone", "left_out"),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def with_hash(self, sha256: str) -> ReturnedFile | None:
        """Return the file of a hash, None when it was never taken in."""
        rows = self._rows.query("select * from returned_file where sha256 = ?", sha256)
        return self.mapping.build(rows[0]) if rows else None

    def of_session(self, session_id: SessionId) -> tuple[ReturnedFile, ...]:
        """Return the files of a session, the first taken in first."""
        rows = self._rows.query(
            "select * from returned_file where session_id = ? order by created_at, rowid",
            session_id,
        )
        return tuple(self.mapping.build(row) for row in rows)

    def of_minutes(self, minutes_id: MinutesId) -> tuple[ReturnedFile, ...]:
        rows = self._rows.query(
            "select * from returned_file where minutes_id = ? order by created_at, rowid",
            minutes_id,
        )
        return tuple(self.mapping.build(row) for row in rows)

    def add(self, file: ReturnedFile) -> Changes:
        return self._rows.insert("returned_file", file.id, self.mapping.values(file))


class ReviewCommentStore(PartStore[ReviewComment]):
    mapping = Mapping(
        "review_comment",
        ReviewComment,
        *_common(),
        *plain("text", "quote", "parent_id"),
        flag("is_done"),
    )


class ReviewChangeStore(PartStore[ReviewChange]):
    mapping = Mapping(
        "review_change",
        ReviewChange,
        *_common(),
        *plain("sent_text", "start_at", "old_text", "new_text"),
        value_of("kind", ChangeKind),
        flag("is_own"),
        flag("is_tracked"),
    )


class TextVersionStore(PartStore[TextVersion]):
    mapping = Mapping(
        "text_version",
        TextVersion,
        *plain("session_id", "position", "text", *_CONCERNS, "review_change_id"),
        moment("replaced"),
    )

    def of(self, part_id: str) -> tuple[TextVersion, ...]:
        """Return the earlier texts of a reflection, outcome or agenda item, the oldest first."""
        rows = self._rows.query(
            "select * from text_version where ? in (reflection_id, outcome_id, agenda_item_id)"
            " order by position",
            part_id,
        )
        return tuple(self._build_all(rows))
