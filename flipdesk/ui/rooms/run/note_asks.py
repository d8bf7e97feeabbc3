"""What is asked about the chosen note, each by a key: due date, owner or speaker, and moment."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.dates import format_clock, format_date_weekday
from flipdesk.domain.due_dates import read_due
from flipdesk.domain.moment_text import read_moment
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.rooms.run.ask_bar import Answer, AskBar, Read
from flipdesk.ui.rooms.run.note_changes import NoteChanges
from flipdesk.ui.rooms.run.person_field import matching
from flipdesk.ui.workspace import Workspace


class NoteAsks(QObject):
    """Puts the questions into the bar; `answered` when it is done with."""

    answered = Signal(str)
    """The GUID of the note that was asked about."""

    def __init__(
        self, workspace: Workspace, changes: NoteChanges, bar: AskBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._changes = changes
        self._bar = bar
        self._note_id = ""
        bar.left.connect(lambda: self.answered.emit(self._note_id))

    def ask_due(self, note: Note) -> None:
        """Ask when an outcome is due; nothing written means no date."""
        if not isinstance(note, Outcome):
            return
        dates = self._changes.dates()

        def read(text: str) -> Answer | None:
            if not text.strip():
                return Answer(None, _("No date"))
            day = read_due(text, dates)
            return None if day is None else Answer(day, format_date_weekday(day))

        day = note.due
        text = "" if day is None else f"{day.day}/{day.month} {day.year}"
        advice = _("Write fre, 30/4, uge 17 or om 14 dage")
        self._ask(note, _("Due date"), text, advice, read, "due")

    def ask_voice(self, note: Note) -> None:
        """Ask who owns an outcome, or who said something."""
        record = self._workspace.record
        if record is None or isinstance(note, Marker):
            return
        people = record.participants

        def read(text: str) -> Answer | None:
            if not text.strip():
                return Answer(None, _("Nobody"))
            found = matching(people, text)
            return Answer(found[0].id, found[0].name) if found else None

        is_outcome = isinstance(note, Outcome)
        present = record.participant(
            note.owner_id if isinstance(note, Outcome) else note.speaker_id
        )
        self._ask(
            note,
            _("Owner") if is_outcome else _("Speaker"),
            present.initials if present else "",
            _("Write initials or the beginning of a name"),
            read,
            "owner_id" if is_outcome else "speaker_id",
        )

    def ask_moment(self, note: Note, moment: datetime | None) -> None:
        """Ask when something was said; `moment` is when it is shown to have been."""
        around = moment or self._workspace.now()

        def read(text: str) -> Answer | None:
            found = read_moment(text, around)
            if found is None:
                return None
            return Answer(found, f"{format_clock(found)}.{found.second:02d}")

        self._note_id = note.id
        text = f"{around.hour}.{around.minute:02d}.{around.second:02d}"
        advice = _("Write 10.41, −2 min or +30 sek")
        self._bar.ask(_("Said at"), text, advice, read, lambda at: self._move(note, moment, at))

    def _ask(self, note: Note, label: str, text: str, advice: str, read: Read, field: str) -> None:
        self._note_id = note.id

        def take(value: object) -> None:
            self._changes.change(self._newest(note), **{field: value})
            self.answered.emit(note.id)

        self._bar.ask(label, text, advice, read, take)

    def _move(self, note: Note, moment: datetime | None, at: object) -> None:
        assert isinstance(at, datetime)
        self._changes.move(self._newest(note), moment, at)
        self.answered.emit(note.id)

    def _newest(self, note: Note) -> Note:
        """Return the note as it is stored now: it may have been tagged since one was asked."""
        record = self._workspace.record
        notes: list[Note] = []
        if record is not None:
            notes += [*record.reflections, *record.outcomes, *record.markers]
        return next((one for one in notes if one.id == note.id), note)
