"""A series as the two cycles of research and practice, and what stands at each station."""

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.cycles import CycleEntry, CycleStation, cycle_entries
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _
from flipdesk.ui.delegates.hit_delegate import HitDelegate
from flipdesk.ui.delegates.roles import HitRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.knowledge.choice_box import choice_box, offer
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.knowledge.series.cycles_view import CyclesView
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.columns import Column, Columns
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList

_LIST, _FOLDS_BELOW = 400, 900


class SeriesPage(KnowledgePage):
    """The cycles count one session or all of the series; a station shows what it counted."""

    name = "series"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self._records: tuple[SessionRecord, ...] = ()
        self._entries: tuple[CycleEntry, ...] = ()
        self.series = choice_box("cycles_series")
        self.session = choice_box("cycles_session")
        self.cycles = CyclesView(tools.theme)
        self.rows = KeyedListModel(self)
        self.list = RowList(
            tools.theme, _("What stands there"), HitDelegate(tools.theme), fixed=True
        )
        self.list.setObjectName("cycles_entries")
        self.list.setModel(self.rows)
        self.found = Pane(tools.theme, CyclesView.title(CycleStation.DISCUSSED))
        self.found.setObjectName("cycles_found")
        self._nothing = EmptyState(tools.theme, "circle", _("Nothing stands here yet"))
        self._empty = EmptyState(
            tools.theme,
            "refresh-cw",
            _("No session of a series has been held yet"),
            _("When one has, this shows how ideas go round between practice and research."),
        )
        self._lay_out()
        self._connect()

    @override
    def refresh(self) -> None:
        base = self.workspace.desk.base
        held = {
            one.series_id for one in base.sessions.all() if one.state is not SessionState.PLANNED
        }
        series = [one for one in base.series.all() if one.id in held]
        self._stack.setCurrentIndex(0 if series else 1)
        opened = self.workspace.record
        wanted = self.series.currentData() or (opened.series.id if opened else None)
        offer(self.series, [(one.title, one.id) for one in series], wanted)
        self._read()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self.series, self.cycles.stations[self.cycles.current], self.found)

    @override
    def on_entered(self) -> None:
        self.cycles.stations[self.cycles.current].setFocus()

    def _read(self) -> None:
        """Read the sessions of the series that is chosen."""
        base = self.workspace.desk.base
        series_id = self.series.currentData()
        sessions = base.sessions.of_series(series_id) if series_id else ()
        self._records = tuple(
            base.record(one.id) for one in sessions if one.state is not SessionState.PLANNED
        )
        titles = [(self._named(one), one.session.id) for one in self._records]
        offer(self.session, [(_("All sessions"), ""), *titles], self.session.currentData())
        self._count()

    def _count(self) -> None:
        wanted = self.session.currentData()
        records = [one for one in self._records if wanted in ("", None, one.session.id)]
        self._entries = cycle_entries(records)
        self.cycles.show_counts(Counter(one.station for one in self._entries))
        self._show_station()

    def _show_station(self) -> None:
        station = self.cycles.current
        shown = [one for one in self._entries if one.station is station]
        self.found.set_title(CyclesView.title(station))
        self.found.set_note(str(len(shown)) if shown else "")
        self.rows.show_rows([(one.key, self._row(one)) for one in shown])
        self._list_stack.setCurrentWidget(self.list if shown else self._nothing)

    def _row(self, entry: CycleEntry) -> HitRow:
        record = next(one for one in self._records if one.session.id == entry.session_id)
        return HitRow(record.session.title, format_date_short(record.held_on), entry.text)

    @staticmethod
    def _named(record: SessionRecord) -> str:
        return f"{record.session.title} · {format_date_short(record.held_on)}"

    def _open(self, index: QModelIndex) -> None:
        key = self.rows.key_at(index)
        entry = next((one for one in self._entries if one.key == key), None)
        if entry is not None:
            self.workspace.want_note(SessionId(entry.session_id), entry.key)
            self.commands.action("room.compile").trigger()

    def _lay_out(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        Measures(self.theme, row, margins=(0, 0, 0, 0), gap=8)
        for words, box in ((_("Series"), self.series), (_("Session"), self.session)):
            row.addWidget(FieldLabel(self.theme, words, box))
            row.addWidget(box, 1)
        picture = Pane(self.theme)
        picture.setAccessibleName(self.cycles.accessibleName())
        # A low window scrolls the picture: stations on top of each other could not be read.
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.cycles)
        # The pane's own ground and its round corners show through.
        for widget in (area.viewport(), self.cycles):
            widget.setAutoFillBackground(False)
        picture.body.addWidget(area, 1)
        note = Caption(
            self.theme,
            _("After Sommerfeld and Gredig (2008). Dropped matters stand nowhere."),
            wrap=True,
        )
        column = QVBoxLayout()
        Measures(self.theme, column, margins=(14, 0, 14, 8))
        column.addWidget(note)
        picture.body.addLayout(column)
        self._list_stack = QStackedLayout()
        self.found.body.addLayout(self._list_stack)
        self._list_stack.addWidget(self.list)
        self._list_stack.addWidget(self._nothing)
        self.found.lead_focus_to(self.list)
        self._columns = Columns(
            self.theme,
            Column(picture, _("Cycles"), 0, _FOLDS_BELOW, is_main=True),
            Column(self.found, _("What stands there"), _LIST, _FOLDS_BELOW),
        )
        whole = QWidget()
        inside = QVBoxLayout(whole)
        Measures(self.theme, inside, margins=(0, 0, 0, 0), gap=10)
        inside.addWidget(bar)
        inside.addWidget(self._columns, 1)
        # A stack without a parent would show its first page as a window of its own.
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        self._stack.addWidget(whole)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self.remember(self._columns.widths)
        self.series.activated.connect(lambda _place: self._read())
        self.session.activated.connect(lambda _place: self._count())
        self.cycles.chosen.connect(lambda _station: self._show_station())
        self.list.activated.connect(self._open)
