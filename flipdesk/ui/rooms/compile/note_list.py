"""The list of notes: digits tag, Enter edits, Del deletes, a drag by the time moves."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.compile_notes_model import CompileNotesModel, Index
from flipdesk.ui.rooms.compile.note_delegate import NoteDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_drag import RowDrag
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
    drop_requested = Signal(int, int)
    """A row was dragged to stand before another one, or at the end."""
    choice_changed = Signal()
    """Other notes are chosen now."""

    def __init__(self, theme: Theme) -> None:
        delegate = self.delegate = NoteDelegate(theme)
        super().__init__(theme, _("Notes"), delegate)
        delegate.play_requested.connect(self._on_play_requested)
        self.notes = CompileNotesModel(self)
        self.setObjectName("notes_list")
        self.setModel(self.notes)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._drag = RowDrag(self)
        self._drag.dropped.connect(self.drop_requested)
        self.selectionModel().selectionChanged.connect(lambda *_what: self.choice_changed.emit())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.notes.dataChanged.connect(self._on_data_changed)

    def _on_data_changed(self, _first: Index, _last: Index, roles: list[int]) -> None:
        # A note that begins to sound looks different and is as high as before.
        if roles != [Role.ROW]:
            self.scheduleDelayedItemsLayout()

    @property
    def chosen(self) -> tuple[Note, ...]:
        """The notes that are chosen together in their order; else the one with the ring."""
        indexes = self.selectionModel().selectedIndexes()
        return self.notes.notes(indexes or [self.currentIndex()])

    def choose_also(self) -> None:
        """Choose the note with the ring as well, or not any more."""
        toggle = QItemSelectionModel.SelectionFlag.Toggle
        self.selectionModel().select(self.currentIndex(), toggle)

    @property
    def writing(self) -> str:
        """The GUID of the note whose editor is open, "" for none."""
        is_open = self.delegate.editor is not None
        return (self.notes.key_at(self.currentIndex()) or "") if is_open else ""

    def edit_current(self) -> None:
        """Open the editor of the chosen note."""
        if self.notes.note(self.currentIndex()) is not None:
            self.edit(self.currentIndex())

    def choose(self, key: str) -> bool:
        """Choose a note; False when it is not here."""
        index = self.notes.index_of(key)
        if index.isValid():
            if index != self.currentIndex():
                # Qt closes it with the row, and it would tell so a second time.
                self.delegate.close_editor(save=True)
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
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._drag.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag.move(event):
            super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._drag.release()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._drag.paint(self._theme)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a letter typed by mistake must not move the choice."""
