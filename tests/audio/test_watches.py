"""Source, disk, time and route, each watched by rules without threads."""

from datetime import UTC, datetime
from pathlib import Path

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.disk_watch import DiskWatch, free_bytes
from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.route_watch import Route, RouteJudge
from flipdesk.audio.source_watch import SourceState, SourceWatch
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.time_watch import TimeWatch

SECOND = 1_000_000_000
SPEC = AudioSpec()
MINUTE_BYTES = 60 * 96_000


class Disk:
    """A disk whose room is set by hand."""

    def __init__(self) -> None:
        self.minutes = 100.0
        self.broken = False
        self.looks = 0
        self._watch = DiskWatch(Path("/lyd"), SPEC, 64_000_000, self._free)
        self._now_ns = 0

    def _free(self, _folder: Path) -> int:
        self.looks += 1
        if self.broken:
            raise OSError
        return round(64_000_000 + self.minutes * MINUTE_BYTES)

    @property
    def full(self) -> bool:
        return self._watch.full

    def at(self, minutes: float) -> list[RecorderEvent]:
        """Return what is told when so much room is left, beyond the reserve."""
        self.minutes = minutes
        self._now_ns += 5 * SECOND
        return [*self._watch.look(self._now_ns), *self._watch.look(self._now_ns + SECOND)]


def low(minutes: int) -> RecorderFailed:
    return RecorderFailed(FailureKind.DISK_LOW, str(minutes))


def test_low_disk_is_told_under_half_an_hour_and_under_five_minutes() -> None:
    disk = Disk()
    told = [disk.at(minutes) for minutes in (31, 29.5, 29, 12, 4.9, 4, 1)]
    assert told == [[], [low(29)], [], [], [low(4)], [], []]
    assert disk.looks == 7


def test_room_that_was_made_ends_the_warning_and_arms_it_again() -> None:
    disk = Disk()
    assert disk.at(4) == [low(4)]
    assert disk.at(20) == []
    assert disk.at(4) == []
    assert disk.at(30.5) == []
    assert disk.at(60) == [RecorderRecovered(FailureKind.DISK_LOW)]
    assert disk.at(60) == []
    assert disk.at(20) == [low(20)]


def test_reserve_is_left_to_others() -> None:
    disk = Disk()
    disk.at(0.1)
    assert not disk.full
    assert disk.at(0) == []
    assert disk.full


def test_disk_that_does_not_answer_is_left_to_the_writer() -> None:
    disk = Disk()
    disk.broken = True
    assert disk.at(50) == []
    assert not disk.full


def test_free_room_of_a_real_disk(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0


def test_source_is_told_after_a_second_of_silence_and_lost_after_four() -> None:
    watch = SourceWatch()
    watch.opened(0)
    looks = {ms: watch.look(ms * 1_000_000, 5 * SECOND) for ms in (5_500, 6_000, 6_020, 8_900)}
    stalled = (RecorderFailed(FailureKind.STALLED),)
    assert looks == {
        5_500: (SourceState.GIVING, ()),
        6_000: (SourceState.GIVING, ()),
        6_020: (SourceState.STALLED, stalled),
        8_900: (SourceState.STALLED, ()),
    }
    assert watch.due_ns(5 * SECOND) <= 6_100_000_000
    again = watch.look(9 * SECOND, 9 * SECOND)
    assert again == (SourceState.GIVING, (RecorderRecovered(FailureKind.STALLED),))
    assert watch.look(9_500_000_000, 9 * SECOND) == (SourceState.GIVING, ())
    assert watch.look(13_100_000_000, 9 * SECOND)[0] is SourceState.LOST


def test_source_that_opens_has_four_seconds() -> None:
    watch = SourceWatch()
    watch.opened(10 * SECOND)
    assert watch.look(13 * SECOND, None) == (SourceState.OPENING, ())
    no_sound = (RecorderFailed(FailureKind.NO_SOUND_YET),)
    assert watch.look(14_100_000_000, 9 * SECOND) == (SourceState.STALLED, no_sound)
    assert watch.look(15 * SECOND, None) == (SourceState.STALLED, ())
    recovered = (RecorderRecovered(FailureKind.NO_SOUND_YET),)
    assert watch.look(16 * SECOND, 16 * SECOND) == (SourceState.GIVING, recovered)
    watch.opened(20 * SECOND)
    assert watch.look(29 * SECOND, 16 * SECOND)[0] is SourceState.LOST


def test_sleep_and_standstill_are_seen() -> None:
    clock = ManualClock()
    watch = TimeWatch(clock)
    clock.advance(500)
    assert not watch.stood_still(400_000_000, clock.monotonic_ns())
    clock.advance(2_600)
    assert watch.stood_still(1 * SECOND, clock.monotonic_ns())
    clock.sleep(700)
    now_ns = clock.monotonic_ns()
    assert watch.stood_still(now_ns, now_ns)
    assert not watch.stood_still(now_ns, now_ns)


def test_clock_that_is_set_is_seen_and_one_that_is_slowly_corrected_is_not() -> None:
    clock = ManualClock(datetime(2026, 10, 25, 0, 59, tzinfo=UTC))
    watch = TimeWatch(clock)
    for _ in range(100):
        clock.advance(500)
        clock.set_wall_clock(90)
        assert watch.wall_shift_ms() == 0
    clock.set_wall_clock(-3_600_000)
    clock.sleep(40_000)
    assert watch.wall_shift_ms() == -3_600_000
    assert watch.wall_shift_ms() == 0


def test_route_is_told_when_it_changes_and_when_it_is_put_right() -> None:
    judge = RouteJudge()
    desk = Route("desk.monitor", "Bordmikrofon", muted=False)
    other = Route("dump.monitor", "Indbygget", muted=False)
    assert judge.judge(None) == ()
    assert judge.judge(desk) == ()
    assert judge.judge(other) == (RecorderFailed(FailureKind.MICROPHONE_CHANGED, "Indbygget"),)
    assert judge.judge(other) == ()
    assert judge.judge(desk) == (RecorderRecovered(FailureKind.MICROPHONE_CHANGED),)
    muted = Route("desk.monitor", "Bordmikrofon", muted=True)
    assert judge.judge(muted) == (RecorderFailed(FailureKind.MICROPHONE_MUTED),)
    assert judge.judge(None) == ()
    assert judge.judge(desk) == (RecorderRecovered(FailureKind.MICROPHONE_MUTED),)


def test_route_that_is_muted_from_the_start_is_told() -> None:
    muted = Route("desk.monitor", "Bordmikrofon", muted=True)
    judge = RouteJudge()
    assert judge.judge(muted) == (RecorderFailed(FailureKind.MICROPHONE_MUTED),)
    assert judge.end() == (RecorderRecovered(FailureKind.MICROPHONE_MUTED),)


def test_what_was_told_of_a_route_is_over_when_the_stream_is_closed() -> None:
    judge = RouteJudge()
    judge.judge(Route("desk.monitor", "Bordmikrofon", muted=False))
    assert judge.end() == ()
    judge.judge(Route("dump.monitor", "Indbygget", muted=False))
    assert judge.end() == (RecorderRecovered(FailureKind.MICROPHONE_CHANGED),)
