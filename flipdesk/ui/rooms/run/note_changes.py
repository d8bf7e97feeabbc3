"""What the keys and the menu do to the chosen note, each as one step that can be undone."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.capture import Captured, NoteKind
from flipdesk.domain.due_dates import DueContext
from flipdesk.domain.reflection import Marker
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.workspace import Workspace


class NoteChanges(QObject):
    """Changes to one note; `chosen` says which when none is handed over."""

    edit_requested = Signal()
    due_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        chosen: Callable[[], Note | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._chosen = chosen
        self._capturing = workspace.desk.capturing

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
        """Tag the chosen note with the potential of this number, or untag it."""
        note, record = self._chosen(), self._workspace.record
        if record is None or note is None or isinstance(note, Marker):
            return
        code = next((one for one in record.codebook.potentials if one.number == number), None)
        if code is not None:
            slug = code.slug
            self._workspace.perform(lambda: self._capturing.toggle_potential(note, slug))

    def clear_potentials(self) -> None:
        note = self._chosen()
        if note is not None and not isinstance(note, Marker) and note.potentials:
            self._workspace.perform(lambda: self._capturing.clear_potentials(note))

    def park(self) -> None:
        note = self._chosen()
        if note is not None and not isinstance(note, Marker):
            self._workspace.perform(
                lambda: self._capturing.park(note), notice=_("The note is parked")
            )

    def delete(self) -> None:
        note = self._chosen()
        if note is not None:
            self._workspace.perform(
                lambda: self._capturing.delete(note), notice=_("The note is deleted")
            )
