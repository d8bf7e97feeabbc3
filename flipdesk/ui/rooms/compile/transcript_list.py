"""The list of segments: a click goes there, Enter plays from there, F2 edits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit
from typing_extensions import override

from flipdesk.domain.ids import TranscriptSegmentId
from flipdesk.i18n import _
from flipdesk.ui.models.keyed_rows import Index
from flipdesk.ui.models.transcript_model import TranscriptModel
from flipdesk.ui.rooms.compile.segment_delegate import SegmentDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList

_PLAYING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TranscriptList(RowList):
    """Several segments can be chosen at once; wishes carry the GUIDs of segments."""

    play_wanted = Signal(str)
    reached = Signal(str)
    """A segment was clicked or come to by a key."""

    def __init__(self, theme: Theme) -> None:
        self.delegate = SegmentDelegate(theme)
        super().__init__(theme, _("Transcript"), self.delegate)
        self.setObjectName("transcript_list")
        self.segments = TranscriptModel(self)
        self.setModel(self.segments)
        self.delegate.measure(self.segments.rows, self.viewport())
        self.segments.looks_changed.connect(self.update)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def chosen(self) -> tuple[TranscriptSegmentId, ...]:
        """The chosen segments in the order they are read."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        keys = (self.segments.key_at(self.segments.index(row)) for row in rows)
        return tuple(TranscriptSegmentId(key) for key in keys if key is not None)

    @property
    def editor(self) -> QPlainTextEdit | None:
        """The editor that is open."""
        found = self.viewport().findChildren(QPlainTextEdit, "segment_editor")
        return next((one for one in found if one.isVisible()), None)

    @property
    def writing(self) -> str:
        """The GUID of the segment whose editor is open, "" for none."""
        key = None if self.editor is None else self.segments.key_at(self.currentIndex())
        return key or ""

    def choose(self, key: str) -> bool:
        """Choose a segment and show it; False when it is not here."""
        index = self.segments.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def edit_segment(self, key: str, cursor: int | None = None) -> None:
        """Open the editor of a segment, the cursor before a letter of it or at its end."""
        if not self.choose(key):
            return
        if not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self.edit(self.currentIndex())
        editor = self.editor
        if editor is not None and cursor is not None:
            at = editor.textCursor()
            at.setPosition(min(cursor, len(editor.toPlainText())))
            editor.setTextCursor(at)

    def edit_current(self) -> None:
        """Open the editor of the current segment."""
        key = self.segments.key_at(self.currentIndex())
        if key is not None:
            self.edit_segment(key)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        key = self.segments.key_at(current)
        if key is not None and self.hasFocus():
            self.reached.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        plain = not modifiers or modifiers == Qt.KeyboardModifier.KeypadModifier
        if plain and key in _PLAYING:
            self._play(self.currentIndex())
        elif plain and key == Qt.Key.Key_F2:
            self.edit_current()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            if self.delegate.is_time(self.visualRect(index), at):
                self._play(index)
            else:
                self.reached.emit(self.segments.key_at(index) or "")

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.edit_current()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a letter typed by mistake must not move the choice."""

    def _play(self, index: Index) -> None:
        key = self.segments.key_at(index)
        if key is not None:
            self.play_wanted.emit(key)
