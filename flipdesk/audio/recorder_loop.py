"""The recorder's main thread: takes commands, keeps watch, and outlives those who listen."""

import queue
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from flipdesk.audio.capture import Capture
from flipdesk.audio.capture_watch import CaptureWatch
from flipdesk.audio.clock import Clock
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
from flipdesk.audio.disk_watch import FreeRoom, free_bytes
from flipdesk.audio.events import Heartbeat, RecorderEvent, RecorderFailed, RecorderReady
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.monitor import Monitored
from flipdesk.audio.time_watch import TimeWatch

_HEARTBEAT_NS = 450_000_000
_UNEASY_S = 0.5
"""Levels come five times a second as long as all is well; then a beat a second is enough."""
_REOPEN_NS = 1_000_000_000
_UNHEARD_NS = 15_000_000_000
WRITER_DIED_EXIT = 70


@dataclass(frozen=True, slots=True)
class Garbage:
    """A line that is no command."""

    text: str


@dataclass(frozen=True, slots=True)
class Disconnected:
    """Nobody can send commands any more."""


@dataclass(frozen=True, slots=True)
class Terminate:
    """The system wants this process to end."""


@dataclass(frozen=True, slots=True)
class SourceLost:
    """The device ended its stream."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Another window would take over; `answer` is told whether it may."""

    answer: Callable[[bool], None]


Message = Command | Garbage | Disconnected | Terminate | SourceLost | Newcomer


