"""The recorder's main thread in this process: a clock turned by hand, a device that obeys."""

import queue
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from flipdesk.audio import capture, monitor
from flipdesk.audio.clock import ManualClock
from flipdesk.audio.commands import (
    EndMonitor,
    Monitor,
    PauseRecording,
    Ping,
    ResumeRecording,
    Start,
    Stop,
    UseDevice,
)
from flipdesk.audio.events import (
    ClockChanged,
    GapLogged,
    LevelMeasured,
    MicrophoneHeard,
    RecorderFailed,
    RecorderRecovered,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    SegmentClosed,
)
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.manifest import ClockSet, DeviceUsed, read_manifest
from flipdesk.audio.recorder_loop import (
    WRITER_DIED_EXIT,
    Disconnected,
    Garbage,
    Message,
    Newcomer,
    RecorderLoop,
    Terminate,
)
from flipdesk.audio.recording_folder import read_recording
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


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopRig]:
    rig = LoopRig(tmp_path)
    monkeypatch.setattr(capture, "open_source", rig.open)
    monkeypatch.setattr(monitor, "open_source", rig.open)
    yield rig
    rig.inbox.put(Terminate())
    rig.thread.join(20)
    assert not rig.thread.is_alive()


def test_device_without_sound_is_told_once_until_it_gives_some(rig: LoopRig) -> None:
    rig.start()
    for _ in range(10):
        rig.beat()
    (failed,) = rig.troubles()
    assert (failed.kind, failed.goes_on) == (FailureKind.NO_SOUND_YET, True)
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.recovered(FailureKind.NO_SOUND_YET)


def test_device_that_never_gives_a_sound_is_opened_again_without_another_word(rig: LoopRig) -> None:
    rig.start()
    for _ in range(20):
        rig.beat()
    wait_until(lambda: rig.device.opened == 2)
    assert [trouble.kind for trouble in rig.troubles()] == [FailureKind.NO_SOUND_YET]
    assert not rig.heard.of(RecordingInterrupted)
    rig.hear(200)
    assert rig.event(RecordingStarted).first_sample == 0


