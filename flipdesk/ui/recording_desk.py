"""The recording as the window sees it: one state, a level, and the alarms."""

import shutil
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderHung,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind, sentence
from flipdesk.audio.recorder import Recorder
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.session_recording import SessionRecording
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.workspace import Workspace

_QUIET_PEAK = 0.003
_QUIET_MS = 20_000
MakeRecorder = Callable[[], Recorder]
FindDevices = Callable[[], tuple[AudioDevice, ...]]


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
    alarm = Signal(str)
    """A sentence about a recording in danger."""
    alarm_over = Signal(str)
    """That sentence is no longer true."""
    devices_changed = Signal()
    """Other microphones are known, or another one is chosen."""
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
        self._find_devices = find_devices
        self._is_looking = False
        self._recorder: Recorder | None = None
        self._session: SessionRecording | None = None
        self._last_sound_ms = 0
        self._rate_hz = 48_000
        self.state = RecordingState.IDLE
        self.level = 0.0
        self.length_ms = 0
        self.device = ""
        self.devices: tuple[AudioDevice, ...] = ()
        self.device_problem = ""
        self._told: set[str] = set()
        self._failure = self._unstored = ""
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        workspace.changed.connect(self._on_workspace_changed)

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
    def free_bytes(self) -> int:
        """The room left on the disk that the recording goes to."""
        try:
            return shutil.disk_usage(self._workspace.desk.base.folder).free
        except OSError:
            # The disk has been pulled out.
            return 0

    @property
    def silent_ms(self) -> int:
        """How long nothing has been heard."""
        return self.length_ms - self._last_sound_ms

    def position_ms(self) -> int | None:
        """Return the offset of this moment in the open session's recording, None without one."""
        if self._session is None or self.session_id != self._workspace.session_id:
            return None
        return self._session.position_ms

    def look_for_devices(self, jobs: JobRunner) -> None:
        """Ask off the window's thread which microphones there are."""
        find = self._find_devices
        if find is not None and not self._is_looking and not self.is_recording:
            self._is_looking = True
            jobs.run(_("Looking for microphones"), lambda _progress: find(), self._on_devices)

    def choose_device(self, name: str) -> None:
        """Use this microphone from the next start on, the computer's own choice for ""."""
        if name != self.device:
            self.device = name
            self.devices_changed.emit()

    def start(self) -> None:
        """Begin recording the open session."""
        session_id = self._workspace.session_id
        if session_id is None or self.is_recording:
            return
        self._told = set()
        self._say_who_declined()
        try:
            self._ready_session().start(session_id, self._present_device())
        except KnownError as error:
            self._fail(str(error))
            return
        self.length_ms = self._last_sound_ms = 0
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

    def close(self) -> None:
        """End the recording, wait until it is safe, and let the recorder go."""
        if self._recorder is not None:
            self._recorder.close()
            # What the recorder told last is still on its way to this thread.
            QCoreApplication.sendPostedEvents(self)
            self._recorder = None

    def _on_devices(self, result: Ok[tuple[AudioDevice, ...]] | Err) -> None:
        self._is_looking = False
        if isinstance(result, Err):
            self.devices, self.device_problem = (), result.sentence
        else:
            self.devices = result.value
            self.device_problem = "" if self.devices else sentence(FailureKind.NO_DEVICE)
        self.devices_changed.emit()

    def _present_device(self) -> str:
        """Return the chosen microphone, the default one while that is not plugged in."""
        missing = self.devices and all(one.name != self.device for one in self.devices)
        return "" if missing else self.device

    def _ready_session(self) -> SessionRecording:
        if self._recorder is None or self._session is None:
            self._recorder = self._make_recorder()
            self._recorder.listen(self._arrived.emit)
            desk = self._workspace.desk
            self._session = SessionRecording(desk.base, self._recorder, desk.clock)
        return self._session

    def _say_who_declined(self) -> None:
        """Warn of everybody who may not be recorded and is here, once for each arrival."""
        record = self._workspace.record
        against = (RecordingConsent.DECLINED, RecordingConsent.WITHDRAWN)
        here = {
            one.id: one.name
            for one in (record.participants if record else ())
            if one.consent.recording in against and one.attendance.came
        }
        names = [name for key, name in here.items() if key not in self._told]
        self._told = set(here)
        if names:
            sentence = _("{names} may not be recorded. Agree on what to do before you go on.")
            self._workspace.problem.emit(sentence.format(names=", ".join(names)))

    def _on_workspace_changed(self, _changes: object) -> None:
        if self.is_recording and not self.is_elsewhere:
            self._say_who_declined()

    def _on_arrived(self, event: RecorderEvent) -> None:
        if self._session is None:
            return
        self._note(self._session, event)
        match event:
            case RecordingStarted(rate_hz=rate_hz):
                self._rate_hz = rate_hz
                self.alarm_over.emit(self._failure)
                self._set(RecordingState.RECORDING)
            case LevelMeasured():
                self._on_level(event)
            case RecordingPaused():
                self._set(RecordingState.PAUSED)
            case RecordingResumed():
                self.alarm_over.emit(sentence(FailureKind.DEVICE_LOST))
                self._set(RecordingState.RECORDING)
            case RecordingInterrupted():
                self.alarm.emit(sentence(FailureKind.DEVICE_LOST))
                self._set(RecordingState.LOST)
            case RecordingStopped():
                self._set(RecordingState.IDLE)
            case RecorderFailed(goes_on=True):
                self.alarm.emit(event.sentence())
            case RecorderFailed():
                self._fail(event.sentence())
            case RecorderDied(was_recording=True):
                self._fail(sentence(FailureKind.CHILD_DIED))
            case RecorderHung():
                self.alarm.emit(sentence(FailureKind.CHILD_HUNG))
            case _:
                pass

    def _note(self, session: SessionRecording, event: RecorderEvent) -> None:
        try:
            changes = session.note(event)
        except KnownError as error:
            # The recorder goes on all the same; the session recording tries again by itself.
            self._unstored = str(error)
            self.alarm.emit(self._unstored)
        else:
            if changes:
                self.alarm_over.emit(self._unstored)
            self._workspace.tell(changes)

    def _on_level(self, event: LevelMeasured) -> None:
        self.level = event.peak
        if not event.paused:
            self.length_ms = event.samples * 1000 // self._rate_hz
        if event.peak >= _QUIET_PEAK or event.paused:
            self._last_sound_ms = self.length_ms
        if self.state in (RecordingState.RECORDING, RecordingState.NO_SOUND):
            quiet = self.silent_ms >= _QUIET_MS
            self.state = RecordingState.NO_SOUND if quiet else RecordingState.RECORDING
        self.changed.emit()

    def _fail(self, why: str) -> None:
        """Nothing is recorded any more: say why, and be ready for another start."""
        if self._session is not None:
            self._session.abandon()
        self._failure = why
        self.alarm.emit(why)
        self._set(RecordingState.IDLE)

    def _set(self, state: RecordingState) -> None:
        self.state = state
        self.changed.emit()
