"""What can be done with a note in Bearbejd, each a step that can be undone."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace


class NoteActions:
    """Acts on the note that `current` returns; nothing happens when there is none."""

    def __init__(
        self, theme: Theme, workspace: Workspace, current: Callable[[], Note | None]
    ) -> None:
        self._theme = theme
        self._workspace = workspace
        self._current = current

    def toggle_potential(self, number: int) -> None:
        """Tag with the potential of that number, or take the tag away."""
        note, record = self._current(), self._workspace.record
        if record is None or note is None or isinstance(note, Marker):
            return
        wanted = (code for code in record.codebook.potentials if code.number == number)
        code = next(wanted, None)
        if code is not None:
            capturing = self._workspace.desk.capturing
            self._workspace.perform(lambda: capturing.toggle_potential(note, code.slug))

    def clear_potentials(self) -> None:
        note = self._current()
        if note is not None and not isinstance(note, Marker) and note.potentials:
            capturing = self._workspace.desk.capturing
            self._workspace.perform(lambda: capturing.clear_potentials(note))

    def toggle_private(self) -> None:
        """Keep a reflection out of what leaves the group, or let it in again."""
        note = self._current()
        if isinstance(note, Reflection):
            private = not note.is_private
            self._change(note, is_private=private)

    def park(self) -> None:
        """Turn a reflection into a parked topic."""
        note = self._current()
        if isinstance(note, Reflection):
            capturing = self._workspace.desk.capturing
            self._workspace.perform(lambda: capturing.park(note), notice=_("The note is parked"))

    def delete(self) -> None:
        note = self._current()
        if note is not None:
            capturing = self._workspace.desk.capturing
            self._workspace.perform(lambda: capturing.delete(note), notice=_("The note is deleted"))

    def rewrite(self, note: Note, text: str) -> None:
        """Give a note other words; a marker may lose its words, a note may not."""
        if isinstance(note, Marker):
            self._change(note, label=text)
        elif text:
            self._change(note, text=text)

    def agree(self, outcome: Outcome, parent: QWidget, *, ask_due: bool = False) -> None:
        """Ask who does something, until when, and how it stands."""
        from flipdesk.ui.dialogs.outcome_dialog import OutcomeDialog

        record = self._workspace.record
        if record is not None:
            workspace = self._workspace
            dialog = OutcomeDialog(self._theme, workspace, record, outcome, parent, ask_due=ask_due)
            dialog.open()

    def _change(self, note: Note, **fields: object) -> None:
        capturing = self._workspace.desk.capturing
        self._workspace.perform(lambda: capturing.change(note, **fields))
