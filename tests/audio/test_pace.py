import pytest

from flipdesk.audio.portaudio_source import pace


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
def test_alsa_wakes_five_times_a_second_and_keeps_nothing_back(rate_hz: int) -> None:
    assert pace("ALSA", rate_hz) == (0, 0.8)


def test_others_get_blocks_of_a_fifth_of_a_second() -> None:
    assert pace("Core Audio", 48_000) == (9_600, "high")
