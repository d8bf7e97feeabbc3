"""How one listens: speeds, pre-rolls, and which of several recordings."""

from datetime import UTC, datetime

from flipdesk.domain.ids import RecordingId, SessionId
from flipdesk.domain.playing import heard_from, main_recording, next_rate
from flipdesk.domain.recording import Recording


def recording(name: str, seconds: int, source: str = "") -> Recording:
    return Recording(
        id=RecordingId(name),
        session_id=SessionId("s"),
        folder=name,
        device="",
        rate_hz=1_000,
        channels=1,
        started=datetime(2021, 4, 22, tzinfo=UTC),
        samples=seconds * 1_000,
        source=source,
    )


def test_speed_goes_by_steps_and_stops_at_the_ends() -> None:
    assert next_rate(1.0, 1) == 1.25
    assert next_rate(1.0, -1) == 0.75
    assert next_rate(2.0, 1) == 2.0
    assert next_rate(0.5, -3) == 0.5


def test_nothing_is_heard_from_before_the_beginning() -> None:
    assert heard_from(5_000, 2) == 3_000
    assert heard_from(1_000, 2) == 0


def test_longest_of_one_s_own_comes_before_what_was_imported() -> None:
    short, long = recording("a", 10), recording("b", 20)
    foreign = recording("c", 90, "diktafon.mp3")
    assert main_recording([short, foreign, long]) == long
    assert main_recording([foreign]) == foreign
    assert main_recording([]) is None
