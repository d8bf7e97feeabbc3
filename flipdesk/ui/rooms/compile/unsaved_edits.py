"""Going on with what was being written when the window died."""

from collections.abc import Callable

from flipdesk.domain.ids import TranscriptSegmentId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.rooms.compile.notes_pane import NotesPane
from flipdesk.ui.rooms.compile.review_pane import ReviewPane
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from flipdesk.ui.workspace import Workspace


class UnsavedEdits:
    """`show_notes` and `show_transcript` bring their pane to the front."""

    def __init__(
        self,
        workspace: Workspace,
        notes: NotesPane,
        transcript: TranscriptPane,
        review: ReviewPane,
        show_notes: Callable[[], None],
        show_transcript: Callable[[], None],
    ) -> None:
        self._workspace = workspace
        self._notes = notes
        self._transcript = transcript
        self._review = review
        self._show_notes = show_notes
        self._show_transcript = show_transcript

    def left(self, record: SessionRecord) -> dict[str, int | None]:
        """Return what has a draft and is not being written just now, with its moment."""
        writing = {self._review.writing, self._transcript.list.writing, self._notes.list.writing}
        standing = self._workspace.desk.text_drafts.standing(record)
        return {key: at_ms for key, at_ms in standing.items() if key not in writing}

    def go_on(self) -> None:
        """Open the editor of the first of them, with the draft in it."""
        record = self._workspace.record
        key = next(iter(self.left(record)), "") if record is not None else ""
        if self._notes.choose(key):
            self._show_notes()
            self._notes.list.edit_current()
        elif self._review.choose(key):
            self._review.edit()
        else:
            segments = self._workspace.desk.base.transcript_segments
            segment = segments.get(TranscriptSegmentId(key))
            if segment is not None:
                self._show_transcript()
                self._transcript.choose_transcript(segment.transcript_id)
                self._transcript.list.edit_segment(key)
