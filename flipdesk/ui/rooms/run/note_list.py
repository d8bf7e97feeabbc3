"""The list of notes: plain keys change the chosen one, Enter edits it in its place."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.models.notes_model import NotesModel
from flipdesk.ui.rooms.run.measured_rows import MeasuredRows, NoteDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_drag import RowDrag

_DIGITS = {Qt.Key(Qt.Key.Key_0 + number): number for number in range(1, 7)}
_SHIFTS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteList(MeasuredRows):
    """Tells wishes about the chosen note; `edit_requested` also on a double click."""

    edit_requested = Signal()
    delete_requested = Signal()
    park_requested = Signal()
    potential_requested = Signal(int)
    potentials_cleared = Signal()
    due_requested = Signal()
    voice_requested = Signal()
    moment_requested = Signal()
    shift_requested = Signal(int)
    """One place up is later, down is earlier: -1 and 1."""
    drop_requested = Signal(int, int)
    """A row was dragged to stand before another one, or at the end."""
    focus_changed = Signal()
    menu_requested = Signal(QPoint)
    left = Signal()

    def __init__(self, theme: Theme, model: NotesModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Notes"), NoteDelegate(theme), parent)
        self._notes = model
        self._drag = RowDrag(self)
        self._drag.dropped.connect(self.drop_requested)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setObjectName("notes")
        self._wishes = {
            Qt.Key.Key_P: self.park_requested,
            Qt.Key.Key_D: self.due_requested,
            Qt.Key.Key_A: self.voice_requested,
            Qt.Key.Key_T: self.moment_requested,
        }
        self.follow(model)

    @property
    def chosen(self) -> Note | None:
        """The note that keys and menu change."""
        return self._notes.note(self.currentIndex())

    @property
    def all_chosen(self) -> tuple[Note, ...]:
        """The notes that are chosen together, the newest first; else the one with the ring."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        indexes = [self._notes.index(row) for row in rows] or [self.currentIndex()]
        found = (self._notes.note(index) for index in indexes)
        return tuple(note for note in found if note is not None)

    def choose(self, note_id: str) -> None:
        """Make a note the chosen one if it is shown."""
        index = self._notes.index_of(note_id)
        if index.isValid():
            self.setCurrentIndex(index)

    def open_editor(self, editor: QWidget, note_id: str) -> None:
        """Put an editor in the place of a note; it is deleted when it is closed."""
        self._delegate.edited = note_id
        index = self._notes.index_of(note_id)
        self.setIndexWidget(index, editor)
        self.fit_editor(editor)
        self.scrollTo(index)

    def fit_editor(self, editor: QWidget) -> None:
        """Give the edited row the height that its editor wants now."""
        self._edited_height = editor.height()
        index = self._notes.index_of(self._delegate.edited)
        if index.isValid():
            self.measure(index.row())

    def close_editor(self) -> None:
        """Show the edited note again."""
        index = self._notes.index_of(self._delegate.edited)
        self._delegate.edited = ""
        if index.isValid():
            self.setIndexWidget(index, None)  # type: ignore[arg-type] # Qt takes none
            self.measure(index.row())
            self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alt == Qt.KeyboardModifier.AltModifier and Qt.Key(event.key()) in _SHIFTS:
            if self.chosen is not None:
                self.shift_requested.emit(_SHIFTS[Qt.Key(event.key())])
            event.accept()
            return
        keypad = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if keypad == Qt.KeyboardModifier.NoModifier and self._take(Qt.Key(event.key())):
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

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
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_requested.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        if self.chosen is not None:
            place = self.visualRect(self.currentIndex())
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            at = event.pos() if by_mouse else place.center()
            self.menu_requested.emit(self.viewport().mapToGlobal(at))

    def _take(self, key: Qt.Key) -> bool:
        if self.chosen is None and key != Qt.Key.Key_Escape:
            return False
        if key in _ENTER:
            self.edit_requested.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif key in _DIGITS:
            self.potential_requested.emit(_DIGITS[key])
        elif key == Qt.Key.Key_0:
            self.potentials_cleared.emit()
        elif key in self._wishes:
            self._wishes[key].emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # A table would go to the first and last column.
            last = self._notes.rowCount() - 1
            self.setCurrentIndex(self._notes.index(0 if key == Qt.Key.Key_Home else last))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
