"""The recorder as a process of its own, seen from FlipDesk's side."""

import threading
from pathlib import Path

from flipdesk.audio.beacon import read_beacon, remove_beacon, remove_socket
from flipdesk.audio.clock import Clock, SystemClock
from flipdesk.audio.commands import (
    EndMonitor,
    Monitor,
    PauseRecording,
    ResumeRecording,
    Stop,
    UseDevice,
)
from flipdesk.audio.events import RecorderEvent, RecordingStarted, RecordingStopped
from flipdesk.audio.recorder import Listener, Progress, RecorderState, refuse_second_start
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.supervisor_thread import SupervisorThread
from flipdesk.audio.wishes import Adopt, WarmUp


class ProcessRecorder:
    """A Recorder whose work is done by a process that outlives a crash of this one.

    One that hangs or dies while it records is replaced. Events come on a thread of this object; a
    listener passes them on and returns.
    """

    def __init__(
        self, *, settings: RecorderSettings | None = None, clock: Clock | None = None
    ) -> None:
        self._settings = settings or RecorderSettings()
        self._clock = clock or SystemClock()
        self._listeners: list[Listener] = []
        self._progress = Progress()
        self._begins_anew = False
        self._lock = threading.Lock()
        self._supervisor = SupervisorThread(self._settings, self._clock, self._hear)

    @property
    def state(self) -> RecorderState:
        return self._progress.state

    @property
    def position_ms(self) -> int | None:
        return self._progress.position_ms(self._clock.monotonic_ns())

    @property
    def pid(self) -> int | None:
        """Return the id of the recorder's process, None when there is none."""
        return self._supervisor.pid

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def warm_up(self) -> None:
        """Start the process before it is needed, so that recording begins sooner."""
        self._supervisor.put(WarmUp())

    def start(
        self,
        folder: Path,
        device: str = "",
        spec: AudioSpec | None = None,
        *,
        key: bytes | None = None,
    ) -> None:
        with self._lock:
            refuse_second_start(self.state)
            self._begins_anew = self.state is RecorderState.STOPPING
            self._progress = Progress(RecorderState.STARTING)
        start = self._settings.start(str(folder.absolute()), device, spec or AudioSpec(), key)
        self._supervisor.put(start)

    def pause(self) -> None:
        self._supervisor.put(PauseRecording(self._clock.monotonic_ns()))

    def go_off_record(self) -> None:
        self._supervisor.put(PauseRecording(self._clock.monotonic_ns(), off_record=True))

    def resume(self) -> None:
        self._supervisor.put(ResumeRecording(self._clock.monotonic_ns()))

    def stop(self) -> None:
        with self._lock:
            if self.state is not RecorderState.IDLE:
                self._progress = self._progress.in_state(RecorderState.STOPPING)
        self._supervisor.put(Stop())

    def use_device(self, device: str) -> None:
        self._supervisor.put(UseDevice(device))

    def monitor(self, device: str = "") -> None:
        self._supervisor.put(Monitor(device))

    def end_monitor(self) -> None:
        self._supervisor.put(EndMonitor())

    def adopt(self, folder: Path, *, key: bytes | None = None) -> bool:
        """Take back a recorder that goes on alone; nothing while this one records itself.

        It is told by RecorderFound; by RecordingStarted when no sound has come to it yet; or by
        RecorderFailed when it has just ended, hangs, or belongs to a window that lives.
        """
        beacon = read_beacon(folder.absolute())
        if beacon is None or not beacon.is_from_here:
            return False
        if beacon.is_gone:
            remove_beacon(beacon)
            remove_socket(beacon.address)
            return False
        with self._lock:
            if self.state is not RecorderState.IDLE:
                return False
            self._progress = Progress(RecorderState.STARTING)
        self._supervisor.put(Adopt(beacon, key))
        return True

    def close(self) -> None:
        if self.state is not RecorderState.IDLE:
            self.stop()
        self._supervisor.close()
        with self._lock:
            self._progress = Progress()

    def _hear(self, event: RecorderEvent) -> None:
        with self._lock:
            self._progress = self._progress.after(event, self._clock.monotonic_ns())
            if isinstance(event, RecordingStopped) and self._begins_anew:
                self._progress = Progress(RecorderState.STARTING)
            if isinstance(event, RecordingStopped | RecordingStarted):
                self._begins_anew = False
        for listener in tuple(self._listeners):
            listener(event)
