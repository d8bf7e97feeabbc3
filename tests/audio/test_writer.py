import errno
import os
from pathlib import Path

import pytest

from flipdesk.audio import durable, segment
from flipdesk.audio.clock import ManualClock
from flipdesk.audio.events import (
    GapLogged,
    LevelMeasured,
    RecorderEvent,
    RecorderFailed,
    RecorderRecovered,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.ring import Lost, Pause, Resume, Ring
from flipdesk.audio.writer import Writer
from tests.audio.sounds import SPEC, noise, read_wav

BLOCK_MS = 50
BLOCK_FRAMES = SPEC.rate_hz * BLOCK_MS // 1000


class Bench:
    """A ring and a writer without its thread; sound is put and drained by hand."""

    def __init__(self, folder: Path, *, ring_s: int = 60) -> None:
        self.folder = folder
        self.clock = ManualClock()
        self.events: list[RecorderEvent] = []
        self.ring = Ring(SPEC, self.clock, seconds=ring_s)
        recording = RecordingWriter(folder, SPEC, self.clock, self.events.append)
        self.writer = Writer(
            self.ring, recording, SPEC, self.clock, self.events.append, device="Bordmikrofon"
        )
        self.put = b""

    def speak(self, ms: int, *, drain: bool = True, overflowed: bool = False) -> bytes:
        """Put so much sound, in blocks, as time passes; return it."""
        spoken = b""
        for _ in range(ms // BLOCK_MS):
            self.clock.advance(BLOCK_MS)
            block = noise(BLOCK_FRAMES, seed=len(self.put) + len(spoken))
            self.ring.put(block, overflowed)
            spoken += block
            if drain:
                self.writer.drain()
        self.put += spoken
        return spoken

    def finish(self) -> RecordingStopped:
        self.writer.finish()
        while not self.writer.ended:
            self.writer.drain()
        stopped = self.events[-1]
        assert isinstance(stopped, RecordingStopped)
        return stopped

    def heard(self) -> bytes:
        """Return all sound on the disk, one segment after the other."""
        segments = read_recording(self.folder).segments
        return b"".join(read_wav(part.path)[: part.samples].tobytes() for part in segments)

    def of(self, kind: type[RecorderEvent]) -> list[RecorderEvent]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_recording_is_told_only_after_the_first_frames(bench: Bench) -> None:
    bench.writer.drain()
    bench.clock.advance(1_500)
    bench.writer.drain()
    assert bench.events == []
    bench.speak(50)
    started = bench.events[0]
    assert isinstance(started, RecordingStarted)
    assert started.first_sample == 0
    assert started.started_utc == bench.clock.utc_at(1_500_000_000)
    bench.finish()


def test_everything_put_before_the_end_is_written(bench: Bench) -> None:
    bench.speak(1_000)
    bench.speak(2_000, drain=False)
    stopped = bench.finish()
    assert stopped.end_sample == 3 * SPEC.rate_hz
    assert bench.heard() == bench.put


def test_sound_after_the_end_is_not_written(bench: Bench) -> None:
    kept = bench.speak(500, drain=False)
    bench.writer.finish()
    bench.speak(500, drain=False)
    bench.writer.drain()
    assert bench.writer.ended
    assert bench.heard() == kept


def test_end_before_any_sound_leaves_nothing_behind(bench: Bench) -> None:
    assert bench.finish() == RecordingStopped(0, ())
    assert list(bench.folder.iterdir()) == []


def test_level_comes_about_five_times_a_second(bench: Bench) -> None:
    bench.speak(5_000)
    levels = bench.of(LevelMeasured)
    assert 24 <= len(levels) <= 27
    bench.finish()
    last = bench.of(LevelMeasured)[-1]
    assert isinstance(last, LevelMeasured)
    assert 0.5 < last.peak < 0.7
    assert 0.3 < last.rms < 0.4
    assert last.samples == 5 * SPEC.rate_hz
    assert last.monotonic_ns == bench.clock.monotonic_ns()


def test_pause_keeps_all_before_and_nothing_within(bench: Bench) -> None:
    before = bench.speak(1_000, drain=False)
    bench.ring.mark(Pause(bench.clock.monotonic_ns()))
    within = bench.speak(2_000, drain=False)
    bench.ring.mark(Pause(bench.clock.monotonic_ns()))
    bench.ring.mark(Resume(bench.clock.monotonic_ns()))
    after = bench.speak(500, drain=False)
    bench.ring.mark(Resume(bench.clock.monotonic_ns()))
    bench.finish()
    assert bench.heard() == before + after
    assert within not in bench.heard()
    assert bench.of(RecordingPaused) == [RecordingPaused(SPEC.rate_hz)]
    assert bench.of(RecordingResumed) == [RecordingResumed(3 * SPEC.rate_hz)]
    first, second = read_recording(bench.folder).segments
    assert (first.first_sample, second.first_sample) == (0, 3 * SPEC.rate_hz)
    assert bench.of(GapLogged) == [GapLogged(SPEC.rate_hz, 2 * SPEC.rate_hz, "pause")]


def test_level_is_measured_while_paused(bench: Bench) -> None:
    bench.speak(200)
    bench.ring.mark(Pause(bench.clock.monotonic_ns()))
    bench.speak(400)
    level = bench.of(LevelMeasured)[-1]
    assert isinstance(level, LevelMeasured)
    assert level.paused
    assert level.peak > 0.5
    assert level.samples == SPEC.sample(600)
    bench.finish()


def test_dropped_blocks_are_counted_and_leave_a_gap(tmp_path: Path) -> None:
    bench = Bench(tmp_path, ring_s=1)
    bench.speak(1_500, drain=False)
    bench.writer.drain()
    bench.speak(100)
    level = bench.of(LevelMeasured)[-1]
    assert isinstance(level, LevelMeasured)
    assert level.dropped_blocks == 10
    bench.finish()
    assert bench.of(GapLogged) == [GapLogged(SPEC.rate_hz, SPEC.rate_hz // 2, "dropped")]
    assert read_recording(tmp_path).total_ms == 1_600


def test_overflows_of_the_device_are_counted(bench: Bench) -> None:
    bench.speak(100, overflowed=True)
    bench.speak(100)
    level = bench.of(LevelMeasured)[-1]
    assert isinstance(level, LevelMeasured)
    assert level.overflows == 2
    bench.finish()


def test_lost_device_that_returns_leaves_a_gap_of_the_time_it_was_gone(bench: Bench) -> None:
    bench.speak(1_000)
    bench.ring.mark(Lost())
    bench.writer.drain()
    assert bench.of(RecordingInterrupted) == [RecordingInterrupted(SPEC.rate_hz)]
    bench.clock.advance(4_000)
    bench.speak(500)
    assert bench.of(RecordingResumed) == [RecordingResumed(5 * SPEC.rate_hz)]
    bench.finish()
    assert bench.of(GapLogged) == [GapLogged(SPEC.rate_hz, 4 * SPEC.rate_hz, "device")]
    assert bench.heard() == bench.put


def test_device_that_returns_in_a_pause_is_still_paused(bench: Bench) -> None:
    kept = bench.speak(1_000)
    bench.ring.mark(Pause(bench.clock.monotonic_ns()))
    bench.ring.mark(Lost())
    bench.clock.advance(2_000)
    bench.speak(500)
    assert bench.of(RecordingPaused)[1:] == [RecordingPaused(3 * SPEC.rate_hz)]
    bench.ring.mark(Resume(bench.clock.monotonic_ns()))
    kept += bench.speak(500)
    bench.finish()
    assert bench.heard() == kept
    assert bench.of(GapLogged) == [GapLogged(SPEC.rate_hz, SPEC.sample(2_500), "pause")]


class FullDisk:
    """Refuses every write of a segment while it is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        monkeypatch.setattr(segment, "write_at", self._write_at)

    def _write_at(self, descriptor: int, data: bytes | memoryview, place: int) -> None:
        if self.full:
            os.pwrite(descriptor, bytes(data)[:7], place)
            raise OSError(errno.ENOSPC, "No space left on device")
        durable.write_at(descriptor, data, place)


def test_full_disk_loses_nothing_once_there_is_room(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(monkeypatch)
    bench.speak(1_000)
    disk.full = True
    bench.speak(8_000)
    assert bench.of(RecorderFailed) == [RecorderFailed(FailureKind.DISK_FULL)]
    assert bench.of(RecorderRecovered) == []
    disk.full = False
    bench.speak(2_000)
    assert bench.of(RecorderRecovered) == [RecorderRecovered(FailureKind.DISK_FULL)]
    bench.finish()
    assert bench.heard() == bench.put
    assert bench.of(GapLogged) == []


def test_disk_that_stays_full_ends_with_what_there_was(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(monkeypatch)
    kept = bench.speak(1_000)
    disk.full = True
    bench.speak(2_000)
    stopped = bench.finish()
    assert stopped.end_sample == SPEC.rate_hz
    assert bench.heard() == kept


def test_second_failure_is_told_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = FullDisk(monkeypatch)
    for full in (True, False, True, False):
        disk.full = full
        bench.speak(3_000)
    bench.finish()
    assert len(bench.of(RecorderFailed)) == 2
    assert bench.heard() == bench.put


def test_thread_drains_and_ends(bench: Bench) -> None:
    bench.writer.start()
    assert not bench.writer.died
    bench.speak(1_000, drain=False)
    bench.writer.finish()
    bench.writer.join(20)
    assert bench.writer.ended
    assert not bench.writer.died
    assert bench.heard() == bench.put
