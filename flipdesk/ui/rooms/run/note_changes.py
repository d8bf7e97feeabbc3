"""What the keys and the menu do to the chosen note, each as one step that can be undone."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.capture import Captured, NoteKind
from flipdesk.domain.due_dates import DueContext
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import BugError
from flipdesk.i18n import _, ngettext
from flipdesk.services.capturing import Note
from flipdesk.ui.workspace import Workspace


class NoteChanges(QObject):
    """Changes to one note; `chosen` says which, one or several, when none is handed over."""

    edit_requested = Signal()
    due_requested = Signal()
    moment_requested = Signal()
    shift_requested = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        chosen: Callable[[], tuple[Note, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._chosen_notes = chosen
        self._capturing = workspace.desk.capturing
        self._many = workspace.desk.many_notes

    def today(self) -> date:
        """Return the day it is in the session's zone."""
        record = self._workspace.record
        if record is None:
            raise BugError("no session is open")
        return self._workspace.now().astimezone(zone_info(record.session.zone)).date()

    def dates(self) -> DueContext:
        """Return what "today" and "next time" mean now in the open session."""
        session_id = self._workspace.session_id
        if session_id is None:
            raise BugError("no session is open")
        return self._capturing.due_context(session_id, self._workspace.now())

    def edit(self) -> None:
        self.edit_requested.emit()

    def ask_due(self) -> None:
        self.due_requested.emit()

    def ask_moment(self) -> None:
        self.moment_requested.emit()

    def change(self, note: Note, **fields: Any) -> None:
        """Change fields of a note."""
        self._workspace.perform(lambda: self._capturing.change(note, **fields))

    def rewrite(self, note: Note, captured: Captured) -> bool:
        """Let a note say something else; False when that was refused."""
        if isinstance(note, Marker):
            text = captured.text
            return self._workspace.perform(lambda: self._capturing.change(note, label=text))
        return self._workspace.perform(lambda: self._capturing.rewrite(note, captured))

    def set_kind(self, note: Note, kind: NoteKind) -> None:
        if not isinstance(note, Marker) and note.kind is not kind:
            self._workspace.perform(lambda: self._capturing.set_kind(note, kind))

    def toggle_potential(self, number: int) -> None:
        """Tag the chosen notes with the potential of this number, or untag them."""
        record, notes = self._workspace.record, self._tagged()
        codes = record.codebook.potentials if record is not None else ()
        code = next((one for one in codes if one.number == number), None)
        if code is not None and notes:
            slug = code.slug
            self._workspace.perform(lambda: self._many.toggle_potential(notes, slug))

    def clear_potentials(self) -> None:
        notes = self._tagged()
        if any(note.potentials for note in notes):
            self._workspace.perform(lambda: self._many.clear_potentials(notes))

    def park(self) -> None:
        notes = self._tagged()
        if notes:
            count = len(notes)
            words = ngettext("{n} note is parked", "{n} notes are parked", count)
            words = words if count > 1 else _("The note is parked")
            self._workspace.perform(lambda: self._many.park(notes), notice=words.format(n=count))

    def delete(self) -> None:
        notes = self._chosen_notes()
        if notes:
            count = len(notes)
            words = ngettext("{n} note is deleted", "{n} notes are deleted", count)
            words = words if count > 1 else _("The note is deleted")
            self._workspace.perform(lambda: self._many.delete(notes), notice=words.format(n=count))

    def move(self, note: Note, before: datetime | None, after: datetime) -> None:
        """Let a note have been said at another moment."""
        moments = self._workspace.desk.note_moments
        self._workspace.perform(lambda: moments.move(note, before, after))

    def _tagged(self) -> tuple[Reflection | Outcome, ...]:
        return tuple(note for note in self._chosen_notes() if not isinstance(note, Marker))
