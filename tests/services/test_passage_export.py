"""A passage becomes a file of its own only when everybody in it has consented."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.passage_export import PassageStaysError
from flipdesk.services.session_recording import SessionRecording


@pytest.fixture
def people(desk: Desk, session_id: SessionId) -> tuple[ParticipantId, ParticipantId]:
    """Mette speaks for the first six seconds of a recording of twelve, Åse for the rest."""
    mette, aase = (one.id for one in desk.base.participants.of_session(session_id))
    for person in (mette, aase):
        _answer(desk, person, RecordingConsent.GIVEN)
    recorder = FakeRecorder(AudioClock(desk.clock.now()))
    recording = SessionRecording(desk.base, recorder, desk.clock)

    def note(event: RecorderEvent) -> None:
        recording.note(event)

    recorder.listen(note)
    recording.start(session_id)
    desk.speaking.give(session_id, mette, 0)
    desk.speaking.give(session_id, aase, 6_000)
    recorder.advance(12_000)
    recorder.stop()
    return mette, aase


def heard(path: Path) -> NDArray[np.int16]:
    """Return the samples of a sound file."""
    samples: NDArray[np.int16] = soundfile.read(path, dtype="int16")[0]
    return samples


def _answer(desk: Desk, person: ParticipantId, consent: RecordingConsent) -> None:
    desk.invitations.change(person, consent=Consent(recording=consent))


def test_passage_of_those_who_consented_is_written(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    tmp_path: Path,
) -> None:
    whole = heard(desk.base.recording_folder(session_id) / "segment-0001-at-000000000000.wav")
    told: list[float] = []
    ready = desk.passage_exports.prepare(session_id, 2_000, 8_000)
    for name in ("klip.wav", "klip.FLAC"):
        made = ready.write(tmp_path / name, told.append)
        assert made is not None
        assert made.warning() == ""
        assert (heard(made.path) == whole[2 * 48_000 : 8 * 48_000]).all()
    assert told[-1] == 1.0
    opus = ready.write(tmp_path / "klip.opus")
    assert opus is not None
    assert len(heard(opus.path)) == pytest.approx(6 * 48_000, abs=48)


def test_cancelled_export_leaves_the_old_file(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    tmp_path: Path,
) -> None:
    path = tmp_path / "klip.wav"
    path.write_bytes(b"old")
    ready = desk.passage_exports.prepare(session_id, 2_000, 8_000)
    assert ready.write(path, cancelled=lambda: True) is None
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("ending", ["wav", "flac", "opus"])
def test_file_holds_nothing_but_sound(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    tmp_path: Path,
    ending: str,
) -> None:
    desk.passages.add(session_id, 2_000, 4_000, "Mette Holm om bageriet")
    path = tmp_path / f"k.{ending}"
    assert desk.passage_exports.prepare(session_id, 2_000, 4_000).write(path) is not None
    with soundfile.SoundFile(path) as file:
        told = file.copy_metadata()
    assert told.keys() <= {"software", "comment"}
    data = path.read_bytes()
    words = ("Mette", "Åse", "Nordby", "Samtaleflip", "bageriet", str(tmp_path), session_id)
    assert not any(word.encode() in data for word in words)


def test_passage_stays_when_one_who_speaks_in_it_has_not_consented(
    desk: Desk, session_id: SessionId, people: tuple[ParticipantId, ParticipantId]
) -> None:
    _answer(desk, people[1], RecordingConsent.WITHDRAWN)
    with pytest.raises(PassageStaysError, match="Åse Bjerre har trukket") as told:
        desk.passage_exports.prepare(session_id, 2_000, 6_001)
    assert told.value.problems == ("Udelad det, Åse Bjerre siger.",)
    assert desk.passage_exports.prepare(session_id, 2_000, 6_000).to_ms == 6_000


def test_silenced_stretch_is_silent_in_the_file(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    tmp_path: Path,
) -> None:
    ready = desk.passage_exports.prepare(session_id, 0, 5_000)
    replace(ready, silenced=((1_000, 2_000),)).write(tmp_path / "klip.wav")
    sound = heard(tmp_path / "klip.wav")
    assert not sound[48_000 : 2 * 48_000].any()
    assert sound[:48_000].any()
    assert sound[2 * 48_000 :].any()


@pytest.mark.parametrize(
    ("from_ms", "to_ms", "why"),
    [(5_000, 5_000, "slutte, efter"), (13_000, 14_000, "slutter ved 00:00:1")],
)
def test_stretch_that_is_no_passage_is_refused(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    from_ms: int,
    to_ms: int,
    why: str,
) -> None:
    with pytest.raises(KnownError, match=why):
        desk.passage_exports.prepare(session_id, from_ms, to_ms)


def test_session_without_recording_has_no_passage(desk: Desk, session_id: SessionId) -> None:
    with pytest.raises(KnownError, match="ingen optagelse"):
        desk.passage_exports.prepare(session_id, 0, 1_000)


def test_own_recording_is_taken_before_an_imported_one(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = desk.base.recordings.of_session(session_id)[0]
    other = replace(own, samples=own.samples * 9, folder="recordings/x", source="Teams.m4a")
    record = replace(desk.base.record(session_id), recordings=(other, own))
    monkeypatch.setattr(desk.base, "record", lambda _session_id: record)
    chosen = desk.passage_exports.prepare(session_id, 0, 1_000)
    assert chosen.folder == desk.base.folder / own.folder


def test_ending_that_means_no_sound_is_refused_before_anything_is_read(
    desk: Desk,
    session_id: SessionId,
    people: tuple[ParticipantId, ParticipantId],
    tmp_path: Path,
) -> None:
    ready = replace(desk.passage_exports.prepare(session_id, 0, 1_000), folder=tmp_path / "none")
    with pytest.raises(KnownError, match=r"klip.mp3 skal ende på .wav, .flac, .opus"):
        ready.write(tmp_path / "klip.mp3")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Samtaleflip 3: helhed", "Samtaleflip 3 helhed"),
        ("Mettes session", "Medarbejderflip"),
        ("Flip hos Åse", "Medarbejderflip"),
    ],
)
def test_file_name_is_the_session_and_names_nobody(
    desk: Desk, session_id: SessionId, title: str, shown: str
) -> None:
    desk.planning.change_session(session_id, title=title)
    name = desk.passage_exports.file_name(session_id, 724_999, 790_000)
    organisation = desk.base.record(session_id).series.organisation
    assert name == f"2026-11-23 {shown} {organisation} klip 00.12.04-00.13.10.wav"
