"""The recorder as a process of its own, seen from FlipDesk's side: told, heard and watched."""

import subprocess
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from flipdesk.audio.child_process import (
    child_command,
    child_environment,
    quiet_flags,
)
from flipdesk.audio.clock import Clock, SystemClock
from flipdesk.audio.commands import (
    Command,
    EndMonitor,
    Monitor,
    PauseRecording,
    Ping,
    ResumeRecording,
    Start,
    Stop,
    UseDevice,
)
from flipdesk.audio.events import Heartbeat, RecorderDied, RecorderEvent, RecorderHung
from flipdesk.audio.recorder import Listener, Progress, RecorderState, refuse_second_start
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.wire import command_line, read_event

_PING_S = 1.0
_DETAIL_BYTES = 2_000


class ProcessRecorder:
    """A Recorder whose work is done by a child process, which outlives a crash of this one.

    Events come on a thread of this object; a listener passes them on and returns.
    """

    def __init__(
        self, *, settings: RecorderSettings | None = None, clock: Clock | None = None
    ) -> None:
        self._settings = settings or RecorderSettings()
        self._clock = clock or SystemClock()
        self._listeners: list[Listener] = []
        self._progress = Progress()
        self._lock = threading.Lock()
        self._child: _Child | None = None

    @property
    def state(self) -> RecorderState:
        return self._progress.state

    @property
    def position_ms(self) -> int | None:
        return self._progress.position_ms(self._clock.monotonic_ns())

    @property
    def pid(self) -> int | None:
        """Return the id of the child process, None when there is none."""
        return self._child.pid if self._child is not None else None

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def warm_up(self) -> None:
        """Start the process before it is needed, so that recording begins sooner."""
        with self._lock:
            if self._child is None or self._child.ended:
                self._child = _Child(self._hear, self._clock, self._settings.hung_after_ms)

    def start(self, folder: Path, device: str = "", spec: AudioSpec | None = None) -> None:
        refuse_second_start(self.state)
        self.warm_up()
        wanted = spec or AudioSpec()
        settings = self._settings
        with self._lock:
            self._progress = Progress(RecorderState.STARTING)
        self._tell(
            Start(
                folder=str(folder.absolute()),
                device=device,
                rate_hz=wanted.rate_hz,
                channels=wanted.channels,
                segment_s=settings.segment_s,
                sync_ms=settings.sync_ms,
                ring_s=settings.ring_s,
                alone_s=settings.alone_s,
            )
        )

    def pause(self) -> None:
        self._tell(PauseRecording())

    def resume(self) -> None:
        self._tell(ResumeRecording())

    def stop(self) -> None:
        with self._lock:
            if self.state is not RecorderState.IDLE:
                self._progress = self._progress.in_state(RecorderState.STOPPING)
        self._tell(Stop())

    def use_device(self, device: str) -> None:
        self._tell(UseDevice(device))

    def monitor(self, device: str = "") -> None:
        self.warm_up()
        self._tell(Monitor(device))

    def end_monitor(self) -> None:
        self._tell(EndMonitor())

    def adopt(self, folder: Path) -> bool:  # noqa: ARG002 - until recorders can be found again
        return False

    def abandon(self) -> None:
        """Kill a child that hangs; what it wrote stands, and `start` may continue the folder."""
        if self._child is not None:
            self._child.kill()

    def close(self) -> None:
        child = self._child
        if child is None:
            return
        if self.state is not RecorderState.IDLE:
            self.stop()
        child.end(self._settings.close_s)
        self._child = None

    def _tell(self, command: Command) -> None:
        if self._child is not None:
            self._child.tell(command)

    def _hear(self, event: RecorderEvent) -> None:
        with self._lock:
            if isinstance(event, RecorderDied):
                event = replace(event, was_recording=self.state is not RecorderState.IDLE)
            self._progress = self._progress.after(event, self._clock.monotonic_ns())
        for listener in tuple(self._listeners):
            listener(event)


class _Child:
    """One process with the two threads that hear it and watch it."""

    def __init__(self, hear: Listener, clock: Clock, hung_after_ms: int) -> None:
        self._hear = hear
        self._clock = clock
        self._hung_after_ns = hung_after_ms * 1_000_000
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            bufsize=0,
            env=child_environment(),
            # A Ctrl+C in the terminal is meant for the window, which decides about the recording.
            start_new_session=True,
            creationflags=quiet_flags(),
        )
        self._telling = threading.Lock()
        self._ending = threading.Event()
        self._beat_ns = clock.monotonic_ns()
        self._reader = threading.Thread(target=self._read, name="recorder-events", daemon=True)
        self._watchdog = threading.Thread(target=self._watch, name="recorder-watch", daemon=True)
        self._reader.start()
        self._watchdog.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def tell(self, command: Command) -> None:
        """Send a command; one to a dead process is told by RecorderDied."""
        with self._telling, suppress(OSError, ValueError):
            _pipe(self._process.stdin).write(command_line(command))

    def kill(self) -> None:
        self._process.kill()

    def end(self, timeout_s: float) -> None:
        """Close its stdin, so that it ends when its work is done, and wait; then kill it."""
        self._ending.set()
        self._close_stdin()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reader.join()
        self._watchdog.join()

    def _read(self) -> None:
        stdout = _pipe(self._process.stdout)
        with stdout:
            rest = b""
            while data := stdout.read(65_536):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self._heard(line)
        code = self._process.wait()
        if not self._ending.is_set() or code:
            self._hear(RecorderDied(code, was_recording=False, detail=self._last_words()))
        self._ending.set()
        self._close_stdin()
        self._log.close()

    def _close_stdin(self) -> None:
        with self._telling, suppress(OSError):
            _pipe(self._process.stdin).close()

    def _heard(self, line: bytes) -> None:
        event = read_event(line)
        self._beat_ns = self._clock.monotonic_ns()
        if not isinstance(event, Heartbeat):
            self._hear(event)

    def _watch(self) -> None:
        hung = False
        due_ns = self._clock.monotonic_ns()
        while not self.ended and self._clock.wait_until(due_ns, self._ending):
            self.tell(Ping())
            now_ns = self._clock.monotonic_ns()
            silent_ns = now_ns - self._beat_ns
            if silent_ns < self._hung_after_ns:
                hung = False
            elif not hung:
                hung = True
                self._hear(RecorderHung(silent_ns // 1_000_000))
            due_ns = now_ns + round(_PING_S * 1e9)

    def _last_words(self) -> str:
        with suppress(OSError, ValueError):
            size = self._log.seek(0, 2)
            self._log.seek(max(0, size - _DETAIL_BYTES))
            return self._log.read().decode("utf-8", "replace")
        return ""


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # Popen was asked for it
    return pipe
