from hypothesis import given
from hypothesis import strategies as st

from flipdesk.audio.spec import AudioSpec


def test_frames_are_counted_over_all_channels() -> None:
    assert AudioSpec(48_000, 2).frames(bytes(400)) == 100
    assert AudioSpec().frame_bytes == 2


@given(st.integers(0, 10**9), st.sampled_from([8_000, 16_000, 44_100, 48_000]))
def test_position_goes_to_a_sample_and_back_unchanged(ms: int, rate_hz: int) -> None:
    spec = AudioSpec(rate_hz)
    assert spec.ms(spec.sample(ms)) == ms


def test_nanoseconds_become_the_nearest_sample() -> None:
    assert AudioSpec().samples_in_ns(1_000_000_000) == 48_000
    assert AudioSpec().samples_in_ns(20_834) == 1
