"""A message in its place: it stays until it is dealt with and covers nothing."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.drawing import Box, draw_box
from flipdesk.ui.widgets.label import Label

MessageKind = Literal["info", "warning", "danger", "success"]


@dataclass(frozen=True)
class MessageLook:
    """Token names of a kind of message, and its icon."""

    bar: str
    tint: str
    icon: str


LOOKS: dict[MessageKind, MessageLook] = {
    "info": MessageLook("accent", "accent_tint", "info"),
    "warning": MessageLook("warning", "warning_tint", "triangle-alert"),
    "danger": MessageLook("danger", "danger_tint", "circle-alert"),
    "success": MessageLook("success", "success_tint", "circle-check"),
}


class InlineMessage(QWidget):
    """A sentence with one action; `acted` when it is taken, `closed` when it is put aside.

    With several things to choose from, they stand under the sentence with the way to close it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: MessageKind,
        text: str,
        action: str = "",
        *,
        icon: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = LOOKS[kind]
        self._icon_name = icon or self._look.icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._column.addLayout(self._row)
        self._choices: QHBoxLayout | None = None
        self._icon = QLabel(self)
        self._row.addWidget(self._icon)
        self._text = Label(theme, text, wrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._row.addWidget(self._text, 1)
        self.action_button = Button(theme, action, kind="quiet")
        self.action_button.set_small()
        self.action_button.setObjectName("message_action")
        self.action_button.clicked.connect(self.acted)
        self._row.addWidget(self.action_button)
        self.action_button.setVisible(bool(action))
        self.close_button = Button(theme, _("Close"), kind="quiet")
        self.close_button.set_small()
        self.close_button.setObjectName("message_close")
        self.close_button.clicked.connect(self._on_close_button_clicked)
        self._row.addWidget(self.close_button)
        self.close_button.setVisible(closable)
        for button in (self.action_button, self.close_button):
            # A click is an answer and no wish to type there.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What Tab goes through in it, in order."""
        choices = self.findChildren(Button, "message_choice")
        return (*choices, self.action_button, self.close_button)

    def first_button(self) -> Button:
        """Return what the focus goes to first: something to do, else the way to close it."""
        buttons = self.findChildren(Button, "message_choice")
        acting = [*buttons, self.action_button]
        return next((one for one in acting if not one.isHidden()), self.close_button)

    def add_choice(self, text: str) -> Button:
        """Add one of several things to do, in a row under the words, and return its button."""
        if self._choices is None:
            self._choices = QHBoxLayout()
            self._choices.addWidget(self.close_button)
            self._choices.addStretch(1)
            self._column.addLayout(self._choices)
        button = Button(self._theme, text)
        button.set_small()
        button.setObjectName("message_choice")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._choices.insertWidget(self._choices.count() - 2, button)
        QWidget.setTabOrder(button, self.close_button)
        self._restyle()
        return button

    def say(self, kind: MessageKind, text: str, action: str = "") -> None:
        """Say something else in the same place, aloud too, and be seen."""
        self._look = LOOKS[kind]
        self._icon_name = self._look.icon
        self._text.setText(text)
        self.setAccessibleName(text)
        self.action_button.set_label(action)
        self.action_button.setVisible(bool(action))
        self._restyle()
        self.show()
        announce(self, text, urgent=kind == "danger")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.close_button.isHidden():
            self._on_close_button_clicked()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour, px = self._theme.colour, self._theme.px
        rect, radius = self.rect(), px(6)
        draw_box(painter, rect, Box(colour(self._look.tint), colour("border"), radius))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(rect), radius, radius)
        bar = QPainterPath()
        bar.addRect(QRectF(0, 0, px(4), rect.height()))
        painter.fillPath(outline.intersected(bar), colour(self._look.bar))
        painter.end()

    def _on_close_button_clicked(self) -> None:
        # Told first: whoever listens gives the focus back before it is lost with the button.
        self.closed.emit()
        self.hide()

    def _restyle(self) -> None:
        px = self._theme.px
        has_choices = self._choices is not None
        bottom = px(4) if has_choices else px(8)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row.setContentsMargins(px(16), px(8), px(16) if has_choices else 0, bottom)
        self._row.setSpacing(px(10))
        if self._choices is not None:
            self._choices.setContentsMargins(px(42), 0, px(8), px(8))
            self._choices.setSpacing(px(8))
        self.setMinimumHeight(px(44))
        self._icon.setPixmap(self._theme.pixmap(self._icon_name))
        self.update()
