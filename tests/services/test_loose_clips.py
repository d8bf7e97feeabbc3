"""A clip from a file: heard in Lån et øre, and no part of the session's timeline."""

from pathlib import Path

import pytest

from flipdesk.audio.foreign_sound import inspect_sound
from flipdesk.domain.ids import RecordingId, SessionId
from flipdesk.domain.passage import Passage
from flipdesk.domain.recording import Recording
from flipdesk.exchange.refusal import SessionFileRefused
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.services.desk import Desk
from flipdesk.services.recovery import Recovery
from flipdesk.services.sound_import import SoundImport
from tests.services.test_sound_import import carry_out, file, imports

__all__ = ["file", "imports"]


def clip_of(desk: Desk, imports: SoundImport, session_id: SessionId, file: Path) -> Recording:
    made = carry_out(imports.plan_clip(session_id, inspect_sound(file)))
    imports.settle(session_id, made)
    recording = desk.base.recordings.get(RecordingId(made.recording))
    assert recording is not None
    return recording


def passages(desk: Desk, session_id: SessionId) -> tuple[Passage, ...]:
    return desk.base.passages.of_session(session_id)


def test_clip_is_offered_whole_and_the_session_has_no_recording_of_its_own(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    recording = clip_of(desk, imports, session_id, file)
    desk.history.record(desk.passages.add_clip(recording.id, "Bageriet"))
    record = desk.base.record(session_id)
    assert (record.recordings, record.clips) == ((), (recording,))
    assert (recording.source, recording.length_ms) == ("Diktafon 1.wav", 10_000)
    (passage,) = passages(desk, session_id)
    assert (passage.title, passage.from_ms, passage.to_ms) == ("Bageriet", 0, 10_000)
    assert [one.passage for one in desk.lend_an_ear.clips(session_id, None)] == [passage]
    copy = desk.base.folder / recording.folder / "original.wav"
    assert copy.read_bytes() == file.read_bytes()
    desk.history.undo()
    assert not passages(desk, session_id)
    assert copy.exists()
    desk.history.redo()
    assert passages(desk, session_id) == (passage,)


def test_same_file_can_be_a_clip_again_and_a_recording_too(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    for _time in range(2):
        clip_of(desk, imports, session_id, file)
    sound = inspect_sound(file)
    imports.settle(session_id, carry_out(imports.plan_by_clock(session_id, sound, sound.begins)))
    record = desk.base.record(session_id)
    assert (len(record.recordings), len(record.clips)) == (1, 2)


def test_clip_travels_in_the_session_file(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    desk.passages.add_clip(clip_of(desk, imports, session_id, file).id, "Bageriet")
    record = desk.base.record(session_id)
    text = write_session(record)
    codebooks = {record.codebook.id: record.codebook}
    again = read_session(text.encode(), codebooks, "fil")
    assert (again.clips, again.passages) == (record.clips, record.passages)
    for wrong, where in (
        (text.replace('"clip": true, ', ""), "passages[0].clip"),
        (text.replace('"clip": 0', '"clip": 7'), "passages[0].clip"),
        (text.replace('"clip": 0', '"clip": 0, "kind": "silenced"'), "passages[0].kind"),
    ):
        assert wrong != text
        with pytest.raises(SessionFileRefused) as refused:
            read_session(wrong.encode(), codebooks, "fil")
        assert [one.path for one in refused.value.problems] == [where]


def test_killed_before_it_was_stored_it_comes_back_as_a_clip(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    carry_out(imports.plan_clip(session_id, inspect_sound(file)))
    recovery = Recovery(desk.base)
    (found,) = recovery.find()
    recovery.take_back(found)
    record = desk.base.record(session_id)
    assert not record.recordings
    assert record.clips[0].source == "Diktafon 1.wav"
    assert [one.title for one in record.passages] == ["Diktafon 1"]
    assert not recovery.find()


def test_clip_goes_with_its_sound(
    desk: Desk, session_id: SessionId, imports: SoundImport, file: Path
) -> None:
    recording = clip_of(desk, imports, session_id, file)
    desk.passages.add_clip(recording.id, "Bageriet")
    desk.base.recordings.delete(recording.id)
    assert not passages(desk, session_id)