def test_stall_is_told_after_a_second_and_over_when_sound_comes(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.clock.advance(1_100)
    rig.told(FailureKind.STALLED)
    rig.clock.advance(500)
    rig.device.give(SPEC.sample(1_600))
    rig.recovered(FailureKind.STALLED)
    assert rig.device.opened == 1
    rig.inbox.put(Stop())
    stopped = rig.event(RecordingStopped)
    assert (stopped.end_sample, len(stopped.segments)) == (SPEC.sample(2_600), 1)


def test_stall_that_does_not_end_is_a_lost_device(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    for _ in range(7):
        rig.beat()
    rig.told(FailureKind.DEVICE_LOST)
    assert rig.heard.of(RecordingInterrupted)
    rig.clock.advance(1_100)
    wait_until(lambda: rig.device.opened == 2)
    rig.hear(300)
    rig.event(RecordingResumed)
    rig.recovered(FailureKind.STALLED)
    rig.recovered(FailureKind.DEVICE_LOST)


def test_loss_is_told_before_the_device_is_touched_which_may_hang(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    hang = threading.Event()
    rig.device.on_stop = lambda: hang.wait(20)
    rig.device.vanish()
    rig.event(RecordingInterrupted)
    rig.told(FailureKind.DEVICE_LOST)
    assert [part.name for part in rig.folder.glob("segment-*")]
    hang.set()


def test_chosen_microphone_that_stays_away_is_replaced_by_the_default(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.device.vanish()
    rig.event(RecordingInterrupted)
    rig.device.known.remove("Bordmikrofon")
    rig.device.there = True
    for _ in range(7):
        rig.beat()
    assert rig.told(FailureKind.MICROPHONE_REPLACED).detail == "Indbygget"
    rig.hear(500)
    rig.event(RecordingResumed)
    rig.device.known.add("Bordmikrofon")
    rig.inbox.put(UseDevice("Bordmikrofon"))
    rig.recovered(FailureKind.MICROPHONE_REPLACED)
    rig.hear(300)
    rig.inbox.put(Stop())
    stopped = rig.event(RecordingStopped)
    assert len(stopped.segments) == 3
    used = [line for line in read_manifest(rig.folder).lines if isinstance(line, DeviceUsed)]
    assert [line.device for line in used] == ["Indbygget", "Bordmikrofon"]


def test_other_microphone_is_used_without_an_alarm(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.inbox.put(UseDevice("Headset"))
    wait_until(lambda: rig.device.opened == 2)
    rig.beat()
    rig.hear(500)
    gap = rig.event(GapLogged)
    assert (gap.first_sample, gap.samples, gap.reason) == (8_000, SPEC.sample(600), "device")
    assert rig.troubles() == []


def test_other_microphone_that_is_not_there_leaves_the_one_before(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.inbox.put(UseDevice("Mikrofon i skuffen"))
    assert rig.event(RecorderFailed).goes_on
    wait_until(lambda: rig.device.opened == 2)
    assert rig.device.wanted == ["Bordmikrofon", "Mikrofon i skuffen", "Bordmikrofon"]
    rig.beat()
    rig.hear(500)
    assert rig.event(GapLogged).reason == "device"


def test_monitored_microphone_is_heard_and_nothing_is_written(rig: LoopRig) -> None:
    rig.device.there = False
    rig.inbox.put(Monitor("Headset"))
    rig.beat()
    rig.device.there = True
    for _ in range(3):
        rig.beat()
    assert rig.device.wanted[-1] == "Headset"
    assert rig.troubles() == []
    rig.device.give(48_000 // 5)
    assert rig.event(MicrophoneHeard).peak > 0.5
    rig.inbox.put(UseDevice("Bordmikrofon"))
    wait_until(lambda: rig.device.wanted[-1] == "Bordmikrofon")
    rig.start()
    rig.hear(500)
    rig.event(RecordingStarted)
    assert rig.device.open_now == 1
    rig.inbox.put(Stop())
    rig.event(RecordingStopped)
    rig.inbox.put(Monitor())
    wait_until(lambda: rig.device.wanted[-1] == "")
    rig.inbox.put(EndMonitor())
    wait_until(lambda: rig.device.open_now == 0)


def test_recording_ends_cleanly_before_it_takes_what_is_left_to_others(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    rig.free_bytes = 64_000_000 + 20 * 60 * 2 * SPEC.rate_hz
    for _ in range(5):
        rig.hear(1_000)
        rig.beat()
    rig.free_bytes = 63_999_999
    for _ in range(5):
        rig.hear(1_000)
        rig.beat()
    stopped = rig.event(RecordingStopped)
    kinds = [trouble.kind for trouble in rig.troubles()]
    assert kinds == [FailureKind.DISK_LOW, FailureKind.DISK_ENDS]
    assert all(trouble.goes_on for trouble in rig.troubles())
    assert read_recording(rig.folder).closed_properly
    assert stopped.end_sample >= SPEC.sample(2_000)


def test_machine_that_slept_is_told_and_its_gap_is_known(rig: LoopRig) -> None:
    rig.start()
    rig.hear(2_000)
    rig.event(RecordingStarted)
    rig.clock.sleep(60_000)
    rig.told(FailureKind.SLEPT)
    rig.event(SegmentClosed)
    rig.hear(5_000)
    gap = rig.event(GapLogged)
    assert gap.reason == "sleep"
    assert abs(gap.samples - SPEC.sample(60_000)) <= SPEC.sample(50)
    rig.inbox.put(Stop())
    stopped = rig.event(RecordingStopped)
    assert abs(stopped.end_sample - SPEC.sample(67_000)) <= SPEC.sample(50)
    level = rig.heard.of(LevelMeasured)[-1]
    assert abs(level.missing_ms - 60_000) <= 50


def test_wall_clock_that_is_set_closes_the_segment_and_moves_nothing(rig: LoopRig) -> None:
    rig.start()
    rig.hear(2_000)
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples >= SPEC.sample(1_900))
    rig.clock.set_wall_clock(3_600_000)
    rig.told(FailureKind.CLOCK_CHANGED)
    changed = rig.event(ClockChanged)
    assert changed.shift_ms == 3_600_000
    rig.hear(1_000)
    rig.inbox.put(Stop())
    stopped = rig.event(RecordingStopped)
    assert stopped.end_sample == SPEC.sample(3_000)
    assert len(stopped.segments) == 2
    assert not rig.heard.of(GapLogged)
    (line,) = (line for line in read_manifest(rig.folder).lines if isinstance(line, ClockSet))
    assert (line.first_sample, line.shift_ms) == (changed.first_sample, 3_600_000)


def test_recording_that_begins_paused_keeps_nothing(rig: LoopRig) -> None:
    rig.start(paused=True)
    rig.hear(1_000)
    rig.event(RecordingPaused)
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.paused)
    rig.inbox.put(ResumeRecording(rig.clock.monotonic_ns()))
    rig.beat()
    rig.hear(1_000)
    rig.event(RecordingResumed)
    rig.inbox.put(Stop())
    stopped = rig.event(RecordingStopped)
    assert [part.samples for part in stopped.segments] == [SPEC.rate_hz]


def test_pause_counts_from_the_moment_it_was_said(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.event(RecordingStarted)
    said_ns = rig.clock.monotonic_ns() + 130_000_000
    rig.clock.advance(200)
    rig.inbox.put(PauseRecording(said_ns))
    rig.beat()
    rig.clock.advance(-600)  # the beat was only to have it read
    rig.device.give(SPEC.sample(200))
    paused = rig.event(RecordingPaused)
    assert paused.first_sample == SPEC.sample(1_130)


def test_device_that_vanishes_is_tried_every_second_until_it_is_back(rig: LoopRig) -> None:
    rig.start()
    rig.hear(1_000)
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples == SPEC.rate_hz)
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
