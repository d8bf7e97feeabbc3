"""Looking for notes by words, potentials and voices; it is there from Ctrl+F to Esc."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.danish import sort_key
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _, pgettext
from flipdesk.ui.models.note_search import PRACTICE, RESEARCH, NoteSearch
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.filter_button import Choice, FilterButton
from flipdesk.ui.widgets.measures import Measures


class FindBar(QWidget):
    """`changed` with every key stroke and choice; closing it shows all notes again."""

    changed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(theme, _("Find in the notes"), hint=_("Words"), icon="search")
        self.field.setObjectName("find_field")
        self.field.setMinimumWidth(theme.px(90))
        self.potentials = FilterButton(theme, _("Potential"))
        self.potentials.setObjectName("find_potentials")
        self.voices = FilterButton(theme, _("Voice"))
        self.voices.setObjectName("find_voices")
        self.close_button = Button(theme, _("Close"), kind="quiet")
        self.close_button.setObjectName("find_close")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(14, 8, 14, 8), gap=8)
        row.addWidget(self.field, 1)
        for button in (self.potentials, self.voices, self.close_button):
            row.addWidget(button)
            button.installEventFilter(self)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.changed)
        self.potentials.chosen_changed.connect(self.changed)
        self.voices.chosen_changed.connect(self.changed)
        self.close_button.clicked.connect(self.close_bar)
        self.hide()

    @property
    def search(self) -> NoteSearch:
        """What is looked for."""
        if self.isHidden():
            return NoteSearch()
        return NoteSearch(self.field.text(), self.potentials.chosen, self.voices.chosen)

    def open_bar(self) -> None:
        """Begin to look, or go on."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.changed.emit()

    def close_bar(self) -> None:
        """Show everything again."""
        self.hide()
        self.field.clear()
        self.potentials.choose(())
        self.voices.choose(())
        self.changed.emit()
        self.closed.emit()

    def show_record(self, record: SessionRecord) -> None:
        """Offer the potentials and the voices of a session."""
        codes = record.codebook.potentials
        self.potentials.show_choices([Choice(one.slug, one.name) for one in codes])
        self.voices.show_choices(_voices(record))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return super().eventFilter(watched, event)


def _voices(record: SessionRecord) -> Sequence[Choice]:
    people = sorted(record.participants, key=lambda one: sort_key(one.name))
    return [
        Choice(RESEARCH, pgettext("voice", "research")),
        Choice(PRACTICE, pgettext("voice", "practice")),
        *(Choice(one.id, f"{one.initials}  {one.name}") for one in people),
    ]
