"""What stands under the clock when the session is over: what is open, plan and reality, voices."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.session_end import SessionEnd
from flipdesk.i18n import _, ngettext
from flipdesk.ui.models.item_ends_model import ItemEndsModel
from flipdesk.ui.rooms.run.airtime_pane import VoiceShare
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Body, Caption, Strong

_ROW = 26
_PADDING = 26
_COLUMNS = (1, 2)
_WIDTHS = (46, 96)


class _ItemsTable(QTableView):
    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class EndCard(QWidget):
    """Not modal and in nobody's way: the capture bar stays where it is.

    Voices are told by role and in all, never person by person.
    """

    due_requested = Signal()
    next_session_requested = Signal()
    reopen_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: SessionEnd | None = None
        self.setObjectName("end_card")
        self.setAccessibleName(_("The session is over"))
        self.open_title = Strong(theme, _("What is open"))
        self.open_lines = Body(theme, wrap=True)
        self.due_button = Button(theme, _("Set due dates"), icon="calendar")
        self.next_button = Button(theme, _("Next session"), icon="plus")
        self.reopen_button = Button(theme, _("Reopen"), icon="rotate-ccw")
        for button, name, wish in (
            (self.due_button, "end_due", self.due_requested),
            (self.next_button, "end_next_session", self.next_session_requested),
            (self.reopen_button, "end_reopen", self.reopen_requested),
        ):
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(wish)
        self.table = _table(ItemEndsModel(theme, self))
        self.research = VoiceShare(theme, _("Researchers"))
        self.practice = VoiceShare(theme, _("Practitioners"))
        self.heard = Caption(theme, wrap=True)
        self._lay_out()
        self.table.resized.connect(self._fit_table)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def items(self) -> ItemEndsModel:
        """The rows of the table."""
        model = self.table.model()
        assert isinstance(model, ItemEndsModel)
        return model

    def show_end(self, end: SessionEnd) -> None:
        """Show what there is to know; nothing is touched when it is what stands there."""
        if end == self._shown:
            return
        self._shown = end
        self.open_lines.setText("\n".join(_open_lines(end)) or _("Nothing is open."))
        self.due_button.setVisible(bool(end.without_due))
        self.items.show_items(end.items)
        share = end.voices.research_percent
        self.research.show_percent(share)
        self.practice.show_percent(100 - share)
        self._voices.setVisible(end.voices.total_ms > 0)
        words = _("{heard} of the {came} who came had the floor. Only by role, never by person.")
        self.heard.setText(words.format(heard=end.heard, came=end.came))
        self._fit_table()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._doors = QGridLayout()
        self._doors.addWidget(self.due_button, 0, 0, 1, 2)
        self._doors.addWidget(self.next_button, 1, 0)
        self._doors.addWidget(self.reopen_button, 1, 1)
        for column in (0, 1):
            self._doors.setColumnStretch(column, 1)
        self._voices = QWidget()
        self._voices_column = QVBoxLayout(self._voices)
        for widget in (self.research, self.practice, self.heard):
            self._voices_column.addWidget(widget)
        self._column.addWidget(self.open_title)
        self._column.addWidget(self.open_lines)
        self._column.addLayout(self._doors)
        self._column.addWidget(self.table)
        self._column.addWidget(self._voices)

    def _fit_table(self) -> None:
        px = self._theme.px
        header = self.table.horizontalHeader().sizeHint().height()
        # The header gives the first column its width later than this.
        others = sum(self.table.columnWidth(column) for column in _COLUMNS)
        metrics, width = self.table.fontMetrics(), self.table.width() - others - px(_PADDING)
        for row, item in enumerate(self.items.items):
            # Qt's own height for a row knows nothing of the padding that the style sheet gives.
            room = QRect(0, 0, max(1, width), 0)
            text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.title)
            self.table.setRowHeight(row, max(px(_ROW), text.height() + px(6)))
        self.table.setFixedHeight(header + self.table.verticalHeader().length() + px(2))

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(12), px(14), px(12))
        self._column.setSpacing(px(8))
        self._doors.setSpacing(px(8))
        self._voices_column.setContentsMargins(0, px(4), 0, 0)
        self._voices_column.setSpacing(px(8))
        self.table.verticalHeader().setMinimumSectionSize(px(_ROW))
        self.table.verticalHeader().setDefaultSectionSize(px(_ROW))
        for column, width in zip(_COLUMNS, _WIDTHS, strict=True):
            self.table.setColumnWidth(column, px(width))
        self._fit_table()


def _table(model: ItemEndsModel) -> _ItemsTable:
    table = _ItemsTable()
    table.setObjectName("end_items")
    table.setAccessibleName(_("Planned and used minutes of each item"))
    table.setModel(model)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.setProperty("ground", "none")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _open_lines(end: SessionEnd) -> list[str]:
    dates = len(end.without_due)
    counted = (
        (end.parked, ngettext("{n} parked topic", "{n} parked topics", end.parked)),
        (
            end.without_owner,
            ngettext("{n} without an owner", "{n} without an owner", end.without_owner),
        ),
        (dates, ngettext("{n} without a due date", "{n} without a due date", dates)),
        (end.requests, ngettext("{n} knowledge request", "{n} knowledge requests", end.requests)),
    )
    return [words.format(n=count) for count, words in counted if count]
