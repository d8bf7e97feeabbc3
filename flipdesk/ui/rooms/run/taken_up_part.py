"""What of earlier sessions the item that is on takes up, and how it stands with it."""

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.series_memory import Remembered
from flipdesk.ui.delegates.roles import Tone
from flipdesk.ui.delegates.state_delegate import PressableStateDelegate, StateRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.memory_menu import KIND_ICONS, add_statuses
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace


class TakenUpPart(QWidget):
    """Stands there only when there is something; Enter or the state opens what can be said of it.

    It never takes the focus by itself.
    """

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: dict[str, Remembered] = {}
        self.model = KeyedListModel(self)
        delegate = PressableStateDelegate(theme)
        self.list = FittedList(
            theme, _("Since last time"), delegate, self.model, least=1, by_click=False
        )
        self.list.setObjectName("taken_up")
        self.list.set_whole(whole=True)
        delegate.pressed.connect(self._open_menu)
        self.list.chosen.connect(self._open_menu)
        line = QFrame()
        line.setProperty("line", "true")
        head = Caption(theme, _("Since last time"))
        Measures(theme, head, margins=(14, 9, 14, 2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (line, head, self.list):
            column.addWidget(part)

    def show_item(self, item: AgendaItem | None) -> None:
        """Show what an item takes up."""
        memory = self._workspace.desk.memory
        taken_up = memory.of_item(item) if item is not None and item.takes_up else ()
        self._shown = {one.outcome.id: one for one in taken_up}
        self.model.show_rows([(key, _row(one)) for key, one in self._shown.items()])
        self.setVisible(bool(taken_up))

    def _open_menu(self, index: QModelIndex) -> None:
        one = self._shown.get(self.model.key_at(index) or "")
        if one is None:
            return
        menu = QMenu(self)
        menu.setObjectName("taken_up_menu")
        menu.setAccessibleName(_("Say how it stands"))
        menu.aboutToHide.connect(menu.deleteLater)
        add_statuses(menu, self._workspace, one.outcome)
        rect = self.list.visualRect(index)
        menu.popup(self.list.viewport().mapToGlobal(QPoint(rect.x(), rect.bottom())))


def _row(one: Remembered) -> StateRow:
    outcome = one.outcome
    text = f"{outcome.text} · {one.owner}" if one.owner else outcome.text
    tone: Tone = "accent" if outcome.is_live else "success"
    return StateRow(
        KIND_ICONS[outcome.kind], text, word(outcome.status), tone, kind_text=word(outcome.kind)
    )
