"""What is made of the microphone's level."""

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.listening import (
    QUIET_MS,
    Loudness,
    PeakHold,
    QuietWatch,
    TalkWatch,
    loudness,
    meter,
)

LEVELS = st.floats(0, 1)


def test_peak_is_held_and_then_falls() -> None:
    hold = PeakHold(hold_ms=1_500, fall_ms=1_000)
    assert hold.take(0.8, 0) == 0.8
    assert hold.take(0.1, 1_400) == 0.8
    assert 0.3 < hold.take(0.1, 2_000) < 0.5
    assert hold.take(0.1, 3_000) == 0.1
    assert hold.at(9_000) == 0


@given(st.lists(st.tuples(LEVELS, st.integers(0, 500)), min_size=1))
def test_what_is_shown_is_never_below_the_level_nor_above_the_loudest(
    steps: list[tuple[float, int]],
) -> None:
    hold, now_ms, loudest = PeakHold(), 0, 0.0
    for level, passed_ms in steps:
        now_ms += passed_ms
        loudest = max(loudest, level)
        assert level <= hold.take(level, now_ms) <= loudest


def test_quiet_is_told_after_twenty_seconds_and_again_after_any_sound() -> None:
    watch = QuietWatch()
    told = [watch.take(0.5 if at == 30_000 else 0.0, at) for at in range(0, 60_000, 100)]
    moments = [at * 100 for at, quiet in enumerate(told) if quiet]
    assert (moments[0], moments[-1]) == (QUIET_MS, 59_900)
    assert not any(30_000 <= at < 50_000 for at in moments)


def test_quiet_begins_anew_after_a_pause() -> None:
    watch = QuietWatch()
    watch.take(0.0, 0)
    watch.take(0.0, 19_900)
    watch.begin()
    assert not watch.take(0.0, 21_000)
    assert watch.silent_ms == 0


def talked(watch: TalkWatch, peaks: list[float], from_ms: int = 0) -> list[int]:
    """Return the moments at which talk is told, with five levels a second."""
    return [
        from_ms + at * 200 for at, peak in enumerate(peaks) if watch.take(peak, from_ms + at * 200)
    ]


def test_talk_is_told_once_and_again_when_armed() -> None:
    watch = TalkWatch()
    speech = [0.3, 0.4, 0.02, 0.3] * 50
    assert talked(watch, speech) == [8_000]
    assert talked(watch, speech, 40_000) == []
    watch.arm()
    assert talked(watch, speech, 80_000) == [88_000]


def test_a_cough_and_a_slammed_door_are_no_talk() -> None:
    watch = TalkWatch()
    assert talked(watch, ([0.9] * 3 + [0.01] * 37) * 10) == []


def test_talk_that_begins_late_is_told_when_it_fills_half_the_window() -> None:
    watch = TalkWatch()
    (told,) = talked(watch, [0.01] * 100 + [0.3] * 100)
    assert 20_000 + 3_000 <= told <= 20_000 + 5_000


def test_meter_goes_out_by_decibels() -> None:
    assert [meter(peak) for peak in (0.0, 0.001, 1.0)] == [0.0, 0.0, 1.0]
    assert round(meter(0.1), 6) == 0.6


@given(LEVELS, LEVELS)
def test_louder_never_shows_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= meter(low) <= meter(high) <= 1


def test_loudness_in_words() -> None:
    said = [loudness(peak) for peak in (0.0, 0.01, 0.3, 1.0)]
    assert said == [Loudness.NOTHING, Loudness.LOW, Loudness.GOOD, Loudness.TOO_LOUD]
