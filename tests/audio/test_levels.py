import math

import numpy as np
import pytest

from flipdesk.audio.levels import NO_LEVEL, Level, dbfs, measure, together


def test_lowest_value_is_full_scale() -> None:
    level = measure(np.array([0, -32768, 5], np.int16))
    assert level.peak == 1.0
    assert level.values == 3


def test_sine_has_its_known_rms() -> None:
    sine = (16384 * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)).astype(np.int16)
    level = measure(sine)
    assert level.peak == pytest.approx(0.5, abs=1e-3)
    assert level.rms == pytest.approx(0.5 / math.sqrt(2), abs=1e-3)


def test_nothing_is_silence() -> None:
    assert measure(np.zeros(0, np.int16)) == NO_LEVEL
    assert together([]) == NO_LEVEL
    assert dbfs(0.0) == -96.0


def test_stretches_together_are_as_one() -> None:
    rng = np.random.default_rng(1)
    sound = rng.integers(-9000, 9000, 5_000).astype(np.int16)
    whole = measure(sound)
    parts = together([measure(sound[:1_200]), measure(sound[1_200:])])
    assert parts.peak == whole.peak
    assert parts.values == whole.values
    assert parts.rms == pytest.approx(whole.rms, rel=1e-6)


def test_decibels() -> None:
    assert dbfs(1.0) == 0.0
    assert dbfs(0.5) == pytest.approx(-6.02, abs=0.01)
    assert dbfs(1e-9) == -96.0
    assert Level(1.0, 0.5, 1).rms == 0.5
