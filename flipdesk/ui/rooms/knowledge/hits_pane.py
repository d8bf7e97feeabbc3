"""The pane of what was found: a list of rows; Enter or a double click goes to the note."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout
from typing_extensions import override

from flipdesk.domain.search import Hit
from flipdesk.i18n import _
from flipdesk.ui.delegates.hit_delegate import HitDelegate
from flipdesk.ui.models.hits_model import HitsModel
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HitsPane(Pane):
    """`hit_opened` and `play_requested` carry a Hit; `widen_requested` asks for no filters."""

    hit_opened = Signal(object)
    play_requested = Signal(object)
    widen_requested = Signal()

    def __init__(self, theme: Theme, name: str, delegate: HitDelegate) -> None:
        super().__init__(theme, _("Reflections"))
        self.setObjectName(name)
        self.hits = HitsModel(self)
        self.list = RowList(theme, _("Found"), delegate, fixed=True)
        self.list.setObjectName(f"{name}_list")
        self.list.setModel(self.hits)
        self.list.doubleClicked.connect(self._on_list_activated)
        self.list.installEventFilter(self)
        delegate.play_requested.connect(self._on_play_requested)
        self.all_button = Button(theme, _("Open all"), kind="quiet")
        self.all_button.setObjectName(f"{name}_all")
        self.all_button.set_small(26)
        self.header_layout.addWidget(self.all_button)
        self._empty = EmptyState(theme, "search", "")
        self._empty.acted.connect(self.widen_requested)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self.lead_focus_to(self.list)

    def chosen(self) -> Hit | None:
        """Return the hit that is chosen."""
        return self.hits.hit(self.list.currentIndex())

    def say_empty(self, sentence: str, hint: str, button_text: str) -> None:
        """Say what stands here when nothing is found."""
        self._empty.say(sentence, hint, button_text)

    def show_found(self) -> None:
        """Show the list, or that it is empty."""
        found = self.hits.rowCount() > 0
        self._stack.setCurrentWidget(self.list if found else self._empty)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.list and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self._on_list_activated(self.list.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _on_play_requested(self, index: QModelIndex) -> None:
        self.play_requested.emit(self.hits.hit(index))

    def _on_list_activated(self, index: QModelIndex) -> None:
        hit = self.hits.hit(index)
        if hit is not None:
            self.hit_opened.emit(hit)
