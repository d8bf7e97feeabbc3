"""The right column: speakers' list, people in the room, and airtime by role."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from flipdesk.domain.airtime import airtime, recorded_ms
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.commands import Commands
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.rooms.run.airtime_pane import AirtimePane
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.rooms.run.floor_pane import FloorPane
from flipdesk.ui.rooms.run.people_pane import PeoplePane
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace


class PeopleColumn(QScrollArea):
    """Three panes under each other, scrolled when they are higher than the window."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("people_column")
        self._workspace = workspace
        self._recording = recording
        self.floor = Floor(workspace, recording, self)
        workspace.floor_wanted.connect(lambda person: self.floor.give(ParticipantId(person)))
        self.floor_pane = FloorPane(theme, workspace, self.floor, commands)
        self.people_pane = PeoplePane(theme, workspace, self.floor)
        self.airtime_pane = AirtimePane(theme)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        column = QVBoxLayout(canvas)
        Measures(theme, column, margins=(0, 0, 0, 0), gap=12)
        for pane in (self.floor_pane, self.people_pane, self.airtime_pane):
            column.addWidget(pane)
        column.addStretch(1)
        self.setWidget(canvas)

    @property
    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of the speakers' list do."""
        return {
            "run.floor": self.floor_pane.give_next,
            "run.floor_to": self.floor_pane.ask_for_floor,
            "run.queue": self.floor_pane.ask_for_queue,
            "run.reply": self.floor_pane.ask_for_reply,
            "run.interruption": self.floor_pane.ask_for_interruption,
            "run.line": self.floor.toggle_line,
        }

    def show_record(self, record: SessionRecord | None) -> None:
        """Show what is stored now."""
        if record is None:
            return
        self.floor_pane.show_record(record)
        self.people_pane.show_record(record)
        self._show_airtime(record)

    def tick(self) -> None:
        """Let what counts go on."""
        record = self._workspace.record
        if record is not None and self.floor.speaker_id is not None:
            self.floor_pane.show_record(record)
            self._show_airtime(record)

    def _show_airtime(self, record: SessionRecord) -> None:
        now_ms = self._recording.position_ms() or recorded_ms(record)
        self.airtime_pane.show_airtime(airtime(record.turns, record.participants, now_ms))
