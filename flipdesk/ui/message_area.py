"""Where sentences about what went wrong stand: under the strip, pushing the room down once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.inline_message import InlineMessage, MessageKind


class MessageArea(QWidget):
    """Inline messages, each until it is dealt with; the same sentence stands only once."""

    focus_returned = Signal()
    """A message that had the focus goes; the room is to have it again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._messages: dict[str, InlineMessage] = {}
        self.setObjectName("message_area")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(8))
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._messages)

    def show_problem(self, sentence: str) -> None:
        """Show what could not be done."""
        self.show_message("warning", sentence)

    def show_danger(self, sentence: str) -> None:
        """Show that something is about to be lost."""
        self.show_message("danger", sentence)

    def show_message(
        self,
        kind: MessageKind,
        sentence: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        choices: Sequence[tuple[str, Callable[[], object]]] = (),
        close_text: str = "",
    ) -> None:
        """Show a sentence, with one thing to do about it if there is one, or a choice of several.

        Whatever is done takes the message away.
        """
        if sentence in self._messages:
            return
        message = InlineMessage(self._theme, kind, sentence, action, closable=True)
        message.closed.connect(lambda: self.dismiss(sentence))
        if close_text:
            message.close_button.set_label(close_text)
        if act is not None:
            message.acted.connect(act)
            message.acted.connect(lambda: self.dismiss(sentence))
        for words, choose in choices:
            button = message.add_choice(words)
            button.clicked.connect(choose)
            button.clicked.connect(lambda: self.dismiss(sentence))
        self._messages[sentence] = message
        self._column.addWidget(message)
        self._fit()

    def dismiss(self, sentence: str) -> None:
        """Take a message away."""
        message = self._messages.pop(sentence, None)
        if message is not None:
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and message.isAncestorOf(focused):
                # Qt would hand the focus to the next widget: another message's button, or the
                # rail, where Enter leaves the room.
                self.focus_returned.emit()
            message.hide()
            self._column.removeWidget(message)
            message.deleteLater()
        self._fit()

    def _fit(self) -> None:
        side, top = self._theme.px(16), self._theme.px(8)
        self._column.setContentsMargins(side, top, side, 0)
        first = next(iter(self._messages.values()), None)
        if first is not None:
            self.setFocusProxy(first.first_button())
        self.setVisible(bool(self._messages))
