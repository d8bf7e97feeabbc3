"""Editing a note in its place, in the same words as in the capture bar."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.capture import Captured
from flipdesk.domain.capture_line import write_line
from flipdesk.domain.due_dates import DueContext
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.capturing import Note, captured_of
from flipdesk.ui.rooms.run.capture_field import CaptureField
from flipdesk.ui.theme.theme import Theme


class NoteEditor(CaptureField):
    """Enter is `saved`, Esc is `left`; a note no line can say is edited as its words alone."""

    saved = Signal()

    def __init__(
        self,
        theme: Theme,
        note: Note,
        record: SessionRecord,
        dates: DueContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Edit the note"), parent=parent)
        self.note = note
        self.setObjectName("note_editor")
        self.input.setObjectName("note_editor_text")
        self.time.setText(_("Enter saves · Esc goes back"))
        self._before = _captured(note, record)
        line = write_line(self._before, record.participants, record.codebook, dates)
        self.is_words_alone = isinstance(note, Marker) or line is None
        if not self.is_words_alone:
            self.set_dates(lambda: dates)
            self.set_record(record)
        self.put(self._before.text if line is None or self.is_words_alone else line)
        self.entered.connect(self.saved)

    @property
    def result(self) -> Captured:
        """What the note is to say now."""
        if self.is_words_alone:
            return replace(self._before, text=self.text.strip())
        return self.captured

    @property
    def is_changed(self) -> bool:
        return self.result != self._before


def _captured(note: Note, record: SessionRecord) -> Captured:
    if isinstance(note, Marker):
        return Captured(text=note.label)
    speaker_id = getattr(note, "speaker_id", None) or getattr(note, "owner_id", None)
    return captured_of(note, record.participant(speaker_id))
