"""The recorder's main thread: takes commands, keeps watch, and outlives those who listen."""

import queue
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from flipdesk.audio.capture import Capture
from flipdesk.audio.clock import Clock
from flipdesk.audio.commands import (
    Command,
    PauseRecording,
    Ping,
    ResumeRecording,
    Start,
    Stop,
)
from flipdesk.audio.events import Heartbeat, RecorderEvent, RecorderFailed, RecorderReady
from flipdesk.audio.failure import AudioError, FailureKind

_HEARTBEAT_NS = 500_000_000
_REOPEN_NS = 1_000_000_000
_NO_SOUND_NS = 4_000_000_000
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
        tick_s: float = 0.25,
    ) -> None:
        """`on_start` is told the folder before anything is opened in it."""
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
        self._watch_from_ns = 0
        self._silence_told = False

    def run(self, pid: int) -> int:
        """Return the exit code of the process."""
        self._emit(RecorderReady(pid))
        while self._capture is not None or (self._connected and not self._terminated):
            with suppress(queue.Empty):
                self._receive(self._inbox.get(timeout=self._tick_s))
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
            case PauseRecording() if self._capture is not None:
                self._capture.pause()
            case ResumeRecording() if self._capture is not None:
                self._capture.resume()
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
            case SourceLost() if self._capture is not None and not self._capture.finishing:
                self._capture.source_lost()
                self._reopen_ns = self._clock.monotonic_ns() + _REOPEN_NS

    def _start(self, start: Start) -> None:
        if self._capture is not None and self._capture.finishing:
            self._capture.wait_and_release()
            self._capture = None
        if self._capture is not None:
            self._emit(RecorderFailed(FailureKind.BAD_COMMAND, "start"))
            return
        try:
            self._on_start(start.folder)
            self._capture = Capture(
                start, self._clock, self._emit, lambda: self._inbox.put(SourceLost())
            )
        except AudioError as failure:
            self._emit(RecorderFailed(failure.kind, failure.detail, goes_on=False))
            return
        self._alone_s = start.alone_s
        self._watch_from_ns = self._clock.monotonic_ns()

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

    def _tick(self) -> None:
        now_ns = self._clock.monotonic_ns()
        capture = self._capture
        if capture is not None and capture.ended:
            capture.wait_and_release()
            self._capture = capture = None
        if now_ns - self._beat_ns >= _HEARTBEAT_NS:
            self._beat_ns = now_ns
            self._emit(Heartbeat(capture is not None))
        if capture is None or capture.finishing:
            return
        if capture.lost and now_ns >= self._reopen_ns:
            self._reopen_ns = now_ns + _REOPEN_NS
            if capture.reopen():
                self._watch_from_ns = now_ns
        self._watch_sound(capture, now_ns)
        self._watch_listener(now_ns)

    def _watch_sound(self, capture: Capture, now_ns: int) -> None:
        last_ns = max(capture.last_block_ns or 0, self._watch_from_ns)
        silent = not capture.lost and now_ns - last_ns > _NO_SOUND_NS
        if silent and not self._silence_told:
            self._emit(RecorderFailed(FailureKind.NO_SOUND_YET))
        self._silence_told = silent

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
