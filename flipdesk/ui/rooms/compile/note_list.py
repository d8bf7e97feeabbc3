"""The list of notes: digits tag, Enter edits, Del deletes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.compile_notes_model import CompileNotesModel, Index
from flipdesk.ui.rooms.compile.note_delegate import NoteDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList

_DIGITS = {Qt.Key(Qt.Key.Key_1.value + n): n + 1 for n in range(6)}
_EDITING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class NoteList(RowList):
    """Notes under headings; the keys of one hand are wishes that the room fulfils."""

    note_chosen = Signal(str)
    play_requested = Signal(str)
    potential_typed = Signal(int)
    potentials_cleared = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        delegate = NoteDelegate(theme)
        super().__init__(theme, _("Notes"), delegate)
        delegate.play_requested.connect(self._on_play_requested)
        self.notes = CompileNotesModel(self)
        self.setObjectName("notes_list")
        self.setModel(self.notes)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.notes.dataChanged.connect(self._on_data_changed)

    def _on_data_changed(self, _first: Index, _last: Index, roles: list[int]) -> None:
        # A note that begins to sound looks different and is as high as before.
        if roles != [Role.ROW]:
            self.scheduleDelayedItemsLayout()

    def edit_current(self) -> None:
        """Open the editor of the chosen note."""
        if self.notes.note(self.currentIndex()) is not None:
            self.edit(self.currentIndex())

    def choose(self, key: str) -> bool:
        """Choose a note; False when it is not here."""
        index = self.notes.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def _on_play_requested(self, index: Index) -> None:
        note = self.notes.note(index)
        if note is not None:
            self.play_requested.emit(note.id)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        note = self.notes.note(current)
        if note is not None:
            self.note_chosen.emit(note.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        plain = not modifiers or modifiers == Qt.KeyboardModifier.KeypadModifier
        if plain and key in _DIGITS:
            self.potential_typed.emit(_DIGITS[key])
        elif plain and key == Qt.Key.Key_0:
            self.potentials_cleared.emit()
        elif plain and key in _EDITING:
            self.edit_current()
        elif plain and key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.edit_current()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a letter typed by mistake must not move the choice."""
