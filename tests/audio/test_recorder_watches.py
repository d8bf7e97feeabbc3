"""What the recorder does about its source, its disk and the time: the loop with a clock by hand."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flipdesk.audio.commands import (
    EndMonitor,
    Monitor,
    PauseRecording,
    ResumeRecording,
    Stop,
    UseDevice,
)
from flipdesk.audio.events import (
    ClockChanged,
    GapLogged,
    LevelMeasured,
    MicrophoneHeard,
    RecorderFailed,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    SegmentClosed,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.manifest import ClockSet, DeviceUsed, read_manifest
from flipdesk.audio.recording_folder import read_recording
from tests.audio.sounds import SPEC
from tests.audio.test_recorder_loop import LoopRig, running_loop
from tests.helpers.heard import wait_until


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopRig]:
    with running_loop(tmp_path, monkeypatch) as rig:
        yield rig


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
    heard = rig.event(MicrophoneHeard)
    assert heard.peak > 0.5
    assert heard.monotonic_ns == rig.clock.monotonic_ns()
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
        if rig.device.open_now:  # until it is let go
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
