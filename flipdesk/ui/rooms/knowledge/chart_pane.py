"""The pane of one chart: what it is narrowed to, the chart or its table, and how to read it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.report import Report
from flipdesk.i18n import _
from flipdesk.ui.models.report_model import ReportModel
from flipdesk.ui.rooms.knowledge.chart_filters import ChartFilters
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.chart import Chart
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.label import Body, Caption
from flipdesk.ui.widgets.pane import Pane

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEAD_WIDTH, _MARGIN = 320, 14
_ROWS_MEASURED = 60
CHART, TABLE, EMPTY = range(3)


class ChartPane(Pane):
    """`door_opened` carries a Door, `save_requested` asks for the chart as a file."""

    door_opened = Signal(object)
    save_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Charts"))
        self.setObjectName("chart_pane")
        self._theme = theme
        self._report: Report | None = None
        self._as_table = False
        self._has_question = True
        self.filters = ChartFilters(theme)
        self.summary = Body(theme, wrap=True)
        self.notes = Caption(theme, wrap=True)
        self.chart = Chart(theme)
        self.model = ReportModel(self)
        self.table = _table(self.model)
        self.empty = EmptyState(theme, "layout-grid", "")
        self.table_button = Button(theme, _("Show as a table"), icon="table-2", kind="quiet")
        self.table_button.setObjectName("chart_as_table")
        self.save_button = Button(theme, _("Save"), icon="download", kind="quiet")
        self.save_button.setObjectName("chart_save")
        for button in (self.table_button, self.save_button):
            button.set_small(26)
            self.header_layout.addWidget(button)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def report(self) -> Report | None:
        """What is shown."""
        return self._report

    @property
    def view(self) -> QWidget:
        """What shows the numbers now: the chart or the table."""
        return self.table if self._as_table else self.chart

    def show_report(self, report: Report) -> None:
        """Show what was counted."""
        is_other = self._report is None or self._report.name != report.name
        self._report = report
        self.set_title(report.title)
        self._show_note()
        self.chart.show_report(report)
        self.model.show_report(report)
        self.summary.setText(" ".join(report.summary))
        self.notes.setText(" ".join(report.notes))
        if report.is_empty:
            self.empty.say(_("There is nothing to count yet"), report.missing)
        self._show_view()
        if is_other:
            self._area.verticalScrollBar().setValue(0)
            self._fit_table()

    def show_question(self, *, shown: bool) -> None:
        """Say whether the question stands in the header; elsewhere it is chosen right above."""
        self._has_question = shown
        self._show_note()

    def toggle_table(self) -> None:
        """Show the table in the place of the chart, or the chart again."""
        had_focus = self.view.hasFocus()
        self._as_table = not self._as_table
        self._show_view()
        if had_focus:
            self.view.setFocus()
        announce(self, _("Table") if self._as_table else _("Chart"))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.table and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self._on_table_activated(self.table.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("canvas")
        self._inner = QVBoxLayout(content)
        for widget in (self.summary, self.chart, self.notes):
            self._inner.addWidget(widget)
        self._inner.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(content)
        self._column = QVBoxLayout()
        self._stack = QStackedLayout()
        self.body.addLayout(self._column)
        self._column.addWidget(self.filters)
        self._column.addLayout(self._stack, 1)
        # It shows its first part at once, which were a window of its own without a parent.
        for part in (self._area, self.table, self.empty):
            self._stack.addWidget(part)
        self.lead_focus_to(self.chart)

    def _connect(self) -> None:
        self.chart.door_opened.connect(self.door_opened)
        self.chart.current_moved.connect(self._on_chart_current_moved)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self._on_table_activated)
        self.table_button.clicked.connect(self.toggle_table)
        self.save_button.clicked.connect(self.save_requested)

    def _show_view(self) -> None:
        is_empty = self._report is None or self._report.is_empty
        self._stack.setCurrentIndex(EMPTY if is_empty else TABLE if self._as_table else CHART)
        words = _("Show as a chart") if self._as_table else _("Show as a table")
        self.table_button.set_label(words)
        self.summary.setVisible(not is_empty and bool(self.summary.text()))
        for button in (self.table_button, self.save_button):
            button.setEnabled(not is_empty)
        self.lead_focus_to(self.view)

    def _show_note(self) -> None:
        is_shown = self._has_question and self._report is not None
        self.set_note(self._report.question if is_shown and self._report else "")

    def _fit_table(self) -> None:
        self.table.resizeColumnsToContents()
        px = self._theme.px
        head = self.table.columnWidth(0)
        self.table.setColumnWidth(0, min(max(head, px(80)), px(_HEAD_WIDTH)))

    def _on_table_activated(self, index: QModelIndex) -> None:
        door = self.model.door(index)
        if door is not None:
            self.door_opened.emit(door)

    def _on_chart_current_moved(self, place: QRect) -> None:
        inside = place.translated(self.chart.pos())
        near = self._theme.px(24)
        centre = inside.center()
        self._area.ensureVisible(
            centre.x(), centre.y(), inside.width() // 2 + near, inside.height() // 2 + near
        )

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(_MARGIN), px(10), px(_MARGIN), px(8))
        self._column.setSpacing(px(8))
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(px(8))
        self._fit_table()


def _table(model: ReportModel) -> QTableView:
    table = QTableView()
    table.setObjectName("chart_table")
    table.setAccessibleName(_("Chart as a table"))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setProperty("ground", "none")
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setResizeContentsPrecision(_ROWS_MEASURED)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table
