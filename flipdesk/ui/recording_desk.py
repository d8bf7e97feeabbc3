"""The recording as the window sees it: one state, a level, and what is wrong."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flipdesk.audio.events import (
    GapLogged,
    KeptAwake,
    LevelMeasured,
    MicrophoneHeard,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderFound,
    RecorderHung,
    RecorderRecovered,
    RecorderReplaced,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.ids import SessionId
from flipdesk.domain.listening import SoundMeter
from flipdesk.errors import KnownError
from flipdesk.services.session_recording import SessionRecording
from flipdesk.ui.disk_room import DiskRoom
from flipdesk.ui.losses import Losses
from flipdesk.ui.microphones import FindDevices, Microphones
from flipdesk.ui.recorded_time import RecordedTime, recorded_before
from flipdesk.ui.recorder_line import MakeRecorder, RecorderLine
from flipdesk.ui.recording_alarms import RecordingAlarms
from flipdesk.ui.recording_notes import RecordingNotes
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.workspace import Workspace


class RecordingDesk(QObject):
    """Starts, stops and watches the recorder."""

    changed = Signal()
    """The state, the level or the length is another."""
    heard = Signal(float, int)
    """A peak of 0 to 1 that is not being kept, and its moment in ms of a clock that never jumps."""
    found_again = Signal(str)
    """The session with this GUID was recorded on while the window was away, and still is."""
    search_failed = Signal(str)
    """The recorder that was looked for is no longer there; or why it is not to be followed."""
    monitor_ended = Signal()
    """The microphone is no longer listened to, though it was to be."""
    stopped = Signal(str)
    """The recording of the session with this GUID has ended, and all of it is on the disk."""

    def __init__(
        self,
        workspace: Workspace,
        make_recorder: MakeRecorder,
        find_devices: FindDevices | None = None,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._session: SessionRecording | None = None
        self.microphones = Microphones(find_devices)
        self.microphones.chosen_changed.connect(self._on_microphone_chosen)
        self._line = RecorderLine(make_recorder, self.microphones)
        self._line.arrived.connect(self._on_arrived)
        self.alarms = RecordingAlarms()
        self._notes = RecordingNotes(workspace, self.alarms)
        self.disk = DiskRoom(lambda: self._workspace.desk.base.folder)
        self.spec = AudioSpec()
        """What the next new recording is made of."""
        self._running_spec = self.spec
        self.state = RecordingState.IDLE
        self.meter = SoundMeter()
        self.length_ms = 0
        self.losses, self.recorded = Losses(), RecordedTime()
        self._is_seeking = False
        self.is_kept_awake = True

    @property
    def is_recording(self) -> bool:
        """Whether sound is asked for, in danger or not."""
        return self.state is not RecordingState.IDLE

    @property
    def session_id(self) -> SessionId | None:
        """The session that is being recorded."""
        return None if self._session is None else self._session.session_id

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is another session than the open one that is recorded."""
        return self.is_recording and self.session_id != self._workspace.session_id

    @property
    def bytes_per_s(self) -> int:
        """What a second takes of the recording that is made, or of the next one."""
        spec = self._running_spec if self.is_recording else self.spec
        return spec.rate_hz * spec.frame_bytes

    def position_ms(self) -> int | None:
        """Return the offset of this moment in the open session's recording, None without one."""
        if self._session is None or self.session_id != self._workspace.session_id:
            return None
        return self._session.position_ms

    def start(self) -> None:
        """Begin recording the open session."""
        session_id = self._workspace.session_id
        if session_id is None or self.is_recording:
            return
        self._line.is_monitoring = False
        try:
            self._ready_session().start(session_id, self._line.take_microphone(), self.spec)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        if other := self.microphones.replacement:
            self.alarms.tell_kind(FailureKind.MICROPHONE_REPLACED, other)
        self._begin_anew(0)
        self.recorded = RecordedTime(before_ms=self._recorded_before())
        self._set(RecordingState.STARTING)

    def stop(self) -> None:
        if self._session is not None and self.is_recording:
            self._session.stop()

    def toggle_pause(self) -> None:
        """Pause, or go on, off the record too; what is said meanwhile is not kept."""
        if self.state.rests:
            self._line.recorder.resume()
        elif self.is_recording:
            self._line.recorder.pause()

    def toggle_off_record(self) -> None:
        """Keep nothing from this moment on, nor what is on its way to the disk; or go on."""
        if self.state is RecordingState.OFF_RECORD:
            self._line.recorder.resume()
        elif self.is_recording:
            self._line.recorder.go_off_record()

    def look_for_recorder(self, session_id: SessionId, folder: Path) -> bool:
        """Seek a recorder that went on alone; `found_again` or `search_failed` answers a True."""
        if self.is_recording or not self._ready_session().adopt(session_id, folder):
            return False
        self._is_seeking = True
        # Nothing else may be recorded until it has answered.
        self._set(RecordingState.STARTING)
        return True

    @property
    def is_monitoring(self) -> bool:
        """Whether it is heard how loud it is while nothing is recorded."""
        return self._line.is_monitoring

    def monitor(self, *, wanted: bool) -> None:
        """Hear how loud it is while nothing is recorded, or leave off; nothing is kept."""
        if not self.is_recording:
            self._line.monitor(wanted=wanted)

    def close(self) -> None:
        """End the recording, wait until it is safe, and let the recorder go."""
        self._line.close()

    def _ready_session(self) -> SessionRecording:
        if self._session is None:
            desk = self._workspace.desk
            self._session = SessionRecording(desk.base, self._line.recorder, desk.clock)
        return self._session

    def _on_microphone_chosen(self) -> None:
        if self.is_recording or self._line.is_monitoring:
            self._line.change_microphone()

    def _on_arrived(self, event: RecorderEvent) -> None:
        before = self.session_id
        if self._session is not None:
            self._notes.note(self._session, event)
        match event:
            case LevelMeasured():
                self._on_level(event)
            case MicrophoneHeard():
                self._on_heard(event)
            case RecordingStarted():
                self._is_seeking = False
                self._running_spec = AudioSpec(event.rate_hz, event.channels)
                self.recorded = self.recorded.started(event.first_sample, event.rate_hz)
                self.alarms.end_all()
                self._set(RecordingState.RECORDING)
            case RecorderFound():
                self._on_found(event)
            case RecordingStopped():
                self.alarms.end_threats()
                self._set(RecordingState.IDLE)
                self.stopped.emit(before or "")
            case RecorderFailed(goes_on=False) | RecorderDied(was_recording=True):
                self._fail(event)
            case _:
                self._on_news(event)

    def _on_news(self, event: RecorderEvent) -> None:
        """Take what happens while a recording is made."""
        match event:
            case RecordingPaused(off_record=off):
                self.meter.begin()
                self._set(RecordingState.OFF_RECORD if off else RecordingState.PAUSED)
            case RecordingResumed():
                self.meter.begin()
                self.alarms.end(FailureKind.DEVICE_LOST)
                self._set(RecordingState.RECORDING)
            case RecordingInterrupted():
                self.alarms.tell_kind(FailureKind.DEVICE_LOST)
                self._set(RecordingState.LOST)
            case RecorderFailed():
                self.alarms.tell(event)
            case RecorderRecovered(kind=kind):
                self.alarms.end(kind)
            case RecorderHung() if self.is_recording:
                self.alarms.tell_kind(FailureKind.CHILD_HUNG)
            case RecorderHung() | RecorderDied() if self._line.is_monitoring:
                # It recorded nothing: only its listening is over.
                self._line.is_monitoring = False
                self.monitor_ended.emit()
            case RecorderReplaced():
                self.losses = self.losses.of_another_recorder()
                self.alarms.tell_kind(FailureKind.CHILD_REPLACED)
            case GapLogged():
                self.losses = self.losses.with_gap(event, self._running_spec)
                self.recorded = self.recorded.left_out(event.first_sample, event.samples)
            case KeptAwake(kept=kept):
                self.is_kept_awake = kept
                self.changed.emit()
            case _:
                pass

    def _on_level(self, event: LevelMeasured) -> None:
        now_ms = event.monotonic_ns // 1_000_000
        quiet = self.meter.take(event.peak, now_ms, is_kept=not event.paused)
        self.losses = self.losses.with_level(event)
        if event.paused:
            self.heard.emit(event.peak, now_ms)
        else:
            self.length_ms = self._running_spec.ms(event.samples)
            self.recorded = self.recorded.heard(event.samples)
            if self.state in (RecordingState.RECORDING, RecordingState.NO_SOUND):
                quiet = quiet or self.alarms.is_deaf
                self.state = RecordingState.NO_SOUND if quiet else RecordingState.RECORDING
        self.changed.emit()

    def _on_heard(self, event: MicrophoneHeard) -> None:
        if self.is_recording:
            return
        now_ms = event.monotonic_ns // 1_000_000
        self.meter.take(event.peak, now_ms, is_kept=False)
        self.heard.emit(event.peak, now_ms)
        self.changed.emit()

    def _on_found(self, event: RecorderFound) -> None:
        self._is_seeking = False
        self._running_spec = AudioSpec(event.rate_hz, event.channels)
        self._begin_anew(self._running_spec.ms(event.samples))
        known = RecordedTime(before_ms=self._recorded_before(event.samples))
        self.recorded = known.started(event.samples, event.rate_hz)
        resting = RecordingState.OFF_RECORD if event.off_record else RecordingState.PAUSED
        self._set(resting if event.paused else RecordingState.RECORDING)
        self.found_again.emit(self.session_id or "")

    def _recorded_before(self, end_sample: int | None = None) -> int:
        store, session_id = self._workspace.desk.base.recordings, self.session_id
        return recorded_before(store.of_session(session_id), end_sample) if session_id else 0

    def _begin_anew(self, length_ms: int) -> None:
        self.length_ms, self.losses = length_ms, Losses()
        self.meter, self.is_kept_awake = SoundMeter(), True

    def _fail(self, event: RecorderFailed | RecorderDied) -> None:
        """Nothing is recorded any more: say why, and be ready for another start."""
        if self._session is not None:
            self._session.abandon()
        if self._is_seeking:
            self._is_seeking = False
            self._set(RecordingState.IDLE)
            held = getattr(event, "kind", None) is FailureKind.RECORDED_ELSEWHERE
            self.search_failed.emit(event.sentence() if held else "")
        elif isinstance(event, RecorderFailed):
            self.alarms.tell(event)
            self._set(RecordingState.IDLE)
        else:
            self.alarms.tell_kind(FailureKind.CHILD_DIED)
            self._set(RecordingState.IDLE)

    def _set(self, state: RecordingState) -> None:
        self.state = state
        self.changed.emit()
