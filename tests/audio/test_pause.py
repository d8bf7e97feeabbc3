"""A pause in the real child: to the sample, with a source that hands over late."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.events import (
    LevelMeasured,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import noise, read_wav, write_wav
from tests.helpers.heard import Heard
from tests.helpers.hold_ups import HoldUps

SPEC = AudioSpec()


@pytest.fixture
def recorder() -> Iterator[ProcessRecorder]:
    recorder = ProcessRecorder()
    yield recorder
    recorder.close()


@pytest.mark.parametrize("latency_ms", [0, 350])
def test_nothing_of_a_pause_is_kept_and_nothing_else_is_missing(
    recorder: ProcessRecorder, tmp_path: Path, latency_ms: int
) -> None:
    clock, heard = SystemClock(), Heard()
    played = noise(20 * SPEC.rate_hz)
    path = write_wav(tmp_path / "sound.wav", played, SPEC)
    folder = tmp_path / "rec"
    recorder.listen(heard)
    with HoldUps(tmp_path) as hold_ups:
        recorder.start(folder, f"fake:{path}?latency_ms={latency_ms}")
        heard.wait_for(RecordingStarted)
        level = heard.wait_for(LevelMeasured, where=lambda event: event.samples > SPEC.rate_hz)
        paused_ns = clock.monotonic_ns()
        recorder.pause()
        paused = heard.wait_for(RecordingPaused)
        heard.wait_for(
            LevelMeasured, where=lambda event: event.samples > paused.first_sample + SPEC.rate_hz
        )
        resumed_ns = clock.monotonic_ns()
        recorder.resume()
        resumed = heard.wait_for(RecordingResumed)
        heard.wait_for(
            LevelMeasured, where=lambda event: event.samples > resumed.first_sample + SPEC.rate_hz
        )
    recorder.stop()
    heard.wait_for(RecordingStopped)
    whole = np.frombuffer(played, "<i2")
    segments = read_recording(folder).segments
    assert [part.first_sample for part in segments] == [0, resumed.first_sample]
    assert segments[0].end_sample == paused.first_sample
    for part in segments:
        assert same(read_wav(part.path), whole[part.first_sample : part.end_sample])
    # The place of the cut is where the sound of that moment is, not where it had come by then.
    slack = SPEC.samples_in_ns(round(20_000_000 + 2e9 * hold_ups.worst_s))
    for moment_ns, sample in (
        (paused_ns, paused.first_sample),
        (resumed_ns, resumed.first_sample),
    ):
        true = level.samples + SPEC.samples_in_ns(moment_ns - level.monotonic_ns)
        assert abs(sample - true) <= slack


def same(recorded: NDArray[np.int16], played: NDArray[np.int16]) -> bool:
    return bool(np.array_equal(recorded, played))
