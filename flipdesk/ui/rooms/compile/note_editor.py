"""The editor of a note in its place: what was said in the room above it, earlier texts below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.rooms.compile.edit_draft import EditDraft
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.drawing import Box, draw_box
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures

_MOST_LINES, _FEW_LINES = 3, 1
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class NoteWordings:
    """What a note has said: in the room, later on with when that was, and a draft of an edit.

    `said` is shown, `original` is what can be restored; "" where there is nothing of the kind.
    """

    said: str = ""
    original: str = ""
    earlier: Sequence[tuple[str, str]] = ()
    draft: str = ""
    can_split: bool = False


class NoteEditor(QWidget):
    """Enter, Esc and leaving it are the delegate's business; buttons only change the text."""

    split_requested = Signal()

    def __init__(self, theme: Theme, wordings: NoteWordings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note_editing")
        self._theme = theme
        self._wordings = wordings
        self._said = ""
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("note_editor")
        self.text.setAccessibleName(_("Text of the note"))
        self.text.setFont(theme.font("body"))
        self.text.setTabChangesFocus(True)
        self.draft = EditDraft(self.text)
        self.setFocusProxy(self.text)
        self.said = Caption(theme, wrap=True)
        self.said.setObjectName("note_said")
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setMinimumHeight(2 * theme.line("body") + theme.px(10))
        self.restore_button = self._button("note_restore", _("Restore the wording"))
        self.earlier_button = self._button("note_earlier", _("Earlier"))
        self.earlier_button.setAccessibleName(_("Earlier wordings"))
        self.earlier_button.set_trailing_icon("chevron-down")
        self.split_button = self._button("note_split_here", _("Split here"))
        self.buttons = (self.restore_button, self.earlier_button, self.split_button)
        self._menu = QMenu(self)
        self._menu.setObjectName("note_earlier_menu")
        self._lay_out()
        self._connect()
        self._show_wordings()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What can have the focus in here."""
        return (self.text, *self.buttons)

    def show_text(self, text: str) -> None:
        """Show what is stored, or the draft of it; what is being written stays."""
        if self.text.document().isModified():
            return
        self.draft.begin(text, self._wordings.draft)
        self.text.selectAll()
        self._show_wordings()

    def put(self, text: str) -> None:
        """Write another text, which typing undo takes back."""
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.text.setFocus()

    def restore(self) -> None:
        """Write what was said in the room."""
        if self._wordings.original:
            self.put(self._wordings.original)

    def fitted_height(self, width: int, most: int) -> int:
        """Return the height that suits a width; the original takes fewer lines where it is low."""
        px, line = self._theme.px, self._theme.line("caption")
        fixed = 3 * self._theme.line("body") + px(16) + px(28) + px(16)
        lines = _MOST_LINES if fixed + _MOST_LINES * line <= most else _FEW_LINES
        self.said.setFixedHeight(self._fit_said(max(1, width - px(16)), lines * line))
        return fixed + self.said.height()

    def _fit_said(self, width: int, most: int) -> int:
        """Shorten what was said until it is at most that high, and return its height."""
        self.said.setText(self._said)
        words = self._said.split(" ")
        while len(words) > 1 and self.said.heightForWidth(width) > most:
            words.pop()
            self.said.setText(" ".join(words) + " …")
        return min(self.said.heightForWidth(width), most) if self._said else 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, line = self._theme.colour("surface"), self._theme.colour("border_strong")
        draw_box(painter, self.rect(), Box(ground, line, self._theme.px(6)))
        painter.end()

    def _button(self, name: str, words: str) -> Button:
        button = Button(self._theme, words, kind="quiet")
        button.setObjectName(name)
        button.set_small(26, normal_weight=True)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        Measures(self._theme, column, margins=(8, 6, 8, 4), gap=3)
        column.addWidget(self.said)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        Measures(self._theme, row, gap=2)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_text_changed)
        self.restore_button.clicked.connect(self.restore)
        self.earlier_button.clicked.connect(self._open_menu)
        self.split_button.clicked.connect(self.split_requested)

    def _show_wordings(self) -> None:
        shown = self._wordings
        said = _("Said in the room: {words}").format(words=shown.said) if shown.said else ""
        if shown.draft:
            said = _("This is a draft that was never saved.") + ("\n" + said if said else "")
        self._said = said
        self.said.setText(said)
        self.said.setAccessibleName(said)
        self.said.setToolTip(shown.said)
        self.said.setVisible(bool(said))
        differs = bool(shown.original) and shown.original != self.text.toPlainText()
        self.restore_button.setVisible(bool(shown.original))
        self.restore_button.setEnabled(differs)
        self.earlier_button.setVisible(len(shown.earlier) > 1)
        self.split_button.setVisible(shown.can_split)

    def _on_text_changed(self) -> None:
        original = self._wordings.original
        self.restore_button.setEnabled(bool(original) and original != self.text.toPlainText())

    def _open_menu(self) -> None:
        self._menu.clear()
        for number, (when, text) in enumerate(self._wordings.earlier):
            line = " ".join(text.split())
            line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
            action = self._menu.addAction(f"{when}: {line}".replace("&", "&&"))
            action.setObjectName(f"note_version_{number}")
            action.triggered.connect(lambda _checked=False, text=text: self.put(text))
        corner = self.earlier_button.rect().bottomLeft()
        self._menu.popup(self.earlier_button.mapToGlobal(QPoint(corner)))