class RecorderLoop:
    """Runs until it has nothing left to record for anybody.

    When the other side is gone it records on alone for `alone_s`, then stops as if told to.
    """

    def __init__(
        self,
        inbox: "queue.SimpleQueue[Message]",
        emit: Callable[[RecorderEvent], None],
        clock: Clock,
        *,
        on_start: Callable[[str], None],
        tick_s: float = 1.0,
        free_room: FreeRoom = free_bytes,
    ) -> None:
        """`on_start` is told the folder before anything is opened in it."""
        self._free_room = free_room
        self._time = TimeWatch(clock)
        self._watch: CaptureWatch | None = None
        self._monitored: Monitored | None = None
        self._tick_s = tick_s
        self._inbox = inbox
        self._emit = emit
        self._clock = clock
        self._on_start = on_start
        self._capture: Capture | None = None
        self._alone_s = 0
        self._connected = True
        self._terminated = False
        self._alone_since_ns: int | None = None
        self._pinged_ns: int | None = None
        self._beat_ns = 0
        self._reopen_ns = 0

    def run(self, pid: int) -> int:
        """Return the exit code of the process."""
        self._emit(RecorderReady(pid))
        while self._capture is not None or (self._connected and not self._terminated):
            wait_s = self._wait_s()
            due_ns = self._clock.monotonic_ns() + round(wait_s * 1e9)
            message: Message | None = None
            with suppress(queue.Empty):
                message = self._inbox.get(timeout=wait_s)
            self._watch_time(due_ns)
            if message is not None:
                self._receive(message)
            if self._capture is not None and self._capture.writer_died:
                self._emit(RecorderFailed(FailureKind.WRITER_DIED, goes_on=False))
                return WRITER_DIED_EXIT
            self._tick()
        return 0

    def _receive(self, message: Message) -> None:
        match message:
            case Start():
                self._start(message)
            case Stop():
                self._finish()
            case Ping():
                self._pinged_ns = self._clock.monotonic_ns()
                self._alone_since_ns = None
            case Garbage(text):
                self._emit(RecorderFailed(FailureKind.BAD_COMMAND, text))
            case Disconnected():
                self._connected = False
            case Newcomer(answer):
                self._admit(answer)
            case Terminate():
                self._terminated = True
                self._finish()
            case SourceLost() if self._watch is not None:
                self._watch.source_ended(self._clock.monotonic_ns())
            case _:
                self._obey(message)

    def _obey(self, message: Message) -> None:
        """Do what a running recording, or a microphone that is only listened to, is told."""
        match message:
            case PauseRecording(at_ns, off_record) if self._capture is not None:
                self._capture.pause(at_ns, off_record=off_record)
            case ResumeRecording(at_ns) if self._capture is not None:
                self._capture.resume(at_ns)
            case UseDevice(device) if self._watch is not None:
                self._watch.use_device(device, self._clock.monotonic_ns())
            case UseDevice(device) | Monitor(device) if self._watch is None:
                self._monitor(device)
            case EndMonitor():
                self._end_monitor()

    def _monitor(self, device: str) -> None:
        self._end_monitor()
        self._monitored = Monitored(device, self._clock, self._emit)
        self._reopen_ns = 0

    def _end_monitor(self) -> None:
        monitored, self._monitored = self._monitored, None
        if monitored is not None:
            monitored.close()

    def _start(self, start: Start) -> None:
        if self._capture is not None and self._capture.finishing:
            self._capture.wait_and_release()
            self._capture = None
        if self._capture is not None:
            self._emit(RecorderFailed(FailureKind.BAD_COMMAND, "start"))
            return
        self._end_monitor()
        try:
            self._on_start(start.folder)
            self._capture = Capture(
                start, self._clock, self._emit, lambda: self._inbox.put(SourceLost())
            )
        except AudioError as failure:
            self._emit(RecorderFailed(failure.kind, failure.detail, goes_on=False))
            return
        self._alone_s = start.alone_s
        self._watch = CaptureWatch(
            self._capture, start, self._clock.monotonic_ns(), self._emit, self._free_room
        )

    def _admit(self, answer: Callable[[bool], None]) -> None:
        """Let another window in when a recording goes on and nobody listens to it."""
        now_ns = self._clock.monotonic_ns()
        goes_on = self._capture is not None and not self._capture.finishing
        welcome = goes_on and self._is_unheard(now_ns)
        if welcome:
            self._connected = True
            self._pinged_ns = now_ns
            self._alone_since_ns = None
        answer(welcome)

    def _finish(self) -> None:
        if self._capture is not None and not self._capture.finishing:
            self._capture.finish()
            self._watch = None

    def _wait_s(self) -> float:
        """Return how long nothing needs to be looked at: until the next beat, or something else."""
        if self._capture is not None and self._capture.finishing:
            return min(self._tick_s, 0.05)
        if self._watch is None:
            return min(self._tick_s, _UNEASY_S)
        most_s = min(self._tick_s, _UNEASY_S) if self._watch.is_uneasy else self._tick_s
        left_ns = self._watch.due_ns() - self._clock.monotonic_ns()
        # A source that is silent already is looked at four times a second.
        return min(most_s, max(0.25, left_ns / 1e9))

    def _watch_time(self, due_ns: int) -> None:
        now_ns = self._clock.monotonic_ns()
        still = self._time.stood_still(due_ns, now_ns)
        shift_ms = self._time.wall_shift_ms()
        if self._watch is None:
            return
        if still:
            self._watch.stood_still(now_ns)
        if shift_ms:
            self._watch.wall_clock_set(shift_ms)

    def _tick(self) -> None:
        now_ns = self._clock.monotonic_ns()
        capture = self._capture
        if capture is not None and capture.ended:
            capture.wait_and_release()
            self._capture = capture = None
        if now_ns - self._beat_ns >= _HEARTBEAT_NS:
            self._beat_ns = now_ns
            self._emit(Heartbeat(capture is not None))
        self._listen(now_ns)
        if capture is None or capture.finishing:
            self._watch = None
            return
        if self._watch is not None:
            self._watch.look(now_ns)
        self._watch_listener(now_ns)

    def _listen(self, now_ns: int) -> None:
        """Open the monitored microphone, and again when it is gone; nobody is told of failures."""
        monitored = self._monitored
        if monitored is None or monitored.is_open:
            return
        if self._capture is not None or now_ns < self._reopen_ns:
            return
        monitored.close()
        self._reopen_ns = now_ns + _REOPEN_NS
        monitored.open()

    def _watch_listener(self, now_ns: int) -> None:
        if not self._is_unheard(now_ns):
            self._alone_since_ns = None
        elif self._alone_since_ns is None:
            self._alone_since_ns = now_ns
        elif now_ns - self._alone_since_ns >= self._alone_s * 1_000_000_000:
            self._finish()

    def _is_unheard(self, now_ns: int) -> bool:
        silent = self._pinged_ns is not None and now_ns - self._pinged_ns > _UNHEARD_NS
        return silent or not self._connected
