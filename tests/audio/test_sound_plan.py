"""What is played in which order: gaps and silences left out, the silenced kept as silence."""

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.audio.sound_plan import plan_of
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.stretch import joined

SPEC = AudioSpec(1_000, 1)
"""A frame a millisecond, so that the numbers below are both."""


def test_gap_is_left_out_and_positions_go_on_after_it() -> None:
    plan = plan_of(SPEC, [(0, 100), (150, 200)])
    assert plan.frames == 150
    assert [plan.frame_at(ms) for ms in (0, 99, 100, 149, 150, 199, 200, 999)] == [
        *(0, 99, 100, 100, 100, 149, 150, 150),
    ]
    assert [plan.ms_at(frame) for frame in (0, 99, 100, 149, 150)] == [0, 99, 150, 199, 200]


def test_silenced_stretch_keeps_its_length_over_the_end_of_a_file() -> None:
    plan = plan_of(SPEC, [(0, 100), (100, 200)], silenced=[(90, 120)])
    assert [(one.first_sample, one.samples, one.source) for one in plan.pieces] == [
        *((0, 90, 0), (90, 10, None), (100, 20, None), (120, 80, 1)),
    ]
    assert plan.frames == 200


def test_only_the_passage_is_played() -> None:
    plan = plan_of(SPEC, [(0, 100), (150, 300)], within=(80, 160))
    assert plan.frames == 30
    assert (plan.ms_at(0), plan.ms_at(29)) == (80, 159)


def test_nothing_recorded_has_no_frames() -> None:
    plan = plan_of(SPEC, [])
    assert (plan.frames, plan.frame_at(5), plan.ms_at(5)) == (0, 0, 0)


stretches = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 80)).map(lambda one: (one[0], one[0] + one[1])),
    max_size=6,
)


@given(segments=stretches, silenced=stretches, left_out=stretches)
def test_every_moment_is_played_once_unless_left_out_and_silenced_moments_never_sound(
    segments: list[tuple[int, int]],
    silenced: list[tuple[int, int]],
    left_out: list[tuple[int, int]],
) -> None:
    heard = list(joined(segments))
    plan = plan_of(SPEC, heard, silenced=silenced, left_out=left_out)

    def inside(moment: int, among: list[tuple[int, int]]) -> bool:
        return any(first <= moment < end for first, end in among)

    wanted = [ms for ms in range(500) if inside(ms, heard) and not inside(ms, left_out)]
    assert [plan.ms_at(frame) for frame in range(plan.frames)] == wanted
    assert [plan.frame_at(ms) for ms in wanted] == list(range(plan.frames))
    for piece in plan.pieces:
        for ms in range(piece.first_sample, piece.end_sample):
            assert (piece.source is None) == inside(ms, silenced)
