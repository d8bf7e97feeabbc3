"""Sees to it that somebody records for as long as that is wanted."""

from collections.abc import Callable
from contextlib import suppress

from flipdesk.audio.assignment import Assignment
from flipdesk.audio.beacon import Beacon, remove_beacon
from flipdesk.audio.child_link import ChildLink
from flipdesk.audio.clock import Clock
from flipdesk.audio.commands import Command, EndMonitor, Monitor, Ping, Start, Stop
from flipdesk.audio.events import (
    Heartbeat,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderFound,
    RecorderHung,
    RecorderRecovered,
    RecorderReplaced,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.found_link import FoundLink
from flipdesk.audio.recorder_link import Link, Lost
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.search import seek
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.supervision import Watch
from flipdesk.audio.wishes import Adopt, Close, Heard, Sought, WarmUp, Wish

LOOK_NS = 250_000_000
_PING_NS = 4_000_000_000
_ALARMING = 3
_KILLED = Lost(-9)
_NOT_STARTED = Lost(255)


class Supervisor:
    """Holds on to one recorder's process, and starts another when it hangs or dies.

    Everything happens on one thread, one thing after another: what is wished, what the process
    says, and a look at it four times a second.
    """

    def __init__(
        self,
        settings: RecorderSettings,
        clock: Clock,
        tell: Callable[[RecorderEvent], None],
        put: Callable[[Heard | Sought], None],
    ) -> None:
        """`tell` is told what the listeners of a recorder hear; what is `put` must be taken."""
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._put = put
        self._link: Link | None = None
        self._watch = Watch(LOOK_NS, 0)
        self._task: Assignment | None = None
        self._sought: Beacon | None = None
        self._monitors = False
        self._close_ns: int | None = None
        self._look_ns = self._ping_ns = 0
        self.over = False
        """Whether it was told to close, and all is done."""

    @property
    def pid(self) -> int | None:
        """Return the id of the recorder's process, None when there is none."""
        return None if (link := self._link) is None else link.pid

    def take(self, message: Wish | Heard | Sought) -> None:
        """Do what is wished, or take in what was told."""
        match message:
            case Heard(link, what):
                # What a process says that was given up is of no account any more.
                if link is self._link:
                    self._on_lost(what) if isinstance(what, Lost) else self._on_event(what)
            case Sought(beacon, found):
                if beacon is self._sought:
                    self._on_sought(beacon, found)
            case Adopt(beacon, key):
                self._seek(beacon, key)
            case Start():
                self._start(message)
            case Stop():
                self._stop()
            case Close():
                self._close()
            case WarmUp():
                self._have_process()
            case _:
                self._pass_on(message)

    def look(self, now_ns: int) -> None:
        """See whether the process still answers, and whether it is time for another try."""
        task, link = self._task, self._link
        if link is None:
            if task is not None and task.retry_ns is not None and now_ns >= task.retry_ns:
                self._try(task)
            return
        if now_ns < self._look_ns:
            return
        self._look_ns = now_ns + LOOK_NS
        if now_ns >= self._ping_ns:
            self._ping_ns = now_ns + _PING_NS
            link.tell(Ping())
        silent_ms = self._watch.look(now_ns)
        overdue = task is not None and task.is_overdue(now_ns, self._settings.stop_s)
        if overdue or silent_ms >= self._patience_ms():
            self.over = self._close_ns is not None
            self._on_hung(silent_ms)
        elif self._close_ns is not None and now_ns >= self._close_ns:
            # It still writes what it heard, and ends by itself when that is done.
            self.over = True

    def _start(self, start: Start) -> None:
        stopping = self._task is not None and self._task.stop_ns is not None
        self._task = Assignment(start, after_another=stopping)
        self._monitors = False
        self._try(self._task)

    def _try(self, task: Assignment) -> None:
        task.retry_ns = None
        self._have_process()
        if self._link is None:
            self._on_lost(_NOT_STARTED)
            return
        self._watch.began = False
        self._link.tell(task.start)

    def _have_process(self) -> None:
        if self._link is None:
            # A system without memory for another process may have some in a while.
            with suppress(OSError):
                self._hold(ChildLink(self._hear))

    def _hold(self, link: Link) -> None:
        self._link = link
        self._watch = Watch(LOOK_NS, self._clock.monotonic_ns())
        if self._task is not None:
            self._task.after_another = False
        link.begin()

    def _hear(self, link: Link, what: RecorderEvent | Lost) -> None:
        self._put(Heard(link, what))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop_ns = self._clock.monotonic_ns()
        if self._link is not None:
            self._link.tell(Stop())
        elif self._task is not None and self._sought is None:
            self._end(_KILLED)

    def _pass_on(self, command: Command) -> None:
        if self._task is not None:
            self._task.note(command)
        if isinstance(command, Monitor | EndMonitor):
            self._monitors = isinstance(command, Monitor)
        if self._monitors:
            self._have_process()
        if self._link is not None:
            self._link.tell(command)

    def _close(self) -> None:
        if self._link is None:
            if self._task is not None and self._sought is None:
                self._end(_KILLED)
            self.over = True
            return
        if self._task is not None and self._task.stop_ns is None:
            self._stop()
        self._link.leave()
        self._close_ns = self._clock.monotonic_ns() + round(self._settings.close_s * 1e9)

    def _seek(self, beacon: Beacon, key: bytes | None) -> None:
        self._sought = beacon
        self._task = Assignment(self._settings.start(beacon.folder, "", AudioSpec(), key))
        seek(beacon, self._settings.adopt_s, self._hear, self._put)

    def _on_sought(self, beacon: Beacon, found: FoundLink | FailureKind) -> None:
        self._sought = None
        if isinstance(found, FailureKind):
            if beacon.is_gone:
                remove_beacon(beacon)
            self._task = None
            self._tell(RecorderFailed(found, goes_on=False))
            return
        if self._link is not None:
            self._link.leave()
        self._hold(found)
        if self._task is not None and self._task.stop_ns is not None:
            found.tell(Stop())

    def _on_event(self, event: RecorderEvent) -> None:
        now_ns = self._clock.monotonic_ns()
        self._watch.heard(now_ns)
        task = self._task
        match event:
            case Heartbeat():
                return
            case RecordingStarted() | RecorderFound() if task is not None:
                self._on_begun(task, event, now_ns)
                return
            case RecordingStopped() if task is not None and task.after_another:
                task.after_another = False
            case RecordingStopped():
                self._task = None
            case RecorderFailed(goes_on=False) if task is not None:
                if self._outlasts(task, event):
                    return
                self._task = None
            case _:
                pass
        self._tell(event)

    def _on_begun(
        self, task: Assignment, event: RecordingStarted | RecorderFound, now_ns: int
    ) -> None:
        if isinstance(event, RecorderFound):
            spec = AudioSpec(event.rate_hz, event.channels)
            task.take_over(self._settings.start(event.folder, event.device, spec), event, now_ns)
        self._watch.began = task.begun = True
        task.retries.began(now_ns)
        self._tell(event)
        for kind in task.alarms:
            self._tell(RecorderRecovered(kind))
        task.alarms.clear()

    def _outlasts(self, task: Assignment, failed: RecorderFailed) -> bool:
        """Return whether there is no need to tell that a process records no more."""
        if failed.kind is FailureKind.WRITER_DIED:
            return True  # its process ends now, and another takes its place
        if self._watch.began or not task.can_outlast(failed):
            return False
        self._kill()
        self._replace(task, RecorderFailed(failed.kind, failed.detail))
        return True

    def _on_lost(self, lost: Lost) -> None:
        self._link = None
        self.over = self._close_ns is not None
        task = self._task
        if task is None:
            if lost.exit_code or not (self.over or lost.taken):
                self._end(lost)
        elif lost.taken:
            self._task = None
            self._tell(RecorderFailed(FailureKind.RECORDED_ELSEWHERE, goes_on=False))
        elif task.stop_ns is not None or task.dies_for_good():
            self._end(lost)
        else:
            self._replace(task, None)

    def _on_hung(self, silent_ms: int) -> None:
        task = self._task
        self._kill()
        if task is None:
            # Nothing is lost with one that has nothing to do, unless somebody looks at its level.
            if self._monitors:
                self._monitors = False
                self._tell(RecorderHung(silent_ms))
        elif task.stop_ns is not None:
            self._end(_KILLED)
        else:
            failed = RecorderFailed(FailureKind.CHILD_RETRIED)
            self._replace(task, None if self._watch.began else failed)

    def _kill(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.kill()

    def _replace(self, task: Assignment, alarm: RecorderFailed | None) -> None:
        """Let another process take the place of one that is gone, now or in a while."""
        now_ns = self._clock.monotonic_ns()
        if self._watch.began:
            self._watch.began = False
            self._tell(RecorderReplaced(self._watch.since_ms(now_ns)))
        task.retry_ns = now_ns + task.retries.failed(now_ns)
        if task.retries.failures >= _ALARMING:
            alarm = alarm or RecorderFailed(FailureKind.CHILD_RETRIED)
        if alarm is not None and alarm.kind not in task.alarms:
            task.alarms.add(alarm.kind)
            self._tell(alarm)
        if task.retry_ns <= now_ns:
            self._try(task)

    def _end(self, lost: Lost) -> None:
        was_recording, self._task = self._task is not None, None
        self._tell(RecorderDied(lost.exit_code, was_recording=was_recording, detail=lost.detail))

    def _patience_ms(self) -> int:
        records = self._task is not None and self._watch.began
        closes = self._close_ns is not None
        return self._settings.hung_after_ms if records or closes else self._settings.slow_after_ms
