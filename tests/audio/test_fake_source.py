import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.clock import ManualClock, SystemClock
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.fake_source import speech_like
from flipdesk.audio.source import open_source
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import SPEC, noise, write_wav
from tests.helpers.heard import wait_until


class Ear:
    """Collects what a source plays."""

    def __init__(self) -> None:
        self.sound = b""
        self.ended = threading.Event()

    def __call__(self, data: bytes, overflowed: bool, age_ns: int = 0, /) -> None:
        assert not overflowed
        self.sound += data

    def has_heard(self, frames: int) -> bool:
        return self.frames() == frames

    def frames(self) -> int:
        return SPEC.frames(self.sound)


def test_paced_by_its_clock() -> None:
    clock, ear = ManualClock(), Ear()
    source = open_source("fake:tone", SPEC, clock)
    assert source.live
    source.start(ear, ear.ended.set)
    for second in (1, 2, 3):
        clock.advance(1_000)
        wait_until(partial(ear.has_heard, second * SPEC.rate_hz))
    source.stop()
    assert ear.frames() == 3 * SPEC.rate_hz
    assert not ear.ended.is_set()


def test_twice_as_fast() -> None:
    clock, ear = ManualClock(), Ear()
    source = open_source("fake:tone?speed=2", SPEC, clock)
    source.start(ear, ear.ended.set)
    clock.advance(1_000)
    wait_until(lambda: ear.frames() == 2 * SPEC.rate_hz)
    source.stop()


def test_as_fast_as_it_can_for_so_many_seconds_and_then_gone() -> None:
    ear = Ear()
    source = open_source("fake:tone?speed=0&seconds=61.5&ends=1", SPEC, SystemClock())
    assert not source.live
    source.start(ear, ear.ended.set)
    assert ear.ended.wait(20)
    assert ear.frames() == 61.5 * SPEC.rate_hz


def test_file_is_played_exactly_and_then_silence(tmp_path: Path) -> None:
    data = noise(12_345)
    path = write_wav(tmp_path / "møde.wav", data, SPEC)
    ear = Ear()
    source = open_source(f"fake:{path}?speed=0&seconds=2&ends=1", SPEC, SystemClock())
    source.start(ear, ear.ended.set)
    assert ear.ended.wait(20)
    assert ear.sound[: len(data)] == data
    assert not any(ear.sound[len(data) :])
    assert ear.frames() == 2 * SPEC.rate_hz


def test_tone_is_loud_enough_and_pauses_like_speech() -> None:
    sound = np.frombuffer(speech_like(SPEC), "<i2").reshape(-1, SPEC.rate_hz // 10)
    loudness = np.abs(sound.astype(np.int32)).max(axis=1)
    assert loudness.max() > 6_000
    assert (loudness == 0).sum() >= 4
    assert len(speech_like(AudioSpec(8_000, 2))) == 2 * len(speech_like(SPEC))


@pytest.mark.parametrize("name", ["nowhere.wav", "text.wav", "other.wav"])
def test_unfit_file_is_an_unknown_device(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.wav").write_text("not sound")
    write_wav(tmp_path / "other.wav", noise(10), AudioSpec(44_100))
    with pytest.raises(AudioError) as caught:
        open_source(f"fake:{tmp_path / name}", SPEC, SystemClock())
    assert caught.value.kind is FailureKind.UNKNOWN_DEVICE
    assert name in str(caught.value)


def test_option_that_is_no_number_is_refused() -> None:
    with pytest.raises(AudioError):
        open_source("fake:tone?speed=fast", SPEC, SystemClock())
