"""The recorder's main thread in this process: a clock turned by hand, a device that obeys."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from flipdesk.audio import capture, monitor
from flipdesk.audio.clock import ManualClock
from flipdesk.audio.commands import (
    Ping,
    Start,
)
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderFailed,
    RecorderRecovered,
    RecordingInterrupted,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.recorder_loop import (
    WRITER_DIED_EXIT,
    Disconnected,
    Garbage,
    Message,
    Newcomer,
    RecorderLoop,
    Terminate,
)
from flipdesk.audio.source import OnBlock, OnEnd
from flipdesk.audio.writer import Writer
from tests.audio.sounds import SPEC, noise
from tests.helpers.heard import Heard, Kind, wait_until


class ObedientDevice:
    """A device that gives sound, ends and comes back when the test says so."""

    live = True
    timed = True
    device = "Bordmikrofon"

    def __init__(self) -> None:
        self.there = True
        self.wanted: list[str] = []
        """The names that were asked for, in order."""
        self.known = {"", "Bordmikrofon", "Headset"}
        self.opened = 0
        self.open_now = 0
        self.on_stop: Callable[[], object] = lambda: None
        self._on_block: OnBlock | None = None
        self._on_end: OnEnd | None = None

    def start(self, on_block: OnBlock, on_end: OnEnd) -> None:
        if not self.there or self.wanted[-1] not in self.known:
            raise AudioError(FailureKind.NO_DEVICE)
        self.opened += 1
        self.open_now += 1
        self._on_block, self._on_end = on_block, on_end

    def stop(self) -> None:
        self.on_stop()
        self.open_now -= 1
        self._on_block = None

    def give(self, frames: int) -> None:
        assert self._on_block is not None
        self._on_block(noise(frames), False)

    def vanish(self) -> None:
        self.there = False
        assert self._on_end is not None
        self._on_end()


class LoopRig:
    """The loop on a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock()
        self.heard = Heard()
        self.inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self.folder = folder
        self.device = ObedientDevice()
        self.free_bytes = 1 << 40
        self.exit_code: int | None = None
        self._loop = RecorderLoop(
            self.inbox,
            self.heard,
            self.clock,
            on_start=lambda _folder: None,
            tick_s=0.01,
            free_room=lambda _folder: self.free_bytes,
        )
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        self.exit_code = self._loop.run(1)

    def open(self, device: str, *_rest: object) -> ObedientDevice:
        """Stand in for `open_source`."""
        self.device.wanted.append(device)
        self.device.device = device or "Indbygget"
        return self.device

    def start(self, *, alone_s: int = 600, paused: bool = False) -> None:
        start = Start(
            str(self.folder), "Bordmikrofon", SPEC.rate_hz, 1, alone_s=alone_s, paused=paused
        )
        opened = self.device.opened
        self.inbox.put(start)
        wait_until(lambda: self.device.opened > opened)

    def hear(self, ms: int) -> None:
        """Let time pass with sound, no faster than the loop can look at the clock."""
        for number in range(ms // 100):
            self.clock.advance(100)
            self.device.give(SPEC.rate_hz // 10)
            if number % 10 == 9:
                self.look()

    def beat(self) -> None:
        """Let a little time pass and wait until the loop has looked at the clock after it."""
        self.clock.advance(600)
        self.look()

    def look(self) -> None:
        """Wait until the loop has looked at the clock as it stands.

        The answer to the second question comes after a whole round that began after the first.
        """
        for question in ("one", "two"):
            self.inbox.put(Garbage(question))
            self.heard.wait_for(RecorderFailed, where=partial(_answers, question))

    def event(self, kind: type[Kind]) -> Kind:
        """Return the first event of a kind, told already or still to come."""
        self.heard.take_all()
        return next(iter(self.heard.of(kind)), None) or self.heard.wait_for(kind)

    def told(self, kind: FailureKind) -> RecorderFailed:
        """Return what was or will be told of this kind."""
        for event in self.troubles():
            if event.kind is kind:
                return event
        return self.heard.wait_for(RecorderFailed, where=lambda event: event.kind is kind)

    def recovered(self, kind: FailureKind) -> RecorderRecovered:
        """Return when this kind was or will be over."""
        for event in self.heard.of(RecorderRecovered):
            if event.kind is kind:
                return event
        return self.heard.wait_for(RecorderRecovered, where=lambda event: event.kind is kind)

    def troubles(self) -> list[RecorderFailed]:
        """Return what went wrong until now, the test's own questions aside."""
        self.heard.take_all()
        told = self.heard.of(RecorderFailed)
        return [event for event in told if event.kind is not FailureKind.BAD_COMMAND]


def _answers(question: str, event: RecorderFailed) -> bool:
    return event.detail == question


@contextmanager
def running_loop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopRig]:
    """Run the loop while the block lasts."""
    rig = LoopRig(folder)
    monkeypatch.setattr(capture, "open_source", rig.open)
    monkeypatch.setattr(monitor, "open_source", rig.open)
    yield rig
    rig.inbox.put(Terminate())
    rig.thread.join(20)
    assert not rig.thread.is_alive()


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopRig]:
    with running_loop(tmp_path, monkeypatch) as rig:
        yield rig


