"""The menu of a note: its potentials, and what else can be done with it."""

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.codebook import Codebook
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.note_actions import NoteActions


class NoteMenu(QMenu):
    """Filled for one note; `editing` is what opens its editor."""

    def __init__(self, commands: Commands, actions: NoteActions, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        self._owner = parent
        self._actions = actions
        self.setObjectName("note_menu")
        self.setAccessibleName(_("Note"))

    def show_note(self, note: Note | None, codebook: Codebook) -> None:
        """Offer what can be done with this note."""
        self.clear()
        if note is None:
            self.addAction(_("Choose a note first")).setEnabled(False)
            return
        if not isinstance(note, Marker):
            self._add_potentials(note, codebook)
        self._add_command("note.edit")
        if isinstance(note, Outcome):
            due = self.addAction(_("Owner, due date and status…"))
            due.setObjectName("note_agree")
            due.triggered.connect(lambda: self._actions.agree(note, self._owner))
        if isinstance(note, Reflection):
            private = self.addAction(_("Private: not in what participants get"))
            private.setObjectName("note_private")
            private.setCheckable(True)
            private.setChecked(note.is_private)
            private.triggered.connect(self._actions.toggle_private)
            self._add_command("note.park")
        self.addSeparator()
        delete = self.addAction(_("Delete the note"))
        delete.setObjectName("note_delete")
        delete.triggered.connect(self._actions.delete)

    def _add_potentials(self, note: Reflection | Outcome, codebook: Codebook) -> None:
        for code in codebook.potentials:
            action = self.addAction(f"{code.name}\t{code.number}")
            action.setObjectName(f"note_{code.slug}")
            action.setCheckable(True)
            action.setChecked(code.slug in note.potentials)
            number = code.number or 0
            action.triggered.connect(
                lambda _checked=False, number=number: self._actions.toggle_potential(number)
            )
        clear = self.addAction(_("Clear the potentials") + "\t0")
        clear.setEnabled(bool(note.potentials))
        clear.triggered.connect(self._actions.clear_potentials)
        self.addSeparator()

    def _add_command(self, command_id: str) -> None:
        self.addAction(self._commands.action(command_id))
