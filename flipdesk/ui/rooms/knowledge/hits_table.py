"""What was found as a table."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.models.hits_model import HitColumn, HitsModel
from flipdesk.ui.rooms.knowledge.hits_pane import ENTER
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.pane import Pane

_WIDTHS = {
    HitColumn.ROLE: 130,
    HitColumn.POTENTIALS: 190,
    HitColumn.ORGANISATION: 110,
    HitColumn.SESSION: 140,
    HitColumn.TIME: 90,
}
_LEAST_TEXT = 220


class HitsTable(Pane):
    """One line a hit; what is cut off stands in the tooltip. `hit_opened` carries a Hit."""

    hit_opened = Signal(object)

    def __init__(self, theme: Theme, hits: HitsModel) -> None:
        super().__init__(theme, _("Reflections"))
        self._theme = theme
        self.setObjectName("hits_table_pane")
        self._hits = hits
        self.table = QTableView()
        self.table.setObjectName("hits_table")
        self.table.setAccessibleName(_("Found"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setModel(hits)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(HitColumn.TEXT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.doubleClicked.connect(self._on_table_activated)
        self.table.installEventFilter(self)
        self.body.addWidget(self.table)
        self.lead_focus_to(self.table)
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.table and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self._on_table_activated(self.table.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _on_table_activated(self, index: QModelIndex) -> None:
        hit = self._hits.hit(index)
        if hit is not None:
            self.hit_opened.emit(hit)

    def _restyle(self) -> None:
        px = self._theme.px
        self.table.verticalHeader().setDefaultSectionSize(px(39))
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, px(width))
        self.table.horizontalHeader().setMinimumSectionSize(px(60))
