"""Rows of a transcript, and the editor in their place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.row_delegate import Index, RowDelegate
from flipdesk.ui.models.keyed_rows import KeyedRow
from flipdesk.ui.models.transcript_rows import SegmentRow
from flipdesk.ui.rooms.compile.edit_draft import EditDraft
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import (
    CENTRE,
    LEFT,
    Box,
    draw_box,
    draw_icon,
    draw_initials,
    draw_text,
)
from flipdesk.ui.widgets.word_wrap import Line, WordWrap

SIDE, ABOVE, TIME, WHO, LEAST, WIDEST = 12, 5, 62, 42, 34, 720
STACKED_BELOW = 150
_KEPT = 20_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SegmentDelegate(RowDelegate):
    """Time, speaker, words; a proposal has a dashed look and a question mark.

    In the editor Enter splits, Backspace at the beginning joins, Ctrl+Enter goes on to the next,
    and Esc leaves.
    """

    split_wanted = Signal(object, str, int)
    """Index, the whole text, and where in it to split."""
    join_wanted = Signal(object, str)
    next_wanted = Signal(object)
    text_written = Signal(object, str)
    drafted = Signal(object, str)
    """Index, and what stands in its editor, "" when that is nothing new."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        self._wrap = WordWrap(theme)
        super().__init__(theme, parent)
        self._editor_index: Index | None = None
        self._draft: EditDraft | None = None
        self.draft_of: Callable[[str], str] = lambda _key: ""
        """What was being written in the segment of a GUID."""
        self._rows: Sequence[KeyedRow] = ()
        self._viewport: QWidget | None = None
        self._sizes: dict[str, tuple[object, int, QSize]] = {}

    def measure(self, rows: Sequence[KeyedRow], viewport: QWidget) -> None:
        """Measure the rows of a list by what is behind its model: a list asks for all of them."""
        self._rows, self._viewport = rows, viewport

    @override
    def forget(self) -> None:
        self._wrap.forget()
        self._sizes.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        place = index.row()
        if self._viewport is None or place >= len(self._rows):
            return super().sizeHint(option, index)
        one, width = self._rows[place], self._viewport.width()
        kept = self._sizes.get(one.key)
        if kept is None or kept[0] is not one.row or kept[1] != width:
            if len(self._sizes) >= _KEPT:
                self._sizes.clear()
            kept = one.row, width, QSize(0, self.row_height(one.row, width))
            self._sizes[one.key] = kept
        return kept[2]

    @override
    def row_height(self, row: object, width: int) -> int:
        assert isinstance(row, SegmentRow)
        px = self.theme.px
        place = self._words_place(QRect(0, 0, width, 0))
        lines = self._wrap.lines(row.text, place.width())
        below = place.y() + len(lines) * self.theme.line("body") + px(ABOVE) + 1
        return max(px(LEAST), below)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, SegmentRow)
        px, theme = self.theme.px, self.theme
        if row.playing:
            painter.fillRect(
                QRect(rect.x(), rect.y(), px(3), rect.height()), theme.colour("accent")
            )
        top = rect.y() + px(ABOVE)
        time = QRect(rect.x() + px(SIDE), top, px(TIME), px(22))
        tone = "accent" if row.playing else "muted"
        draw_text(painter, theme, time, row.time_text, "caption", tone, LEFT)
        self._paint_speaker(painter, QRect(time.right() + 1, top - px(1), px(WHO - 6), px(24)), row)
        place = self._words_place(rect)
        ink = "muted" if row.is_hidden or row.is_left_out else "text"
        lines = self._wrap.lines(row.text, place.width())
        self._paint_hits(painter, place, row, lines)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour(ink))
        high = theme.line("body")
        for number, (begin, end) in enumerate(lines):
            line = QRect(place.x(), place.y() + number * high, place.width() + px(8), high)
            flags = LEFT | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
            painter.drawText(line, flags, row.text[begin:end])
        if row.is_checked or row.is_marked:
            icon, tone = ("triangle-alert", "warning") if row.is_marked else ("check", "success")
            at = QPoint(rect.right() + 1 - px(SIDE + 14), top + px(2))
            draw_icon(painter, theme, at, icon, 14, tone)

    @override
    def tooltip(self, row: object, rect: QRect, at: object) -> str:
        if isinstance(row, SegmentRow) and row.is_marked:
            return _("Somebody here has withdrawn their consent: it leaves in no export.")
        if isinstance(row, SegmentRow) and row.is_proposed:
            return _("Proposed by the speakers' list; accept it or say who it is.")
        return ""

    def is_time(self, rect: QRect, at: QPoint) -> bool:
        """Return whether a point lies on a row's time, which plays."""
        return at.x() - rect.x() < self.theme.px(SIDE + TIME - 6)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setObjectName("segment_editor")
        editor.setAccessibleName(_("Text of the segment"))
        editor.setFont(self.theme.font("body"))
        editor.setTabChangesFocus(True)
        self._editor_index = index
        self._draft = EditDraft(editor)
        self._draft.drafted.connect(lambda text: self.drafted.emit(index, text))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            if self._draft is not None:
                draft = self.draft_of(str(index.data(Role.GUID)))
                self._draft.begin(str(index.data(Qt.ItemDataRole.EditRole)), draft)
            editor.moveCursor(QTextCursor.MoveOperation.End)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QPlainTextEdit) and editor.document().isModified():
            if self._draft is not None:
                self._draft.stop()
            self.text_written.emit(index, editor.toPlainText())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        px, words = self.theme.px, self._words_place(option.rect)
        least = 2 * self.theme.line("body") + px(14)
        place = QRect(
            words.x() - px(6),
            option.rect.y() + px(1),
            words.width() + px(16),
            max(least, option.rect.height() + px(8)),
        )
        viewport = editor.parentWidget()
        if viewport is not None and place.bottom() > viewport.height():
            place.moveBottom(max(place.height(), viewport.height() - px(2)))
        editor.setGeometry(place)

    @override
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self._draft is not None and self._draft.parent() is editor:
            self._draft = None
        super().destroyEditor(editor, index)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # In the notes the same keys split one.
            if event.key() in _ENTER:
                event.accept()
                return True
            return super().eventFilter(editor, event)
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and isinstance(editor, QPlainTextEdit):
            if event.key() in _ENTER:
                self._on_enter(editor, event)
                return True
            if event.key() == Qt.Key.Key_Escape and self._draft is not None:
                self._draft.forget()
            cursor = editor.textCursor()
            at_begin = cursor.position() == 0 and not cursor.hasSelection()
            if event.key() == Qt.Key.Key_Backspace and at_begin and not event.modifiers():
                self._leave(editor, self.join_wanted, editor.toPlainText())
                return True
        return super().eventFilter(editor, event)

    def _on_enter(self, editor: QPlainTextEdit, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            index = self._editor_index
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            if index is not None:
                self.next_wanted.emit(index)
            return
        at = editor.textCursor().position()
        self._leave(editor, self.split_wanted, editor.toPlainText(), at)

    def _leave(self, editor: QPlainTextEdit, wish: SignalInstance, *words: object) -> None:
        """Close the editor without storing: the wish carries what was written."""
        index = self._editor_index
        if self._draft is not None:
            self._draft.stop()
        editor.document().setModified(False)
        self.closeEditor.emit(editor)
        if index is not None:
            wish.emit(index, *words)

    def _words_place(self, rect: QRect) -> QRect:
        """Return where the words of a row stand; below time and speaker in a narrow list."""
        px = self.theme.px
        left, right = px(SIDE + TIME + WHO), px(SIDE + 18)
        room, top = rect.width() - left - right, px(ABOVE)
        if room < px(STACKED_BELOW):
            left, room, top = px(SIDE), rect.width() - px(SIDE) - right, px(ABOVE + 26)
        return QRect(rect.x() + left, rect.y() + top, max(1, min(room, px(WIDEST))), 0)

    def _paint_speaker(self, painter: QPainter, place: QRect, row: SegmentRow) -> None:
        theme = self.theme
        if not row.initials:
            draw_text(painter, theme, place, row.label, "caption", "muted", LEFT)
        elif row.is_proposed:
            draw_box(painter, place, Box(None, theme.colour("border"), theme.px(4)))
            words = _("{initials}?").format(initials=row.initials)
            draw_text(painter, theme, place, words, "caption", "muted", CENTRE)
        else:
            draw_initials(painter, theme, place, row.initials, research=row.research)

    def _paint_hits(
        self, painter: QPainter, place: QRect, row: SegmentRow, lines: tuple[Line, ...]
    ) -> None:
        if not row.hits:
            return
        metrics, high = QFontMetrics(self.theme.font("body")), self.theme.line("body")
        for number, (begin, end) in enumerate(lines):
            for first, behind in row.hits:
                start, stop = max(first, begin), min(behind, end)
                if start < stop:
                    x = place.x() + metrics.horizontalAdvance(row.text[begin:start])
                    wide = metrics.horizontalAdvance(row.text[start:stop])
                    hit = QRect(x, place.y() + number * high, wide, high)
                    painter.fillRect(hit, self.theme.colour("warning_tint"))
