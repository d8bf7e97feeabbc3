"""Charts: the questions at the left, one chart, and beside it what stands behind its numbers."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Door, Report, Scope
from flipdesk.domain.search import Hit
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.reports.codes import codes
from flipdesk.services.reports.report_kinds import KINDS, SESSION, ReportKind
from flipdesk.services.reports.reports import Reports
from flipdesk.ui.rooms.knowledge.chart_counting import ChartCounting
from flipdesk.ui.rooms.knowledge.chart_evidence import ChartEvidence
from flipdesk.ui.rooms.knowledge.chart_list import chart_list
from flipdesk.ui.rooms.knowledge.chart_pane import ChartPane
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.knowledge.report_saving import ReportSaving
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.saved_message import SavedMessage
from flipdesk.ui.showing_files import open_in_own_program
from flipdesk.ui.widgets.inline_message import InlineMessage
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn

LIST_WIDTH, EVIDENCE_WIDTH, GAP = 260, 330, 12
NARROW_BELOW, BOTH_FROM, LEAST_HEIGHT = 900, 1080, 320


class ChartsPage(KnowledgePage):
    """Counts again whenever something is chosen or has changed."""

    name = "charts"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        desk = self.workspace.desk
        self.reports = Reports(desk.base, desk.clock, self._open_record)
        self.counting = ChartCounting(self.reports, self)
        self.saving = ReportSaving(tools, self.reports, self)
        self.open_url = open_in_own_program
        self._message: InlineMessage | None = None
        self._scope = Scope()
        self.pane = ChartPane(tools.theme)
        self.list = chart_list(tools.theme)
        self.list_pane = Pane(tools.theme)
        self.list_pane.setAccessibleName(_("Charts"))
        self.list_pane.body.addWidget(self.list)
        self.chooser = QComboBox()
        self.chooser.setObjectName("chart_chooser")
        self.chooser.setAccessibleName(_("Charts"))
        for kind in KINDS:
            self.chooser.addItem(_(kind.question), kind.name)
        self.evidence = ChartEvidence(tools)
        self.caption = Caption(tools.theme, "", wrap=True)
        self._lay_out()
        self._connect()
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    @property
    def kind(self) -> ReportKind:
        """The report that is chosen."""
        return KINDS[max(0, self.list.currentIndex().row())]

    @property
    def report(self) -> Report | None:
        """What is shown."""
        return self.pane.report

    def choose(self, name: str) -> None:
        """Show a report by its name."""
        row = next(row for row, kind in enumerate(KINDS) if kind.name == name)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    @override
    def refresh(self) -> None:
        base, samples = self.workspace.desk.base, self.reports.counts_samples()
        series = [one for one in base.series.all() if samples or not one.is_sample]
        filters = self.pane.filters
        years = base.counts.sessions.years(Scope(samples=samples))
        filters.show_choices(codes(base, "potentials"), series, years)
        self._fit_filters(samples=samples)
        self.caption.setText(self._sentence(samples=samples))
        self.caption.setVisible(bool(self.caption.text()))
        self.count()

    def count(self) -> None:
        """Count what is asked for now."""
        samples = self.reports.counts_samples()
        self._scope = self.pane.filters.scope(samples=samples)
        self.counting.count(self.kind.name, self._scope)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        first = self.list if self.list_pane.isVisible() else self.chooser
        shown = (self.evidence.list,) if self.evidence.isVisible() else ()
        return (first, self.pane.view, *shown)

    @override
    def on_entered(self) -> None:
        self.panes()[0].setFocus()

    @override
    def let_go(self) -> None:
        self.counting.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.evidence.isVisible():
            self.close_evidence()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def open_door(self, door: Door) -> None:
        """Go where a number leads: to its notes, its session, or the same report of one series."""
        if door.session_id is not None:
            self.workspace.open_session(door.session_id)
            self.commands.action("room.compile").trigger()
        elif door.series_id is not None:
            self.pane.filters.narrow_to(door.series_id)
        else:
            self._show_evidence(door)

    def close_evidence(self) -> None:
        """Put the notes away and go back to the chart."""
        self.evidence.hide()
        self._fit()
        self.pane.view.setFocus()

    def _show_evidence(self, door: Door) -> None:
        self.evidence.show_notes(door, self.pane.said)
        self.evidence.show()
        self._fit()
        self.evidence.list.setFocus()

    def _sentence(self, *, samples: bool) -> str:
        """Return what must be said about the example, which is never counted beside real ones."""
        if not any(one.is_sample for one in self.workspace.desk.base.series.all()):
            return ""
        if samples:
            return _("All numbers are from the example, in which people and places are invented.")
        return _("The example is not counted.")

    def _lay_out(self) -> None:
        self._inside = ColumnCanvas()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.list_pane, 0), (self.pane, 1), (self.evidence, 0)):
            self._row.addWidget(widget, stretch)
        self._messages = QVBoxLayout()
        self.body.addLayout(self._messages)
        self._area = ScrollColumn(self._inside, "charts_scroll")
        self.body.addWidget(self._area)
        self.body.setStretch(1, 1)
        self.body.insertWidget(0, self.chooser)
        self.body.addWidget(self.caption)
        self.chooser.hide()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_list_current_changed)
        self.chooser.activated.connect(lambda place: self.choose(KINDS[place].name))
        self.workspace.changed.connect(self._on_workspace_changed)
        self.pane.filters.changed.connect(self.count)
        self.pane.door_opened.connect(self.open_door)
        self.pane.chart.current_moved.connect(self._on_chart_current_moved)
        self.pane.save_requested.connect(self._on_save_requested)
        self.counting.counted.connect(self._on_counted)
        self.counting.refused.connect(self.workspace.problem)
        self.saving.written.connect(self._on_written)
        self.saving.refused.connect(self._on_refused)
        self.evidence.hit_opened.connect(self._on_hit_opened)
        self.evidence.closed.connect(self.close_evidence)
        self.theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        px, width = self.theme.px, self.width()
        is_narrow = width < px(NARROW_BELOW)
        is_shown = not self.evidence.isHidden()
        self.chooser.setVisible(is_narrow)
        self.pane.show_question(shown=not is_narrow)
        self.list_pane.setVisible(not is_narrow and (not is_shown or width >= px(BOTH_FROM)))
        self.pane.setVisible(not (is_narrow and is_shown))
        self.list_pane.setFixedWidth(px(LIST_WIDTH))
        # In a low window the page scrolls, and what one chooses by is not laid over the chart.
        self.pane.setMinimumHeight(px(LEAST_HEIGHT))
        if is_narrow:
            self.evidence.setMinimumWidth(0)
            self.evidence.setMaximumWidth(_UNBOUND)
        else:
            self.evidence.setFixedWidth(px(EVIDENCE_WIDTH))
        self._row.setSpacing(px(GAP))
        self.body.setSpacing(px(8))

    def _on_list_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chooser.setCurrentIndex(current.row())
        self.evidence.hide()
        self._fit()
        self._fit_filters(samples=self.reports.counts_samples())
        self.count()

    def _on_chart_current_moved(self, place: QRect) -> None:
        middle = self.pane.chart.mapTo(self._inside, place.center())
        self._area.ensureVisible(0, middle.y(), 0, place.height())

    def _open_record(self, session_id: SessionId) -> SessionRecord | None:
        is_open = session_id == self.workspace.session_id
        return self.workspace.record if is_open else None

    def _fit_filters(self, *, samples: bool) -> None:
        filters = self.pane.filters
        if SESSION in self.kind.takes:
            sessions = self.workspace.desk.base.counts.sessions.begun(Scope(samples=samples))
            filters.show_sessions(sessions, opened=self.workspace.session_id)
        filters.fit(self.kind)

    def _on_workspace_changed(self, changes: Changes) -> None:
        self.reports.forget(changes)
        # The room may have counted already, before what was kept was forgotten.
        if self.isVisible():
            self.count()

    def _on_counted(self, report: Report) -> None:
        self.pane.show_report(report)

    def _on_hit_opened(self, hit: Hit) -> None:
        self.workspace.want_note(hit.session_id, hit.id)
        self.commands.action("room.compile").trigger()

    def _on_save_requested(self) -> None:
        if self.report is not None:
            self.saving.ask(self.report, self._scope)

    def _on_written(self, path: str) -> None:
        complain = self.workspace.problem.emit
        message = SavedMessage(self.theme, Path(path), self.open_url, complain, self)
        self._say(message)
        message.tell()

    def _on_refused(self, sentence: str) -> None:
        message = InlineMessage(self.theme, "warning", sentence, closable=True, parent=self)
        self._say(message)
        message.show()

    def _say(self, message: InlineMessage) -> None:
        self._put_message_away()
        self._message = message
        message.setObjectName("chart_message")
        message.closed.connect(self._put_message_away)
        self._messages.addWidget(message)

    def _put_message_away(self) -> None:
        if self._message is not None:
            self._message.hide()
            self._message.deleteLater()
            self._message = None


_UNBOUND = 16_777_215
