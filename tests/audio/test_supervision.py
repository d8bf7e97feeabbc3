from flipdesk.audio.assignment import Assignment
from flipdesk.audio.commands import PauseRecording, Ping, ResumeRecording, Start, UseDevice
from flipdesk.audio.events import RecorderFailed
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.supervision import Retries, Watch

S = 1_000_000_000
TICK = S // 4


def test_silence_is_what_passes_between_looks() -> None:
    watch = Watch(TICK, 0)
    assert [watch.look(tick * TICK) for tick in range(1, 5)] == [250, 500, 750, 1_000]
    watch.heard(4 * TICK)
    assert watch.look(5 * TICK) == 250
    assert watch.since_ms(5 * TICK) == 250


def test_machine_that_stood_still_is_no_silence_of_the_child() -> None:
    watch = Watch(TICK, 0)
    watch.look(TICK)
    # The computer slept for an hour, and then every look comes four times too late.
    assert watch.look(3_600 * S) == 500
    assert watch.look(3_601 * S) == 750
    assert watch.since_ms(3_601 * S) == 3_601_000


def test_first_try_comes_at_once_and_the_next_ones_later_and_later() -> None:
    retries = Retries()
    pauses = [retries.failed(0) // S for _ in range(10)]
    assert pauses == [0, 1, 2, 4, 8, 16, 30, 30, 30, 30]
    assert [retries.failed(0) // S for _ in range(2_000)][-1] == 30


def test_only_one_that_lasts_makes_up_for_those_before_it() -> None:
    retries = Retries()
    retries.failed(0)
    retries.began(S)
    assert retries.failed(5 * S) == S
    retries.began(6 * S)
    assert retries.failed(16 * S) == 0
    assert retries.failures == 1


def test_next_process_is_told_what_holds_now() -> None:
    task = Assignment(Start("/optagelse", "Bordmikrofon"))
    for command in (PauseRecording(), UseDevice("Loftmikrofon"), Ping()):
        task.note(command)
    assert task.start == Start("/optagelse", "Loftmikrofon", paused=True)
    task.note(ResumeRecording())
    assert not task.start.paused


def test_recording_that_never_began_is_tried_three_times() -> None:
    task = Assignment(Start("/optagelse"))
    assert [task.dies_for_good() for _ in range(3)] == [False, False, True]
    begun = Assignment(Start("/optagelse"), begun=True)
    assert not any(begun.dies_for_good() for _ in range(100))


def test_refusal_that_may_pass_is_outlasted_by_a_recording_that_had_begun() -> None:
    away = RecorderFailed(FailureKind.NO_DEVICE, goes_on=False)
    task = Assignment(Start("/optagelse"))
    assert not task.can_outlast(away)
    task.begun = True
    assert task.can_outlast(away)
    assert not task.can_outlast(RecorderFailed(FailureKind.BAD_COMMAND, goes_on=False))
    task.stop_ns = 5
    assert not task.can_outlast(away)
