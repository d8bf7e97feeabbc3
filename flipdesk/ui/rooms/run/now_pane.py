"""The left column: the clock, the agenda with plan and reality, materials and the recording."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from flipdesk.domain.agenda import Slot, running, upcoming
from flipdesk.domain.day_end import day_end
from flipdesk.domain.session_clock import slots_at
from flipdesk.domain.session_end import session_end
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.delegates.agenda_now_delegate import HEIGHT
from flipdesk.ui.models.agenda_now_model import AgendaNowModel
from flipdesk.ui.passage_player import PassagePlayer
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.rooms.passage_rows import PassageRows
from flipdesk.ui.rooms.run.agenda_now_list import AgendaNowList
from flipdesk.ui.rooms.run.audience_panel import AudiencePanel
from flipdesk.ui.rooms.run.end_card import EndCard
from flipdesk.ui.rooms.run.now_head import NowHead
from flipdesk.ui.rooms.run.now_state import NowState, now_state
from flipdesk.ui.rooms.run.recording_panel import RecordingPanel
from flipdesk.ui.rooms.run.remedies import Remedies
from flipdesk.ui.rooms.run.taken_up_part import TakenUpPart
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import ChipSpec
from flipdesk.ui.widgets.chip_flow import ChipFlow
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.workspace import Workspace

LEAST_ROWS, MOST_ROWS, FEW_ROWS = 3, 8, 5
_CENTRE = AgendaNowList.ScrollHint.PositionAtCenter


class Line(QFrame):
    """One px between the parts of a pane."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("line", "true")


