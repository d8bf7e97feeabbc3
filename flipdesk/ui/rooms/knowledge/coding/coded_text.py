"""A text with its codings: marked, numbered at the end of what they lie on, and selectable."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from flipdesk.domain.code_points import to_code_points, to_utf16
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a coding lies, in code points; a potential gives its colour to the line under it."""

    start: int
    end: int
    potential: str = ""
    is_own: bool = True


class CodedText(QTextEdit):
    """Nobody writes here: letters and digits are keys. `key_pressed` carries the sign."""

    key_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._said = ""
        self._marks: tuple[Mark, ...] = ()
        self.setObjectName("coding_text")
        self.setAccessibleName(_("The text that is coded"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # Without a cursor that can be seen and moved nobody selects by keyboard.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.installEventFilter(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """What is selected, in code points; None when nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return to_code_points(self._said, start), to_code_points(self._said, end)

    def show_text(self, text: str, marks: Sequence[Mark]) -> None:
        """Show a text with its codings; the selection stays while the text does."""
        if text != self._said:
            self._said = text
            self.setPlainText(text)
        self._marks = tuple(marks)
        self._paint_marks()

    def select(self, start: int, end: int) -> None:
        """Select words, given in code points."""
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(self._said, start))
        cursor.setPosition(to_utf16(self._said, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and isinstance(event, QKeyEvent):
            sign = event.text().upper()
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if (
                event.type() == QEvent.Type.KeyPress
                and is_plain
                and (sign.isalnum() or sign == " ")
            ):
                self.key_pressed.emit(sign)
                return True
        return super().eventFilter(watched, event)

    def _paint_marks(self) -> None:
        """Underline what is coded, and set it on a ground that says whose it is."""
        selections = []
        for mark in self._marks:
            style = QTextCharFormat()
            style.setFontUnderline(True)
            line = QTextCharFormat.UnderlineStyle
            style.setUnderlineStyle(line.SingleUnderline if mark.is_own else line.DashUnderline)
            style.setUnderlineColor(self._line(mark.potential))
            if mark.is_own:
                style.setBackground(self._theme.colour("accent_tint"))
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(to_utf16(self._said, mark.start))
            cursor.setPosition(to_utf16(self._said, mark.end), QTextCursor.MoveMode.KeepAnchor)
            # The stubs know the two only as what they are, not that they can be set.
            setattr(one, "cursor", cursor)  # noqa: B010
            setattr(one, "format", style)  # noqa: B010
            selections.append(one)
        self.setExtraSelections(selections)

    def _line(self, potential: str) -> QColor:
        theme = self._theme
        return theme.potential(potential).text if potential else theme.colour("accent")

    def _restyle(self) -> None:
        self.setFont(self._theme.font("body"))
        self._paint_marks()
