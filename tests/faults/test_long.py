"""Six hours of recording, faster than they pass: nothing is dropped, and no memory grows."""

import os
import random
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.events import LevelMeasured, RecorderEvent, RecordingStarted, RecordingStopped
from flipdesk.audio.fake_source import speech_like
from flipdesk.audio.recorder import Progress
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import RecordingContents, read_recording, verify
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.ring import Ring
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.writer import Writer
from tests.audio.sounds import read_wav
from tests.helpers.figures import Figures
from tests.helpers.heard import Heard

HOURS = 6
SPEC = AudioSpec()
pytestmark = pytest.mark.slow


def resident_mb(pid: int) -> float:
    """Return the memory of a process that is in use now, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def frames_that_differ(contents: RecordingContents) -> int:
    """Return how many frames are not those of the fake device's tone at their place."""
    tone = np.frombuffer(speech_like(contents.spec), "<i2")
    different = 0
    for part in contents.segments:
        heard = read_wav(part.path)
        wanted = np.resize(np.roll(tone, -part.first_sample), len(heard))
        different += int(np.count_nonzero(heard != wanted))
    return different


def _level_at(heard: Heard, sample: int) -> LevelMeasured:
    return heard.wait_for(LevelMeasured, where=lambda event: event.samples >= sample, timeout_s=120)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_six_hours_through_the_fake_device(tmp_path: Path, figures: Figures) -> None:
    wanted = HOURS * 3600 * SPEC.rate_hz
    if shutil.disk_usage(tmp_path).free < 2 * wanted * SPEC.frame_bytes:
        pytest.skip("six hours of sound need 4 GB of room")
    heard, recorder = Heard(), ProcessRecorder()
    recorder.listen(heard)
    folder = tmp_path / "rec"
    began = time.monotonic()
    recorder.start(folder, f"fake:tone?speed=0&seconds={HOURS * 3600}", SPEC)
    heard.wait_for(RecordingStarted)
    memory = []
    for part in range(1, 13):
        level = _level_at(heard, wanted * part // 12)
        memory.append(resident_mb(recorder.pid or 0))
    took_s = time.monotonic() - began
    recorder.stop()
    stopped = heard.wait_for(RecordingStopped)
    recorder.close()
    contents = read_recording(folder)
    growth = max(memory) - memory[0]
    figures.add("six hours simulated, times faster than real", HOURS * 3600 / took_s, "x", "any")
    figures.add("six hours simulated, blocks dropped", level.dropped_blocks, "blocks", "0")
    figures.add("six hours simulated, memory grown", growth, "MB", "20 MB")
    different = frames_that_differ(contents)
    figures.add("six hours simulated, frames that differ", different, "frames", "0")
    assert stopped.end_sample == contents.end_sample == wanted
    assert (level.dropped_blocks, level.overflows, level.missing_ms) == (0, 0, 0)
    assert contents.gaps == ()
    assert growth <= 20
    assert different == 0
    assert verify(folder) == ()


@pytest.mark.parametrize("drift_ppm", [-120, 80])
def test_moments_stay_true_on_a_card_whose_clock_is_wrong(
    tmp_path: Path, figures: Figures, drift_ppm: int
) -> None:
    """What is told as the place of a moment is where its sound lies, after six hours too."""
    spec, step_ms = AudioSpec(8_000, 1), 500
    clock, rng = ManualClock(), random.Random(drift_ppm)
    progress = Progress()

    def follow(event: RecorderEvent) -> None:
        nonlocal progress
        progress = progress.after(event, clock.monotonic_ns())

    ring = Ring(spec, clock)
    recording = RecordingWriter(tmp_path, spec, clock, follow)
    writer = Writer(ring, recording, spec, clock, follow)
    sounded = worst_ms = 0.0
    put = 0
    for _step in range(HOURS * 3_600_000 // step_ms):
        clock.advance(step_ms)
        sounded += step_ms * spec.rate_hz / 1000 * (1 + drift_ppm / 1e6)
        block = int(sounded) - put
        put += block
        ring.put(bytes(block * spec.frame_bytes), False)
        writer.drain()
        if rng.random() < 0.05:
            ahead_ms = rng.randrange(step_ms)
            told_ms = progress.position_ms(clock.monotonic_ns() + ahead_ms * 1_000_000)
            true_ms = (sounded * 1000 / spec.rate_hz) + ahead_ms
            worst_ms = max(worst_ms, abs((told_ms or 0) - true_ms))
    recording.close()
    contents = read_recording(tmp_path)
    name = f"six hours on a card {drift_ppm:+d} ppm off, worst place of a moment"
    figures.add(name, worst_ms, "ms", "50 ms")
    assert contents.gaps == ()
    assert contents.end_sample == put
    assert worst_ms <= 50
