from datetime import UTC, datetime, timedelta

from flipdesk.audio import events
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.standing import Standing

BEGAN = datetime(2021, 4, 19, 7, 30, tzinfo=UTC)
STARTED = events.RecordingStarted(96_000, BEGAN, "Bordmikrofon", 48_000, 1)


def standing(*told: events.RecorderEvent) -> Standing:
    standing = Standing()
    standing.begin("/optagelse")
    for event in told:
        standing.note(event)
    return standing


def test_nothing_stands_before_the_first_sound() -> None:
    assert standing().found is None
    assert standing(events.RecordingPaused(0)).found is None


def test_place_pause_and_microphone_are_the_newest() -> None:
    now = standing(
        STARTED,
        events.LevelMeasured(0.1, 0.1, 100_000, 1, 0, 0, paused=False),
        events.RecordingPaused(104_800),
    )
    now.use_device("Loftmikrofon")
    zero = BEGAN - timedelta(seconds=2)
    assert now.found == events.RecorderFound(
        "/optagelse", "Loftmikrofon", 48_000, 1, zero, 104_800, paused=True
    )
    now.note(events.RecordingResumed(200_000))
    assert now.found is not None
    assert (now.found.samples, now.found.paused) == (200_000, False)


def test_what_is_amiss_is_told_until_it_is_over() -> None:
    gone = events.RecordingInterrupted(100_000)
    lost = events.RecorderFailed(FailureKind.DEVICE_LOST)
    low = events.RecorderFailed(FailureKind.DISK_LOW, "20")
    awake = events.KeptAwake(kept=True)
    garbage = events.RecorderFailed(FailureKind.BAD_COMMAND, "hej")
    now = standing(STARTED, awake, gone, lost, low, garbage)
    assert now.news() == (awake, gone, lost, low)
    now.note(events.RecordingResumed(120_000))
    assert now.news() == (awake, low)
    now.note(events.RecorderRecovered(FailureKind.DISK_LOW))
    assert now.news() == (awake,)


def test_end_leaves_nothing_to_tell() -> None:
    low = events.RecorderFailed(FailureKind.DISK_LOW)
    for end in (
        events.RecordingStopped(200_000, ()),
        events.RecorderFailed(FailureKind.DISK_ENDS, goes_on=False),
    ):
        over = standing(STARTED, low, end)
        assert over.found is None
        assert over.news() == ()
