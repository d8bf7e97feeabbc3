"""The middle column: the capture bar, its keys, and what has been captured."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.services.capturing import Moment
from flipdesk.services.drafts import Draft
from flipdesk.ui.commands import Commands
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.passage_player import PassagePlayer
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.rooms.run.capture_bar import CaptureBar
from flipdesk.ui.rooms.run.capture_field import CaptureField
from flipdesk.ui.rooms.run.captured_pane import CapturedPane
from flipdesk.ui.rooms.run.ear_card import EarCard
from flipdesk.ui.rooms.run.ear_page import EarTools
from flipdesk.ui.rooms.run.key_hints import KeyHints
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace

LOOK_BACK_MS = 10_000
GUIDE_BESIDE_FROM = 560


class CaptureColumn(QWidget):
    """Turns lines into notes; keeps the draft of every session."""

    focus_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        passage_player: PassagePlayer,
        jobs: JobRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspace = workspace
        self._recording = recording
        self._session_id: SessionId | None = None
        self.bar = CaptureBar(theme, self.moment_now)
        self.hints = KeyHints(theme)
        self._commands = commands
        self.captured = CapturedPane(theme, workspace, commands)
        self.ear = EarCard(EarTools(theme, workspace, passage_player, self.moment_now, jobs))
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(0, 0, 0, 0), gap=8)
        column.addWidget(self.bar)
        column.addWidget(self.hints)
        column.addWidget(self.ear)
        column.addWidget(self.captured, 1)
        column.addStretch(0)
        self.bar.entered.connect(self.commit)
        self.bar.input.entered_with_ctrl.connect(self._on_bar_entered_with_ctrl)
        self.bar.left.connect(self._on_bar_left)
        self.bar.draft_changed.connect(self.keep_draft)
        self.bar.completions_changed.connect(self._show_hints)
        self.captured.left.connect(self.focus_wanted)
        self.captured.list.focus_changed.connect(self._show_hints)
        self.ear.opened.connect(self._share_height)
        self.ear.closed.connect(self._share_height)
        self.ear.closed.connect(self.focus_wanted)
        self.captured.marker_button.clicked.connect(self.mark)
        self.bar.set_dates(self.captured.changes.dates)
        self._show_hints()

    @property
    def writes(self) -> bool:
        """Whether the capture bar has the focus."""
        return self.bar.input.hasFocus()

    @property
    def ear_handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of Lån et øre do."""
        return {
            "run.ear": self.ear.toggle,
            "ear.back": self.ear.go_back,
            "ear.on": self.ear.go_on,
            "ear.play": self.ear.play,
            "ear.mark": self.ear.mark,
        }

    def moment_now(self) -> Moment:
        """Return this moment, by the clock and on the recording of the open session."""
        return Moment(self._workspace.now(), self._recording.position_ms())

    def show_record(self, record: SessionRecord | None) -> None:
        """Show what is stored now; a draft belongs to its session."""
        session_id = record.session.id if record is not None else None
        if session_id != self._session_id:
            self.bar.flush()
            self._session_id = session_id
            drafts = self._workspace.desk.drafts
            self.bar.show_draft(drafts.of(session_id) if session_id else Draft())
        if record is not None:
            self.bar.set_zone(zone_info(record.session.zone))
        self.bar.set_record(record)
        self.captured.show_record(record)
        self.ear.show_record(record)
        self._share_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Where it is low, the guide has the room of what has been captured."""
        is_low = self.height() < self._theme.px(GUIDE_BESIDE_FROM)
        self.captured.setVisible(self.ear.isHidden() or not is_low)

    def keep_draft(self) -> None:
        """Store what is typed and not yet a note."""
        base = self._workspace.desk.base
        if self._session_id is not None and base.sessions.get(self._session_id) is not None:
            self._workspace.desk.drafts.keep(self._session_id, self.bar.draft)

    def commit(self, kind: OutcomeKind | None = None) -> None:
        """Store the line with the moment of its first key stroke; an empty one is a marker."""
        session_id = self._workspace.session_id
        if session_id is None:
            return
        line, moment = self.bar.text, self.bar.moment
        if not line.strip():
            self.bar.empty()
            self.mark()
            return
        capturing, with_due = self._workspace.desk.capturing, self.bar.takes_due
        if self._workspace.perform(
            lambda: capturing.commit(session_id, line, moment, kind=kind, with_due=with_due)
        ):
            self.bar.empty()
            self.captured.list.scrollToTop()
            announce(self.bar, _("Saved"))

    def mark(self) -> None:
        """Store a marker at this moment."""
        self._mark(self.moment_now())

    def mark_back(self) -> None:
        """Store a marker at what was said ten seconds ago."""
        self._mark(self.moment_now().earlier(LOOK_BACK_MS))

    def _mark(self, moment: Moment) -> None:
        session_id = self._workspace.session_id
        if session_id is None:
            return
        capturing = self._workspace.desk.capturing
        if self._workspace.perform(lambda: capturing.mark(session_id, moment)):
            self.captured.list.scrollToTop()
            announce(self.bar, _("Marker set"))

    def decide(self) -> None:
        """Store the line as a decision, or make the chosen note one."""
        self._become(OutcomeKind.DECISION)

    def park(self) -> None:
        """Store the line as parked, or park the chosen note."""
        self._become(OutcomeKind.PARKED)

    def toggle_potential(self, number: int) -> None:
        """Tag the line that is being written, else the chosen note."""
        field = self._written_in()
        if field is not None:
            field.toggle_potential(number)
        else:
            self.captured.changes.toggle_potential(number)

    def clear_potentials(self) -> None:
        """Untag the line that is being written, else the chosen note."""
        field = self._written_in()
        if field is not None:
            field.clear_potentials()
        else:
            self.captured.changes.clear_potentials()

    def edit(self) -> None:
        """Edit the chosen note, the newest when none is chosen."""
        self._choose_one()
        self.captured.edit()

    def _written_in(self) -> CaptureField | None:
        editor = self.captured.editor
        if editor is not None and editor.input.hasFocus():
            return editor
        return self.bar if self.writes else None

    def _become(self, kind: OutcomeKind) -> None:
        if self.writes:
            if self.bar.text.strip():
                self.commit(kind)
            return
        note = self.captured.list.chosen
        if self.captured.editor is not None:
            return
        if kind is OutcomeKind.PARKED:
            self.captured.changes.park()
        elif note is not None:
            self.captured.changes.set_kind(note, kind)

    def _choose_one(self) -> None:
        notes = self.captured.list
        if not notes.currentIndex().isValid() and self.captured.model.rowCount():
            notes.setCurrentIndex(self.captured.model.index(0))

    def _on_bar_entered_with_ctrl(self) -> None:
        # It means what its keys mean, and those can have been chosen anew.
        if self._commands.action("run.decide").shortcut() == QKeySequence("Ctrl+Return"):
            self.decide()

    def _on_bar_left(self) -> None:
        if self.captured.model.rowCount():
            self._choose_one()
            self.captured.list.setFocus()
        else:
            self.captured.marker_button.setFocus()

    def _show_hints(self) -> None:
        offered = self.bar.offered
        if offered:
            found = [(one.text.strip(), one.name) for one in offered]
            self.hints.show_hints(found, ("Tab", _("completes")))
            return
        if self.captured.list.hasFocus():
            self._show_keys_of_list()
            return
        signs = [
            ("!", _("decision")),
            ("+", _("action")),
            ("*", _("parked")),
            ("?", _("knowledge request")),
            ('"', _("quote")),
            ("=", _("conclusion")),
        ]
        self.hints.show_hints(signs, (_("Enter"), _("saves")))

    def _show_keys_of_list(self) -> None:
        keys = [
            ("1-6", _("potential")),
            ("D", _("due date")),
            ("A", _("owner")),
            ("T", _("time")),
            ("P", _("park")),
            (key_text("Alt+Up"), _("move")),
        ]
        self.hints.show_hints(keys, (_("Enter"), _("edits")))
