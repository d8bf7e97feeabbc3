"""The recording as the window sees it: one state, a level, and what is wrong."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from flipdesk.audio.events import (
    GapLogged,
    GapReason,
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
from flipdesk.audio.recorder import Recorder
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.ids import SessionId
from flipdesk.domain.listening import SoundMeter
from flipdesk.errors import KnownError
from flipdesk.services.session_recording import SessionRecording
from flipdesk.ui.disk_room import DiskRoom
from flipdesk.ui.microphones import FindDevices, Microphones
from flipdesk.ui.recording_alarms import RecordingAlarms
from flipdesk.ui.workspace import Workspace

MakeRecorder = Callable[[], Recorder]


class RecordingState(Enum):
    IDLE = auto()
    STARTING = auto()
    RECORDING = auto()
    NO_SOUND = auto()
    PAUSED = auto()
    LOST = auto()


class RecordingDesk(QObject):
    """Starts, stops and watches the recorder; made when first needed, for it is a process.

    The recorder's events come on a thread of its own and are carried over to the window's.
    """

    changed = Signal()
    """The state, the level or the length is another."""
    heard = Signal(float, int)
    """A peak of 0 to 1 that is not being kept, and its moment in ms of a clock that never jumps."""
    found_again = Signal(str)
    """The session with this GUID was recorded on while the window was away, and still is."""
    stopped = Signal(str)
    """The recording of the session with this GUID has ended, and all of it is on the disk."""
    _arrived = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        make_recorder: MakeRecorder,
        find_devices: FindDevices | None = None,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._make_recorder = make_recorder
        self._recorder: Recorder | None = None
        self._session: SessionRecording | None = None
        self._rate_hz = 48_000
        self._unstored = ""
        self._is_monitoring = False
        self._used = ""
        self.microphones = Microphones(find_devices)
        self.microphones.changed.connect(self._on_microphones_changed)
        self.alarms = RecordingAlarms()
        self.disk = DiskRoom(lambda: self._workspace.desk.base.folder)
        self.spec = AudioSpec()
        """What the next new recording is made of."""
        self.state = RecordingState.IDLE
        self.meter = SoundMeter()
        self.length_ms = self.missing_ms = self.gaps = 0
        self.is_kept_awake = True
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

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
        self._is_monitoring = False
        try:
            self._ready_session().start(session_id, self.microphones.present(), self.spec)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        self._begin_anew(0)
        self._set(RecordingState.STARTING)

    def stop(self) -> None:
        if self._session is not None and self.is_recording:
            self._session.stop()

    def toggle_pause(self) -> None:
        """Pause, or go on; what is said meanwhile is not kept."""
        if self._recorder is None:
            return
        if self.state is RecordingState.PAUSED:
            self._recorder.resume()
        elif self.is_recording:
            self._recorder.pause()

    def look_for_recorder(self, session_id: SessionId, folder: Path) -> bool:
        """Take back a recorder that went on alone when the window died; return whether there is
        one. It is told by `found_again` when it has answered.
        """
        session = self._ready_session()
        recorder = self._recorder
        if recorder is None or self.is_recording or not recorder.adopt(folder):
            return False
        session.session_id = session_id
        return True

    def monitor(self, *, wanted: bool) -> None:
        """Hear how loud it is while nothing is recorded, or leave off; nothing is kept."""
        wanted = wanted and not self.is_recording
        if wanted == self._is_monitoring:
            return
        self._is_monitoring = wanted
        if wanted:
            self._ready_session()
        if self._recorder is not None and not self.is_recording:
            if wanted:
                self._recorder.monitor(self.microphones.present())
            else:
                self._recorder.end_monitor()

    def close(self) -> None:
        """End the recording, wait until it is safe, and let the recorder go."""
        if self._recorder is not None:
            self._recorder.close()
            # What the recorder told last is still on its way to this thread.
            QCoreApplication.sendPostedEvents(self)
            self._recorder = None

    def _ready_session(self) -> SessionRecording:
        if self._recorder is None or self._session is None:
            self._recorder = self._make_recorder()
            self._recorder.listen(self._arrived.emit)
            desk = self._workspace.desk
            self._session = SessionRecording(desk.base, self._recorder, desk.clock)
        return self._session

    def _on_microphones_changed(self) -> None:
        recorder, name = self._recorder, self.microphones.present()
        if recorder is None or name == self._used:
            return
        if self.is_recording or self._is_monitoring:
            self._used = name
            recorder.use_device(name)

    def _on_arrived(self, event: RecorderEvent) -> None:
        if self._session is None:
            return
        before = self.session_id
        self._note(self._session, event)
        match event:
            case LevelMeasured():
                self._on_level(event)
            case MicrophoneHeard():
                self._on_heard(event)
            case RecordingStarted(rate_hz=rate_hz):
                self._rate_hz = rate_hz
                self.alarms.end_all()
                self._set(RecordingState.RECORDING)
            case RecorderFound():
                self._on_found(event)
            case RecordingStopped():
                self._set(RecordingState.IDLE)
                self.stopped.emit(before or "")
            case RecorderFailed(goes_on=False) | RecorderDied(was_recording=True):
                self._fail(event)
            case _:
                self._on_news(event)

    def _on_news(self, event: RecorderEvent) -> None:
        """Take what happens while a recording is made."""
        match event:
            case RecordingPaused():
                self.meter.begin()
                self._set(RecordingState.PAUSED)
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
            case RecorderHung():
                self.alarms.tell_kind(FailureKind.CHILD_HUNG)
            case RecorderReplaced():
                self.alarms.tell_kind(FailureKind.CHILD_REPLACED)
            case GapLogged(reason=reason) if reason not in {GapReason.PAUSE, GapReason.STOPPED}:
                self.gaps += 1
            case KeptAwake(kept=kept):
                self.is_kept_awake = kept
                self.changed.emit()
            case _:
                pass

    def _note(self, session: SessionRecording, event: RecorderEvent) -> None:
        try:
            changes = session.note(event)
        except KnownError as error:
            # The recorder goes on all the same; the session recording tries again by itself.
            self._unstored = str(error)
            self.alarms.danger.emit(self._unstored)
        else:
            if changes:
                self.alarms.over.emit(self._unstored)
            self._workspace.tell(changes)

    def _on_level(self, event: LevelMeasured) -> None:
        now_ms = event.monotonic_ns // 1_000_000
        quiet = self.meter.take(event.peak, now_ms, is_kept=not event.paused)
        self.missing_ms = event.missing_ms
        if event.paused:
            self.heard.emit(event.peak, now_ms)
        else:
            self.length_ms = event.samples * 1000 // self._rate_hz
            if self.state in (RecordingState.RECORDING, RecordingState.NO_SOUND):
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
        self._rate_hz = event.rate_hz
        self._begin_anew(event.samples * 1000 // event.rate_hz)
        self._set(RecordingState.PAUSED if event.paused else RecordingState.RECORDING)
        self.found_again.emit(self.session_id or "")

    def _begin_anew(self, length_ms: int) -> None:
        self.length_ms, self.missing_ms, self.gaps = length_ms, 0, 0
        self._used = self.microphones.present()
        self.meter, self.is_kept_awake = SoundMeter(), True

    def _fail(self, event: RecorderFailed | RecorderDied) -> None:
        """Nothing is recorded any more: say why, and be ready for another start."""
        if self._session is not None:
            self._session.abandon()
        if isinstance(event, RecorderFailed):
            self.alarms.tell(event)
        else:
            self.alarms.tell_kind(FailureKind.CHILD_DIED)
        self._set(RecordingState.IDLE)

    def _set(self, state: RecordingState) -> None:
        self.state = state
        self.changed.emit()
