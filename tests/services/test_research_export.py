"""Sessions as a research project: what is in it, what is not, and where everything stands."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.ids import ReflectionId, SessionId, new_guid
from flipdesk.domain.participant import Consent
from flipdesk.domain.selection import Selection
from flipdesk.domain.vocabulary import QuoteConsent, RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.read_project import read_package
from flipdesk.services.desk import Desk
from flipdesk.services.gate import NotClearedError
from flipdesk.services.research_export import codebook_file, project_file
from flipdesk.services.session_recording import SessionRecording
from flipdesk.services.shared_reader import Terms
from flipdesk.services.sharing import Sharing
from tests.helpers.nordby import nordby
from tests.helpers.refi import needs_schemas, project_xml, refused, sources
from tests.helpers.transcripts import segments, stored, transcript

ALL, PLAIN = Selection(), Terms()


@pytest.fixture
def held(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


@pytest.fixture
def sharing(desk: Desk) -> Sharing:
    return Sharing(desk.base, desk.clock)


def exported(desk: Desk, tmp_path: Path, *, terms: Terms = PLAIN, sound: bool = False) -> bytes:
    """Return the bytes of a .qdpx of everything."""
    sessions = Sharing(desk.base, desk.clock).share_all(ALL, terms)
    path = tmp_path / "projekt.qdpx"
    ready = project_file(desk.base, sessions, desk.clock.now(), with_sound=sound)
    assert ready.write(path)
    data = path.read_bytes()
    assert read_package(data) == ready.project
    return data


def give_everybody(desk: Desk, session_id: SessionId, consent: Consent) -> None:
    for one in desk.base.participants.of_session(session_id):
        desk.base.participants.save(replace(one, consent=consent))


def note(desk: Desk, session_id: SessionId, text: str) -> None:
    (first, *_rest) = desk.base.reflections.of_session(session_id)
    position = desk.base.reflections.next_position(session_id)
    fresh = replace(first, id=ReflectionId(new_guid()), text=text, position=position)
    desk.base.reflections.add(fresh)


def heard_in(package: bytes, name: str, folder: Path) -> tuple[NDArray[np.int16], int]:
    """Return the samples of a sound in a .qdpx, and how many a second."""
    (folder / name).write_bytes(sources(package)[name])
    samples, rate = soundfile.read(folder / name, dtype="int16")
    return samples, rate


def record_a_second(desk: Desk, session_id: SessionId) -> None:
    recorder = FakeRecorder(AudioClock(desk.clock.now()))
    recording = SessionRecording(desk.base, recorder, desk.clock)

    def noted(event: RecorderEvent) -> None:
        recording.note(event)

    recorder.listen(noted)
    recording.start(session_id)
    recorder.advance(4_000)
    recorder.stop()


@needs_schemas
def test_project_and_codebook_are_valid(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    assert refused(project_xml(exported(desk, tmp_path)), "Project") == []
    sessions = Sharing(desk.base, desk.clock).share_all(ALL)
    codebook_file(sessions).write(tmp_path / "koder.qdc")
    assert refused((tmp_path / "koder.qdc").read_bytes(), "Codebook") == []


def test_nobody_is_named_and_no_path_leaves(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    data = exported(desk, tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        said = b"".join(file.read(name) for name in file.namelist()).decode()
    for person in desk.base.participants.of_session(held):
        for part in person.name.split():
            assert not re.search(rf"\b{part}\b", said)
        assert person.id not in said
        assert person.person_id not in said
    assert "currentPath" not in said
    assert str(desk.base.folder) not in said


def test_every_reflection_stands_where_its_selection_says(
    desk: Desk, held: SessionId, tmp_path: Path
) -> None:
    project = read_package(exported(desk, tmp_path))
    (text,) = project.texts
    told = {one.id: text.text[one.start : one.end] for one in text.selections}
    names = {one.id: one.name for one in project.codes}
    for one in desk.base.reflections.of_session(held):
        assert told[one.id] == one.text.strip()
        (selection,) = (each for each in text.selections if each.id == one.id)
        codes = [names[coding.code_id] for coding in selection.codings]
        assert len(codes) == 1 + len(one.potentials) + len(one.dimensions) + len(one.tags) + (
            one.pattern is not None
        )
    assert len(re.findall(r"^\[\d\d:\d\d:\d\d\] ", text.text, re.MULTILINE)) == len(told)


def test_same_things_have_the_same_ids_in_every_export(
    desk: Desk, held: SessionId, tmp_path: Path
) -> None:
    first = exported(desk, tmp_path)
    assert exported(desk, tmp_path) == first
    note(desk, held, "Et ord til")
    again = read_package(exported(desk, tmp_path))
    before = {one.id for one in read_package(first).codings()}
    assert before <= {one.id for one in again.codings()}
    assert again.codes == read_package(first).codes


def test_rules_that_qualcoder_needs(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    """It fails without plainTextPath, name or dates, knows sources and codes by their names
    alone, and takes times from the text."""
    give_everybody(desk, held, Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE))
    made = transcript(held)
    people = desk.base.participants.of_session(held)
    pieces = segments(made, (500, 2_000, "S0", "Første 👍"), (2_000, 3_000, "S1", "Anden"))
    stored(desk.base, made, [replace(one, speaker_id=people[0].id) for one in pieces])
    record_a_second(desk, held)
    terms = Terms(with_transcripts=True)
    data = exported(desk, tmp_path, terms=terms, sound=True)
    xml = project_xml(data).decode()
    project = read_package(data)
    names = [one.name for one in project.texts] + [one.name for one in project.sounds]
    names += [one.name for sound in project.sounds for one in sound.transcripts]
    assert len({name.casefold() for name in names}) == len(names)
    assert not any(re.search(r'[/\\:*?"<>|]', name) or "." not in name for name in names)
    codes = [one.name for one in project.codes]
    assert len(set(codes)) == len(codes)
    for tag in re.findall(r"<(?:TextSource|Transcript) [^>]*>", xml):
        assert 'plainTextPath="internal://' in tag
        assert " name=" in tag
        assert " creationDateTime=" in tag
    (sound,) = project.sounds
    assert f'path="internal://{sound.file_name}"' in xml
    (written,) = sound.transcripts
    assert written.text.startswith("[00:00:00] ")
    assert "\n[00:00:02] " in written.text
    assert [(one.at_ms, written.text[one.position :][:1]) for one in written.sync_points] == [
        (500, "["), (2_000, "["), (3_000, ""),
    ]  # fmt: skip
    if needs_schemas.args[0] is False:
        assert refused(project_xml(data), "Project") == []


def test_sound_goes_along_when_asked_and_notes_are_heard_in_it(
    desk: Desk, held: SessionId, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="uden lyd"):
        exported(desk, tmp_path, sound=True)
    give_everybody(desk, held, Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE))
    record_a_second(desk, held)
    (first, *_rest) = desk.base.reflections.of_session(held)
    desk.base.reflections.save(replace(first, at_ms=3_000))
    data = exported(desk, tmp_path, sound=True)
    project = read_package(data)
    (sound,) = project.sounds
    (passage,) = sound.selections
    assert (passage.id, passage.from_ms, passage.to_ms) == (first.id, 0, 3_000)
    assert passage.description.endswith(first.text)
    assert first.id not in {one.id for one in project.texts[0].selections}
    heard, rate = heard_in(data, sound.file_name, tmp_path)
    assert heard.any()
    assert len(heard) / rate == pytest.approx(4.0, abs=0.2)


def test_cancelling_leaves_the_old_file_and_nothing_beside_it(
    desk: Desk, held: SessionId, tmp_path: Path
) -> None:
    give_everybody(desk, held, Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE))
    record_a_second(desk, held)
    sessions = Sharing(desk.base, desk.clock).share_all(ALL)
    ready = project_file(desk.base, sessions, desk.clock.now(), with_sound=True)
    folder = tmp_path / "mappe"
    folder.mkdir()
    (folder / "p.qdpx").write_bytes(b"gammel")
    told: list[float] = []
    assert not ready.write(folder / "p.qdpx", told.append, lambda: bool(told) and told[-1] >= 0.8)
    assert [one.name for one in folder.iterdir()] == ["p.qdpx"]
    assert (folder / "p.qdpx").read_bytes() == b"gammel"
    with pytest.raises(KnownError, match="kan ikke skrives i"):
        ready.write(tmp_path / "findes ikke" / "p.qdpx")


def test_who_has_not_consented_is_not_heard(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    give_everybody(desk, held, Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE))
    record_a_second(desk, held)
    (somebody, *_rest) = desk.base.participants.of_session(held)
    desk.base.participants.save(replace(somebody, consent=Consent(RecordingConsent.DECLINED)))
    data = exported(desk, tmp_path, sound=True)
    (sound,) = read_package(data).sounds
    heard, _rate = heard_in(data, sound.file_name, tmp_path)
    assert not heard.any()


def test_what_somebody_withdrew_stays(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    (first, *_rest) = desk.base.reflections.of_session(held)
    (somebody,) = (
        one for one in desk.base.participants.of_session(held) if one.id == first.speaker_id
    )
    desk.base.participants.save(replace(somebody, consent=Consent(RecordingConsent.WITHDRAWN)))
    (shared,) = Sharing(desk.base, desk.clock).share_all(ALL)
    said = [one for one in desk.base.reflections.of_session(held) if one.speaker_id == somebody.id]
    assert shared.withheld == len(said)
    assert first.text not in exported(desk, tmp_path).decode("utf-8", "replace")
    assert not {one.id for one in said} & {one.id for one in shared.reflections}


def test_gate_stands_before_it(desk: Desk, held: SessionId, sharing: Sharing) -> None:
    note(desk, held, "Borgeren hedder Kirsten Lund og bor på Bygaden 12")
    with pytest.raises(NotClearedError) as refused_:
        sharing.share_all(ALL)
    assert {one.place.kind for one in refused_.value.concerns} == {"reflection"}


def test_selection_narrows(desk: Desk, held: SessionId, sharing: Sharing) -> None:
    (shared,) = sharing.share_all(Selection(potentials=("viden",)))
    assert shared.reflections
    assert all("viden" in one.potentials for one in shared.notes())
    for nothing in (
        Selection(organisations=("Åkær Kommune",)),
        Selection(until=nordby().held_on.replace(year=1999)),
    ):
        with pytest.raises(KnownError, match="ikke noget at tage med"):
            sharing.share_all(nothing)


def test_published_holds_less(desk: Desk, held: SessionId, sharing: Sharing) -> None:
    (inside,), (outside,) = (sharing.share_all(ALL, Terms(published=one)) for one in (False, True))
    assert {one.id for one in outside.reflections} < {one.id for one in inside.reflections}
    quiet = {
        one.id
        for one in desk.base.participants.of_session(held)
        if one.consent.quote is QuoteConsent.NONE
    }
    hushed = {
        str(one.id) for one in desk.base.reflections.of_session(held) if one.speaker_id in quiet
    }
    assert hushed
    assert all(one.person is None for one in outside.reflections if one.id in hushed)
    assert not any(one.caution for one in outside.reflections)
