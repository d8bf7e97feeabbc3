"""Choosing by hand what a comment or change concerns: every item and note, found by typing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption

_LONGEST = 90
_KEY = Qt.ItemDataRole.UserRole


class PlaceDialog(FormDialog):
    """The arrow keys move in the list while one types."""

    def __init__(
        self,
        theme: Theme,
        record: SessionRecord,
        told: str,
        place: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "place_dialog", _("Place comment"), _("Place here"), parent)
        self._place = place
        self.form.addRow(Caption(theme, told, wrap=True))
        self.search = Field(theme, _("Find note or item"))
        self.add_field("place_search", _("Find"), self.search)
        self.list = QListWidget()
        self.list.setObjectName("place_list")
        self.list.setAccessibleName(_("Agenda items and notes"))
        self.list.setMinimumHeight(theme.px(160))
        self.form.addRow(self.list)
        for key, text in _subjects(record):
            line = " ".join(text.split())
            entry = QListWidgetItem(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
            entry.setData(_KEY, key)
            self.list.addItem(entry)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemDoubleClicked.connect(self.accept)

    def choose(self, key: str) -> None:
        """Begin from a note or item."""
        for number in range(self.list.count()):
            if self.list.item(number).data(_KEY) == key:
                self.list.setCurrentRow(number)

    @override
    def save(self) -> None:
        row = self.list.currentRow()
        if row not in self._shown():
            raise KnownError(_("Choose what it concerns in the list first."))
        self._place(str(self.list.item(row).data(_KEY)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for number in range(self.list.count()):
            entry = self.list.item(number)
            entry.setHidden(not all(word in entry.text().casefold() for word in words))
        shown = self._shown()
        if self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0] if shown else -1)

    def _step(self, step: int) -> None:
        shown = self._shown()
        if not shown:
            return
        row = self.list.currentRow()
        place = shown.index(row) + step if row in shown else 0
        self.list.setCurrentRow(shown[max(0, min(place, len(shown) - 1))])

    def _shown(self) -> list[int]:
        return [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]


def _subjects(record: SessionRecord) -> list[tuple[str, str]]:
    """Return agenda items, each with its notes below it, then what stands under none."""
    found: list[tuple[str, str]] = []
    notes: list[Reflection | Outcome] = [*record.reflections, *record.outcomes]
    homes = {item.id for item in record.agenda}
    for item in record.agenda:
        found.append((item.id, item.title))
        found += [(one.id, f"    {one.text}") for one in notes if one.agenda_item_id == item.id]
    return found + [(one.id, one.text) for one in notes if one.agenda_item_id not in homes]
