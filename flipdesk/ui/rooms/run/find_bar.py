"""Looking for notes by words, potentials and voices; it is there from Ctrl+F to Esc."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
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

ROOMY_FROM = 500


class FindBar(QWidget):
    """`changed` with every key stroke and choice; closing it shows all notes again."""

    changed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field(theme, _("Find in the notes"), hint=_("Words"), icon="search")
        self.field.setObjectName("find_field")
        self.potentials = FilterButton(theme, _("Potential"))
        self.potentials.setObjectName("find_potentials")
        self.voices = FilterButton(theme, _("Voice"))
        self.voices.setObjectName("find_voices")
        self.close_button = Button(theme, _("Close"), kind="quiet")
        self.close_button.setObjectName("find_close")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._grid = QGridLayout(self)
        Measures(theme, self._grid, margins=(14, 8, 14, 8), gap=8)
        for button in (self.potentials, self.voices, self.close_button):
            button.installEventFilter(self)
        self._lay_out(roomy=True)
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
    def minimumSizeHint(self) -> QSize:
        # The filters go under the field before they would make the column wider.
        return QSize(self._theme.px(200), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= self._theme.px(ROOMY_FROM)
        if roomy is not self._roomy:
            self._lay_out(roomy=roomy)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self, *, roomy: bool) -> None:
        self._roomy = roomy
        grid, under = self._grid, 0 if roomy else 1
        grid.addWidget(self.field, 0, 0, 1, 1 if roomy else 3)
        grid.addWidget(self.potentials, under, 1 if roomy else 0)
        grid.addWidget(self.voices, under, 2 if roomy else 1)
        grid.addWidget(self.close_button, 0, 3)
        grid.setColumnStretch(0, 1 if roomy else 0)
        grid.setColumnStretch(2, 0 if roomy else 1)


def _voices(record: SessionRecord) -> Sequence[Choice]:
    people = sorted(record.participants, key=lambda one: sort_key(one.name))
    return [
        Choice(RESEARCH, pgettext("voice", "research")),
        Choice(PRACTICE, pgettext("voice", "practice")),
        *(Choice(one.id, f"{one.initials}  {one.name}") for one in people),
    ]
