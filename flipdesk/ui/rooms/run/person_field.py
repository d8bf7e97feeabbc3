"""Choosing somebody by one or two letters, without a dialog."""

import re
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
MOST_SHOWN = 6
_PARTS = re.compile(r"\s*(\d{0,2})\s*(.*?)\s*(\d?)\s*", re.DOTALL)


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
    return (
        tuple(dict.fromkeys([*exact, *starting]))
        if exact
        else tuple(dict.fromkeys([*starting, *named]))
    )


class PersonField(QWidget):
    """Two letters that fit one person choose at once, one letter after a pause or with Enter.

    A digit after letters that fit several chooses one of them. A digit alone is the place of
    somebody who waits; before letters it is the place that they are to have.
    """

    chosen = Signal(str, int)
    """The GUID of a participant, and the place they are to have on the list, 0 for the end."""
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Participant, ...] = ()
        self._waiting: tuple[Participant, ...] = ()
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

    def ask(
        self, people: Sequence[Participant], words: str, waiting: Sequence[Participant] = ()
    ) -> None:
        """Begin to ask for one of these people; `waiting` can be named by their place, from 1."""
        self._people, self._waiting = tuple(people), tuple(waiting)
        self.field.clear()
        self.field.setPlaceholderText(words)
        self.caption.setText(self._advice())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._pause.stop()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _advice(self) -> str:
        if self._waiting:
            return _("Write one or two letters of the name, or the place on the list")
        return _("Write one or two letters of the name")

    def _found(self) -> tuple[tuple[Participant, ...], int]:
        """Return who may be meant, and the place they are to have."""
        typed = self.field.text()
        by_letters = matching(self._people, typed)
        match = _PARTS.fullmatch(typed)
        if by_letters or match is None:
            return by_letters, 0
        before, letters, after = match.groups()
        if not letters:
            place = int(before or after or 0)
            return self._waiting[place - 1 : place] if place else (), 0
        found = matching(self._people, letters)
        if after:
            found = found[int(after) - 1 : int(after)] if after != "0" else ()
        return found, int(before or 0)

    def _on_field_text_edited(self, text: str) -> None:
        self._pause.stop()
        found, _place = self._found()
        if len(found) == 1 and len(text.strip()) > 1:
            self._choose()
            return
        # Somebody's whole initials can be the beginning of somebody else's.
        whole = found and found[0].initials.casefold() == text.strip().casefold()
        if len(found) == 1 or whole:
            self._pause.start()
        self.caption.setText(self._names(found) if found else self._nobody(text))

    def _nobody(self, text: str) -> str:
        return _("Nobody is called that") if text.strip() else self._advice()

    @staticmethod
    def _names(found: tuple[Participant, ...]) -> str:
        if len(found) == 1:
            return f"{found[0].initials} {found[0].name}"
        shown = enumerate(found[:MOST_SHOWN], start=1)
        names = ", ".join(f"{n} {one.initials} {one.name}" for n, one in shown)
        return names if len(found) <= MOST_SHOWN else f"{names} …"

    def _choose(self) -> None:
        self._pause.stop()
        found, place = self._found()
        if found:
            self.chosen.emit(found[0].id, place)
