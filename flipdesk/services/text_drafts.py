"""Edits of texts that are being written, kept through a crash."""

import json
from collections.abc import Mapping

from flipdesk.domain.ids import ReviewChangeId, SessionId, TranscriptSegmentId
from flipdesk.domain.placing import Note
from flipdesk.domain.session_record import SessionRecord
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class TextDrafts:
    """One a text: of a note, of a segment of a transcript, or instead of a change that came back.

    They are no steps: undo does not know them.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._known: dict[SessionId, dict[str, str]] = {}

    def of(self, session_id: SessionId) -> Mapping[str, str]:
        """Return what is written and not stored, by the GUID of the text."""
        if session_id not in self._known:
            self._known[session_id] = _read(self._base.settings.get(_name(session_id)))
        return self._known[session_id]

    def read_anew(self) -> None:
        """Know only what is stored, as when something in it was erased."""
        self._known.clear()

    def keep(self, session_id: SessionId, key: str, text: str) -> None:
        """Give a text a draft in the place of the one before, none when it is empty.

        Raises:
            KnownError: the disk does not take it; `of` knows it until the program ends.
        """
        drafts = {one: words for one, words in self.of(session_id).items() if one != key}
        if text:
            drafts[key] = text
        self._known[session_id] = drafts
        value = json.dumps(drafts, ensure_ascii=False) if drafts else ""
        # Not whether it is known: what the disk has refused is known, too.
        if value == self._base.settings.get(_name(session_id)):
            return
        with self._base.atomic():
            self._base.settings.set(_name(session_id), value)

    def standing(self, record: SessionRecord) -> dict[str, int | None]:
        """Return which texts have a draft and are there still, with their moment in the session."""
        notes: tuple[Note, ...] = (*record.reflections, *record.outcomes, *record.markers)
        moments: dict[str, int | None] = {note.id: note.at_ms for note in notes}
        found = {}
        for key in self.of(record.session.id):
            segment = self._base.transcript_segments.get(TranscriptSegmentId(key))
            change = self._base.review_changes.get(ReviewChangeId(key))
            if key in moments:
                found[key] = moments[key]
            elif segment is not None:
                found[key] = segment.from_ms
            elif change is not None and change.is_open:
                found[key] = None
        return found


def _read(kept: str) -> dict[str, str]:
    """Return what was kept; an older FlipDesk kept one note and its text."""
    found = json.loads(kept) if kept else {}
    pairs = found.items() if isinstance(found, dict) else [found]
    return {str(key): str(text) for key, text in pairs}


def _name(session_id: SessionId) -> str:
    return f"note-draft:{session_id}"
