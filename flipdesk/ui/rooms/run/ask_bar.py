"""Asking for one thing in its place, under the header of the notes: a due date, or a moment."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood of a text, and the words that say so."""

    value: object
    words: str


Read = Callable[[str], Answer | None]


class AskBar(QWidget):
    """Says what it understands while one types. Enter hands that on, Esc is `left`."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read: Read = lambda _text: None
        self._take: Callable[[object], object] = lambda _value: None
        self._advice = ""
        self.field = Field(theme, "")
        self.field.setObjectName("ask_field")
        self.field.installEventFilter(self)
        self.label = FieldLabel(theme, "", self.field)
        self.caption = Caption(theme, wrap=True)
        self.save_button = Button(theme, _("Save"))
        self.save_button.setObjectName("ask_save")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(14, 8, 14, 8), gap=8)
        row.addWidget(self.label)
        row.addWidget(self.field)
        row.addWidget(self.caption, 1)
        row.addWidget(self.save_button)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.returnPressed.connect(self._choose)
        self.save_button.clicked.connect(self._choose)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def ask(
        self, label: str, text: str, advice: str, read: Read, take: Callable[[object], object]
    ) -> None:
        """Ask, beginning with a text; `read` understands, `take` gets what was understood."""
        self._read, self._take, self._advice = read, take, advice
        self.label.setText(label)
        self.field.setAccessibleName(label)
        self.field.setText(text)
        self.field.selectAll()
        self._on_field_text_changed()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _restyle(self) -> None:
        self.field.setFixedWidth(self._theme.px(150))

    def _on_field_text_changed(self) -> None:
        answer = self._read(self.field.text())
        self.caption.setText(answer.words if answer is not None else self._advice)
        self.save_button.setEnabled(answer is not None)

    def _choose(self) -> None:
        answer = self._read(self.field.text())
        if answer is not None:
            self.hide()
            self._take(answer.value)
