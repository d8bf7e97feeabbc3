"""What is heard, in which pieces: nothing twice, nothing silenced, cuts where it is quiet."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.audio.hearing.pieces import PIECE_MS, pieces
from flipdesk.audio.session_sound import SessionSound, open_sound
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import Feed

SPEC = AudioSpec(8_000, 1)
LENGTH_MS = 400_000
GAP = (150_000, 160_000)
QUIET = (105_000, 106_000)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SessionSound]:
    folder = tmp_path_factory.mktemp("optagelse")
    values = np.random.default_rng(3).integers(-9_000, 9_000, SPEC.sample(LENGTH_MS))
    values[SPEC.sample(QUIET[0]) : SPEC.sample(QUIET[1])] = 3
    feed = Feed(folder, spec=SPEC, segment_s=3_000)
    feed.begin()
    heard = values.astype("<i2")
    feed.hear(0, heard[: SPEC.sample(GAP[0])].tobytes(), step_ms=10_000)
    feed.hear(SPEC.sample(GAP[1]), heard[SPEC.sample(GAP[1]) :].tobytes(), step_ms=10_000)
    feed.writer.close()
    opened = open_sound(folder)
    yield opened
    opened.close()


def test_cut_where_it_is_quiet_and_at_gaps(sound: SessionSound) -> None:
    found = pieces(sound)
    assert found[0][0] == 0
    assert QUIET[0] <= found[0][1] <= QUIET[1]
    assert found[1] == (found[0][1], GAP[0])
    assert found[2][0] == GAP[1]
    assert found[-1][1] == pytest.approx(LENGTH_MS, abs=1)


@given(
    st.lists(st.tuples(st.integers(0, LENGTH_MS), st.integers(0, LENGTH_MS)), max_size=4),
    st.integers(0, LENGTH_MS),
)
def test_everything_once_and_nothing_silenced(
    sound: SessionSound, silenced: list[tuple[int, int]], from_ms: int
) -> None:
    found = pieces(sound, silenced, from_ms)
    closed = [one for one in silenced if one[0] < one[1]] + [GAP, (0, from_ms)]
    before = 0
    for begin, end in found:
        assert before <= begin < end <= LENGTH_MS + 1
        assert end - begin <= PIECE_MS
        assert not any(begin < last and first < end for first, last in closed)
        before = end
    heard = sum(end - begin for begin, end in found)
    is_closed = np.zeros(LENGTH_MS, bool)
    for first, last in closed:
        is_closed[first:last] = True
    # Less than 0.3 s between two closed stretches is no word.
    assert LENGTH_MS - int(is_closed.sum()) - heard <= 300 * (len(closed) + 1)


def test_goes_on_where_it_was(sound: SessionSound) -> None:
    every = pieces(sound)
    assert pieces(sound, from_ms=every[0][1]) == every[1:]
    assert pieces(sound, from_ms=LENGTH_MS) == ()
