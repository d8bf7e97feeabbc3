"""An erasure from beginning to end: no byte of the folder holds what was erased."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.audio.compress import compress
from flipdesk.audio.recording_folder import read_recording
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.ids import RecordingId, SessionId, new_guid
from flipdesk.domain.paper import Text
from flipdesk.domain.recording import Recording
from flipdesk.domain.vocabulary import Attendance, Audience
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.backup_manifest import is_as_made, read_manifest
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.carriers import carriers
from flipdesk.services.desk import Desk
from flipdesk.services.erasing_needles import needles_of
from flipdesk.services.erasure_receipt import receipt
from flipdesk.services.erasure_words import voice_words
from flipdesk.services.sound_keeping import with_files
from tests.audio.test_compress import record
from tests.audio.test_silence import SECOND, whole
from tests.helpers.locked import new_keys
from tests.helpers.needles import NAME, NEEDLES, complete, hits, plant
from tests.helpers.nordby import nordby
from tests.services.test_every_mutation import filled


@pytest.fixture
def room(desk: Desk) -> SessionId:
    filled(desk)
    session_id = nordby().session.id
    complete(desk, session_id)
    return session_id


def recorded(desk: Desk, session_id: SessionId) -> Path:
    """Record six seconds of a session; in the turn that the needle has, and elsewhere."""
    folder = desk.base.recording_folder(session_id)
    folder.mkdir(parents=True)
    record(folder)
    compress(folder)
    contents = read_recording(folder)
    recording = Recording(
        id=RecordingId(new_guid()),
        session_id=session_id,
        folder=folder.relative_to(desk.base.folder).as_posix(),
        device="",
        rate_hz=contents.spec.rate_hz,
        channels=1,
        started=desk.clock.now(),
        stopped=desk.clock.now(),
        samples=contents.end_sample,
    )
    desk.base.recordings.add(with_files(recording, contents))
    return folder


def test_no_byte_of_the_folder_names_an_erased_person(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    folder = recorded(desk, room)
    turn = next(one for one in desk.base.turns.of_session(room))
    desk.base.turns.save(replace(turn, from_ms=500, to_ms=1000))
    backups = [desk.base.back_up("before"), desk.base.back_up("at-close")]
    copy = desk.files.keep_copy(room)
    assert set(hits(desk.base.folder)) >= {
        "knowledge.sqlite-wal",
        *(f"backups/{b.name}" for b in backups),
    }
    plan = desk.erasure.erasing.find_person(person_id)
    found = carriers(desk.base.folder, needles_of(plan))
    assert found == (copy,)
    report = desk.erasure.run(plan, {}, remove=found)
    assert hits(desk.base.folder) == {}
    assert report.is_whole
    assert (report.backups, report.files) == (2, 1)
    assert not whole(folder)[SECOND // 2 : SECOND].any()
    assert whole(folder)[SECOND : 2 * SECOND].any()
    assert report.silent_ms >= 500
    assert desk.base.check() == ()
    stored = desk.base.recordings.of_session(room)
    hashes = {one.path.name: one.sha256 for one in read_recording(folder).segments}
    kept = next(one for one in stored if not one.is_clip)
    assert {one.file_name: one.sha256 for one in kept.segments} == hashes


def test_plan_and_receipt_say_where_a_voice_may_still_be_heard(desk: Desk, room: SessionId) -> None:
    recorded(desk, room)
    part, _step = desk.invitations.add(room, NAME, organisation="Nordby Kommune")
    person = desk.base.participants.get(part)
    assert person is not None
    find = desk.erasure.erasing.find_person
    assert find(person.person_id).voices == 1
    desk.running.register(part, Attendance.REGRETS)
    assert find(person.person_id).voices == 0
    desk.running.register(part, Attendance.PRESENT)
    report = desk.erasure.run(find(person.person_id), {})
    words = [
        one for one in receipt(report).paper.blocks if isinstance(one, Text) and one.is_caution
    ]
    assert [one.text for one in words] == [voice_words(1)]
    assert "Stemmen kan stadig høres i 1 optagelse" in voice_words(1)


def test_every_backup_opens_and_holds_everybody_else(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    backup = desk.base.back_up("before")
    desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    place = backup.parent / "igen"
    place.mkdir()
    (place / "knowledge.sqlite").write_bytes(backup.read_bytes())
    again = KnowledgeBase.open(place, desk.clock)
    there = {one.name for one in again.people.all()}
    assert NAME not in there
    assert "Åse Bjerre" in there
    assert len(again.sessions.all()) == len(desk.base.sessions.all())
    again.close()


def test_minutes_are_written_again_without_the_person(desk: Desk, room: SessionId) -> None:
    part, _step = desk.invitations.add(room, NAME, organisation="Nordby Kommune")
    person = desk.base.participants.get(part)
    assert person is not None
    draft = desk.minutes.prepare(room, Audience.PARTICIPANTS)
    forms = desk.minutes.render_others(draft)
    before, _changes = desk.minutes.store(draft, desk.minutes.render(draft), forms)
    plan = desk.erasure.erasing.find_person(person.person_id)
    assert [one.id for one in plan.minutes] == [before.id]
    report = desk.erasure.run(plan, {})
    assert (report.reissued, report.unissued) == (1, ())
    newest = desk.base.minutes.of_session(room)[0]
    assert newest.version == before.version + 1
    assert desk.base.minutes.get(before.id) is None
    words = desk.base.database.execute("select text from minutes_text")
    assert not any(NAME in str(row["text"]) for row in words)


def test_an_erased_session_leaves_no_sound_and_no_word(desk: Desk, room: SessionId) -> None:
    folder = recorded(desk, room)
    desk.base.back_up("before")
    copy = desk.files.keep_copy(room)
    needle = room.encode()
    plan = desk.erasure.erasing.find_session(room)
    report = desk.erasure.run(plan, {}, remove=(copy,))
    assert not folder.exists()
    assert report.is_whole
    assert (report.folders, report.files) == (1, 1)
    left = [
        path.name
        for path in desk.base.folder.rglob("*")
        if path.is_file() and needle in path.read_bytes()
    ]
    assert sorted(left) == ["erasures.jsonl", "journal.jsonl"]


def test_an_erasure_that_was_broken_off_goes_on(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    folder = recorded(desk, room)
    desk.base.back_up("before")
    plan = desk.erasure.erasing.find_person(person_id)
    desk.erasure.begin(plan, {}, desk.erasure.work(plan))
    assert set(hits(desk.base.folder)) > {"knowledge.sqlite-wal"}
    (entry,) = desk.erasure.erasing.unfinished()
    report = desk.erasure.resume(entry)
    assert report.is_whole
    assert hits(desk.base.folder) == {}
    assert not whole(folder)[2 * SECOND : 3 * SECOND].any()
    assert desk.erasure.erasing.unfinished() == ()


def test_a_receipt_says_what_was_done_and_not_about_whom(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    report = desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    paper = receipt(report)
    for form in (DocumentForm.WORD, DocumentForm.HTML):
        data = paper.render(form).lower()
        assert not any(one in data for one in NEEDLES)
        assert person_id.encode() not in data
    page = paper.render(DocumentForm.HTML).decode()
    assert str(report.renamed) in page


def test_a_backup_that_cannot_be_opened_is_told_and_left(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    broken = desk.base.folder / "backups" / "2020-01-01T000000Z-gammel.sqlite"
    broken.parent.mkdir(exist_ok=True)
    broken.write_bytes(b"noget andet")
    report = desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    assert [name for name, _why in report.refused] == [f"backups/{broken.name}"]
    assert broken.read_bytes() == b"noget andet"
    assert not report.is_whole


def test_every_rewritten_backup_is_what_its_manifest_says(desk: Desk, room: SessionId) -> None:
    person_id = plant(desk, room)
    backup = desk.base.back_up("before")
    desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    manifest = read_manifest(backup)
    assert manifest is not None
    assert is_as_made(backup, manifest)


def test_an_encrypted_base_forgets_too_and_its_backups_stay_encrypted(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = tmp_path / "låst.flipkb"
    keys, _recovery = new_keys(folder)
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values(), keys=keys)
    desk = Desk(base, clock)
    filled(desk)
    session_id = nordby().session.id
    complete(desk, session_id)
    person_id = plant(desk, session_id)
    backup = base.back_up("before")
    base.session_key(session_id, make=True)
    report = desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    assert (report.backups, report.refused) == (1, ())
    assert hits(folder) == {}
    assert not is_plain(backup)
    place = tmp_path / "igen.flipkb"
    place.mkdir()
    (place / "knowledge.sqlite").write_bytes(backup.read_bytes())
    again = KnowledgeBase.open(place, clock, keys=keys)
    assert NAME not in {one.name for one in again.people.all()}
    again.close()
    desk.erasure.run(desk.erasure.erasing.find_session(session_id), {})
    assert base.session_key(session_id) is None
    base.close()
