"""What the recorder tells becomes rows, whatever happens to the knowledge base meanwhile."""

from pathlib import Path

import pytest

from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.events import (
    RecorderEvent,
    RecorderFound,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import BugError, KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.recovery import Recovery
from flipdesk.services.series_planning import NewSession
from flipdesk.services.session_recording import SessionRecording


class Heard:
    """A recording whose events wait until they are handed on."""

    def __init__(self, desk: Desk) -> None:
        self.recorder = FakeRecorder(AudioClock(desk.clock.now()))
        self.events: list[RecorderEvent] = []
        self.recorder.listen(self.events.append)
        self.session = SessionRecording(desk.base, self.recorder, desk.clock)

    def hand_on(self) -> None:
        waiting, self.events[:] = list(self.events), []
        for event in waiting:
            self.session.note(event)


@pytest.fixture
def heard(desk: Desk) -> Heard:
    return Heard(desk)


def test_recording_is_stored_with_its_length_and_segments(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(3_000)
    heard.recorder.stop()
    heard.hand_on()
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.stopped is not None
    assert recording.length_ms == pytest.approx(3_000, abs=200)
    assert all(segment.sha256 for segment in recording.segments)
    assert heard.session.session_id is None


def test_recording_and_going_off_the_record_leave_one_line_each(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(1_000)
    heard.recorder.pause()
    heard.recorder.resume()
    heard.recorder.go_off_record()
    heard.recorder.resume()
    heard.recorder.stop()
    heard.hand_on()
    uses = desk.journal.uses(session_id=session_id)
    assert [one.act for one in uses] == ["recorded", "off-record"]


def test_session_deleted_while_recorded_loses_no_sound_and_comes_back(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(1_000)
    heard.hand_on()
    desk.history.record(desk.planning.delete_session(session_id))
    heard.recorder.advance(1_000)
    heard.hand_on()
    desk.history.undo()
    heard.recorder.advance(1_000)
    heard.recorder.stop()
    heard.hand_on()
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.length_ms == pytest.approx(3_000, abs=200)
    sound = desk.base.recording_folder(session_id)
    assert sum(one.stat().st_size for one in sound.rglob("*.wav")) > 3 * 48_000 * 2 - 20_000
    assert desk.base.check() == ()


def test_session_deleted_before_the_first_sound_is_no_error(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    desk.planning.delete_session(session_id)
    heard.recorder.advance(1_000)
    heard.recorder.stop()
    heard.hand_on()
    assert desk.base.recordings.of_session(session_id) == ()
    assert list(desk.base.recording_folder(session_id).rglob("*.wav"))


def test_start_that_could_not_be_stored_is_stored_later(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(1_000)
    started = next(one for one in heard.events if isinstance(one, RecordingStarted))
    heard.events.remove(started)
    connection = desk.base.database.connection
    connection.execute("pragma query_only = 1")
    with pytest.raises(KnownError):
        heard.session.note(started)
    connection.execute("pragma query_only = 0")
    heard.recorder.stop()
    assert isinstance(heard.events[-1], RecordingStopped)
    heard.hand_on()
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.length_ms == pytest.approx(1_000, abs=200)


def test_end_that_could_not_be_stored_is_stored_when_tried_again(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(1_000)
    heard.hand_on()
    speaker = desk.base.participants.of_session(session_id)[0]
    desk.speaking.give(session_id, speaker.id, 100)
    heard.recorder.stop()
    stopped = heard.events.pop()
    heard.hand_on()
    connection = desk.base.database.connection
    connection.execute("pragma query_only = 1")
    with pytest.raises(KnownError):
        heard.session.note(stopped)
    with pytest.raises(KnownError):
        heard.session.retry()
    assert heard.session.session_id is None
    connection.execute("pragma query_only = 0")
    assert heard.session.retry().touches("recording", "segment", "turn")
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.stopped is not None
    assert recording.length_ms == pytest.approx(1_000, abs=200)
    assert all(segment.sha256 for segment in recording.segments)
    assert desk.base.turns.of_session(session_id)[0].to_ms == recording.length_ms
    assert not heard.session.retry()


def test_recording_whose_end_is_not_stored_yet_goes_on_as_the_same(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(1_000)
    heard.recorder.stop()
    stopped = heard.events.pop()
    heard.hand_on()
    connection = desk.base.database.connection
    connection.execute("pragma query_only = 1")
    with pytest.raises(KnownError):
        heard.session.note(stopped)
    connection.execute("pragma query_only = 0")
    heard.session.start(session_id)
    heard.recorder.advance(1_000)
    heard.recorder.stop()
    heard.hand_on()
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.length_ms >= 2_000
    assert [bool(segment.sha256) for segment in recording.segments] == [True, True]


def test_segments_recorded_while_the_window_was_away_are_known_at_the_end(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    heard.session.start(session_id)
    heard.recorder.advance(500)
    heard.hand_on()
    for _unheard in range(2):
        heard.recorder.pause()
        heard.recorder.resume()
        heard.recorder.advance(500)
    heard.events.clear()
    after = SessionRecording(desk.base, heard.recorder, desk.clock)
    after.session_id = session_id
    folder = desk.base.recording_folder(session_id)
    samples = 72_000
    after.note(RecorderFound(str(folder), "", 48_000, 1, desk.clock.now(), samples, paused=False))
    heard.recorder.stop()
    for event in heard.events:
        after.note(event)
    (recording,) = desk.base.recordings.of_session(session_id)
    assert len(recording.segments) == 3
    assert all(segment.sha256 and segment.samples for segment in recording.segments)
    assert Recovery(desk.base).find() == ()


def test_making_a_session_is_not_undone_when_it_has_been_recorded(
    desk: Desk, session_id: SessionId, heard: Heard
) -> None:
    series_id = desk.base.series.all()[0].id
    made, step = desk.planning.add_session(NewSession(series_id, "Ny", desk.clock.now()))
    desk.history.record(step)
    heard.session.start(made)
    heard.recorder.advance(1_000)
    heard.recorder.stop()
    heard.hand_on()
    with pytest.raises(KnownError):
        desk.history.undo()
    assert len(desk.base.recordings.of_session(made)) == 1
    assert desk.history.undo_label == step.label


def test_making_a_session_is_not_undone_when_minutes_were_written(
    desk: Desk, session_id: SessionId
) -> None:
    series_id = desk.base.series.all()[0].id
    made, step = desk.planning.add_session(NewSession(series_id, "Ny", desk.clock.now()))
    desk.history.record(step)
    snapshot = desk.minutes.prepare(made, Audience.PARTICIPANTS)
    desk.minutes.store(snapshot, b"a document")
    with pytest.raises(KnownError):
        desk.history.undo()
    assert len(desk.base.minutes.of_session(made)) == 1


def test_undo_that_no_longer_fits_forgets_what_cannot_be_trusted(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    desk.history.record(desk.planning.change_session(session_id, place="Rådhuset"))
    desk.planning.change_session(session_id, place="Biblioteket")
    with pytest.raises(BugError):
        desk.history.undo()
    session = desk.base.sessions.get(session_id)
    assert session is not None
    assert session.place == "Biblioteket"
    assert desk.history.undo_label is None
