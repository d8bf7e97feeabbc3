"""Saying that people talk while nothing is recorded, and offering to record."""

from PySide6.QtCore import QTimer
from typing_extensions import override

from flipdesk.domain.agenda import running
from flipdesk.domain.listening import TalkWatch
from flipdesk.domain.vocabulary import AgendaKind, SessionState
from flipdesk.i18n import _
from flipdesk.ui.recording_messages import RecordingMessages
from flipdesk.ui.recording_state import RecordingState

_AGAIN_MS = 30_000


class TalkHint(RecordingMessages):
    """Listens while a session runs that is not being recorded; armed again by every pause and stop.

    How loud it is is all that is heard: nothing is kept. `is_on` False leaves the microphone alone.
    """

    @override
    def _set_up(self) -> None:
        self._watch = TalkWatch()
        self._state = self._recording.state
        self.is_on = True
        recording = self._recording
        recording.changed.connect(self._on_recording_changed)
        recording.heard.connect(self._on_heard)
        recording.monitor_ended.connect(self._on_monitor_ended)
        self._workspace.changed.connect(self.follow)
        self._workspace.session_opened.connect(self.follow)

    @property
    def sentence(self) -> str:
        return _("People are talking, but nothing is being recorded.")

    def follow(self, _what: object = None) -> None:
        """Listen, or leave off, as the session that is open wants it."""
        record = self._workspace.record
        runs = record is not None and record.session.state is SessionState.RUNNING
        self._recording.monitor(wanted=runs and self.is_on)
        if not runs:
            self._messages.dismiss(self.sentence)

    def _on_monitor_ended(self) -> None:
        # The sound system may need a while to come back.
        QTimer.singleShot(_AGAIN_MS, self, self.follow)

    def _on_recording_changed(self) -> None:
        state, before = self._recording.state, self._state
        if state is before:
            return
        self._state = state
        resting = (RecordingState.IDLE, RecordingState.PAUSED)
        if state in resting:
            self._watch.arm()
            self.follow()
        else:
            self._messages.dismiss(self.sentence)

    def _is_break(self) -> bool:
        record = self._workspace.record
        item = running(record.agenda) if record is not None else None
        return item is not None and item.kind is AgendaKind.BREAK

    def _on_heard(self, peak: float, now_ms: int) -> None:
        if self._is_break() or self._recording.state is RecordingState.OFF_RECORD:
            self._watch.arm()
        if not self.is_on or not self._watch.take(peak, now_ms):
            return
        paused = self._recording.state is RecordingState.PAUSED
        self._messages.show_message(
            "warning",
            self.sentence,
            _("Go on recording") if paused else _("Start recording"),
            self._commands.action("recording.toggle").trigger,
            close_text=_("Not now"),
        )
