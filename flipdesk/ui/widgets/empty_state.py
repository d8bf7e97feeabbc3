"""What stands in a pane that has nothing to show yet: a sentence and one step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Label

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """An icon, one strong sentence, one muted hint, one button that emits `acted`."""

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        sentence: str,
        hint: str = "",
        button_text: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._column = QVBoxLayout(self)
        self._icon = QLabel(self)
        self._icon.setAlignment(_CENTRE)
        self._sentence = Label(theme, sentence, "strong", wrap=True)
        self._hint = Label(theme, hint, "body", "muted", wrap=True)
        self.button = Button(theme, button_text)
        self.button.setObjectName("empty_state_button")
        self.button.clicked.connect(self.acted)
        self._column.addStretch(1)
        self._column.addWidget(self._icon)
        for label in (self._sentence, self._hint):
            label.setAlignment(_CENTRE)
            self._column.addWidget(label)
        self._column.addWidget(self.button, 0, _CENTRE)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self.say(sentence, hint, button_text)
        self._restyle()

    def say(self, sentence: str, hint: str = "", button_text: str = "") -> None:
        """Say something else in the same place."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.button.set_label(button_text)
        self.button.setVisible(bool(button_text))
        self.setAccessibleName(f"{sentence}. {hint}" if hint else sentence)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(20), px(20), px(20), px(20))
        self._column.setSpacing(px(8))
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, 22, "muted"))