def test_device_without_sound_is_told_once_until_it_gives_some(rig: LoopRig) -> None:
    rig.start()
    for _ in range(10):
        rig.beat()
    (failed,) = rig.troubles()
    assert (failed.kind, failed.goes_on) == (FailureKind.NO_SOUND_YET, True)
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.recovered(FailureKind.NO_SOUND_YET)


def test_device_that_vanishes_is_tried_every_second_until_it_is_back(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    assert rig.event(LevelMeasured).samples == SPEC.rate_hz
    rig.device.vanish()
    rig.event(RecordingInterrupted)
    for _ in range(3):
        rig.beat()
    assert rig.device.opened == 1
    rig.device.there = True
    rig.clock.advance(1_100)
    wait_until(lambda: rig.device.opened == 2)
    rig.hear(500)
    back = rig.event(RecordingResumed)
    assert back.first_sample == SPEC.sample(3 * 600 + 1_100 + 1_000)


def test_child_that_is_never_pinged_again_ends_after_its_time_alone(rig: LoopRig) -> None:
    rig.start(alone_s=60)
    rig.inbox.put(Ping())
    rig.beat()
    rig.hear(1_000)
    rig.clock.advance(30_000)
    rig.beat()  # 15 s without a ping: alone from here
    rig.clock.advance(50_000)
    rig.beat()
    assert not rig.heard.of(RecordingStopped)
    rig.clock.advance(20_000)
    rig.event(RecordingStopped)


def test_child_that_is_pinged_again_is_not_alone(rig: LoopRig) -> None:
    rig.start(alone_s=60)
    rig.inbox.put(Ping())
    rig.hear(1_000)
    for _ in range(5):
        rig.clock.advance(30_000)
        rig.beat()
        rig.inbox.put(Ping())
        rig.beat()
    rig.heard.take_all()
    assert not rig.heard.of(RecordingStopped)


def test_disconnected_child_ends_after_its_time_alone(rig: LoopRig) -> None:
    rig.start(alone_s=600)
    rig.hear(1_000)
    rig.inbox.put(Disconnected())
    rig.beat()
    rig.clock.advance(590_000)
    rig.beat()
    assert rig.thread.is_alive()
    rig.clock.advance(20_000)
    rig.event(RecordingStopped)
    rig.thread.join(20)
    assert rig.exit_code == 0


def test_newcomer_is_let_in_only_where_nobody_listens(rig: LoopRig) -> None:
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
    rig.inbox.put(Newcomer(answers.put))
    assert not answers.get(timeout=20)  # nothing is recorded
    rig.start(alone_s=60)
    rig.hear(1_000)
    rig.inbox.put(Ping())
    rig.inbox.put(Newcomer(answers.put))
    assert not answers.get(timeout=20)
    rig.clock.advance(16_000)
    rig.inbox.put(Newcomer(answers.put))
    assert answers.get(timeout=20)
    rig.inbox.put(Newcomer(answers.put))
    assert not answers.get(timeout=20)
    rig.inbox.put(Disconnected())
    rig.beat()
    rig.clock.advance(50_000)
    rig.beat()
    rig.inbox.put(Newcomer(answers.put))
    assert answers.get(timeout=20)
    # Its time alone is over, and begins anew should it be left again.
    rig.clock.advance(14_000)
    rig.beat()
    assert not rig.heard.of(RecordingStopped)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_defect_in_the_writer_ends_the_process(
    rig: LoopRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_writer: Writer) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Writer, "drain", broken)
    rig.start()
    failed = rig.event(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.WRITER_DIED, False)
    rig.thread.join(20)
    assert rig.exit_code == WRITER_DIED_EXIT
