"""A dead microphone is told, a quiet room never is."""

import numpy as np
import pytest
from numpy.typing import NDArray

from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.levels import dbfs, measure
from flipdesk.audio.microphone_watch import MicrophoneWatch
from flipdesk.audio.spec import AudioSpec

SPEC = AudioSpec(16_000, 1)
SECOND = SPEC.rate_hz
STEP = SECOND // 5
DEAD = RecorderFailed(FailureKind.MICROPHONE_DEAD)
ALIVE = RecorderRecovered(FailureKind.MICROPHONE_DEAD)


class Ear:
    """Feeds a watch with sound, five levels a second."""

    def __init__(self) -> None:
        self.watch = MicrophoneWatch(SPEC)
        self.told: list[tuple[float, RecorderEvent]] = []
        self.seconds = 0.0

    def only(self, event: RecorderEvent) -> float:
        """Return when this was told, the only thing since the last call."""
        ((seconds, told),) = self.told
        assert told == event
        self.told.clear()
        return seconds

    def hear(self, sound: NDArray[np.int16]) -> None:
        for at in range(0, len(sound), STEP):
            self.seconds += STEP / SECOND
            events = self.watch.heard(measure(sound[at : at + STEP]))
            self.told.extend((self.seconds, event) for event in events)


def white(seconds: float, level_dbfs: float, *, seed: int = 1) -> NDArray[np.int16]:
    chance = np.random.default_rng(seed)
    scale = 32768 * 10 ** (level_dbfs / 20)
    return np.round(chance.normal(0, scale, round(seconds * SECOND))).astype(np.int16)


def room(seconds: int, chance: np.random.Generator, level_dbfs: float) -> NDArray[np.int16]:
    """Return the noise of a room: as much in every octave from 20 Hz, swelling over a minute."""
    count = seconds * SECOND
    frequencies = np.fft.rfftfreq(count, 1 / SECOND)
    spectrum = np.exp(2j * np.pi * chance.random(len(frequencies)))
    spectrum *= np.where(frequencies >= 20, 1 / np.sqrt(np.maximum(frequencies, 1)), 0)
    noise = np.fft.irfft(spectrum, count)
    swell_db = 1.5 * np.sin(2 * np.pi * np.arange(count) / (60 * SECOND) + chance.random())
    scale = 32768 * 10 ** ((level_dbfs + swell_db) / 20) / noise.std()
    loud: NDArray[np.int16] = np.round(noise * scale).astype(np.int16)
    return loud


def test_zeros_are_told_after_eight_seconds_and_two_of_sound_end_it() -> None:
    ear = Ear()
    ear.hear(white(20, -40))
    ear.hear(np.zeros(30 * SECOND, np.int16))
    assert ear.only(DEAD) == pytest.approx(28, abs=0.3)
    ear.hear(white(1, -40))  # as long as an alarm of FlipDesk's own
    ear.hear(np.zeros(10 * SECOND, np.int16))
    ear.hear(white(3, -40))
    assert ear.only(ALIVE) == pytest.approx(63.0, abs=0.3)


@pytest.mark.parametrize("level_dbfs", [-62, -75, -86, -93])
def test_even_hiss_of_the_converter_is_told_within_ten_seconds(level_dbfs: float) -> None:
    ear = Ear()
    ear.hear(white(20, -35))
    ear.hear(white(30, level_dbfs, seed=2))
    assert ear.only(DEAD) == pytest.approx(28, abs=1)
    ear.hear(white(3, -35))
    ear.only(ALIVE)


def test_last_bits_and_a_constant_are_nothing() -> None:
    chance = np.random.default_rng(3)
    for nothing in (
        chance.integers(-1, 2, 30 * SECOND).astype(np.int16),
        np.full(30 * SECOND, 12, np.int16),
    ):
        ear = Ear()
        ear.hear(nothing)
        ear.only(DEAD)


def test_pauses_of_speech_are_not_told() -> None:
    ear = Ear()
    for number in range(30):
        ear.hear(white(2, -25, seed=number))
        ear.hear(np.zeros(5 * SECOND, np.int16))
    assert ear.told == []


def test_beginning_anew_forgets() -> None:
    ear = Ear()
    for _ in range(5):
        ear.hear(np.zeros(5 * SECOND, np.int16))
        ear.watch.begin()
    assert ear.told == []


@pytest.mark.slow
def test_four_hours_of_a_quiet_room_are_never_told(capsys: pytest.CaptureFixture[str]) -> None:
    """From -60 to -50 dBFS, and below, where a good microphone in a cellar would be."""
    chance = np.random.default_rng(4)
    ear = Ear()
    softest = 0.0
    for minute in range(4 * 60):
        level_dbfs = -60 + 10 * minute / 240 if minute % 3 else -66
        sound = room(60, chance, level_dbfs)
        softest = min(softest, dbfs(measure(sound).rms))
        ear.hear(sound)
    with capsys.disabled():
        print(f"\n4 h of room noise, softest minute {softest:.1f} dBFS: {len(ear.told)} alarms")
    assert ear.told == []
