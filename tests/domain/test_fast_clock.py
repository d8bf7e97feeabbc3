"""The clock of practice runs faster, never backwards, and never jumps when its speed is changed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.fast_clock import FastClock

BEGUN = datetime(2026, 4, 22, 7, 30, tzinfo=UTC)


@given(st.lists(st.tuples(st.integers(0, 100_000), st.sampled_from((1, 10, 30)))))
def test_time_is_what_each_stretch_took_at_its_speed(
    stretches: list[tuple[int, int]],
) -> None:
    real = ManualClock(BEGUN, 77)
    clock = FastClock(real)
    expected_ms = 0
    for ms, speed in stretches:
        before = clock.now()
        clock.speed = speed
        assert clock.now() == before
        real.advance(milliseconds=ms)
        expected_ms += ms * speed
        assert clock.monotonic_ms() == expected_ms
        assert clock.now() == BEGUN + timedelta(milliseconds=expected_ms)
