"""What the knowledge base says of the files follows when they become FLAC."""

from pathlib import Path

import pytest

from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.compress import compress
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.audio.recording_folder import read_recording, sha256_of
from flipdesk.domain.ids import SessionId
from flipdesk.services.desk import Desk
from flipdesk.services.recovery import Recovery
from flipdesk.services.session_recording import SessionRecording
from flipdesk.services.sound_keeping import SoundKeeping, sentences
from tests.audio.sounds import Feed, noise


def record(desk: Desk, session_id: SessionId, *, ms: int = 3_000) -> Path:
    """Record a session to its end and return its folder."""
    recorder = FakeRecorder(AudioClock(desk.clock.now()))
    session = SessionRecording(desk.base, recorder, desk.clock)
    events: list[RecorderEvent] = []
    recorder.listen(events.append)
    session.start(session_id)
    recorder.advance(ms)
    recorder.stop()
    for event in events:
        session.note(event)
    return desk.base.recording_folder(session_id)


def test_files_and_hashes_follow_and_nothing_waits_any_more(
    desk: Desk, session_id: SessionId
) -> None:
    keeping = SoundKeeping(desk.base)
    assert keeping.pending() == ()
    folder = record(desk, session_id)
    assert keeping.pending() == (folder,)
    assert keeping.pending(but=session_id) == ()
    (before,) = desk.base.recordings.of_session(session_id)
    result = compress(folder)
    assert sentences(result) == ()
    changes = keeping.settle(result)
    assert changes.touches("segment")
    (after,) = desk.base.recordings.of_session(session_id)
    assert [one.id for one in after.segments] == [one.id for one in before.segments]
    assert [one.samples for one in after.segments] == [one.samples for one in before.segments]
    for segment in after.segments:
        assert segment.file_name.endswith(".flac")
        assert segment.sha256 == sha256_of(folder / segment.file_name)
    assert keeping.pending() == ()
    assert not keeping.settle(result)


def test_killed_between_the_files_and_the_rows_it_is_settled_later(
    desk: Desk, session_id: SessionId
) -> None:
    keeping = SoundKeeping(desk.base)
    folder = record(desk, session_id)
    compress(folder)
    assert keeping.pending() == (folder,)
    keeping.settle(compress(folder))
    assert keeping.pending() == ()


def test_segment_that_nobody_heard_of_is_known_when_its_sound_is_made_smaller(
    desk: Desk, session_id: SessionId
) -> None:
    """A recorder that took the place of another does not tell of what that one recorded."""
    folder = record(desk, session_id)
    feed = Feed(folder, spec=read_recording(folder).spec)
    feed.clock.advance(60_000)
    feed.hear(feed.begin(), noise(48_000))
    feed.writer.close()
    SoundKeeping(desk.base).settle(compress(folder))
    (recording,) = desk.base.recordings.of_session(session_id)
    assert [bool(one.sha256) for one in recording.segments] == [True, True]
    assert recording.samples == read_recording(folder).end_sample


def test_wav_that_could_not_be_removed_goes_on_waiting(
    desk: Desk, session_id: SessionId, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping, folder = SoundKeeping(desk.base), record(desk, session_id)

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".wav":
            raise PermissionError(13, "in use", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refusing)
        keeping.settle(compress(folder))
    assert keeping.pending() == (folder,)
    assert Recovery(desk.base).find() == ()
    keeping.settle(compress(folder))
    assert keeping.pending() == ()
    assert list(folder.glob("*.wav")) == []


def test_session_deleted_meanwhile_is_no_error(desk: Desk, session_id: SessionId) -> None:
    folder = record(desk, session_id)
    result = compress(folder)
    desk.planning.delete_session(session_id)
    assert not SoundKeeping(desk.base).settle(result)


def test_changed_file_is_told(desk: Desk, session_id: SessionId) -> None:
    folder = record(desk, session_id)
    (wav,) = folder.glob("*.wav")
    with wav.open("r+b") as file:
        file.seek(5_000)
        file.write(b"??")
    result = compress(folder)
    (told,) = sentences(result)
    assert wav.name in told
    SoundKeeping(desk.base).settle(result)
    (recording,) = desk.base.recordings.of_session(session_id)
    assert recording.segments[0].file_name == wav.name


@pytest.mark.parametrize("gone", ["folder", "nothing"])
def test_sound_that_is_not_here_does_not_wait(desk: Desk, session_id: SessionId, gone: str) -> None:
    folder = record(desk, session_id)
    if gone == "folder":
        folder.rename(folder.with_name("elsewhere"))
    assert bool(SoundKeeping(desk.base).pending()) is (gone == "nothing")
