"""What the window shows round every room: session, recording, what is saved, what can be undone."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from flipdesk.domain.changes import Step
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.dates import format_date_short, format_date_weekday, format_time
from flipdesk.domain.listening import Loudness
from flipdesk.domain.search import Extent
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _, ngettext, pgettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recorded_time import recorded_before
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.rooms.run.now_state import expected_end, paused_since
from flipdesk.ui.widgets.recording_pill import elapsed_text
from flipdesk.ui.widgets.toast import Toast
from flipdesk.ui.workspace import Workspace

_LOUDNESS = {
    Loudness.NOTHING: N_("nothing is heard"),
    Loudness.LOW: N_("the sound is low"),
    Loudness.GOOD: N_("the sound is good"),
    Loudness.TOO_LOUD: N_("the sound is too loud"),
}
_END_EVERY_MS = 5_000


class Frame(QObject):
    """Keeps strip, pill and footer true."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        jobs: JobRunner,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._recording = recording
        self._commands = commands
        self._jobs = jobs
        jobs.started.connect(self._show_jobs)
        jobs.finished.connect(self._show_jobs)
        jobs.progressed.connect(self._show_jobs)
        commands.bind("jobs.cancel", self._cancel_jobs)
        window.footer.cancel_requested.connect(self._cancel_jobs)
        self.messages = MessageArea(window.theme)
        self.toast = Toast(window.theme, parent=window.centralWidget())
        window.insert_below_strip(self.messages)
        self.messages.focus_returned.connect(window.focus_room)
        workspace.problem.connect(self.messages.show_problem)
        workspace.problem_over.connect(self.messages.dismiss)
        workspace.notice.connect(self._on_workspace_notice)
        workspace.information.connect(self.show_information)
        self.toast.undo_requested.connect(workspace.undo)
        window.footer.undo_requested.connect(workspace.undo)
        commands.follow(self, self._show_keys)
        workspace.changed.connect(self.show_all)
        workspace.changed.connect(self._retire_toast)
        workspace.session_opened.connect(self.show_all)
        window.room_entered.connect(self.show_all)
        recording.changed.connect(self.show_recording)
        recording.alarms.danger.connect(self.messages.show_danger)
        recording.alarms.caution.connect(self.messages.show_problem)
        recording.alarms.over.connect(self.messages.dismiss)
        window.strip.pill.clicked.connect(lambda: window.enter("run"))
        self._offered: Step | None = None
        self._end = ("", "", "")
        self._end_timer = QTimer(self)
        self._end_timer.setInterval(_END_EVERY_MS)
        self._end_timer.timeout.connect(self.show_end)
        self._end_timer.start()
        self._show_jobs()
        self.show_all()

    def show_all(self, _what: object = None) -> None:
        self._show_session()
        self.show_end()
        self.show_recording()
        self._show_footer()

    def show_information(self, sentence: str) -> None:
        """Say that something was done which cannot be undone."""
        self._offered = None
        self.toast.show_message(sentence, undo=False)

    def show_elsewhere(self, sentence: str) -> None:
        """Say that something was done in another place, and offer to go there."""
        self._offered = None
        self.toast.show_message(sentence, undo=False, go=True)

    def _on_workspace_notice(self, sentence: str) -> None:
        self._offered = self._workspace.desk.history.newest
        self.toast.show_message(sentence, undo=self._offered is not None)

    def _retire_toast(self, _changes: object) -> None:
        # Its button would undo something else than it names.
        if self._offered is not None and self._workspace.desk.history.newest is not self._offered:
            self._offered = None
            self.toast.hide()

    def show_end(self) -> None:
        """Show in Run when the session was to end and when it will."""
        record, room = self._workspace.record, self._window.room
        ends = None
        if record is not None and room is not None and room.name == "run":
            ends = expected_end(record, self._workspace.now())
        shown = ("", "", "")
        if record is not None and ends is not None:
            shown = (format_time(ends[0]), format_time(ends[1]), paused_since(record))
        if shown != self._end:
            self._end = shown
            self._window.strip.set_end(*shown)

    def show_recording(self) -> None:
        """Show the recorder's state in the pill."""
        pill = self._window.strip.pill
        recording = self._recording
        match recording.state:
            case RecordingState.RECORDING | RecordingState.STARTING:
                meter = recording.meter
                pill.show_recording(
                    recording.recorded.ms,
                    meter.level,
                    self._room_text(),
                    held=meter.held,
                    level_text=_(_LOUDNESS[meter.loudness]),
                )
            case RecordingState.NO_SOUND:
                pill.show_no_sound(recording.recorded.ms, recording.meter.silent_ms // 1000)
            case RecordingState.PAUSED:
                pill.show_paused(recording.recorded.ms)
            case RecordingState.OFF_RECORD:
                pill.show_off_record(recording.recorded.ms)
            case RecordingState.LOST:
                pill.show_lost(recording.recorded.ms)
            case RecordingState.IDLE:
                recorded = self._recorded_text()
                if recorded:
                    pill.show_recorded(recorded)
                else:
                    pill.show_idle()

    def _recorded_text(self) -> str:
        """Return, where minutes are written, how much was recorded and when it is to go."""
        record, room = self._workspace.record, self._window.room
        if record is None or room is None or room.name != "compile" or not record.recordings:
            return ""
        own_ms = recorded_before(record.recordings)
        length_ms = own_ms or max(recording.length_ms for recording in record.recordings)
        text = _("Recorded {time}").format(time=elapsed_text(length_ms))
        if record.session.delete_recording_on is None:
            return text
        deleted = _("deleted {date}").format(
            date=format_date_short(record.session.delete_recording_on)
        )
        return f"{text} · {deleted}"

    def _room_text(self) -> str:
        return self._recording.disk.text(self._recording.bytes_per_s)

    def _show_session(self) -> None:
        strip = self._window.strip
        record = self._workspace.record
        room = self._window.room
        if record is None or (room is not None and room.name in ("home", "knowledge")):
            strip.set_session(*self._place_title())
            strip.set_state("")
            return
        session = record.session
        local = session.starts.astimezone(zone_info(session.zone))
        place = " · ".join(
            part for part in (record.series.organisation, format_date_weekday(local)) if part
        )
        slug = session.potential or ""
        strip.set_state(self._state_text(record) if room is not None else "")
        strip.set_session(session.title, place, slug, _potential_name(record.codebook, slug))

    def _state_text(self, record: SessionRecord) -> str:
        room = self._window.room
        if room is not None and room.name == "prepare":
            return word(record.session.state)
        if room is not None and room.name == "compile":
            written = self._workspace.desk.base.minutes.of_session(record.session.id)
            if written:
                return _("Minutes: {state}").format(state=word(written[0].state))
        return ""

    def _place_title(self) -> tuple[str, str]:
        room = self._window.room
        if room is not None and room.name == "knowledge":
            facets = self._workspace.desk.base.facets
            extent = facets.extent(samples=not facets.has_own())
            return pgettext("room", "Knowledge"), _extent_text(extent)
        name = self._workspace.desk.base.folder.stem
        return "FlipDesk", _("Knowledge base: {name}").format(name=name)

    def _show_jobs(self, _title: str = "", _percent: int = 0) -> None:
        percents = self._jobs.percents
        titles = [
            _("{job} {percent} %").format(job=title, percent=percents[title])
            if title in percents
            else title
            for title in dict.fromkeys(self._jobs.running)
        ]
        self._window.footer.set_job(" · ".join(titles), can_cancel=bool(percents))
        self._commands.allow("jobs.cancel", allowed=bool(percents))

    def _cancel_jobs(self) -> None:
        for title in self._jobs.percents:
            self._jobs.cancel(title)

    def _show_keys(self) -> None:
        keys = self._commands.keys
        undo = self._commands.action("edit.undo").shortcut().toString()
        self.toast.set_undo_keys(undo)
        self._window.rail.show_keys(keys("window.palette"))
        self._window.footer.set_undo(self._workspace.desk.history.undo_label or "", undo)
        words = {"window.help": _("{keys} Help"), "window.keys": _("{keys} Keys")}
        self._window.footer.set_help(
            *(text.format(keys=keys(command)) for command, text in words.items() if keys(command))
        )

    def _show_footer(self) -> None:
        footer = self._window.footer
        saved = self._workspace.saved_at
        footer.set_saved(_saved_text(saved) if saved else _("Everything is saved"))
        label = self._workspace.desk.history.undo_label
        footer.set_undo(label or "")


def _saved_text(saved: datetime) -> str:
    return _("Saved at {time}").format(time=format_time(saved.astimezone(zone_info(DEFAULT_ZONE))))


def _potential_name(codebook: Codebook, slug: str) -> str:
    code = codebook.potential(slug)
    return code.name if code else ""


def _extent_text(extent: Extent) -> str:
    """Return "5 kommuner · 11 forløb · 34 sessioner"."""
    places, series, sessions = extent.organisations, extent.series, extent.sessions
    return " · ".join(
        (
            ngettext("{count} municipality", "{count} municipalities", places).format(count=places),
            ngettext("{count} series", "{count} series", series).format(count=series),
            ngettext("{count} session", "{count} sessions", sessions).format(count=sessions),
        )
    )
