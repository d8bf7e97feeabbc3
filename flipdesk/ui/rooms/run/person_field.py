"""Choosing somebody by one or two letters, without a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.participant import Participant
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures

PAUSE_MS = 600


def matching(people: Sequence[Participant], typed: str) -> tuple[Participant, ...]:
    """Return who may be meant: by initials, else by the beginning of a name."""
    wanted = typed.strip().casefold()
    if not wanted:
        return ()
    exact = tuple(one for one in people if one.initials.casefold() == wanted)
    starting = tuple(one for one in people if one.initials.casefold().startswith(wanted))
    named = tuple(
        one for one in people if any(w.casefold().startswith(wanted) for w in one.name.split())
    )
    return exact or tuple(dict.fromkeys([*starting, *named]))


class PersonField(QWidget):
    """Two letters that fit one person choose at once, one letter after a pause or with Enter."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Participant, ...] = ()
        self.caption = Caption(theme, wrap=True)
        self.field = Field(theme, _("Initials or the beginning of a name"))
        self.field.setObjectName("person_field")
        self.field.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._choose)
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(0, 0, 0, 0), gap=4)
        column.addWidget(self.field)
        column.addWidget(self.caption)
        self.field.textEdited.connect(self._on_field_text_edited)
        self.field.returnPressed.connect(self._choose)

    def ask(self, people: Sequence[Participant], words: str) -> None:
        """Begin to ask for one of these people."""
        self._people = tuple(people)
        self.field.clear()
        self.field.setPlaceholderText(words)
        self.caption.setText(_("Write one or two letters of the name"))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._pause.stop()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_field_text_edited(self, text: str) -> None:
        self._pause.stop()
        found = matching(self._people, text)
        if len(found) == 1 and len(text.strip()) > 1:
            self._choose()
            return
        if len(found) == 1:
            self._pause.start()
        names = ", ".join(f"{one.initials} {one.name}" for one in found)
        nobody = (
            _("Nobody is called that")
            if text.strip()
            else _("Write one or two letters of the name")
        )
        self.caption.setText(names or nobody)

    def _choose(self) -> None:
        self._pause.stop()
        found = matching(self._people, self.field.text())
        if found:
            self.chosen.emit(found[0].id)