class NowPane(Pane):
    """Asked for every second by `tick`; it touches only what differs."""

    agenda_wanted = Signal()
    left = Signal()
    """What had the focus is gone; Qt would give it to a button that Space presses."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        passage_player: PassagePlayer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._theme = theme
        self._workspace = workspace
        self.setObjectName("now_pane")
        self.setAccessibleName(_("Now"))
        self.state: NowState | None = None
        self._recording = recording
        self._parts = False, False
        self._is_low = False
        self.head = NowHead(theme, commands)
        self.model = AgendaNowModel(self)
        self.list = AgendaNowList(theme, self.model)
        self.remedies = Remedies(theme, commands)
        self.end_card = EndCard(theme)
        self.materials = ChipFlow(theme)
        self.passages = PassageRows(theme, passage_player, is_narrow=True)
        self.taken_up = TakenUpPart(theme, workspace)
        self.recording = RecordingPanel(theme, recording, commands)
        self.empty = EmptyState(
            theme,
            "clipboard-list",
            _("No agenda yet"),
            _("With an agenda you can see how long each item has left."),
            _("Go to Prepare"),
        )
        self.empty.acted.connect(self.agenda_wanted)
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def hold(self, panel: AudiencePanel) -> None:
        """Show a panel in what is free under the agenda."""
        self._column.insertWidget(self._column.count() - 1, panel)
        panel.stand_in(self._canvas, self._area.viewport())

    def tick(self) -> None:
        """Show this very moment."""
        record = self._workspace.record
        if record is None or self.state is None:
            return
        self._show_moment(record)

    def set_low(self, *, low: bool) -> None:
        """Make do with little height: a smaller clock, and the remedies next to it."""
        self.head.set_narrow(narrow=low)
        if low != self._is_low:
            self._is_low = low
            holder = self._filled_column if low else self._agenda_column
            holder.insertWidget(1, self._remedies_part)

    def show_record(self, record: SessionRecord | None) -> None:
        """Show what is stored now."""
        self.recording.show_record(record)
        has_agenda = record is not None and bool(record.agenda)
        self._filled.setVisible(has_agenda)
        self.empty.setVisible(not has_agenda)
        if record is None or not has_agenda:
            self.state = None
            self.passages.show_passages(())
            return
        rows_before = self.model.rowCount()
        self._show_moment(record)
        self._show_materials(record)
        if rows_before != self.model.rowCount():
            self._fit_list()

    def _show_moment(self, record: SessionRecord) -> None:
        now = self._workspace.now()
        state = now_state(record, now)
        if state is None:
            return
        focused = QApplication.focusWidget()
        row_before = self.model.current_row()
        self.state = state
        self.head.show_state(state)
        slots = slots_at(record.session, record.agenda, record.pauses, now)
        self.model.show_slots(slots, zone_info(record.session.zone))
        self._show_parts(record, state, slots)
        row = self.model.current_row()
        if row >= 0 and row != row_before:
            self.list.scrollTo(self.model.index(row), _CENTRE)
        gone = focused is not None and self.isAncestorOf(focused) and not focused.isVisibleTo(self)
        if gone:
            self.left.emit()

    def _show_parts(self, record: SessionRecord, state: NowState, slots: tuple[Slot, ...]) -> None:
        """Show the remedies in the place of the materials, or the end in that of the agenda."""
        end = day_end(slots)
        short = end is not None and Remedies.are_wanted(end, is_over=state.is_over)
        short = short and state.has_begun and not state.has_ended
        if end is not None and short:
            self.remedies.show_end(end)
        if state.has_ended:
            now_ms = self._recording.position_ms() or 0
            whole = session_end(record, slots, now_ms)
            self.end_card.show_end(whole)
        if (short, state.has_ended) == self._parts:
            return
        self._parts = short, state.has_ended
        self._remedies_part.setVisible(short)
        self._agenda_part.setVisible(not state.has_ended)
        self.end_card.setVisible(state.has_ended)
        self._show_materials(record)
        self._fit_list()
        self.list.scrollTo(self.model.index(self.model.current_row()), _CENTRE)

    def _show_materials(self, record: SessionRecord) -> None:
        item = running(record.agenda) or upcoming(record.agenda)
        materials = item.materials if item is not None else ()
        chips = [ChipSpec(name, full=name) for name in materials]
        if tuple(chips) != self.materials.chips:
            self.materials.set_chips(chips)
        self._materials_part.setVisible(bool(materials) and not self._parts[0])
        heard = self._workspace.desk.passages.of_block(item) if item is not None else ()
        self.passages.show_passages(heard)
        self._passages_part.setVisible(bool(heard))
        self.taken_up.show_item(item)

    def _lay_out(self) -> None:
        self._filled = QWidget()
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(0)
        self._filled_column = filled
        filled.addWidget(self.head)
        filled.addWidget(Line())
        filled.addWidget(self._make_agenda())
        filled.addWidget(self.taken_up)
        filled.addWidget(self.end_card)
        self.end_card.hide()
        canvas = QWidget()
        canvas.setObjectName("canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filled)
        column.addWidget(self.empty, 1)
        column.addStretch(1)
        self._column, self._canvas = column, canvas
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(canvas)
        self.body.addWidget(area, 1)
        # Below what scrolls: however little room there is, the recording can be paused.
        self.body.addWidget(Line())
        self.body.addWidget(self.recording)

    def _make_agenda(self) -> QWidget:
        self._agenda_part, self._remedies_part = QWidget(), QWidget()
        self._agenda_column = QVBoxLayout(self._agenda_part)
        for column, widgets in (
            (QVBoxLayout(self._remedies_part), (Line(), self.remedies)),
            (
                self._agenda_column,
                (self.list, self._remedies_part, self._make_materials(), self._make_passages()),
            ),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for widget in widgets:
                column.addWidget(widget)
        self._remedies_part.hide()
        return self._agenda_part

    def _make_materials(self) -> QWidget:
        self._materials_part = QWidget()
        column = QVBoxLayout(self._materials_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._materials_row = QHBoxLayout()
        self._materials_row.addWidget(Caption(self._theme, _("Materials")))
        self._materials_row.addWidget(self.materials, 1)
        column.addWidget(Line())
        column.addLayout(self._materials_row)
        return self._materials_part

    def _make_passages(self) -> QWidget:
        self._passages_part = QWidget()
        column = QVBoxLayout(self._passages_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._passages_column = QVBoxLayout()
        self._passages_column.addWidget(Caption(self._theme, _("Passages")))
        self._passages_column.addWidget(self.passages)
        column.addWidget(Line())
        column.addLayout(self._passages_column)
        return self._passages_part

    def _fit_list(self) -> None:
        px = self._theme.px
        most = FEW_ROWS if self._parts[0] else MOST_ROWS
        rows = min(most, max(LEAST_ROWS, self.model.rowCount()))
        self.list.setFixedHeight(rows * px(HEIGHT) + px(8))

    def _restyle(self) -> None:
        px = self._theme.px
        self.list.setViewportMargins(0, px(4), 0, px(4))
        self._materials_row.setContentsMargins(px(14), px(9), px(14), px(9))
        self._materials_row.setSpacing(px(8))
        self._passages_column.setContentsMargins(px(14), px(9), px(14), px(9))
        self._passages_column.setSpacing(px(4))
        self._fit_list()
