"""Where sound belongs, and that nothing said in a pause is kept: pure, with blocks made by hand."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.audio.events import GapReason
from flipdesk.audio.placement import Placement
from flipdesk.audio.ring import (
    Block,
    Listening,
    Lost,
    Pause,
    Resume,
    RingItem,
    StoodStill,
    WallClockSet,
)
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.steps import (
    Answered,
    Back,
    Begun,
    Broken,
    Gone,
    Hearing,
    Missing,
    Paused,
    Resumed,
    Sound,
    Step,
)

SPEC = AudioSpec(8_000, 1)
MS = 1_000_000
FRAMES = 800
BLOCK_MS = 100


def block(number: int, *, late_ms: int = 0, exact: bool = True, since_ms: int = 0) -> Block:
    """Return the n-th block of a hundred milliseconds, its samples their own numbers."""
    first = number * FRAMES
    data = b"".join((at % 30_000).to_bytes(2, "little") for at in range(first, first + FRAMES))
    end_ns = (since_ms + (number + 1) * BLOCK_MS + late_ms) * MS
    return Block(first, data, overflowed=False, monotonic_ns=end_ns, exact=exact)


def place(placement: Placement, *items: RingItem) -> list[Step]:
    return [step for item in items for step in placement.place(item)]


def kept(steps: list[Step]) -> list[int]:
    """Return the numbers of the samples that were kept."""
    return [
        number
        for step in steps
        if isinstance(step, Sound) and step.kept
        for number in range(step.first_sample, step.first_sample + SPEC.frames(step.data))
    ]


def holds_what_it_says(step: Step) -> bool:
    if not isinstance(step, Sound):
        return True
    return int.from_bytes(step.data[:2], "little") == step.first_sample % 30_000


def test_block_across_the_moment_of_a_pause_is_cut_at_the_sample() -> None:
    placement = Placement(SPEC)
    steps = place(
        placement,
        *(block(number) for number in range(10)),
        Pause(1_234 * MS),
        *(block(number) for number in range(10, 30)),
        Resume(2_567 * MS),
        *(block(number) for number in range(30, 40)),
    )
    assert all(holds_what_it_says(step) for step in steps)
    cut, back = 1_234 * 8, 2_567 * 8
    # Resumed after block 29 had gone by, at 2,567 ms of 3,000: what is thrown away stays so.
    assert kept(steps)[:cut] == list(range(cut))
    assert Paused(cut) in steps
    resumed = [step for step in steps if isinstance(step, Resumed)]
    assert [step.sample for step in resumed] == [max(back, 30 * FRAMES)]


@settings(max_examples=80)
@given(
    seed=st.integers(0, 10_000),
    latency_ms=st.integers(0, 900),
    wishes_ms=st.lists(st.integers(3_000, 9_000), min_size=1, max_size=6, unique=True),
    exact=st.booleans(),
)
def test_pause_neither_leaks_nor_loses_however_late_the_blocks_come(
    seed: int, latency_ms: int, wishes_ms: list[int], exact: bool
) -> None:
    """Blocks come after their latency; those whose age is unknown are as late as jitter has it."""
    chance = random.Random(seed)
    placement = Placement(SPEC)
    wishes = [
        (at, Pause(at * MS) if number % 2 == 0 else Resume(at * MS))
        for number, at in enumerate(sorted(wishes_ms))
    ]
    steps: list[Step] = []
    for number in range(130):
        arrives_ms = (number + 1) * BLOCK_MS + latency_ms
        while wishes and wishes[0][0] <= arrives_ms:
            steps.extend(placement.place(wishes.pop(0)[1]))
        jitter_ms = 0 if exact else chance.choice((0, 0, 5, 30))
        steps.extend(placement.place(block(number, late_ms=jitter_ms, exact=exact)))
    edges = [0, *sorted(wishes_ms), 13_000]
    wanted = [ms for on, off in zip(edges[::2], edges[1::2], strict=False) for ms in range(on, off)]
    got = {number // 8 for number in kept(steps)}
    slack_ms = 0 if exact else 8
    missed = [ms for ms in wanted if ms not in got]
    leaked = sorted(got - set(wanted))
    assert len(missed) <= slack_ms * len(edges)
    assert len(leaked) <= slack_ms * len(edges)
    assert all(holds_what_it_says(step) for step in steps)


def test_paused_from_the_start_keeps_nothing_until_it_is_resumed() -> None:
    placement = Placement(SPEC, paused=True)
    steps = place(placement, block(0), block(1), Resume(250 * MS), block(2), block(3))
    assert steps[:2] == [Begun(0), Paused(0)]
    assert kept(steps) == list(range(2_000, 3_200))
    assert Resumed(2_000) in steps


def test_device_lost_at_the_moment_of_a_pause_settles_it() -> None:
    placement = Placement(SPEC)
    place(placement, *(block(number) for number in range(10)))
    steps = place(placement, Pause(1_050 * MS), Lost())
    assert steps[0] == Gone(8_000, alarming=True)
    assert Paused(1_050 * 8) in steps
    steps = place(placement, Resume(4_000 * MS), block(10, since_ms=5_000))
    assert Resumed(4_000 * 8) in steps
    # Block 10 ends at 6.1 s, so it begins at 6.0 s.
    assert Back(6_000 * 8, GapReason.DEVICE, paused=False, alarming=True) in steps


def test_pause_is_answered_though_no_sound_comes() -> None:
    placement = Placement(SPEC)
    place(placement, *(block(number) for number in range(10)), Pause(1_200 * MS))
    assert placement.answer(2_100 * MS) == []
    assert placement.answer(2_300 * MS) == [Answered(1_200 * 8, paused=True)]
    assert placement.answer(3_300 * MS) == []
    # The server thaws and hands over everything: it is cut where it was said, and not told again.
    steps = place(placement, *(block(number) for number in range(10, 15)))
    assert kept(steps) == list(range(8_000, 9_600))
    assert Paused(9_600, told=True) in steps


def test_frozen_server_that_hands_over_late_makes_no_gap() -> None:
    placement = Placement(SPEC)
    steps = place(placement, *(block(number) for number in range(30)))
    thaw_ms = 13_000
    for number in range(30, 130):
        steps += place(placement, block(number, late_ms=thaw_ms - (number + 1) * 100, exact=False))
    steps += place(placement, *(block(number) for number in range(130, 200)))
    assert kept(steps) == list(range(200 * FRAMES))
    assert not any(isinstance(step, Missing) for step in steps)


def test_sound_lost_in_a_sleep_is_a_gap_of_that_length_and_says_so() -> None:
    placement = Placement(SPEC)
    steps = place(placement, *(block(number) for number in range(50)), StoodStill())
    assert Broken(50 * FRAMES) in steps
    steps = place(placement, *(block(number, since_ms=60_000) for number in range(50, 90)))
    (gap,) = (step for step in steps if isinstance(step, Missing))
    assert gap.reason is GapReason.SLEEP
    last = [step for step in steps if isinstance(step, Sound)][-1]
    assert abs(last.first_sample - (60_000 + 8_900) * 8) <= 50 * 8


def test_device_that_did_not_survive_a_sleep_is_a_gap_of_sleep() -> None:
    placement = Placement(SPEC)
    place(placement, *(block(number) for number in range(50)), StoodStill(), Lost())
    (back, *_rest) = place(placement, block(50, since_ms=60_000))
    assert back == Back(65_000 * 8, GapReason.SLEEP, paused=False, alarming=True)


def test_another_microphone_is_named_and_costs_what_the_clock_says() -> None:
    placement = Placement(SPEC)
    place(placement, Listening("bord", True), *(block(number) for number in range(10)))
    steps = place(placement, Lost(alarming=False), Listening("headset", True))
    assert steps == [Gone(8_000, alarming=False), Broken(8_000), Hearing(8_000, "headset")]
    steps = place(placement, block(10, since_ms=400))
    assert steps[0] == Back(1_400 * 8, GapReason.DEVICE, paused=False, alarming=False)


def test_microphone_that_is_lost_while_it_is_changed_is_alarming_after_all() -> None:
    placement = Placement(SPEC)
    place(placement, block(0), Lost(alarming=False))
    assert place(placement, Lost()) == [Gone(800, alarming=True), Broken(800)]
    assert place(placement, Lost()) == []


def test_wall_clock_breaks_the_segment_and_moves_nothing() -> None:
    placement = Placement(SPEC)
    steps = place(placement, block(0), WallClockSet(-3_600_000), block(1))
    assert Broken(800, -3_600_000) in steps
    assert kept(steps) == list(range(1_600))


def test_source_out_of_step_with_the_clock_loses_nothing_by_it() -> None:
    placement = Placement(SPEC)
    place(placement, Listening("fake:tone?speed=0.5", False))
    slow = [block(number, late_ms=100 * number) for number in range(100)]
    steps = place(placement, *slow)
    assert kept(steps) == list(range(100 * FRAMES))
    assert place(placement, Pause(0)) == [Paused(100 * FRAMES)]
