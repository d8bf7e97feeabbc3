"""Sound made elsewhere lies where it was heard."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.placement import Placement, by_clock, by_moment

ZERO = datetime(2021, 4, 22, 7, 30, tzinfo=UTC)
DAY_MS = 86_400_000
offsets = st.integers(-DAY_MS, 2 * DAY_MS)
rates = st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])


@given(offsets, rates)
def test_first_sample_is_at_the_offset_or_zero(offset_ms: int, rate_hz: int) -> None:
    first, skipped = Placement(ZERO, offset_ms).first_sample(rate_hz)
    assert min(first, skipped) == 0
    assert abs((first - skipped) * 1000 - offset_ms * rate_hz) <= 500


@given(offsets, st.integers(1, DAY_MS), rates)
def test_what_is_left_out_and_what_is_kept_make_the_whole(
    offset_ms: int, length_ms: int, rate_hz: int
) -> None:
    placement = Placement(ZERO, offset_ms)
    left_out = placement.left_out_ms(length_ms)
    assert 0 <= left_out <= length_ms
    _first, skipped = placement.first_sample(rate_hz)
    if left_out < length_ms:
        assert abs(skipped * 1000 / rate_hz - left_out) <= 500 / rate_hz + 1e-9
        assert max(0, offset_ms) == offset_ms + left_out


@given(offsets)
def test_by_clock_finds_the_offset_again_across_zones(offset_ms: int) -> None:
    begins = (ZERO + timedelta(milliseconds=offset_ms)).astimezone()
    assert by_clock(begins, ZERO) == Placement(ZERO, offset_ms)
    assert by_clock(begins, None) == Placement(begins, 0)


@given(st.integers(0, DAY_MS), st.integers(0, DAY_MS))
def test_moment_is_heard_where_the_marker_stands(at_ms: int, in_file_ms: int) -> None:
    placement = by_moment(at_ms, in_file_ms, ZERO)
    assert placement.offset_ms + in_file_ms == at_ms
